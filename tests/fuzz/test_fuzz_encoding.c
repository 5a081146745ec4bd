/* test_fuzz_encoding.c — texts in every encoding, as the fuzzer's target has them: its corpus once more, and mutants
 * (fuzz/replay.h). */
#include "fuzz_encoding.c"
#include "replay.h"

REPLAY(1, "encoding", "texts in every encoding", 2000)
