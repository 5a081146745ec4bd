/* test_fuzz_spec.c — schedules in words, as the fuzzer's target has them: its corpus once more, and mutants (fuzz/replay.h). */
#include "fuzz/fuzz_spec.c"
#include "fuzz/replay.h"

REPLAY(1, "spec", "schedules in words", 2000)
