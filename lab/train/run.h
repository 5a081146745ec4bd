/* run.h — a training run: a net, its data, rule and schedule, made from a plan.
 *
 * One random stream, seeded with plan->seed, is drawn from in the book's order: the weights, the split, and then the
 * order of the rows at the start of every epoch. Two plans that differ only in policy or rule therefore have the same
 * start and the same batches.
 */
#ifndef LEHR_LAB_TRAIN_RUN_H
#define LEHR_LAB_TRAIN_RUN_H
#include "core/params.h"
#include "core/random.h"
#include "core/tape.h"
#include "lab/data/dataset.h"
#include "lab/train/early_stopping.h"
#include "lab/train/net_spec.h"
#include "lab/train/plan.h"
#include "nn/layer.h"
#include "optim/optim.h"
#include "sched/plateau.h"

/* A training run, between two updates. Fields are for reading. */
typedef struct lehr_run {
    lehr_plan    plan;              /* as it is carried out: net filled in, batch not above the rows, every not 0  */
    long         step, steps;       /* updates finished, updates in all                                            */
    long         per_epoch;         /* updates per epoch                                                           */
    double       lr;                /* of the last update                                                          */
    lehr_sched   sched;             /* the plan's, read                                                            */
    lehr_plateau plateau;           /* where the schedule listens                                                  */
    lehr_sched   momentum;          /* its schedule, if the plan has one, …                                        */
    double      *momentum_field;    /* … and where in optim it goes; NULL: it stays as it is                       */
    lehr_optim   optim;             /* the plan's rule                                                             */
    lehr_params *params;            /* what is trained                                                             */
    lehr_layer  *net, own[2 * LEHR_MAX_LAYERS];     /* net: own, as the plan's text has it, or the caller's */
    int          outputs;           /* of the net: classes, one for two of them, or numbers                        */
    lehr_data   *data;              /* scaled copy                                                                 */
    int         *order, train_rows; /* order[0 … train_rows − 1] trains, the rest validates                        */
    lehr_random  random;            /* the one stream                                                              */
    lehr_tape   *tape;              /* of the latest step or evaluation                                            */
    lehr_arena   memory;            /* where order, x, y, label and left lie                                       */
    char         net_text[160];     /* what plan.net points to                                                     */
    lehr_early_stopping early;      /* where the plan has patience                                                 */
    bool         is_back;           /* its best weights are back in params: the run is over                        */
    lehr_real   *x, *y;             /* room for one batch or one piece of an evaluation                            */
    int         *label;             /* the same for classes                                                        */
    double      *left;              /* [targets]: what a measurement finds left of the squares                     */
} lehr_run;

enum { LEHR_EVAL_CHUNK = 1024 };    /* samples that an evaluation takes at a time, so that its memory does not grow
                                       with the data */

/* NULL: the plan is impossible for these data (LEHR_ERR_NAME, LEHR_ERR_VALUE, LEHR_ERR_SHAPE), or memory short; see
 * lehr_message. data is as it was read, and copied. The plan's texts and the data's names are borrowed as long as the
 * run lives. */
lehr_run   *lehr_run_new(const lehr_plan *plan, const lehr_data *data);

/* The same with a net of the caller's instead of the plan's text: any layers of nn/layer.h that make of a batch
 * (lehr_batch_shape) one output per class or number, [outputs x m]; of two classes, one is enough. The layers are
 * borrowed as long as the run lives; its plan's net is then called LEHR_CUSTOM_NET, whatever the plan given calls it.
 */
lehr_run   *lehr_run_new_with(const lehr_plan *plan, const lehr_data *data, lehr_layer net[]);

#define LEHR_CUSTOM_NET "(own)"     /* what a plan says of such a net */

void        lehr_run_free(lehr_run *r);                                     /* r may be NULL */

/* Are all updates finished, or is patience at its end? */
bool        lehr_run_is_over(const lehr_run *r);

/* The net's answer to m samples, x [features x m] in scaled units, on a tape that has begun: [outputs x m]. NULL: the
 * tape knows why. */
lehr_tensor *lehr_run_forward(lehr_run *r, const lehr_real *x, int m);

/* For whoever writes a loop of their own, between lehr_tape_begin and lehr_backward: the loss of the samples
 * order[from] …, at most `most` of them and none beyond order[rows − 1]: half the mean square error of numbers,
 * cross-entropy of classes. *z: the net's answer. */
lehr_tensor *lehr_run_batch_loss(lehr_run *r, const int *order, int rows, int from, int most, lehr_tensor **z);

#endif
