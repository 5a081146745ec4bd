/* figure_range_test.h — several range tests as one line with a band, and their picture. */
#ifndef LEHR_LAB_FIGURES_FIGURE_RANGE_TEST_H
#define LEHR_LAB_FIGURES_FIGURE_RANGE_TEST_H
#include "lab/plot/charts/picture_size.h"
#include "lab/range_test/confidence.h"

typedef struct lehr_range_mean_band {
    int     count;                         /* points, as far as all curves go that have LEHR_MIN_CURVE_POINTS or more */
    int     curves;                         /* how many these are; none: the longest alone */
    double *lr, *mean, *low, *high;         /* of the smoothed values: the rate, the mean, the least and the largest;
                                               NaN at the start, where they are means of few                           */
    double *raw_lr, *raw;                   /* of the values themselves: the rate, the mean */
    double  bottom, top;                /* what a drawing should show: from the best to somewhat worse than the start */
    lehr_arena memory;
} lehr_range_mean_band;

/* n ≥ 1; on failure *b is empty */
lehr_status lehr_range_mean_band_of(lehr_range_mean_band *b, const lehr_range_curve c[], int n);
void        lehr_range_mean_band_release(lehr_range_mean_band *b);

/* Every value pale, the smoothed line, the band of several seeds, and a dotted line at each suggestion. task, rule:
 * for its title; rule NULL: task is the title, and nothing is said that the curve does not know. paper NULL: the
 * usual. */
lehr_status lehr_figure_range_test(const lehr_range_curve c[], int n, const lehr_lr_estimate *r, const char *task,
                                   const char *rule, const lehr_picture_size *paper, const char *path);

#endif
