/* mean_band.h — what several runs say at one place: their mean, and a band around it. */
#ifndef LEHR_LAB_PLOT_CHARTS_MEAN_BAND_H
#define LEHR_LAB_PLOT_CHARTS_MEAN_BAND_H

enum { LEHR_MAX_BANDS = 4 };            /* more of them in one picture hide each other */

typedef struct lehr_mean_band { double mean, low, high; } lehr_mean_band;

/* Of those of n numbers that are numbers: the mean, and one standard deviation around it, but no farther than the
 * numbers themselves go: a loss stays above zero, and on a log axis; an accuracy stays below one. None: all three are
 * NaN. */
lehr_mean_band lehr_mean_band_of(const double *v, int n);

#endif
