/* test_fuzz_pictures.c — pictures in IDX and .npy, as the fuzzer's target has them: its corpus once more, and mutants (fuzz/replay.h). */
#include "fuzz/fuzz_pictures.c"
#include "fuzz/replay.h"

REPLAY(1, "pictures", "pictures in IDX and .npy", 4000)
