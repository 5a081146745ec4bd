/* test_fuzz_csv.c — tables, as the fuzzer's target has them: its corpus once more, and mutants (fuzz/replay.h). */
#include "fuzz_csv.c"
#include "replay.h"

REPLAY(1, "csv", "tables", 2000)
