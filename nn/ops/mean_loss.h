/* mean_loss.h — what mse, l1 and smooth_l1 have in common: the mean of one formula over all numbers
 *
 *     z, y of one shape, n numbers, d = z − y        L = Σ f(d) / n        dz += f'(d) dL / n
 */
#ifndef LEHR_NN_OPS_MEAN_LOSS_H
#define LEHR_NN_OPS_MEAN_LOSS_H
#include "core/tape.h"

/* f(d), and its derivative; beta: a setting of the formula */
typedef double lehr_elementwise_loss_fn(double d, double beta, double *slope);

lehr_tensor *lehr_mean_loss(lehr_tape *t, const lehr_op *op, lehr_tensor *z, const lehr_real *y,
                            lehr_elementwise_loss_fn *f, double beta);
void         lehr_mean_loss_backward(lehr_tensor *L);

#endif
