/* kernels_here.c — which level of kernels.c suits this machine: asked once, then remembered */
#include "core/kernels.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

extern const lehr_kernels lehr_kernels_baseline;

static const lehr_kernels *here = &lehr_kernels_baseline;

#ifdef LEHR_X86_LEVELS
extern const lehr_kernels lehr_kernels_v3, lehr_kernels_v4;

static bool has_v3(void) { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2"); }

static bool has_v4(void)
{
    return has_v3() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw")
        && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512cd");
}

static void choose(void)
{
    const char *asked = getenv("LEHR_LEVEL");           /* a lower level, for tests and the curious; anything else is not heard */
    bool no_v4 = asked && (!strcmp(asked, "v3") || !strcmp(asked, "baseline")), no_v3 = asked && !strcmp(asked, "baseline");
    __builtin_cpu_init();
    if (has_v4() && !no_v4) here = &lehr_kernels_v4;
    else if (has_v3() && !no_v3) here = &lehr_kernels_v3;
}
#else
static void choose(void) { }
#endif

const lehr_kernels *lehr_kernels_here(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, choose);
    return here;
}
