/* memory_gauge.h — an allocator that counts the bytes in use and their maximum. */
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
    size_t both = g->now + bytes;                  /* the old and the new block exist during the copy                 */
    p = realloc(p, bytes + 2 * sizeof *p);
    if (both > g->most) g->most = both;             /* a failed allocation counts too                   */
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

/* The memory limit of a reader, beside the bytes of the file itself. */
static inline size_t most_for(size_t file) { return 4 * file + 16 * 1024 * 1024; }

#endif
