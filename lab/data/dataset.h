/* dataset.h — samples as rows of features, with labels (classification) or targets (regression).
 *
 * lab/data/data_open.h opens the book's data sets and files. A net needs samples as columns: lehr_batch transposes the
 * rows of a batch. A row may be an image: its features are then pixels, channel by channel and line by line, so that a
 * batch [features x m] is also [channels x height x width x m], samples last.
 */
#ifndef LEHR_LAB_DATA_DATASET_H
#define LEHR_LAB_DATA_DATASET_H
#include "core/base/arena.h"
#include "core/random.h"
#include "core/tensor.h"
#include "core/base/strbuf.h"

typedef struct lehr_data {              /* a data set; all zero: empty, for readers and generators */
    int          rows, features;        /* samples; numbers of each                                                  */
    int          classes;               /* labels are 0 … classes − 1; 0: regression                                 */
    int          targets;               /* numbers to predict for each row; 0: classification                        */
    int          train_rows;            /* the set's own split: the first train_rows rows train, the rest validate;
                                           0: it has none                                                            */
    lehr_shape   image_shape;           /* of one row, [channels x height x width]; rank 0: rows are not images      */
    double      *x;                     /* [rows x features]; NULL: pixels has them                                  */
    unsigned char *pixels;              /* [rows x features], never scaled in place: see lehr_data_value; NULL: x    */
    double      *offset, *scale;        /* [features]: value = (as read − offset) / scale; 0 and 1 before scaling    */
    int         *label;                 /* [rows], LEHR_LABEL_MISSING and …_UNKNOWN among them; NULL: regression     */
    long        *line;                  /* [rows]: where each is in its file, from 1; NULL: not from a table         */
    double      *y;                     /* [rows x targets]; NULL: classification                                    */
    double      *target_offset, *target_scale;  /* [targets]: y = (as read − offset) / scale                         */
    const char **feature_name;          /* [features]                                                                */
    const char **class_name;            /* [classes]; "0", "1", … if they have no names                              */
    const char **target_name;           /* [targets]                                                                 */
    const char  *label_name;            /* heading of the column of classes                                          */
    lehr_arena   memory;                /* owns all of the above                                                     */
} lehr_data;

/* Copies arrays of a program: samples as rows, x [rows x features]; labels [rows], each 0 … classes − 1, 2 classes or
 * more; or targets y [rows x targets]. Names are the default ones. NULL: a number is not finite or beyond ±1e30, a
 * label is out of range (the message names the row), a size is out of range, or memory is short. */
lehr_data  *lehr_data_from_arrays(const double *x, const int *labels, int rows, int features, int classes);
lehr_data  *lehr_data_from_arrays_targets(const double *x, const double *y, int rows, int features, int targets);

lehr_data  *lehr_data_copy(const lehr_data *d);        /* copies the numbers; the names stay d's. NULL: out of memory */

/* Copies the n rows order[0 … n − 1], in that order; the first train_rows of them train (0: it has no split of its
 * own). Its names stay d's. NULL: out of memory, or a row does not exist. */
lehr_data  *lehr_data_subset(const lehr_data *d, const int *order, int n, int train_rows);

void        lehr_data_free(lehr_data *d);                /* d may be NULL */

/* One number, scaled; row 0 … rows − 1, feature 0 … features − 1. d NULL or empty: NaN. */
double      lehr_data_value(const lehr_data *d, int row, int feature);

/* As CSV, which reads back to the same numbers: a header, then four decimals, as in the book's files, or as many digits
 * as are needed. Labels or targets are the last columns. */
void        lehr_data_print(const lehr_data *d, lehr_strbuf *out);

/* Can a decision map of these data be drawn? They need two features or more and classes, and must not be images. */
bool        lehr_has_decision_map(const lehr_data *d);

/* --- for readers and generators ----------------------------------------------------------------------------------- */

enum {
    LEHR_MAX_FEATURES = 65536,                          /* of one row                           */
    LEHR_MAX_CLASSES = 1000, LEHR_MAX_TARGETS = 1000    /* of a data set that is read or copied */
};

enum {
    LEHR_LABEL_MISSING = -1,            /* the row has no class: see lehr_model_data            */
    LEHR_LABEL_UNKNOWN = -2             /* it has one that the model was not trained on         */
};

/* Allocates d for that many rows, with default names: features "x", "y" (or x1 …), classes "0", "1", …, label "label".
 * d is empty before. LEHR_ERR_VALUE: a size is negative; LEHR_ERR_MEMORY: free d all the same. */
lehr_status lehr_data_alloc(lehr_data *d, int rows, int features, int classes);

/* The same for targets: "target", or target1, target2, …. */
lehr_status lehr_data_alloc_targets(lehr_data *d, int rows, int features, int targets);

/* The same for images of bytes, 0 … 255, [channels x height x width] each. LEHR_ERR_SHAPE: more than
 * LEHR_MAX_FEATURES, or none. */
lehr_status lehr_data_alloc_images(lehr_data *d, int rows, int channels, int height, int width, int classes);

#endif
