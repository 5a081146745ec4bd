/* lab.h — shared by the tests of optim, sched and lab: checks of messages, tables, allocations counted and failing. */
#ifndef LEHR_TESTS_LAB_H
#define LEHR_TESTS_LAB_H
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <math.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/base/registry.h"
#include "core/tensor.h"

#define COUNT_OF(rows) ((int)(sizeof(rows) / sizeof *(rows)))
enum { IS_DOUBLE = sizeof(lehr_real) == sizeof(double) };

/* --- messages ----------------------------------------------------------------------------------------------------- */

/* The latest message contains every one of the parts, which are separated by '|'. what: the row of the table, for the
 * report. */
static inline void check_says(const char *parts, const char *what)
{
    char part[200];
    while (*parts) {
        size_t n = strcspn(parts, "|");
        snprintf(part, sizeof part, "%.*s", (int)n, parts);
        if (!strstr(lehr_message(), part)) fail_msg("%s: \"%s\" does not say \"%s\"", what, lehr_message(), part);
        parts += n + (parts[n] == '|');
    }
}

/* |a − b| ≤ tolerance · max(1, |b|), and neither is a NaN. */
static inline void check_near(double a, double b, double tolerance, const char *what)
{
    if (!(fabs(a - b) <= tolerance * fmax(1, fabs(b))))
        fail_msg("%s: %.17g, but %.17g is right (within %g)", what, a, b, tolerance);
}

/* The same, relative to b alone. */
static inline void check_close(double a, double b, double tolerance, const char *what)
{
    if (!(fabs(a - b) <= tolerance * fabs(b)))
        fail_msg("%s: %.17g, but %.17g is right (within %g of it)", what, a, b, tolerance);
}

/* --- golden tables ------------------------------------------------------------------------------------------------ */

typedef struct numbers { int rows, columns; double *v; } numbers;       /* free(v) */

/* A CSV file below tests/golden/book, without its header line if it has one. Stops the test if it is not there. */
static inline numbers read_golden(const char *name, int columns, int header)
{
    char path[512], line[4096];
    snprintf(path, sizeof path, "%s/tests/golden/book/%s", LEHR_SOURCE, name);
    FILE *f = fopen(path, "r");
    if (!f) fail_msg("%s is not there", path);
    numbers t = { 0, columns, NULL };
    while (fgets(line, sizeof line, f)) {
        if (header-- > 0) continue;
        t.v = realloc(t.v, (size_t)(t.rows + 1) * (size_t)columns * sizeof *t.v);
        char *at = line;
        for (int i = 0; i < columns; i++, at += *at == ',') t.v[t.rows * columns + i] = strtod(at, &at);
        t.rows++;
    }
    fclose(f);
    return t;
}

/* --- memory ------------------------------------------------------------------------------------------------------- */

/* Between watch_memory and forget_memory: the number of allocations, the number of blocks in use, and the allocation
 * that fails. */
static atomic_long memory_asked, memory_out, memory_refuse_at, memory_refuse_all;

static inline void *watched(void *context, void *old, size_t bytes)
{
    (void)context;
    if (!bytes) {
        if (old) memory_out--;
        free(old);
        return NULL;
    }
    long n = ++memory_asked;
    if (memory_refuse_at && (n == memory_refuse_at || (memory_refuse_all && n > memory_refuse_at))) return NULL;
    void *p = realloc(old, bytes);
    if (p && !old) memory_out++;
    return p;
}

/* refuse: the number, from 1, of the allocation that fails; 0: all succeed. all: later ones fail too. */
static inline void watch_memory(long refuse, int all)
{
    static const lehr_allocator a = { watched, NULL };
    memory_asked = memory_out = 0;
    memory_refuse_at = refuse;
    memory_refuse_all = all;
    lehr_set_allocator(&a);
}

/* Restores the system's allocator. Returns the number of leaked blocks. */
static inline long forget_memory(void)
{
    lehr_set_allocator(NULL);
    return memory_out;
}

/* --- rows and their parameters ------------------------------------------------------------------------------------ */

/* The values at, just inside and just outside the two ends of a parameter's range, and whether each is allowed. */
typedef struct probe { double v; int allowed; } probe;
enum { PROBES = 6 };

static inline void probes_of(const lehr_param_spec *k, probe p[PROBES])
{
    int whole = (k->flags & LEHR_INTEGER) != 0;
    double a = k->min, b = k->max;
    p[0] = (probe){ whole ? a - 1 : nextafter(a, -INFINITY), 0 };
    p[1] = (probe){ a, !(k->flags & LEHR_EXCLUDE_MIN) };
    p[2] = (probe){ whole ? a + 1 : nextafter(a, INFINITY), 1 };
    p[3] = (probe){ whole ? b - 1 : nextafter(b, -INFINITY), 1 };
    p[4] = (probe){ b, !(k->flags & LEHR_EXCLUDE_MAX) };
    p[5] = (probe){ whole && b < 0x1p53 ? b + 1 : nextafter(b, INFINITY), 0 };
}

static inline const char *print_number(char *out, size_t room, double v)
{
    lehr_snprintf(out, room, "%s", lehr_number_text(v).s);
    return out;
}

#endif
