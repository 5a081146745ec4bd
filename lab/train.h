/* train.h — one training run, from a plan to a trained net, with its history.
 *
 *     lehr_run *run = lehr_run_new(&plan, data);
 *     while (run->step < run->steps)
 *         if (lehr_run_step(run)) …                        one update
 *     lehr_run_free(run);
 *
 * One stream, seeded with plan->seed, is drawn from in the book's order: the weights, the split, and then the order of the rows at
 * the start of every epoch. Two plans that differ only in policy or rule therefore see the same start and the same batches.
 */
#ifndef LEHR_LAB_TRAIN_H
#define LEHR_LAB_TRAIN_H
#include "core/params.h"
#include "core/random.h"
#include "core/tape.h"
#include "lab/history.h"
#include "lab/task.h"
#include "nn/layer.h"
#include "optim/optim.h"
#include "sched/plateau.h"

/* Fields are for reading. */
typedef struct lehr_run {
    lehr_plan    plan;              /* as it is carried out: net filled in, batch not above the rows, every not 0  */
    long         step, steps;       /* updates finished, updates in all                                            */
    long         per_epoch;         /* updates per epoch                                                           */
    double       lr;                /* of the last update                                                          */
    lehr_sched   sched;
    lehr_plateau plateau;           /* where the schedule listens                                                  */
    lehr_sched   momentum;          /* its schedule, if the plan has one, …                                        */
    double      *momentum_field;    /* … and where in optim it goes; NULL: it stays as it is                       */
    lehr_optim   optim;
    lehr_params *params;
    lehr_layer   net[2 * LEHR_MAX_LAYERS];
    int          layers, outputs;
    lehr_data   *data;              /* scaled copy                                                                 */
    int         *order, train_rows; /* order[0 … train_rows − 1] trains, the rest validates                        */
    lehr_random  random;
    lehr_tape   *tape;
    lehr_arena   memory;
    char         net_text[160];
    lehr_real   *x, *y;             /* room for one batch or one piece of an evaluation                            */
    int         *label;
} lehr_run;

/* NULL: the plan is impossible, see lehr_message. The plan's texts and the data's names are borrowed as long as the run lives. */
lehr_run   *lehr_run_new(const lehr_plan *plan, const lehr_data *data);
void        lehr_run_free(lehr_run *r);
lehr_status lehr_run_step(lehr_run *r);                                     /* LEHR_ERR_NAN: the message says where, which step, what rate */
lehr_status lehr_run_measure(lehr_run *r, lehr_point *p);

/* The class of each of m samples, x [features x m] in scaled units, and the net's probability for it. */
lehr_status lehr_run_classify(lehr_run *r, const lehr_real *x, int m, int *label, double *probability);

/* All updates of a run, with a row of history each plan.every updates and at the end. progress may be NULL; it is called now and
 * then with the updates finished. On failure the history holds the rows until then. */
lehr_status lehr_train(lehr_run *r, lehr_history *h, void (*progress)(void *context, long done), void *context);

/* The same, but only until so many updates are finished: to save it there, and to go on. */
lehr_status lehr_train_until(lehr_run *r, long step, lehr_history *h, void (*progress)(void *context, long done), void *context);

#endif
