/* test_fuzz_sched.c — schedules in words, as the fuzzer's target has them: its corpus once more, and mutants
 * (fuzz/replay.h). */
#include "fuzz_sched.c"
#include "replay.h"

REPLAY(1, "sched", "schedules in words", 2000)
