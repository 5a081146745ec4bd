/* batch.h — copies rows of a data set to the columns of a batch. */
#ifndef LEHR_LAB_DATA_BATCH_H
#define LEHR_LAB_DATA_BATCH_H
#include "lab/data/dataset.h"

/* The samples order[from] …, at most max of them and none beyond order[rows − 1], as columns: x [features x m], and
 * their labels [m] or targets y [targets x m]. Returns m; 0: an argument is NULL or the data have no labels, see
 * lehr_message. */
int lehr_batch(const lehr_data *d, const int *order, int rows, int from, int max, lehr_real *x, int *label);
int lehr_batch_numbers(const lehr_data *d, const int *order, int rows, int from, int max, lehr_real *x, lehr_real *y);

/* The shape of such a batch: [features x m] or, of images, [channels x height x width x m]; the order of the numbers is
 * the same. */
lehr_shape  lehr_batch_shape(const lehr_data *d, int m);

/* One-hot columns, y [classes x m]: 1 at the label, else 0. A label outside 0 … classes − 1 gives a column of zeros. */
void        lehr_one_hot(const int *label, int m, int classes, lehr_real *y);

#endif
