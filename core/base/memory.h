/* memory.h — all allocations go through here, so that a test can count or refuse them. */
#ifndef LEHR_CORE_BASE_MEMORY_H
#define LEHR_CORE_BASE_MEMORY_H
#include <stdbool.h>
#include <stddef.h>

typedef struct lehr_allocator {                                         /* where memory comes from */
    /* As realloc: old NULL allocates, bytes 0 frees (the result is then ignored). Called from any thread. */
    void *(*resize)(void *context, void *old, size_t bytes);

    void *context;                                                      /* passed to every call    */
} lehr_allocator;

/* Sets the allocator; NULL: the C library's. Call it while nothing is allocated. */
void  lehr_set_allocator(const lehr_allocator *a);

/* Allocates count elements of each bytes, all zero. NULL: out of memory, or the product overflows (LEHR_ERR_MEMORY). */
void *lehr_alloc(size_t count, size_t each);

/* Grows or shrinks old; new bytes are not cleared. NULL: out of memory (LEHR_ERR_MEMORY); old is still valid. */
void *lehr_resize(void *old, size_t count, size_t each);

void  lehr_free(void *p);       /* p may be NULL */

#endif
