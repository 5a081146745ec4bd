/* plan.h — the plan of a training run: everything that decides its outcome. */
#ifndef LEHR_LAB_TRAIN_PLAN_H
#define LEHR_LAB_TRAIN_PLAN_H
#include "core/base/status.h"

/* A plan is plain data. Its texts are borrowed; change one field at a time and the rest stays as it was. */
typedef struct lehr_plan {
    const char *task;               /* a task's name or the path of a file (lab/data/dataset.h) */
    const char *answer;           /* of a table from a file: "class" or "number" (lab/data/csv.h); NULL: by its looks */
    const char *net;                /* "2-12-4": features in, hidden units, out; two classes may share one output */
    const char *activation;         /* between linear layers: "tanh"                                              */
    const char *init;               /* "xavier", "normal:std=0.01"                                                */
    const char *optim;              /* "adam:beta1=0.9"                                                           */
    const char *sched;              /* "fixed", "step:every=500,gamma=0.5"                                        */
    const char *sched_momentum;     /* the same for the rule's momentum (adam: beta1); NULL: it stays as it is    */
    const char *scale, *fit_scale;  /* "standard"; figures from "all" rows (the book's way) or from "train" rows  */
    const char *scale_target;       /* the same for answers that are numbers; NULL: "none"                        */
    double      lr;                 /* base learning rate                                                         */
    double      split;              /* share of the rows that trains; the others validate; 0: the data's own split */
    long        batch;              /* samples per update; more than there are: all of them                       */
    long        epochs;             /* passes over the training rows …                                             */
    long        steps;              /* … or, if not 0, updates                                                    */
    long        patience;         /* epochs without a better validation loss after which it ends; 0: never ends early */
    long        every;              /* a row of history each so many updates and at the end; 0: about 200 in all  */
    long        seed;               /* of the one random stream: weights, then split, then the order of each epoch */
} lehr_plan;

/* The plan of a task or, for a file, one that suits a small table; its net is then NULL, and lehr_run_new uses n-16-k.
 * LEHR_ERR_NAME: there is no such task; *p is then empty, and lehr_run_new refuses it. */
lehr_status lehr_plan_for(lehr_plan *p, const char *task);

/* Are all texts there, and the numbers in range? LEHR_ERR_NAME, LEHR_ERR_VALUE. */
lehr_status lehr_plan_check(const lehr_plan *p);

#endif
