/* figure_range_test.h — several range tests as one line with a band, and their figure. */
#ifndef LEHR_LAB_FIGURES_FIGURE_RANGE_TEST_H
#define LEHR_LAB_FIGURES_FIGURE_RANGE_TEST_H
#include "lab/plot/parts/picture_size.h"
#include "lab/range_test/confidence.h"

typedef struct lehr_range_mean_band {
    int     count;                      /* points that all curves of LEHR_MIN_CURVE_POINTS or more have             */
    int     curves;                     /* number of these curves; 0: the longest is used alone                     */
    double *lr, *mean, *low, *high;     /* [count], of smoothed values: rate, mean, smallest, largest; NaN at the
                                           start, where smoothing has seen few values                               */
    double *raw_lr, *raw;               /* [count], of the values themselves: rate, mean                            */
    double  bottom, top;                /* the range to draw: from the best value to somewhat worse than the start  */
    lehr_arena memory;
} lehr_range_mean_band;

/* n ≥ 1; on failure *b is empty */
lehr_status lehr_range_mean_band_of(lehr_range_mean_band *b, const lehr_range_curve c[], int n);
void        lehr_range_mean_band_release(lehr_range_mean_band *b);

/* Every value in grey, the smoothed line, the band of several seeds, and a dotted line at each suggestion. task, rule:
 * for the title; rule NULL: task is the title, and the subtitle leaves out the plan. size NULL: the default. */
lehr_status lehr_figure_range_test(const lehr_range_curve c[], int n, const lehr_lr_estimate *r, const char *task,
                                   const char *rule, const lehr_picture_size *size, const char *path);

#endif
