/* run.h — a training run: a net, its data, rule and schedule, made from a plan.
 *
 * One random stream with the plan's seed gives, in the book's order, the weights, the split, and the order of the rows
 * at the start of every epoch. Two plans that differ only in policy or rule therefore have the same start and the same
 * batches.
 */
#ifndef LEHR_LAB_TRAIN_RUN_H
#define LEHR_LAB_TRAIN_RUN_H
#include "core/params.h"
#include "core/random.h"
#include "core/tape.h"
#include "lab/data/dataset.h"
#include "lab/train/early_stopping.h"
#include "lab/train/history.h"
#include "lab/train/net_spec.h"
#include "lab/train/plan.h"
#include "nn/layer.h"
#include "optim/optim.h"
#include "sched/plateau.h"

/* A training run, between two updates. Fields are for reading. */
typedef struct lehr_run {
    lehr_plan    plan;              /* with its defaults: net filled in, batch at most the rows, every not 0       */
    long         step, steps;       /* updates finished, updates in all                                            */
    long         steps_per_epoch;   /* updates per epoch                                                           */
    double       lr;                /* of the last update                                                          */
    lehr_sched   sched;             /* parsed from the plan                                                        */
    lehr_plateau plateau;           /* its state, if the schedule has a plateau                                    */
    lehr_sched   momentum;          /* the plan's schedule of momentum, if there is one, …                         */
    double      *momentum_field;    /* … and the field of optim that it sets; NULL: none                           */
    lehr_optim   optim;             /* the plan's rule                                                             */
    lehr_params *params;            /* of the net                                                                  */
    lehr_layer  *net, own[2 * LEHR_MAX_LAYERS];     /* net: own, from the plan's text, or the caller's             */
    int          outputs;           /* of the net: classes (1 if there are two and one output), or targets         */
    lehr_data   *data;              /* a scaled copy                                                               */
    int         *order, train_rows; /* order[0 … train_rows − 1] trains, the rest validates                        */
    lehr_random  random;            /* the run's random stream                                                     */
    lehr_tape   *tape;              /* of the latest step or evaluation                                            */
    lehr_arena   memory;            /* owns order, x, y, label and squared_error                                   */
    char         net_text[160];     /* what plan.net points to                                                     */
    lehr_early_stopping early;      /* its state, if the plan has patience                                         */
    bool         best_restored;     /* params are the best weights again: the run is over                          */
    lehr_real   *x, *y;             /* buffers for one batch or one chunk of an evaluation                         */
    int         *label;             /* the same for classes                                                        */
    double      *squared_error;     /* [targets]: sums during an evaluation                                        */
} lehr_run;

enum { LEHR_EVAL_CHUNK = 1024 };    /* samples per forward pass of an evaluation: bounds its memory */

/* data must not be scaled yet, and are copied. The plan's texts and the data's names are borrowed as long as the run
 * lives. NULL: an argument or a required field of the plan is NULL, the plan does not fit the data (LEHR_ERR_NAME,
 * LEHR_ERR_VALUE, LEHR_ERR_SHAPE), or memory is short; see lehr_message. */
lehr_run   *lehr_run_new(const lehr_plan *plan, const lehr_data *data);

/* The same with a net of the caller's instead of the plan's text: layers of nn/layer.h that turn a batch
 * (lehr_batch_shape) into one output per class or target, [outputs x m]; for two classes, one output is enough. The
 * layers are borrowed as long as the run lives; the run's plan.net is then LEHR_CUSTOM_NET. */
lehr_run   *lehr_run_new_with(const lehr_plan *plan, const lehr_data *data, lehr_layer net[]);

#define LEHR_CUSTOM_NET "(own)"     /* plan.net of such a run */

void        lehr_run_free(lehr_run *r);                                     /* r may be NULL */

/* Are all updates finished, or has validation not improved for plan.patience epochs? r NULL: true. */
bool        lehr_run_is_over(const lehr_run *r);

/* Can the run's rows be measured by m? LEHR_ERR_VALUE: m is an R² of one sample, or of equal values of a target. */
lehr_status lehr_run_check_metric(const lehr_run *r, lehr_metric m);

/* The net's outputs for m samples, x [features x m], scaled, on a tape that has begun: [outputs x m]. NULL: see
 * lehr_tape_status. */
lehr_tensor *lehr_run_forward(lehr_run *r, const lehr_real *x, int m);

/* For a training loop of one's own, between lehr_tape_begin and lehr_backward: the loss of the samples order[from] …,
 * at most max of them and none beyond order[rows − 1]: half the mean squared error of targets, or the cross-entropy of
 * labels. *z: the net's outputs. */
lehr_tensor *lehr_run_batch_loss(lehr_run *r, const int *order, int rows, int from, int max, lehr_tensor **z);

#endif
