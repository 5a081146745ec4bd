/* test_fuzz_columns.c — tables to look at, as the fuzzer's target has them: its corpus once more, and mutants (fuzz/replay.h). */
#include "fuzz/fuzz_columns.c"
#include "fuzz/replay.h"

REPLAY(1, "columns", "tables to look at", 2000)
