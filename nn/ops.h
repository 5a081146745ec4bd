/* ops.h — every operation on one page. Each records itself on the tape and returns its result. NULL: the step has
 * failed, see lehr_tape_status: LEHR_ERR_SHAPE, shapes do not match; LEHR_ERR_VALUE, a number is out of range, or an
 * argument is NULL; LEHR_ERR_MEMORY. Targets y and labels are read during the call only.
 *
 * Each operation has a file in nn/ops/ with its formulas, forward and backward; docs/maths.md derives them.
 *
 *     m samples, last in every shape;  n features in, k out;  c channels; sequences of length l, images h x w;
 *     element by element unless stated otherwise
 */
#ifndef LEHR_NN_OPS_H
#define LEHR_NN_OPS_H
#include <limits.h>
#include "core/random.h"
#include "core/tape.h"

/* --- windows: convolution and pooling --- */

/* A window as a caller describes it. Images use both numbers, height first; sequences use the first. A second number of
 * 0 repeats the first; LEHR_NONE is a second number of 0. */
typedef struct lehr_window {
    int kernel[2];              /* pooling: its size; a convolution takes it from its weights       */
    int stride[2];              /* 0: 1 for a convolution, the kernel for pooling                   */
    int padding[2];             /* zeros on each side; max pooling ignores them                     */
    int groups;                 /* of a convolution's channels; 0: 1. Pooling ignores it            */
} lehr_window;

enum { LEHR_NONE = INT_MIN };   /* a second number of 0, which does not repeat the first */

/* --- layers --- */

/* x [n x m], W [k x n], b [k] or NULL → W·x + b [k x m] */
lehr_tensor *lehr_linear(lehr_tape *t, lehr_tensor *x, lehr_tensor *W, lehr_tensor *b);
/* a + b, of one shape */
lehr_tensor *lehr_add(lehr_tape *t, lehr_tensor *a, lehr_tensor *b);
/* 2 … 4 tensors, one below the other: [n1 + n2 + … x m], or channels likewise */
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
/* The maximum or the mean of every window → [c x … x m], sizes as above. Padding is never the maximum, and counts as 0
 * in a mean. */
lehr_tensor *lehr_max_pool1d(lehr_tape *t, lehr_tensor *x, lehr_window w);
lehr_tensor *lehr_max_pool2d(lehr_tape *t, lehr_tensor *x, lehr_window w);
lehr_tensor *lehr_avg_pool1d(lehr_tape *t, lehr_tensor *x, lehr_window w);
lehr_tensor *lehr_avg_pool2d(lehr_tape *t, lehr_tensor *x, lehr_window w);
/* Means over all positions → [c x m] */
lehr_tensor *lehr_global_avg_pool(lehr_tape *t, lehr_tensor *x);

/* --- layers that differ between training and prediction --- */

/* The running statistics of batch norm, [c] each: mean ← (1 − momentum) mean + momentum · mean of the batch; variance
 * likewise, with the unbiased variance of the batch. momentum in 0 … 1, eps above 0. */
typedef struct lehr_running { lehr_tensor *mean, *variance; double momentum, eps; } lehr_running;

/* x [c x … x m], each of the c channels by itself: gamma (x − mean) / √(variance + eps) + beta, gamma and beta [c]. In
 * training mean and variance are the batch's, of two numbers or more, and running is updated; otherwise they are
 * running's. LEHR_ERR_NAN: running has overflowed, and stays so. Ioffe & Szegedy 2015. */
lehr_tensor *lehr_batch_norm(lehr_tape *t, lehr_tensor *x, lehr_tensor *gamma, lehr_tensor *beta, lehr_running running);
/* In training each number becomes 0 with probability p, else x / (1 − p); 0 ≤ p < 1, r: the random stream. In
 * prediction x. Srivastava et al. 2014, the book's 9.6. */
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

/* half the mean squared error: Σ(z − y)² / 2m, y [k x m]. The half is the book's. */
lehr_tensor *lehr_half_mse(lehr_tape *t, lehr_tensor *z, const lehr_real *y);
/* the logistic function and −Σ(y ln a + (1 − y) ln(1 − a)) / m in one; y [k x m], each in 0 … 1 */
lehr_tensor *lehr_logistic_cross_entropy(lehr_tape *t, lehr_tensor *z, const lehr_real *y);
/* softmax and −Σ ln p / m in one, p of the correct class; label [m], 0 … k − 1 */
lehr_tensor *lehr_softmax_cross_entropy(lehr_tape *t, lehr_tensor *z, const int *label);
/* the same, with a share, 0 … 1, of each label spread over all classes. Szegedy et al. 2016 */
lehr_tensor *lehr_label_smoothing(lehr_tape *t, lehr_tensor *z, const int *label, double share);

/* --- losses as PyTorch has them: one number, a mean over all k·m; y of z's shape --- */

lehr_tensor *lehr_mse(lehr_tape *t, lehr_tensor *z, const lehr_real *y);                        /* of (z − y)² */
lehr_tensor *lehr_l1(lehr_tape *t, lehr_tensor *z, const lehr_real *y);                         /* of |z − y| */
/* of (z − y)² / 2 beta where |z − y| < beta, of |z − y| − beta/2 elsewhere; beta ≥ 0. Girshick 2015, eq. 3 */
lehr_tensor *lehr_smooth_l1(lehr_tape *t, lehr_tensor *z, const lehr_real *y, double beta);

#endif
