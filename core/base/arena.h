/* arena.h — allocations that are freed all at once. */
#ifndef LEHR_CORE_BASE_ARENA_H
#define LEHR_CORE_BASE_ARENA_H
#include <stddef.h>

typedef struct lehr_arena {                     /* all zero: empty                                     */
    struct lehr_arena_block *first, *current;   /* its blocks; the one that allocations come from      */
    size_t used;                                /* bytes used in the current block                     */
} lehr_arena;

/* 64-byte aligned, not cleared. NULL: out of memory. */
void *lehr_arena_alloc(lehr_arena *a, size_t count, size_t each);
/* the same for a string of so many bytes; not aligned */
char *lehr_arena_alloc_text(lehr_arena *a, size_t bytes);
char *lehr_arena_strdup(lehr_arena *a, const char *text);         /* a copy of the string; NULL: out of memory       */
void  lehr_arena_rewind(lehr_arena *a);                            /* frees everything, but keeps the blocks        */
void  lehr_arena_release(lehr_arena *a);                           /* frees everything and the blocks */

#endif
