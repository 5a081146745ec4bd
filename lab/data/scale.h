/* scale.h — features and answers on a common scale, and back. */
#ifndef LEHR_LAB_DATA_SCALE_H
#define LEHR_LAB_DATA_SCALE_H
#include "lab/data/dataset.h"

/* Bring every feature to a common scale, once, in place: "standard" (mean 0, population standard deviation 1),
 * "minmax" (0 … 1), "none". Its figures are taken from the n rows listed, 1 or more; rows NULL: from all, which is
 * the book's way and lets a little of the validation rows leak into training. A feature that is the same in all of
 * those rows becomes 0. Of pictures, one channel has one scale. LEHR_ERR_NAME: there is no such scaling; nothing has
 * changed. */
lehr_status lehr_data_scale(lehr_data *d, const char *how, const int *rows, int n);

/* The same for the numbers that are the answers; does nothing where they are classes. */
lehr_status lehr_data_scale_targets(lehr_data *d, const char *how, const int *rows, int n);

/* And back, in place, to the units in which they were read: m samples as columns, x [features x m], y [targets x m]. */
void        lehr_data_unscale(const lehr_data *d, int m, lehr_real *x);
void        lehr_data_unscale_targets(const lehr_data *d, int m, lehr_real *y);

#endif
