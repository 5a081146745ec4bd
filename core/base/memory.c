#include "core/base/memory.h"
#include "core/base/internal.h"
#include "core/base/status.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void *c_library(void *context, void *old, size_t bytes)
{
    (void)context;
    if (bytes) return realloc(old, bytes);
    free(old);
    return NULL;
}

static lehr_allocator allocator = { c_library, NULL };

void lehr_set_allocator(const lehr_allocator *a)
{
    allocator = a && a->resize ? *a : (lehr_allocator){ c_library, NULL };
}

bool lehr_multiply_sizes(size_t a, size_t b, size_t *product)
{
    if (!product) return false;
    *product = a * b;
    bool halves = (a | b) >> (4 * sizeof a) == 0;        /* both fit in half a word: no need to divide, which is slow */
    return halves || !a || b <= SIZE_MAX / a;
}

void *lehr_resize(void *old, size_t count, size_t each)
{
    size_t bytes;
    if (!lehr_multiply_sizes(count, each, &bytes) || bytes > PTRDIFF_MAX) {
        lehr_fail(LEHR_ERR_MEMORY, "out of memory: %zu times %zu bytes is more than any machine has", count, each);
        return NULL;
    }
    void *p = allocator.resize(allocator.context, old, bytes ? bytes : 1);
    if (!p) lehr_fail(LEHR_ERR_MEMORY, "out of memory: the system refused %zu bytes", bytes);
    return p;
}

void *lehr_alloc(size_t count, size_t each)
{
    void *p = lehr_resize(NULL, count, each);
    return p ? memset(p, 0, count * each) : NULL;
}

void lehr_free(void *p)
{
    if (p) allocator.resize(allocator.context, p, 0);
}
