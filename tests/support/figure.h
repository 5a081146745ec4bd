/* figure.h — what a test measured of a promise (docs/reliability.md), for the report that `./run test --report` prints.
 *
 *     figure(2, "mutants", "%d of %d damaged checkpoints refused", refused, all);
 *
 * Call it behind the assertions: a figure is what was found true. Where ctest runs the test, LEHR_FIGURES names the
 * folder that tests/promises/report.sh reads; run by hand, the figure is printed only. */
#ifndef LEHR_TESTS_FIGURE_H
#define LEHR_TESTS_FIGURE_H
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* promise: 1 to 13. name: of this figure among those of the test, a word. */
__attribute__((format(printf, 3, 4)))
static inline void figure(int promise, const char *name, const char *format, ...)
{
    char text[500], path[1024];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    printf("promise %d: %s\n", promise, text);
    const char *folder = getenv("LEHR_FIGURES"), *test = getenv("LEHR_TEST");
    if (!folder || !test) return;
    snprintf(path, sizeof path, "%s/%02d.%s.%s", folder, promise, test, name);
    FILE *f = fopen(path, "w");
    if (!f || fprintf(f, "%s\n", text) < 0 || fclose(f)) fprintf(stderr, "%s: the figure cannot be kept\n", path);
}

#endif
