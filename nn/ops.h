/* ops.h — every operation on one page. Each records itself on the tape; NULL means that the tape knows why it could not.
 *
 * Each backward pass is derived in docs/maths.md.
 *
 *     m samples, last in every shape;  n features in, k out;  c channels, l long, or h high and w wide;
 *     element by element unless it says otherwise
 */
#ifndef LEHR_NN_OPS_H
#define LEHR_NN_OPS_H
#include "core/random.h"
#include "core/tape.h"
#include "nn/window.h"

/* --- layers --- */

/* x [n x m], W [k x n], b [k] or NULL → W·x + b [k x m] */
lehr_tensor *lehr_linear(lehr_tape *t, lehr_tensor *x, lehr_tensor *W, lehr_tensor *b);
/* a + b, of one shape */
lehr_tensor *lehr_add(lehr_tape *t, lehr_tensor *a, lehr_tensor *b);
/* 2 … 4 things, one under the other: [n1 + n2 + … x m], or as many channels */
lehr_tensor *lehr_concat(lehr_tape *t, int count, lehr_tensor *const x[]);
/* [c x … x m] → [c·… x m] */
lehr_tensor *lehr_flatten(lehr_tape *t, lehr_tensor *x);
/* [n x m] → [sample… x m]: waves or pictures from features */
lehr_tensor *lehr_unflatten(lehr_tape *t, lehr_tensor *x, lehr_shape sample);

/* --- windows over waves [c x l x m] and pictures [c x h x w x m] --- */

/* W [k x c/groups x kernel], b [k] or NULL → [k x … x m] */
lehr_tensor *lehr_conv1d(lehr_tape *t, lehr_tensor *x, lehr_tensor *W, lehr_tensor *b, lehr_window w);
lehr_tensor *lehr_conv2d(lehr_tape *t, lehr_tensor *x, lehr_tensor *W, lehr_tensor *b, lehr_window w);
lehr_tensor *lehr_max_pool1d(lehr_tape *t, lehr_tensor *x, lehr_window w);
lehr_tensor *lehr_max_pool2d(lehr_tape *t, lehr_tensor *x, lehr_window w);
lehr_tensor *lehr_avg_pool1d(lehr_tape *t, lehr_tensor *x, lehr_window w);
lehr_tensor *lehr_avg_pool2d(lehr_tape *t, lehr_tensor *x, lehr_window w);
/* → [c x m] */
lehr_tensor *lehr_global_avg_pool(lehr_tape *t, lehr_tensor *x);

/* --- that differ between training and prediction --- */

/* What batch norm remembers of the batches it has seen, [c] each: mean ← (1 − momentum) mean + momentum · the batch's. */
typedef struct lehr_running { lehr_tensor *mean, *variance; double momentum, eps; } lehr_running;

/* x [c x … x m], each of the c by itself; gamma, beta [c] */
lehr_tensor *lehr_batch_norm(lehr_tape *t, lehr_tensor *x, lehr_tensor *gamma, lehr_tensor *beta, lehr_running running);
/* in training each number is 0 with probability p, else x / (1 − p); r: the stream that is drawn from */
lehr_tensor *lehr_dropout(lehr_tape *t, lehr_tensor *x, double p, lehr_random *r);

/* --- activations --- */

lehr_tensor *lehr_tanh(lehr_tape *t, lehr_tensor *z);                                   /* in (−1, 1)                       */
lehr_tensor *lehr_sigmoid(lehr_tape *t, lehr_tensor *z);                                /* 1 / (1 + e^−z)                   */
lehr_tensor *lehr_relu(lehr_tape *t, lehr_tensor *z);                                   /* max(z, 0)                        */
lehr_tensor *lehr_leaky_relu(lehr_tape *t, lehr_tensor *z, double slope);               /* z < 0: slope·z                   */
lehr_tensor *lehr_elu(lehr_tape *t, lehr_tensor *z, double alpha);                      /* z < 0: alpha (e^z − 1)           */
lehr_tensor *lehr_softplus(lehr_tape *t, lehr_tensor *z);                               /* ln(1 + e^z)                      */

/* --- losses: one number --- */

/* Means over the batch. */
lehr_tensor *lehr_half_mse(lehr_tape *t, lehr_tensor *z, const lehr_real *y);                   /* y [k x m]: Σ(z − y)² / 2m        */
lehr_tensor *lehr_logistic_cross_entropy(lehr_tape *t, lehr_tensor *z, const lehr_real *y);     /* y [k x m], each in 0 … 1         */
lehr_tensor *lehr_softmax_cross_entropy(lehr_tape *t, lehr_tensor *z, const int *label);        /* z [k x m], label [m], 0 … k − 1  */
lehr_tensor *lehr_label_smoothing(lehr_tape *t, lehr_tensor *z, const int *label, double share);/* with a share for all classes     */

/* Means over all k·m numbers, as PyTorch has them; y of z's shape. */
lehr_tensor *lehr_mse(lehr_tape *t, lehr_tensor *z, const lehr_real *y);                        /* (z − y)²                         */
lehr_tensor *lehr_l1(lehr_tape *t, lehr_tensor *z, const lehr_real *y);                         /* |z − y|                          */
lehr_tensor *lehr_smooth_l1(lehr_tape *t, lehr_tensor *z, const lehr_real *y, double beta);     /* a parabola within beta           */

#endif
