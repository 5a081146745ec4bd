/* test_fuzz_options.c — command lines, as the fuzzer's target has them: its corpus once more, and mutants
 * (fuzz/replay.h). */
#include "fuzz_options.c"
#include "replay.h"

REPLAY(1, "options", "command lines", 2000)
