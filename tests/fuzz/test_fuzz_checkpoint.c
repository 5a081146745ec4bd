/* test_fuzz_checkpoint.c — checkpoints, as the fuzzer's target has them: its corpus once more, and mutants
 * (fuzz/replay.h). */
#include "fuzz_checkpoint.c"
#include "replay.h"

REPLAY(1, "checkpoint", "checkpoints", 2000)
