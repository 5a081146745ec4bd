/* memory_gauge.h — an allocator that knows how many bytes are out, and how many there ever were at a time. */
#ifndef LEHR_TESTS_GAUGE_H
#define LEHR_TESTS_GAUGE_H
#include <stdlib.h>
#include "core/base/memory.h"

typedef struct gauge { size_t now, most; } gauge;

static inline void *gauge_resize(void *context, void *old, size_t bytes)
{
    gauge *g = context;
    size_t *p = old ? (size_t *)old - 2 : NULL, was = p ? *p : 0;
    if (!bytes) {
        g->now -= was;
        free(p);
        return NULL;
    }
    size_t both = g->now + bytes;                  /* old and new are both there while the one is copied to the other */
    p = realloc(p, bytes + 2 * sizeof *p);
    if (both > g->most) g->most = both;             /* asked for is asked for, also where it is refused */
    if (!p) return NULL;
    g->now = both - was;
    *p = bytes;
    return p + 2;
}

static inline void gauge_use(gauge *g)
{
    *g = (gauge){ 0, 0 };
    lehr_set_allocator(&(lehr_allocator){ gauge_resize, g });
}

static inline void gauge_leave(void) { lehr_set_allocator(NULL); }

/* What a reader may ask for, beside the bytes of the file itself. */
static inline size_t most_for(size_t file) { return 4 * file + 16 * 1024 * 1024; }

#endif
