/* ops.h — every operation on one page. Each records itself on the tape; NULL means that the tape knows why it could not.
 *
 *     m samples, one per column;  n features in, k out;  element by element unless it says otherwise
 */
#ifndef LEHR_NN_OPS_H
#define LEHR_NN_OPS_H
#include "core/tape.h"

/* layers */
lehr_tensor *lehr_linear(lehr_tape *t, lehr_tensor *x, lehr_tensor *W, lehr_tensor *b);          /* x [n x m], W [k x n], b [k] → W·x + b [k x m] */
lehr_tensor *lehr_add(lehr_tape *t, lehr_tensor *a, lehr_tensor *b);                             /* a + b, same shapes      */

/* activations */
lehr_tensor *lehr_tanh(lehr_tape *t, lehr_tensor *z);                                            /* in (−1, 1)              */
lehr_tensor *lehr_sigmoid(lehr_tape *t, lehr_tensor *z);                                         /* 1 / (1 + e^−z)          */
lehr_tensor *lehr_relu(lehr_tape *t, lehr_tensor *z);                                            /* max(z, 0)               */
lehr_tensor *lehr_leaky_relu(lehr_tape *t, lehr_tensor *z, double slope);                        /* z < 0: slope·z          */

/* losses: one number, the mean over the batch */
lehr_tensor *lehr_half_mse(lehr_tape *t, lehr_tensor *z, const lehr_real *y);                    /* y [k x m]: Σ(z − y)² / 2m         */
lehr_tensor *lehr_logistic_cross_entropy(lehr_tape *t, lehr_tensor *z, const lehr_real *y);      /* y [k x m], each in 0 … 1          */
lehr_tensor *lehr_softmax_cross_entropy(lehr_tape *t, lehr_tensor *z, const int *label);         /* z [k x m], label [m] in 0 … k − 1 */

#endif
