/* counting_allocator.h — an allocator that counts, and fails at one request, or at that one and all that follow: for
 * tests without lab.h. From any thread. */
#ifndef LEHR_TESTS_METER_H
#define LEHR_TESTS_METER_H
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include "core/base/memory.h"

typedef struct meter { atomic_long live, calls; long refuse; bool from_then_on; } meter;

static inline void *metered(void *context, void *old, size_t bytes)
{
    meter *m = context;
    if (!bytes) {
        m->live -= old != NULL;
        free(old);
        return NULL;
    }
    long n = ++m->calls;
    if (n == m->refuse || (m->from_then_on && n > m->refuse)) return NULL;
    m->live += !old;
    return realloc(old, bytes);
}

#endif
