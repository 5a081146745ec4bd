/* histogram.h — histograms of several sets of numbers, over one axis or each in a panel of its own.
 *
 * The width of a bin follows Freedman and Diaconis 1981, 2 · (third − first quartile) / n^⅓, with 8 to 80 bins and at
 * most 2√n. It accepts any numbers: NaN and infinity are counted and noted. Lengths are logical pixels. */
#ifndef LEHR_LAB_PLOT_CHARTS_HISTOGRAM_H
#define LEHR_LAB_PLOT_CHARTS_HISTOGRAM_H
#include <stdbool.h>
#include "core/base/status.h"

typedef struct lehr_values {                    /* a set of numbers                            */
    const char   *label;                        /* NULL: none                                  */
    const double *v;                            /* [count]                                     */
    int           count;                        /* 0 or more                                   */
} lehr_values;

typedef struct lehr_histogram {                 /* sets of numbers                             */
    const char *title, *subtitle, *x_label;     /* NULL: none; x_label not for panels          */
    const lehr_values *values;                  /* [count]                                     */
    int         count;                          /* 0 or more                                   */
    bool        separate;                       /* each in a panel with axes of its own        */
    int         width, height;                  /* 0: 960, 560; panels: as high as they need   */
    double      scale;                          /* 0: 2                                        */
} lehr_histogram;

/* Writes the figure as a PNG. LEHR_ERR_VALUE: an array is NULL, there are too many panels, or the size is not possible;
 * LEHR_ERR_FILE, LEHR_ERR_MEMORY. On failure path is unchanged. */
lehr_status lehr_histogram_png(const lehr_histogram *h, const char *path);

#endif
