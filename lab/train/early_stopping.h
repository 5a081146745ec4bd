/* early_stopping.h — early stopping (an exercise of book chapter 3): watch a validation figure, keep the best
 * weights, say when waiting is no longer worth it.
 *
 *     lehr_early_stopping e;
 *     if (lehr_early_stopping_init(&e, ps, 10, 0, true)) …     ten figures without a better one are enough; smaller is better
 *     after each epoch:   if (lehr_early_stopping_update(&e, ps, loss, step)) break;
 *     at the end:         lehr_early_stopping_restore(&e, ps); the weights as they were when the figure was best
 *     lehr_early_stopping_release(&e);
 */
#ifndef LEHR_LAB_TRAIN_EARLY_STOPPING_H
#define LEHR_LAB_TRAIN_EARLY_STOPPING_H
#include <stdbool.h>
#include "core/params.h"

typedef struct lehr_early_stopping { /* what was heard, and what is kept                                      */
    long       patience, waited;    /* figures without a better one: how many are enough, how many there were */
    double     margin;              /* a figure is better only by more than this                              */
    bool       smaller;             /* is better                                                              */
    bool       heard;               /* there was a figure, and weights are kept                               */
    double     best;                /* the best figure, …                                                     */
    long       best_step;           /* … the step at which it was heard, …                                    */
    lehr_real *weights;             /* … and all parameters and buffers then                                  */
    size_t     n;                   /* numbers in weights                                                     */
} lehr_early_stopping;

/* Tensor i of all that is kept, in the order of weights: the parameters, then the buffers. NULL: past the last. */
lehr_tensor *lehr_early_stopping_at(const lehr_params *ps, int i);

/* patience ≥ 1, margin ≥ 0. LEHR_ERR_VALUE: they are not; LEHR_ERR_MEMORY. Then *e is empty. */
lehr_status lehr_early_stopping_init(lehr_early_stopping *e, const lehr_params *ps, long patience, double margin,
                                     bool smaller);

/* One figure more. True: patience is over. A NaN is never better. ps has as many numbers as it had at init. */
bool        lehr_early_stopping_update(lehr_early_stopping *e, const lehr_params *ps, double figure, long step);

/* The best weights back into ps. False: no figure was heard yet, and ps is as it was. */
bool        lehr_early_stopping_restore(const lehr_early_stopping *e, lehr_params *ps);

void        lehr_early_stopping_release(lehr_early_stopping *e); /* empty then */

#endif
