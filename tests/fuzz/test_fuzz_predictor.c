/* test_fuzz_predictor.c — trained nets, as the fuzzer's target has them: its corpus once more, and mutants
 * (fuzz/replay.h). */
#include "fuzz_predictor.c"
#include "replay.h"

REPLAY(1, "predictor", "trained nets", 2000)
