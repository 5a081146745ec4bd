/* history.h — what a training run leaves behind: a row of figures now and then. */
#ifndef LEHR_LAB_HISTORY_H
#define LEHR_LAB_HISTORY_H
#include "core/text.h"

/* How right a net is, besides its loss: the share of rows it gets right, or, where the answers are numbers, R² (lab/metrics.h). */
typedef enum lehr_score { LEHR_ACCURACY, LEHR_R2 } lehr_score;

/* What is known after `step` updates. Losses are means over all rows of their part, accuracies shares of it. */
typedef struct lehr_point {
    long   step, epoch;             /* updates finished; the epoch, from 1, that the last of them belongs to */
    double lr;                      /* the rate of that last update                                          */
    double train_loss;
    union { double train_accuracy, train_r2; };                 /* the one or the other: see lehr_history.score */
    double validation_loss;
    union { double validation_accuracy, validation_r2; };
} lehr_point;

typedef struct lehr_history {
    lehr_point *point;
    int         count, room;
    lehr_score  score;
} lehr_history;                     /* all zero: empty and ready, for accuracies */

typedef enum lehr_metric { LEHR_TRAIN_LOSS, LEHR_TRAIN_ACCURACY, LEHR_VALIDATION_LOSS, LEHR_VALIDATION_ACCURACY, LEHR_METRICS } lehr_metric;

const char *lehr_metric_name(lehr_metric m);                                /* "validation_accuracy" */
lehr_word   lehr_metric_words(lehr_metric m);                               /* "validation accuracy" */
lehr_status lehr_metric_named(const char *name, lehr_metric *m);            /* "validation_r2" is LEHR_VALIDATION_ACCURACY, too */
double      lehr_metric_of(const lehr_point *p, lehr_metric m);
bool        lehr_metric_is_loss(lehr_metric m);                             /* smaller is better     */

/* The same names and words where the score may be R²: "validation_r2", "validation R²". */
const char *lehr_score_metric_name(lehr_score s, lehr_metric m);
lehr_word   lehr_score_metric_words(lehr_score s, lehr_metric m);

lehr_status lehr_history_add(lehr_history *h, const lehr_point *p);
void        lehr_history_print(const lehr_history *h, lehr_text *out);      /* CSV: step,epoch,lr,train_loss,…; reads back exactly */
void        lehr_history_release(lehr_history *h);

#endif
