/* test_fuzz_net.c — nets in words, as the fuzzer's target has them: its corpus once more, and mutants (fuzz/replay.h). */
#include "fuzz/fuzz_net.c"
#include "fuzz/replay.h"

REPLAY(1, "net", "nets in words", 2000)
