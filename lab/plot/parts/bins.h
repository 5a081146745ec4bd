/* bins.h — counts of numbers in bins of equal width. */
#ifndef LEHR_LAB_PLOT_PARTS_BINS_H
#define LEHR_LAB_PLOT_PARTS_BINS_H
#include "lab/plot/parts/axis.h"

enum { LEHR_MIN_BINS = 8, LEHR_MAX_BINS = 80 };

typedef struct lehr_bins {
    int    count;
    double low, high;                   /* begin of the first and end of the last  */
    long   count_in[LEHR_MAX_BINS];     /* numbers in each                          */
    long   most;                        /* the largest of these                     */
    long   non_numbers;                 /* NaN and infinity                         */
} lehr_bins;

/* The number of bins for these numbers over the range r, 8 to 80, at most 2√n or 8; 0: no memory. */
int  lehr_bins_choose_count(const double *v, int n, lehr_range r);

/* Numbers outside the range are counted in the first or the last bin. */
void lehr_bins_fill(lehr_bins *b, int count, lehr_range r, const double *v, int n);

#endif
