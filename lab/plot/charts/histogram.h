/* histogram.h — how often which numbers occur: several sets of them over one axis, or each in a panel of its own.
 *
 * Bins are as wide as Freedman and Diaconis 1981 say, 2 · (third − first quartile) / n^⅓, but 8 to 80 of them, and at
 * most 2√n. No numbers can make it fail: what is NaN or infinite is counted and said. Lengths are logical pixels. */
#ifndef LEHR_LAB_PLOT_CHARTS_HISTOGRAM_H
#define LEHR_LAB_PLOT_CHARTS_HISTOGRAM_H
#include <stdbool.h>
#include "core/base/status.h"

typedef struct lehr_values {                    /* a set of numbers                            */
    const char   *label;                        /* NULL: none                                  */
    const double *v;                            /* [count]                                     */
    int           count;                        /* 0 or more                                   */
} lehr_values;

typedef struct lehr_histogram {                 /* sets of numbers; what is not said is 0      */
    const char *title, *subtitle, *x_label;     /* NULL: none; x_label not for panels          */
    const lehr_values *values;                  /* [count]                                     */
    int         count;                          /* 0 or more                                   */
    bool        separate;                       /* each in a panel with axes of its own        */
    int         width, height;                  /* 0: 960, 560; panels: as high as they need   */
    double      scale;                          /* 0: 2                                        */
} lehr_histogram;

/* The picture, as a PNG. LEHR_ERR_VALUE: a set is missing, there are too many panels, or it cannot be so large;
 * LEHR_ERR_FILE, LEHR_ERR_MEMORY. Then path holds what it held before. */
lehr_status lehr_histogram_png(const lehr_histogram *h, const char *path);

#endif
