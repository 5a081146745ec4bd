/* test_fuzz_net_spec.c — nets in words, as the fuzzer's target has them: its corpus once more, and mutants
 * (fuzz/replay.h). */
#include "fuzz_net_spec.c"
#include "replay.h"

REPLAY(1, "net_spec", "nets in words", 2000)
