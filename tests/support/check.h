/* check.h — shared by the tests: numbers with a tolerance, messages, allocations that fail, numbers from a file. */
#ifndef LEHR_TESTS_CHECK_H
#define LEHR_TESTS_CHECK_H
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/memory.h"
#include "core/base/status.h"
#include "core/tensor.h"

#define COUNT(rows) (sizeof (rows) / sizeof *(rows))

/* Half the distance from 1 to the next lehr_real: the largest error of one rounding. */
#ifdef LEHR_DOUBLE
#define ROUNDING (DBL_EPSILON / 2)
#else
#define ROUNDING ((double)FLT_EPSILON / 2)
#endif

/* --- numbers and sentences ---------------------------------------------------------------------------------------- */

#define assert_near(got, want, within) check_near(got, want, within, #got, __FILE__, __LINE__)
static inline void check_near(double got, double want, double within, const char *what, const char *file, int line)
{
    if (got == want || fabs(got - want) <= within) return;
    print_error("%s is %.17g; it should be %.17g, give or take %.3g\n", what, got, want, within);
    _fail(file, line);
}

/* The current row of a table: the failure message names it. */
#define assert_row(row, condition) check_row(row, (condition) != 0, #condition, __FILE__, __LINE__)
static inline void check_row(const char *row, bool kept, const char *promise, const char *file, int line)
{
    if (kept) return;
    print_error("\"%s\": not %s\nthe last message: %s\n", row, promise, lehr_message());
    _fail(file, line);
}

/* The call failed with this code, and the message contains this text. */
#define assert_fails(got, code, part) check_fails(got, code, part, #got, __FILE__, __LINE__)
static inline void check_fails(lehr_status got, lehr_status code, const char *part, const char *what, const char *file,
                               int line)
{
    if (got == code && lehr_last_status() == code && strstr(lehr_message(), part)) return;
    print_error("%s gave %d with \"%s\"; it should be %d with \"%s\"\n", what, (int)got, lehr_message(), (int)code,
                part);
    _fail(file, line);
}

#define assert_refused(pointer, code, part)                                                                            \
    check_fails((pointer) ? LEHR_OK : lehr_last_status(), code, part, #pointer, __FILE__, __LINE__)

/* --- memory that is counted, and refused on request --------------------------------------------------------------- */

typedef struct heap {
    long calls, asked, live;    /* calls of the hook; allocations among them; blocks not released        */
    long refuse;                /* this allocation and all later ones fail; 0: all succeed               */
    bool once;                  /* only this one fails                                                   */
} heap;

static inline void *heap_resize(void *context, void *old, size_t bytes)
{
    heap *h = context;
    h->calls++;
    if (!bytes) {
        h->live--;
        free(old);
        return NULL;
    }
    h->asked++;
    if (h->refuse && (h->once ? h->asked == h->refuse : h->asked >= h->refuse)) return NULL;
    void *p = realloc(old, bytes);
    if (!p || old) return p;
    h->live++;
    return memset(p, 0xa5, bytes);          /* makes the use of unset memory visible */
}

static inline void heap_use(heap *h) { lehr_set_allocator(&(lehr_allocator){ heap_resize, h }); }
static inline void heap_leave(void)  { lehr_set_allocator(NULL); }

/* --- figures to be met -------------------------------------------------------------------------------------------- */

/* All numbers of a file of tests/golden without a header, in their order. */
static inline size_t read_golden(const char *name, double *v, size_t most)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/tests/golden/%s", LEHR_SOURCE, name);
    FILE *f = fopen(path, "r");
    if (!f) print_error("%s is missing\n", path);
    assert_non_null(f);
    size_t n = 0;
    while (n < most && fscanf(f, "%lf%*[,\r\n]", &v[n]) == 1) n++;
    fclose(f);
    return n;
}

#endif
