/* predictor.h — a trained net from a checkpoint, and what it predicts.
 *
 *     lehr_model *m = lehr_model_open("net.safetensors");
 *     lehr_data *d = lehr_model_data(m, "new.csv");    not scaled: the model scales it
 *     double *p = malloc(d->rows * lehr_model_columns(m) * sizeof *p);
 *     lehr_model_predict(m, d, p);                 for every row the probability of each class, or its numbers
 */
#ifndef LEHR_LAB_TRAIN_PREDICTOR_H
#define LEHR_LAB_TRAIN_PREDICTOR_H
#include "core/checkpoint/checkpoint.h"
#include "core/tape.h"
#include "lab/data/dataset.h"
#include "lab/train/net_spec.h"
#include "nn/layer.h"

/* A net that was trained. Fields are for reading. */
typedef struct lehr_model {
    lehr_checkpoint *file;          /* its source */
    lehr_data       *data;          /* no rows; features, classes or targets, names, scaling */
    lehr_layer       net[2 * LEHR_MAX_LAYERS];      /* with the end of the list */
    int              outputs;       /* of the net */
    lehr_params     *params;        /* as they were trained */
    lehr_tape       *tape;          /* what lehr_model_predict records on */
} lehr_model;

/* NULL: the file is not a checkpoint; or it has no plan, scaling and names, as those of other programs; or its net
 * consists of layers of a program's own, which no file describes. See lehr_message. */
lehr_model *lehr_model_open(const char *path);

/* The same from an open checkpoint. The model owns c, also on failure. */
lehr_model *lehr_model_of(lehr_checkpoint *c);

void        lehr_model_free(lehr_model *m);         /* m may be NULL */

/* Rows to predict: a task; a CSV file with the model's features and, optionally, the class or the numbers to predict
 * after them; or images with their labels. label is LEHR_LABEL_MISSING where a class is missing (an empty cell, "?",
 * "NA" or "NaN"), and LEHR_LABEL_UNKNOWN where it is not one of the model's. Where the model predicts numbers, label is
 * NULL, and y is NaN where a number is missing. A header must have the features' names of the training data, if these
 * had names. NULL: see lehr_message, which has file:line:column. */
lehr_data  *lehr_model_data(const lehr_model *m, const char *name);

/* The net's prediction for all rows of d, which are not scaled: prediction [rows x columns], probabilities of classes,
 * or numbers in the units in which they were read. LEHR_ERR_NAN: they overflow. */
lehr_status lehr_model_predict(lehr_model *m, const lehr_data *d, double *prediction);

int         lehr_model_columns(const lehr_model *m);        /* classes, or numbers to predict; m NULL: 0 */
int         lehr_argmax(const double *probability, int classes);            /* the class, the first of the greatest */

#endif
