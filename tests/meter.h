/* meter.h — an allocator that counts, and refuses one request, or that and all that follow: for tests of drawing, which have no lab.h. */
#ifndef LEHR_TESTS_METER_H
#define LEHR_TESTS_METER_H
#include <stdbool.h>
#include <stdlib.h>
#include "core/memory.h"

typedef struct meter { long live, calls, refuse; bool from_then_on; } meter;

static void *metered(void *context, void *old, size_t bytes)
{
    meter *m = context;
    if (!bytes) {
        m->live -= old != NULL;
        free(old);
        return NULL;
    }
    m->calls++;
    if (m->calls == m->refuse || (m->from_then_on && m->calls > m->refuse)) return NULL;
    m->live += !old;
    return realloc(old, bytes);
}

#endif
