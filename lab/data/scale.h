/* scale.h — scales features and targets, and back. */
#ifndef LEHR_LAB_DATA_SCALE_H
#define LEHR_LAB_DATA_SCALE_H
#include "lab/data/dataset.h"

/* Scales every feature, once, in place: "standard" (mean 0, population standard deviation 1), "minmax" (0 … 1), or
 * "none". Mean, deviation, minimum and maximum are those of the n rows listed, 1 or more; rows NULL: of all rows, as in
 * the book, which leaks a little of the validation rows into training. A feature that is the same in all of those
 * rows becomes 0. All pixels of a channel have one scale. LEHR_ERR_NAME: there is no such scaling; nothing has changed.
 */
lehr_status lehr_data_scale(lehr_data *d, const char *how, const int *rows, int n);

/* The names of all scalings; NULL: past the end. */
const char *lehr_scaling_name(int i);

/* The same for targets; does nothing for classification. */
lehr_status lehr_data_scale_targets(lehr_data *d, const char *how, const int *rows, int n);

/* Back to the units in which they were read, in place: m samples as columns, x [features x m], y [targets x m]. */
void        lehr_data_unscale(const lehr_data *d, int m, lehr_real *x);
void        lehr_data_unscale_targets(const lehr_data *d, int m, lehr_real *y);

#endif
