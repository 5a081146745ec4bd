/* cpu_dispatch.h — levels of x86-64: files with hot loops are compiled once for each, and chosen at run time. Internal.
 *
 * Such a file names its exports with LEHR_AT_LEVEL. LEHR_EACH_LEVEL lists the exports of all levels, in the order of
 * lehr_cpu_level; lehr_cpu_level_detect() is the index. Machines that are not x86 have only the baseline.
 * CMakeLists.txt lists the files.
 */
#ifndef LEHR_CORE_KERNELS_CPU_DISPATCH_H
#define LEHR_CORE_KERNELS_CPU_DISPATCH_H

typedef enum lehr_cpu_level { LEHR_CPU_BASELINE, LEHR_CPU_V3, LEHR_CPU_V4 } lehr_cpu_level;

/* The highest level of this machine, detected once. The environment variable LEHR_LEVEL (v3, baseline) lowers it. */
lehr_cpu_level lehr_cpu_level_detect(void);

#define LEHR_JOINED(a, b)       a##_##b
#define LEHR_JOIN(a, b)         LEHR_JOINED(a, b)
#define LEHR_AT_LEVEL(name)     LEHR_JOIN(name, LEHR_LEVEL)         /* LEHR_LEVEL: baseline, v3 or v4, from the build */

#ifdef LEHR_X86_LEVELS
#define LEHR_EACH_LEVEL(name)            { &name##_baseline, &name##_v3, &name##_v4 }
#define LEHR_DECLARE_LEVELS(type, name)  extern type name##_baseline, name##_v3, name##_v4
#else
#define LEHR_EACH_LEVEL(name)            { &name##_baseline }
#define LEHR_DECLARE_LEVELS(type, name)  extern type name##_baseline
#endif

#endif
