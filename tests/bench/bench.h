/* bench.h — a clock, and an allocator that counts how often it is asked. */
#ifndef LEHR_TESTS_BENCH_H
#define LEHR_TESTS_BENCH_H
#include <lehr_lab.h>
#include <stdlib.h>
#include <time.h>

static long asked;                      /* calls of the allocator */

static inline void *count_and_resize(void *context, void *old, size_t bytes)
{
    (void)context;
    asked++;
    if (bytes) return realloc(old, bytes);
    free(old);
    return NULL;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

#endif
