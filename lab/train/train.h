/* train.h — the training loop: single updates, or all of them with their history.
 *
 *     lehr_run *run = lehr_run_new(&plan, data);
 *     while (run->step < run->steps)
 *         if (lehr_run_step(run)) …                        one update
 *     lehr_run_free(run);
 */
#ifndef LEHR_LAB_TRAIN_TRAIN_H
#define LEHR_LAB_TRAIN_TRAIN_H
#include "lab/train/evaluate.h"
#include "lab/train/history.h"
#include "lab/train/run.h"

/* One update. LEHR_ERR_NAN: the message has the place, the step and the rate; see lehr_optim_step for what has changed
 * then. */
lehr_status lehr_run_step(lehr_run *r);

/* The first half of an update: the gradients of the next batch, for a step at this rate. An epoch begins with a shuffle
 * of its rows. *loss: of the batch. lehr_optim_step(&r->optim) is the second half, and r->step counts it. */
lehr_status lehr_run_gradient(lehr_run *r, double rate, double *loss);

/* All updates of a run, with a row of history each plan.every updates and at the end. progress may be NULL; it is
 * called every 256 updates and at the end, with the number of updates finished. On failure, as of lehr_run_step, the
 * history has the rows until then. With patience, training may end early; params are then the weights of the epoch
 * with the best validation loss, run->early.best, after update run->early.best_step. */
lehr_status lehr_train(lehr_run *r, lehr_history *h, void (*progress)(void *context, long done), void *context);

/* The same up to update `step`: to save the run there, and go on. The best weights are restored only when the run is
 * over. */
lehr_status lehr_train_until(lehr_run *r, long step, lehr_history *h, void (*progress)(void *context, long done),
                             void *context);

#endif
