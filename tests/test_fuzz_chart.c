/* test_fuzz_chart.c — drawings, as the fuzzer's target has them: its corpus once more, and mutants (fuzz/replay.h). */
#include "fuzz/fuzz_chart.c"
#include "fuzz/replay.h"

REPLAY(12, "chart", "drawings", 0)
