/* tasks.h — the experiments that have a name, and the plan of a training run: everything that decides its outcome. */
#ifndef LEHR_LAB_DATA_TASKS_H
#define LEHR_LAB_DATA_TASKS_H
#include "lab/data/dataset.h"

enum {
    LEHR_MAX_LAYERS = 16,           /* of linear layers in a net's text */
    LEHR_MAX_WIDTH = 65536          /* units of one layer               */
};

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
    long        epochs;             /* walks over the training rows …                                             */
    long        steps;              /* … or, if not 0, updates                                                    */
    long        patience;         /* epochs without a better validation loss after which it ends; 0: never ends early */
    long        every;              /* a row of history each so many updates and at the end; 0: about 200 in all  */
    long        seed;               /* of the one random stream: weights, then split, then the order of each epoch */
} lehr_plan;

typedef struct lehr_task {          /* an experiment that has a name        */
    const char *name, *about;       /* "taiji"; what it is, in a few words  */
    int         chapter;            /* of the book; 0: it is not from it    */
    lehr_status (*fill)(lehr_data *d);      /* its data into an empty d     */
    lehr_plan   plan;               /* the book's experiment; seed 0        */
    double      compare_lr;         /* where policies can be told apart in a minute; 0: the plan's own lr … */
    long        compare_epochs;     /* … and epochs                                                         */
    const char *note;               /* what a reader of its results should know                             */
} lehr_task;

const lehr_task *lehr_task_at(int i);                       /* walk them all; NULL past the end */
const lehr_task *lehr_task_find(const char *name);          /* NULL: unknown, see lehr_message  */
bool             lehr_is_file_name(const char *name);       /* contains '/' or '.': a file of data, not a task */

/* The plan of a task, or, for a file, one that suits a small table; net is then NULL: lehr_run_new takes n-16-k.
 * LEHR_ERR_NAME: there is no such task; *p is as it was. */
lehr_status      lehr_plan_for(lehr_plan *p, const char *task);

#endif
