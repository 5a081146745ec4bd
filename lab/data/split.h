/* split.h — splits rows into those that train and those that validate. */
#ifndef LEHR_LAB_DATA_SPLIT_H
#define LEHR_LAB_DATA_SPLIT_H
#include "lab/data/dataset.h"

/* A random order of all rows: the first *train of them train, the others validate. order [rows]. share 0: the set's
 * own split, in the order of its rows and without a draw. LEHR_ERR_VALUE: it has none, or one of the two would be
 * empty. */
lehr_status lehr_data_split(const lehr_data *d, lehr_random *r, double share, int *order, int *train);

/* k-fold cross-validation (book chapter 3): a random order of all rows once, and then, for each part = 0 … k − 1, the
 * rows that train followed by the rows of that part, which validate. Every row validates in exactly one part; the
 * parts' sizes differ by at most one. shuffled, order [rows]; *train: how many train. LEHR_ERR_VALUE: not 2 ≤ k ≤
 * rows, or there is no such part. */
lehr_status lehr_kfold_shuffle(lehr_random *r, int rows, int k, int *shuffled);
lehr_status lehr_kfold_part(const int *shuffled, int rows, int k, int part, int *order, int *train);

/* Do the rows listed have two different values of target j? Without them R² is undefined. d or order NULL: false. */
bool        lehr_data_target_varies(const lehr_data *d, int j, const int *order, int rows);

#endif
