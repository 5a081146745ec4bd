/* test_fuzz_run_cache.c — kept runs, as the fuzzer's target has them: its corpus once more, and mutants
 * (fuzz/replay.h). */
#include "fuzz_run_cache.c"
#include "replay.h"

REPLAY(1, "run_cache", "kept runs", 2000)
