/* cpu_dispatch.c — detects once which build of the hot loops this machine can run */
#include "core/kernels/cpu_dispatch.h"
#include "core/kernels/kernels.h"
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static lehr_cpu_level detected = LEHR_CPU_BASELINE;

#ifdef LEHR_X86_LEVELS
/* Every processor with these features has all of its level. */
static bool has_v3(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2");
}

static bool has_v4(void)
{
    return has_v3() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512cd");
}

static void detect(void)
{
    const char *asked = getenv("LEHR_LEVEL");           /* a lower level, for tests; other values are ignored */
    bool no_v4 = asked && (!strcmp(asked, "v3") || !strcmp(asked, "baseline")),
         no_v3 = asked && !strcmp(asked, "baseline");
    __builtin_cpu_init();
    if (has_v4() && !no_v4) detected = LEHR_CPU_V4;
    else if (has_v3() && !no_v3) detected = LEHR_CPU_V3;
}
#else
static void detect(void) { }
#endif

lehr_cpu_level lehr_cpu_level_detect(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, detect);
    return detected;
}

LEHR_DECLARE_LEVELS(const lehr_kernels, lehr_kernels);

const lehr_kernels *lehr_kernels_here(void)
{
    static const lehr_kernels *const kernels[] = LEHR_EACH_LEVEL(lehr_kernels);
    return kernels[lehr_cpu_level_detect()];
}
