/* model.h — a trained net, as a checkpoint keeps it, and what it says.
 *
 *     lehr_model *m = lehr_model_open("net.safetensors");
 *     lehr_data *d = lehr_model_data(m, "new.csv");                       numbers as they were measured: the model scales them
 *     double *p = malloc(d->rows * m->data->classes * sizeof *p);
 *     lehr_model_ask(m, d, p);                                            a probability for every row and class
 */
#ifndef LEHR_LAB_MODEL_H
#define LEHR_LAB_MODEL_H
#include "core/checkpoint.h"
#include "core/tape.h"
#include "lab/task.h"
#include "nn/layer.h"

/* Fields are for reading. */
typedef struct lehr_model {
    lehr_checkpoint *file;
    lehr_data       *data;          /* no rows; features, classes, names and scaling */
    lehr_layer       net[2 * LEHR_MAX_LAYERS];
    int              layers, outputs;
    lehr_params     *params;
    lehr_tape       *tape;
} lehr_model;

/* NULL: not a checkpoint, or one without plan, scaling and names, as those of other programs are; see lehr_message. */
lehr_model *lehr_model_open(const char *path);
lehr_model *lehr_model_of(lehr_checkpoint *c);      /* the same of one that is open; c is the model's from now on, whatever happens */
void        lehr_model_free(lehr_model *m);

/* Rows to ask about: a task, or a CSV file that has the model's features and, maybe, their classes behind them. label is −1 where a class
 * is not given or not one of the model's. A header must name the features as those of the training were named, where they were.
 * NULL: see lehr_message, which says file:line:column. */
lehr_data  *lehr_model_data(const lehr_model *m, const char *name);

/* probability [rows x classes] for all rows of d, which are not scaled. */
lehr_status lehr_model_ask(lehr_model *m, const lehr_data *d, double *probability);
int         lehr_likeliest(const double *probability, int classes);         /* the first of the greatest */

#endif
