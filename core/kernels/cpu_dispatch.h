/* cpu_dispatch.h — the levels of x86-64: the files with hot loops are compiled once for each, and the program chooses
 * when it starts.
 *
 * Such a file gives what it exports a name with LEHR_AT_LEVEL; LEHR_EACH_LEVEL lists what all of them export, in the
 * order of lehr_cpu_level; lehr_cpu_level_detect() is the index. A machine that is not x86 has the baseline alone.
 * Which files they are stands in CMakeLists.txt.
 */
#ifndef LEHR_CORE_KERNELS_CPU_DISPATCH_H
#define LEHR_CORE_KERNELS_CPU_DISPATCH_H

typedef enum lehr_cpu_level { LEHR_CPU_BASELINE, LEHR_CPU_V3, LEHR_CPU_V4 } lehr_cpu_level;

/* The highest that this machine has, asked once. The environment variable LEHR_LEVEL (v3, baseline) asks for a lower
 * one. */
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
