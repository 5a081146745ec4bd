/* mean_band.h — the mean of several runs at one update, and a band around it. */
#ifndef LEHR_LAB_PLOT_PARTS_MEAN_BAND_H
#define LEHR_LAB_PLOT_PARTS_MEAN_BAND_H

enum { LEHR_MAX_BANDS = 4 };            /* in one figure: more of them hide each other */

typedef struct lehr_mean_band { double mean, low, high; } lehr_mean_band;

/* The mean of the finite numbers, ± one standard deviation but within their range, so that the band of a loss is
 * positive and that of an accuracy at most 1. No finite number: all three are NaN. */
lehr_mean_band lehr_mean_band_of(const double *v, int n);

#endif
