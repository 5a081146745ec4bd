/* test_fuzz_line_chart.c — drawings, as the fuzzer's target has them: its corpus once more, and mutants
 * (fuzz/replay.h). */
#include "fuzz_line_chart.c"
#include "replay.h"

REPLAY(12, "line_chart", "drawings", 0)
