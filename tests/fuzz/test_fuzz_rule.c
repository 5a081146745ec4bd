/* test_fuzz_rule.c — update rules in words, as the fuzzer's target has them: its corpus once more, and mutants
 * (fuzz/replay.h). */
#include "fuzz_rule.c"
#include "replay.h"

REPLAY(1, "rule", "update rules in words", 2000)
