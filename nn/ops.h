/* ops.h — every operation on one page. Each records itself on the tape; NULL is an error, recorded by the tape:
 * LEHR_ERR_SHAPE, shapes do not match; LEHR_ERR_VALUE, a number is out of range; LEHR_ERR_MEMORY. Each operation has a
 * file in nn/ops/ with its formulas, forward and backward. Answers y and labels are read during the call only.
 *
 * Each backward pass is derived in docs/maths.md.
 *
 *     m samples, last in every shape;  n features in, k out;  c channels, l long, or h high and w wide;
 *     element by element unless stated otherwise
 */
#ifndef LEHR_NN_OPS_H
#define LEHR_NN_OPS_H
#include <limits.h>
#include "core/random.h"
#include "core/tape.h"

/* --- windows: convolution and pooling --- */

/* As a caller describes it; for pictures height first, for sequences the first number alone. A second number that is
 * not given repeats the first; LEHR_NONE is none. */
typedef struct lehr_window {
    int kernel[2];              /* pooling: how large; a convolution takes it from its weights      */
    int stride[2];              /* not given: 1 for a convolution, the kernel for pooling           */
    int padding[2];             /* zeros on each side; to a max pool, no numbers at all             */
    int groups;                 /* convolution: channels fall into so many groups; not given: 1. Pooling has none */
} lehr_window;

enum { LEHR_NONE = INT_MIN };   /* a second number of 0, where one that is not given would repeat the first */

/* --- layers --- */

/* x [n x m], W [k x n], b [k] or NULL → W·x + b [k x m] */
lehr_tensor *lehr_linear(lehr_tape *t, lehr_tensor *x, lehr_tensor *W, lehr_tensor *b);
/* a + b, of one shape */
lehr_tensor *lehr_add(lehr_tape *t, lehr_tensor *a, lehr_tensor *b);
/* 2 … 4 things, one under the other: [n1 + n2 + … x m], or as many channels */
lehr_tensor *lehr_concat(lehr_tape *t, int count, lehr_tensor *const x[]);
/* [c x … x m] → [c·… x m] */
lehr_tensor *lehr_flatten(lehr_tape *t, lehr_tensor *x);
/* [n x m] → [sample… x m]: sequences or images from features */
lehr_tensor *lehr_unflatten(lehr_tape *t, lehr_tensor *x, lehr_shape sample);

/* --- windows over sequences [c x l x m] and images [c x h x w x m] --- */

/* W [k x c/groups x kernel], b [k] or NULL → [k x … x m], each size (size + 2 padding − kernel) / stride + 1, rounded
 * down. The book's chapters 13 and 14. */
lehr_tensor *lehr_conv1d(lehr_tape *t, lehr_tensor *x, lehr_tensor *W, lehr_tensor *b, lehr_window w);
lehr_tensor *lehr_conv2d(lehr_tape *t, lehr_tensor *x, lehr_tensor *W, lehr_tensor *b, lehr_window w);
/* The largest number or the mean of every window → [c x … x m], sizes as above. Padding is never the largest, and 0
 * in a mean. */
lehr_tensor *lehr_max_pool1d(lehr_tape *t, lehr_tensor *x, lehr_window w);
lehr_tensor *lehr_max_pool2d(lehr_tape *t, lehr_tensor *x, lehr_window w);
lehr_tensor *lehr_avg_pool1d(lehr_tape *t, lehr_tensor *x, lehr_window w);
lehr_tensor *lehr_avg_pool2d(lehr_tape *t, lehr_tensor *x, lehr_window w);
/* Means over all places → [c x m] */
lehr_tensor *lehr_global_avg_pool(lehr_tape *t, lehr_tensor *x);

/* --- that differ between training and prediction --- */

/* The running statistics of batch norm, [c] each: mean ← (1 − momentum) mean + momentum · the
 * batch's, the variance alike, divided by one less than it has numbers. momentum in 0 … 1, eps above 0. */
typedef struct lehr_running { lehr_tensor *mean, *variance; double momentum, eps; } lehr_running;

/* x [c x … x m], each of the c by itself: gamma (x − mean) / √(variance + eps) + beta, gamma and beta [c]. In
 * training mean and variance are the batch's, of two numbers or more, and running follows; else they are running's.
 * LEHR_ERR_NAN: running has overflowed, and stays so. Ioffe & Szegedy 2015. */
lehr_tensor *lehr_batch_norm(lehr_tape *t, lehr_tensor *x, lehr_tensor *gamma, lehr_tensor *beta, lehr_running running);
/* in training each number is 0 with probability p, 0 … below 1, else x / (1 − p); r: the stream that is drawn from.
 * Otherwise x. Srivastava et al. 2014, the book's 9.6. */
lehr_tensor *lehr_dropout(lehr_tape *t, lehr_tensor *x, double p, lehr_random *r);

/* --- activations --- */

lehr_tensor *lehr_tanh(lehr_tape *t, lehr_tensor *z);                                   /* in (−1, 1) */
lehr_tensor *lehr_sigmoid(lehr_tape *t, lehr_tensor *z);                                /* 1 / (1 + e^−z) */
lehr_tensor *lehr_relu(lehr_tape *t, lehr_tensor *z);                                   /* max(z, 0) */
lehr_tensor *lehr_leaky_relu(lehr_tape *t, lehr_tensor *z, double slope);         /* z < 0: slope·z. Maas et al. 2013 */
/* z < 0: alpha (e^z − 1); alpha ≥ 0. Clevert et al. 2016 */
lehr_tensor *lehr_elu(lehr_tape *t, lehr_tensor *z, double alpha);
lehr_tensor *lehr_softplus(lehr_tape *t, lehr_tensor *z);                           /* ln(1 + e^z). Dugas et al. 2001 */

/* --- losses: one number, a mean over the batch; z [k x m] --- */

/* half the mean square error: Σ(z − y)² / 2m, y [k x m]. The half is the book's. */
lehr_tensor *lehr_half_mse(lehr_tape *t, lehr_tensor *z, const lehr_real *y);
/* the logistic function and −Σ(y ln a + (1 − y) ln(1 − a)) / m in one; y [k x m], each in 0 … 1 */
lehr_tensor *lehr_logistic_cross_entropy(lehr_tape *t, lehr_tensor *z, const lehr_real *y);
/* softmax and −Σ ln p of the right class / m in one; label [m], 0 … k − 1 */
lehr_tensor *lehr_softmax_cross_entropy(lehr_tape *t, lehr_tensor *z, const int *label);
/* the same, a share, 0 … 1, of each answer spread over all classes. Szegedy et al. 2016 */
lehr_tensor *lehr_label_smoothing(lehr_tape *t, lehr_tensor *z, const int *label, double share);

/* --- losses as PyTorch has them: one number, a mean over all k·m; y of z's shape --- */

lehr_tensor *lehr_mse(lehr_tape *t, lehr_tensor *z, const lehr_real *y);                        /* of (z − y)² */
lehr_tensor *lehr_l1(lehr_tape *t, lehr_tensor *z, const lehr_real *y);                         /* of |z − y| */
/* of |z − y| − beta/2, but of (z − y)² / 2 beta within beta of the answer; beta ≥ 0. Girshick 2015, eq. 3 */
lehr_tensor *lehr_smooth_l1(lehr_tape *t, lehr_tensor *z, const lehr_real *y, double beta);

#endif
