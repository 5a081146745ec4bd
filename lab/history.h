/* history.h — what a training run leaves behind: a row of figures now and then. */
#ifndef LEHR_LAB_HISTORY_H
#define LEHR_LAB_HISTORY_H
#include "core/text.h"

/* What is known after `step` updates. Losses are means over all rows of their part, accuracies shares of it. */
typedef struct lehr_point {
    long   step, epoch;             /* updates finished; the epoch, from 1, that the last of them belongs to */
    double lr;                      /* the rate of that last update                                          */
    double train_loss, train_accuracy, validation_loss, validation_accuracy;
} lehr_point;

typedef struct lehr_history { lehr_point *point; int count, room; } lehr_history;      /* all zero: empty and ready */

typedef enum lehr_metric { LEHR_TRAIN_LOSS, LEHR_TRAIN_ACCURACY, LEHR_VALIDATION_LOSS, LEHR_VALIDATION_ACCURACY, LEHR_METRICS } lehr_metric;

const char *lehr_metric_name(lehr_metric m);                                /* "validation_accuracy" */
lehr_word   lehr_metric_words(lehr_metric m);                               /* "validation accuracy" */
lehr_status lehr_metric_named(const char *name, lehr_metric *m);
double      lehr_metric_of(const lehr_point *p, lehr_metric m);
bool        lehr_metric_is_loss(lehr_metric m);                             /* smaller is better     */

lehr_status lehr_history_add(lehr_history *h, const lehr_point *p);
void        lehr_history_print(const lehr_history *h, lehr_text *out);      /* CSV: step,epoch,lr,train_loss,…; reads back exactly */
void        lehr_history_release(lehr_history *h);

#endif
