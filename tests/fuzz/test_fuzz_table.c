/* test_fuzz_table.c — tables to look at, as the fuzzer's target has them: its corpus once more, and mutants
 * (fuzz/replay.h). */
#include "fuzz_table.c"
#include "replay.h"

REPLAY(1, "table", "tables to look at", 2000)
