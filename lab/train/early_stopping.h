/* early_stopping.h — early stopping (an exercise of book chapter 3): keep the weights with the best validation metric,
 * and stop when it no longer improves.
 *
 *     lehr_early_stopping e;
 *     if (lehr_early_stopping_init(&e, ps, 10, 0, true)) …     stop after ten values without an improvement; minimize
 *     after each epoch:   if (lehr_early_stopping_update(&e, ps, loss, step)) break;
 *     at the end:         lehr_early_stopping_restore(&e, ps); the best weights
 *     lehr_early_stopping_release(&e);
 */
#ifndef LEHR_LAB_TRAIN_EARLY_STOPPING_H
#define LEHR_LAB_TRAIN_EARLY_STOPPING_H
#include <stdbool.h>
#include "core/params.h"

typedef struct lehr_early_stopping { /* the best weights so far */
    long       patience, bad_count; /* values without an improvement: how many stop the training, how many so far */
    double     min_delta;           /* an improvement is more than this                                         */
    bool       minimize;            /* smaller values are better                                                */
    bool       has_best;            /* there was a value, and weights are stored                                */
    double     best;                /* the best value, …                                                        */
    long       best_step;           /* … its step, …                                                            */
    lehr_real *weights;             /* … and all parameters and buffers then                                    */
    size_t     n;                   /* numbers in weights                                                       */
} lehr_early_stopping;

/* Tensor i of those in weights, in their order: the parameters, then the buffers. NULL: past the last. */
lehr_tensor *lehr_early_stopping_at(const lehr_params *ps, int i);

/* LEHR_ERR_VALUE: patience is below 1, or min_delta below 0; LEHR_ERR_MEMORY. Then *e is empty. */
lehr_status lehr_early_stopping_init(lehr_early_stopping *e, const lehr_params *ps, long patience, double min_delta,
                                     bool minimize);

/* Adds a value. True: patience is exhausted. A NaN is never better. ps has as many numbers as at init. */
bool        lehr_early_stopping_update(lehr_early_stopping *e, const lehr_params *ps, double value, long step);

/* Copies the best weights into ps. False: there was no value yet, and ps has not changed. */
bool        lehr_early_stopping_restore(const lehr_early_stopping *e, lehr_params *ps);

void        lehr_early_stopping_release(lehr_early_stopping *e);    /* *e is empty then; e may be NULL */

#endif
