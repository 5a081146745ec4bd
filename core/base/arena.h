/* arena.h — memory that is handed out piece by piece and taken back all at once. */
#ifndef LEHR_CORE_BASE_ARENA_H
#define LEHR_CORE_BASE_ARENA_H
#include <stddef.h>

typedef struct lehr_arena {                     /* memory in pieces                                    */
    struct lehr_arena_block *first, *current;   /* the blocks it has; the one that is being handed out */
    size_t used;                                /* bytes used in the current block                     */
} lehr_arena;                                   /* all zero: empty and ready                           */

/* 64-byte aligned, not cleared; NULL when out of memory */
void *lehr_arena_alloc(lehr_arena *a, size_t count, size_t each);
/* the same for a string: bytes of it, aligned to nothing */
char *lehr_arena_alloc_text(lehr_arena *a, size_t bytes);
char *lehr_arena_strdup(lehr_arena *a, const char *text);         /* a string of the arena's own; NULL: out of memory */
void  lehr_arena_rewind(lehr_arena *a);                            /* everything is free again, nothing is returned */
void  lehr_arena_release(lehr_arena *a);                           /* give it all back to the system */

#endif
