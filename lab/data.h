/* data.h — a table of numbers in which every row has its class: the book's, generated from their formulas; iris; or a CSV file.
 *
 * As in a table, samples are rows here; a net wants them as columns, and lehr_batch turns them when it picks a batch.
 */
#ifndef LEHR_LAB_DATA_H
#define LEHR_LAB_DATA_H
#include "core/arena.h"
#include "core/random.h"
#include "core/tensor.h"

typedef struct lehr_data {
    int          rows, features, classes;
    double      *x;                     /* [rows x features]                    */
    double      *zero, *unit;           /* [features]: x = (as read − zero) / unit; 0 and 1 before scaling */
    int         *label;                 /* [rows], each 0 … classes − 1         */
    const char **feature_name;          /* [features]                           */
    const char **class_name;            /* [classes]; "0", "1", … if numbers    */
    const char  *label_name;            /* heading of the last column           */
    lehr_arena   memory;                /* where all of the above lies          */
} lehr_data;

/* "taiji", "xor", "moon", "gem", "iris", or a CSV file: a name with a '/' or a '.' in it. NULL: see lehr_message. */
lehr_data  *lehr_data_open(const char *name);
lehr_data  *lehr_data_copy(const lehr_data *d);          /* numbers of its own; the names stay d's */
void        lehr_data_free(lehr_data *d);

/* Header and four decimals, as the book's files have them. */
void        lehr_data_print(const lehr_data *d, lehr_text *out);

/* Bring every feature to a common scale, once, in place: "standard" (mean 0, population standard deviation 1), "minmax" (0 … 1), "none".
 * Its figures are taken from the n rows listed; rows NULL: from all, which is the book's way and lets a little of the validation
 * rows leak into training. A feature that is the same in all of those rows becomes 0. */
lehr_status lehr_data_scale(lehr_data *d, const char *how, const int *rows, int n);

/* A random order of all rows, of which the first *train are for training and the others for validation. order [rows]. */
lehr_status lehr_data_split(const lehr_data *d, lehr_random *r, double share, int *order, int *train);

/* The samples order[from] …, at most `most` of them and none beyond order[rows − 1], as columns: x [features x m], label [m].
 * Returns m. */
int         lehr_batch(const lehr_data *d, const int *order, int rows, int from, int most, lehr_real *x, int *label);

/* --- for readers and generators ----------------------------------------------------------------------------------- */

/* Room in d's memory for so many rows, with plain names: features "x", "y" (or x1 …), classes "0", "1", …, answer "label". */
lehr_status lehr_data_room(lehr_data *d, int rows, int features, int classes);

#endif
