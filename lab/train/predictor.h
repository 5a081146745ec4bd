/* predictor.h — a trained net, as a checkpoint keeps it, and what it says.
 *
 *     lehr_model *m = lehr_model_open("net.safetensors");
 *     lehr_data *d = lehr_model_data(m, "new.csv");                       numbers as they were measured: the model scales them
 *     double *said = malloc(d->rows * lehr_model_columns(m) * sizeof *said);
 *     lehr_model_predict(m, d, said);                                     for every row the probability of each class, or its numbers
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
    lehr_checkpoint *file;          /* what it was read from */
    lehr_data       *data;          /* no rows; features, classes or targets, names, scaling */
    lehr_layer       net[2 * LEHR_MAX_LAYERS];
    int              outputs;       /* of the net */
    lehr_params     *params;        /* as they were trained */
    lehr_tape       *tape;          /* what lehr_model_predict records on */
} lehr_model;

/* NULL: not a checkpoint; or one without plan, scaling and names, as those of other programs are; or one of a net
 * that a program made of layers of its own, which no file describes. See lehr_message. */
lehr_model *lehr_model_open(const char *path);

/* The same of one that is open; c is the model's from now on, whatever happens. */
lehr_model *lehr_model_of(lehr_checkpoint *c);

void        lehr_model_free(lehr_model *m);         /* m may be NULL */

/* Rows to ask about: a task; a CSV file that has the model's features and, maybe, its class or its numbers to predict
 * behind them; or pictures with their labels. label is −1 where a class is not given or not one of the model's, and
 * label NULL where the model predicts numbers; then y is NaN where one is not given. A header must name the features
 * as those of the training were named, where they were. NULL: see lehr_message, which says file:line:column. */
lehr_data  *lehr_model_data(const lehr_model *m, const char *name);

/* What the net says of all rows of d, which are not scaled, said [rows x columns]: probabilities of classes, or
 * numbers in the units in which they were read. LEHR_ERR_NAN: they overflow. */
lehr_status lehr_model_predict(lehr_model *m, const lehr_data *d, double *said);

int         lehr_model_columns(const lehr_model *m);                        /* classes, or numbers to predict     */
int         lehr_argmax(const double *probability, int classes);            /* the class, the first of the greatest */

#endif
