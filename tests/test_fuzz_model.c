/* test_fuzz_model.c — trained nets, as the fuzzer's target has them: its corpus once more, and mutants (fuzz/replay.h). */
#include "fuzz/fuzz_model.c"
#include "fuzz/replay.h"

REPLAY(1, "model", "trained nets", 2000)
