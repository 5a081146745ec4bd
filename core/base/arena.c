#include "core/base/arena.h"
#include "core/base/internal.h"
#include "core/base/memory.h"
#include "core/base/status.h"
#include <stdint.h>
#include <string.h>

enum { ALIGN = 64, SMALLEST_BLOCK = 64 * 1024 };

struct lehr_arena_block {
    struct lehr_arena_block *next;
    size_t capacity;
    unsigned char *bytes;       /* first aligned byte after this header */
};

static size_t aligned(size_t bytes) { return (bytes + ALIGN - 1) & ~(size_t)(ALIGN - 1); }

static struct lehr_arena_block *block_new(size_t need)
{
    size_t capacity = need > SMALLEST_BLOCK ? aligned(need) : SMALLEST_BLOCK;
    struct lehr_arena_block *b = lehr_resize(NULL, sizeof *b + ALIGN + capacity, 1);
    if (!b) return NULL;
    b->next = NULL;
    b->capacity = capacity;
    b->bytes = (unsigned char *)(((uintptr_t)(b + 1) + ALIGN - 1) & ~(uintptr_t)(ALIGN - 1));
    return b;
}

/* Makes a block current that has so many bytes left. Blocks that are too small stay empty until the next rewind. */
static int reserve(lehr_arena *a, size_t bytes)
{
    while (!a->current || bytes > a->current->capacity - a->used) {
        struct lehr_arena_block **link = a->current ? &a->current->next : &a->first;
        if (!*link && !(*link = block_new(bytes))) return 0;
        a->current = *link;
        a->used = 0;
    }
    return 1;
}

void *lehr_arena_alloc(lehr_arena *a, size_t count, size_t each)
{
    if (!a) return lehr_fail_null(__func__, "a"), NULL;
    size_t bytes;
    if (!lehr_multiply_sizes(count, each, &bytes) || bytes > PTRDIFF_MAX / 2) {
        lehr_fail(LEHR_ERR_MEMORY, "out of memory: %zu times %zu bytes is more than any machine has", count, each);
        return NULL;
    }
    a->used = aligned(a->used);             /* after a string; the capacity is a multiple of it */
    bytes = aligned(bytes);
    if (!reserve(a, bytes)) return NULL;
    void *p = a->current->bytes + a->used;
    a->used += bytes;
    return p;
}

/* Names are many and short, so they are packed without alignment. */
char *lehr_arena_alloc_text(lehr_arena *a, size_t bytes)
{
    if (!a) return lehr_fail_null(__func__, "a"), NULL;
    if (!reserve(a, bytes)) return NULL;
    char *p = (char *)a->current->bytes + a->used;
    a->used += bytes;
    return p;
}

char *lehr_arena_strdup(lehr_arena *a, const char *text)
{
    if (LEHR_NOT_NULL(a, text)) return NULL;
    size_t bytes = strlen(text) + 1;
    char *own = lehr_arena_alloc_text(a, bytes);
    return own ? memcpy(own, text, bytes) : NULL;
}

void lehr_arena_rewind(lehr_arena *a)
{
    if (!a) return;
    a->current = a->first;
    a->used = 0;
}

void lehr_arena_release(lehr_arena *a)
{
    if (!a) return;
    for (struct lehr_arena_block *b = a->first, *next; b; b = next) {
        next = b->next;
        lehr_free(b);
    }
    *a = (lehr_arena){0};
}
