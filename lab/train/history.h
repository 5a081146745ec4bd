/* history.h — the history of a training run: one row of metrics for some of its updates. */
#ifndef LEHR_LAB_TRAIN_HISTORY_H
#define LEHR_LAB_TRAIN_HISTORY_H
#include "core/base/strbuf.h"

typedef enum lehr_score {           /* of a net, besides its loss                     */
    LEHR_ACCURACY,                  /* the share of rows with the right class         */
    LEHR_R2                         /* for regression, NaN if undefined: lab/train/metrics.h */
} lehr_score;

/* The metrics after `step` updates: losses are means over all rows of their part, accuracies shares of them. */
typedef struct lehr_history_row {
    long   step, epoch;             /* updates finished; the epoch, from 1, that the last of them belongs to */
    double lr;                      /* the rate of that last update                                          */
    double train_loss;              /* over the rows that train                                              */
    union { double train_accuracy, train_r2; };         /* of them; which one: the history's score */
    double validation_loss;         /* over the rows that validate                                           */
    union { double validation_accuracy, validation_r2; };       /* of them */
} lehr_history_row;

typedef struct lehr_history {       /* the metrics of a run                      */
    lehr_history_row *row;          /* [count]                                   */
    int         count, capacity;    /* rows; rows that memory is allocated for   */
    lehr_score  score;              /* what the scores of the rows are           */
} lehr_history;                     /* all zero: empty and ready, for accuracies */

typedef enum lehr_metric {          /* for rankings, and for plateau             */
    LEHR_TRAIN_LOSS,                /* over the rows that train                  */
    LEHR_TRAIN_ACCURACY,            /* of them; or R²                            */
    LEHR_VALIDATION_LOSS,           /* over the rows that validate               */
    LEHR_VALIDATION_ACCURACY,       /* of them; or R²                            */
    LEHR_METRICS                    /* how many there are                        */
} lehr_metric;

const char *lehr_metric_name(lehr_metric m);                                /* "validation_accuracy" */
lehr_short_text lehr_metric_label(lehr_metric m);                           /* "validation accuracy" */
double      lehr_metric_value(const lehr_history_row *p, lehr_metric m);    /* that number of a row  */
bool        lehr_metric_is_loss(lehr_metric m);                             /* smaller is better     */

/* The metric of that name; "validation_r2" is LEHR_VALIDATION_ACCURACY, too. LEHR_ERR_NAME: there is none. */
lehr_status lehr_metric_find(const char *name, lehr_metric *m);

/* The same names and words where the score may be R²: "validation_r2", "validation R²". */
const char *lehr_score_metric_name(lehr_score s, lehr_metric m);
lehr_short_text lehr_score_metric_label(lehr_score s, lehr_metric m);

/* Can `histories` of `steps` updates, with a row each `every`, be in memory? LEHR_ERR_VALUE: they have more rows than
 * can be counted, or need more than the machine's memory. */
lehr_status lehr_history_check_size(long steps, long every, int histories);

/* Appends a row. LEHR_ERR_MEMORY: h is unchanged. */
lehr_status lehr_history_add(lehr_history *h, const lehr_history_row *p);
/* CSV: step,epoch,lr,train_loss,…; reads back exactly */
void        lehr_history_print(const lehr_history *h, lehr_strbuf *out);

/* Reads the rows of such a file into an empty h, up to the first row that training cannot have written. The header must
 * be that of h->score. LEHR_ERR_FILE: it is another table, or not a table. */
lehr_status lehr_history_read(lehr_history *h, const char *file);
void        lehr_history_release(lehr_history *h);                          /* empty and ready again */

#endif
