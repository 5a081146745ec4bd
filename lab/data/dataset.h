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
#include "core/base/strbuf.h"

typedef struct lehr_data {              /* a data set; all zero: empty, for readers and generators */
    int          rows, features;        /* samples; numbers of each                                                  */
    int          classes;               /* each row has a label, 0 … classes − 1, or …                               */
    int          targets;               /* … where classes is 0, so many numbers to predict (regression)             */
    int          train_rows;            /* the set's own split: the first so many rows train, the rest validate; 0:
                                           it has none                                                               */
    lehr_shape   image_shape;           /* of one row, [channels x height x width]; rank 0: rows are not images      */
    double      *x;                     /* [rows x features]; NULL: pixels has them                                  */
    unsigned char *pixels;              /* [rows x features], never scaled in place: see lehr_data_value; NULL: x    */
    double      *offset, *scale;        /* [features]: value = (as read − offset) / scale; 0 and 1 before scaling    */
    int         *label;                 /* [rows]; NULL: the answers are numbers                                     */
    double      *y;                     /* [rows x targets]; NULL: the answers are classes                           */
    double      *target_offset, *target_scale;  /* [targets]: y = (as read − offset) / scale                         */
    const char **feature_name;          /* [features]                                                                */
    const char **class_name;            /* [classes]; "0", "1", … if they have no names                              */
    const char **target_name;           /* [targets]                                                                 */
    const char  *label_name;            /* heading of the column of classes                                          */
    lehr_arena   memory;                /* owns all of the above                                                     */
} lehr_data;

lehr_data  *lehr_data_copy(const lehr_data *d);        /* numbers of its own; the names stay d's. NULL: out of memory */

/* The n rows listed, in that order, as a set of their own, of which the first train_rows train (0: no split of its
 * own): what lehr_kfold_part lists, for example. Its names stay d's. NULL: out of memory. */
lehr_data  *lehr_data_subset(const lehr_data *d, const int *order, int n, int train_rows);

void        lehr_data_free(lehr_data *d);                /* d may be NULL */

/* One number, in scaled units; row 0 … rows − 1, feature 0 … features − 1. */
double      lehr_data_value(const lehr_data *d, int row, int feature);

/* Header and four decimals, as the book's files have them; the answers are the last columns. */
void        lehr_data_print(const lehr_data *d, lehr_strbuf *out);

/* Can a decision map of these data be drawn? They need two features or more and classes, and must not be images. */
bool        lehr_has_decision_map(const lehr_data *d);

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
