/* dataset.h — rows of numbers, and what each of them should be answered with: one of several classes, or one or more
 * numbers.
 *
 * The book's sets, generated from their formulas; iris and digits; or a file. As in a table, samples are rows here; a
 * net wants them as columns, and lehr_batch turns them when it picks a batch. A row may be a picture: its features
 * are then pixels, channel by channel and line by line, so that a batch [features x m] is also [channels x height x
 * width x m], samples last.
 */
#ifndef LEHR_LAB_DATA_DATASET_H
#define LEHR_LAB_DATA_DATASET_H
#include "core/base/arena.h"
#include "core/random.h"
#include "core/tensor.h"

typedef struct lehr_data {              /* a data set; all zero: empty, for readers and generators */
    int          rows, features;        /* samples; numbers of each */
    int          classes;               /* each row is of one of so many classes, or … */
    int          targets;               /* … where classes is 0, answered by so many numbers (regression) */
    int          train_rows;         /* the set's own split: the first so many rows train, the rest validate; 0: none */
    lehr_shape   picture;               /* of one row, [channels x height x width]; rank 0: no pictures */
    double      *x;                     /* [rows x features]; NULL: pixel has them */
    unsigned char *pixel;            /* [rows x features], never scaled itself: see lehr_data_value; NULL: x has them */
    double      *zero, *unit;           /* [features]: value = (as read − zero) / unit; 0 and 1 before scaling */
    int         *label;                 /* [rows], each 0 … classes − 1; NULL: the answers are numbers */
    double      *y;                     /* [rows x targets]; NULL: the answers are classes */
    double      *target_zero, *target_unit;     /* [targets]: y = (as read − zero) / unit */
    const char **feature_name;          /* [features] */
    const char **class_name;            /* [classes]; "0", "1", … if numbers */
    const char **target_name;           /* [targets] */
    const char  *label_name;            /* heading of the column of classes */
    lehr_arena   memory;                /* where all of the above lies */
} lehr_data;

/* A task's name (`lehr data` lists them: taiji, houses, digits, …), or a file: a name with a '/' or a '.' in it. A
 * file is a table (lab/data/csv.h), or pictures in MNIST's format (lab/data/idx.h) or NumPy's (lab/data/npy.h). NULL:
 * no such task (LEHR_ERR_NAME), a file that is not as it must be (LEHR_ERR_FILE), or no memory; see lehr_message. */
lehr_data  *lehr_data_open(const char *name);

/* The same for a table whose answer is not to be told by its looks; answer: see lab/data/csv.h, NULL: by its looks. */
lehr_data  *lehr_data_open_as(const char *name, const char *answer);

lehr_data  *lehr_data_copy(const lehr_data *d);        /* numbers of its own; the names stay d's. NULL: out of memory */

/* The n rows listed, in that order, as a set of their own, of which the first train_rows train (0: no split of its
 * own): what lehr_kfold_part lists, for example. Its names stay d's. NULL: out of memory. */
lehr_data  *lehr_data_subset(const lehr_data *d, const int *order, int n, int train_rows);

void        lehr_data_free(lehr_data *d);                /* d may be NULL */

/* One number, in scaled units; row 0 … rows − 1, feature 0 … features − 1. */
double      lehr_data_value(const lehr_data *d, int row, int feature);

/* Header and four decimals, as the book's files have them; the answers are the last columns. */
void        lehr_data_print(const lehr_data *d, lehr_strbuf *out);

/* --- scaling: lab/data/scale.c ------------------------------------------------------------------------------------ */

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

/* --- splitting and batches: lab/data/batch.c ---------------------------------------------------------------------- */

/* A random order of all rows, of which the first *train are for training and the others for validation. order [rows].
 * share 0: the set's own split, in the order of its rows and without a draw; LEHR_ERR_VALUE: it has none, or one of
 * the two would be empty. */
lehr_status lehr_data_split(const lehr_data *d, lehr_random *r, double share, int *order, int *train);

/* k-fold cross-validation (book chapter 3): a random order of all rows once, and then, for each part = 0 … k − 1, the
 * rows that train followed by the rows of that part, which validate. Every row validates in exactly one part; the
 * parts' sizes differ by at most one. shuffled, order [rows]; *train: how many train. LEHR_ERR_VALUE: not 2 ≤ k ≤
 * rows, or there is no such part. */
lehr_status lehr_kfold_shuffle(lehr_random *r, int rows, int k, int *shuffled);
lehr_status lehr_kfold_part(const int *shuffled, int rows, int k, int part, int *order, int *train);

/* The samples order[from] …, at most `most` of them and none beyond order[rows − 1], as columns: x [features x m],
 * and what they should be answered with: label [m], or, where the answers are numbers, y [targets x m]. Returns m. */
int         lehr_batch(const lehr_data *d, const int *order, int rows, int from, int most, lehr_real *x, int *label);
int lehr_batch_numbers(const lehr_data *d, const int *order, int rows, int from, int most, lehr_real *x, lehr_real *y);

/* Can a decision map of these data be drawn? They need two features or more and classes, and must not be images. */
bool        lehr_has_decision_map(const lehr_data *d);

/* How a net sees such a batch: [features x m], or, of pictures, [channels x height x width x m]. The numbers lie the
 * same way. */
lehr_shape  lehr_batch_shape(const lehr_data *d, int m);

/* Columns with a 1 where the class is and 0 elsewhere: y [classes x m]. A label outside 0 … classes − 1: a column of
 * zeros. */
void        lehr_one_hot(const int *label, int m, int classes, lehr_real *y);

/* --- for readers and generators ----------------------------------------------------------------------------------- */

enum { LEHR_MAX_FEATURES = 65536 };                      /* features of one row */

/* Room in d's memory for so many rows, with plain names: features "x", "y" (or x1 …), classes "0", "1", …, answer
 * "label". d is empty before. LEHR_ERR_MEMORY: d has a part of it. */
lehr_status lehr_data_alloc(lehr_data *d, int rows, int features, int classes);

/* The same for answers that are numbers: "target", or target1, target2, …. */
lehr_status lehr_data_alloc_targets(lehr_data *d, int rows, int features, int targets);

/* The same for pictures of bytes, 0 … 255, [channels x height x width] each. LEHR_ERR_SHAPE: more than
 * LEHR_MAX_FEATURES, or none. */
lehr_status lehr_data_alloc_images(lehr_data *d, int rows, int channels, int height, int width, int classes);

#endif
