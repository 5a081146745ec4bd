/* test_fuzz_image_files.c — pictures in IDX and .npy, as the fuzzer's target has them: its corpus once more, and
 * mutants (fuzz/replay.h). */
#include "fuzz_image_files.c"
#include "replay.h"

REPLAY(1, "image_files", "pictures in IDX and .npy", 4000)
