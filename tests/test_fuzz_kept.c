/* test_fuzz_kept.c — kept runs, as the fuzzer's target has them: its corpus once more, and mutants (fuzz/replay.h). */
#include "fuzz/fuzz_kept.c"
#include "fuzz/replay.h"

REPLAY(1, "kept", "kept runs", 2000)
