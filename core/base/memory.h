/* memory.h — the one door to the heap: every byte Lehr asks for goes through here, so a test can count or refuse it. */
#ifndef LEHR_CORE_BASE_MEMORY_H
#define LEHR_CORE_BASE_MEMORY_H
#include <stdbool.h>
#include <stddef.h>

typedef struct lehr_allocator {                                         /* where memory comes from */
    /* As realloc: old NULL asks for new memory, bytes 0 gives it back (the answer is then ignored). Called from any
     * thread. */
    void *(*resize)(void *context, void *old, size_t bytes);

    void *context;                                                      /* given to every call     */
} lehr_allocator;

/* Use another allocator from now on; NULL: the C library's. Call it while nothing is allocated. */
void  lehr_set_allocator(const lehr_allocator *a);

/* Room for count things of the given size, all zero. NULL when there is none, or when the product overflows:
 * LEHR_ERR_MEMORY. */
void *lehr_alloc(size_t count, size_t each);

/* Grow or shrink; what is new is not cleared. NULL: refused (LEHR_ERR_MEMORY), and old is still valid. */
void *lehr_resize(void *old, size_t count, size_t each);

void  lehr_free(void *p);       /* p may be NULL */

/* *product = a·b; false when it does not fit. */
bool  lehr_multiply_sizes(size_t a, size_t b, size_t *product);

#endif
