/* plan.h — the plan of a training run: everything that decides its outcome. */
#ifndef LEHR_LAB_TRAIN_PLAN_H
#define LEHR_LAB_TRAIN_PLAN_H
#include "core/base/status.h"

/* Plain data; its texts are borrowed. lehr_plan_for fills it in; then change the fields that differ. */
typedef struct lehr_plan {
    const char *task;               /* a task's name or the path of a file (lab/data/dataset.h) */
    const char *answer;           /* of a table from a file: "class" or "number" (lab/data/csv.h); NULL: by content */
    const char *net;                /* "2-12-4": features in, hidden units, out; two classes may share one output */
    const char *activation;         /* between linear layers: "tanh"                                              */
    const char *init;               /* "xavier", "normal:std=0.01"                                                */
    const char *optim;              /* "adam:beta1=0.9"                                                           */
    const char *sched;              /* "fixed", "step:every=500,gamma=0.5"                                        */
    const char *sched_momentum;     /* the same for the rule's momentum (adam: beta1); NULL: it is constant       */
    const char *scale, *fit_scale;  /* "standard"; statistics of "all" rows (as the book) or of "train" rows  */
    const char *scale_target;       /* the same for targets; NULL: "none"                                         */
    double      lr;                 /* base learning rate                                                         */
    double      split;              /* share of the rows that trains; the others validate; 0: the data's own split */
    long        batch;              /* samples per update; more than there are: all of them                       */
    long        epochs;             /* passes over the training rows …                                             */
    long        steps;              /* … or, if not 0, updates                                                    */
    long        patience;         /* epochs without a better validation loss that end the run; 0: it never ends early */
    long        every;              /* updates between rows of history, and a row at the end; 0: about 200 rows   */
    long        seed;               /* of the one random stream: weights, then split, then the order of each epoch */
} lehr_plan;

/* The plan of a task or, for a file, one that suits a small table; its net is then NULL, and lehr_run_new uses n-16-k.
 * LEHR_ERR_NAME: there is no such task; *p is then empty, which is an error for lehr_run_new. */
lehr_status lehr_plan_for(lehr_plan *p, const char *task);

/* Are all required texts set, and all numbers in range? LEHR_ERR_NAME, LEHR_ERR_VALUE. */
lehr_status lehr_plan_check(const lehr_plan *p);

#endif
