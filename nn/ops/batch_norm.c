/* batch_norm.c — normalises each channel over the batch, then applies a trained scale and shift
 *
 *     x, y [c x … x m]   γ, β [c]        N = … · m numbers per channel: samples, and positions of sequences and images
 *
 *     training    µ, σ² of the batch (σ² divided by N); updates the running ones, σ² divided by N − 1, as in PyTorch
 *     otherwise   µ, σ² are the running ones
 *     forward     x̂ = (x − µ) / √(σ² + ε)      y = γ x̂ + β
 *     backward    dγ += Σ dy x̂      dβ += Σ dy
 *                 dx += γ / √(σ² + ε) · (dy − Σ dy / N − x̂ Σ dy x̂ / N)     in training; otherwise γ / √(σ² + ε) · dy
 *
 * Ioffe & Szegedy 2015; docs/maths.md derives it. The book's code adds ε twice and lets the running variance begin at
 * 0; here it is added once, and begins at 1.
 */
#include "core/kernels/kernels.h"
#include "nn/ops.h"
#include <limits.h>
#include <math.h>

typedef struct norm {
    lehr_real *scaled, *root;                   /* x̂ [c x N]; 1 / √(σ² + ε) [c] */
    int channels, each;                         /* c, N                         */
    bool training;
} norm;

/* Σ a_i b_i */
static lehr_real dot(int n, const lehr_real *a, const lehr_real *b)
{
    lehr_real sum = 0;
    lehr_kernels_here()->gemm_dots(1, 1, n, a, (size_t)n, b, (size_t)n, &sum, 1);
    return sum;
}

static lehr_real sum_of(int n, const lehr_real *a)
{
    lehr_real sum = 0;
    lehr_kernels_here()->add_row_sums(1, (size_t)n, a, &sum);
    return sum;
}

static void batch_norm_backward(lehr_tensor *y)
{
    const norm *k = y->saved;
    lehr_tensor *x = y->in[0], *gamma = y->in[1], *beta = y->in[2];
    for (int c = 0; c < k->channels; c++) {
        size_t from = (size_t)c * (size_t)k->each;
        const lehr_real *dy = y->grad + from, *scaled = k->scaled + from;
        lehr_real along = dot(k->each, dy, scaled), total = sum_of(k->each, dy), n = (lehr_real)k->each;
        if (gamma->grad) gamma->grad[c] += along;
        if (beta->grad) beta->grad[c] += total;
        if (!x->grad) continue;
        lehr_real *restrict dx = x->grad + from, factor = gamma->data[c] * k->root[c];
        lehr_real shift = k->training ? total / n : 0, tilt = k->training ? along / n : 0;
        for (int i = 0; i < k->each; i++) dx[i] += factor * (dy[i] - shift - scaled[i] * tilt);
    }
}

static const lehr_op batch_norm_op = { "batch_norm", 3, batch_norm_backward };

/* x̂ of one channel, and its 1 / √(σ² + ε); in training, updates the running statistics. */
static lehr_real scale_channel(const norm *k, const lehr_running *r, int c, const lehr_real *x, lehr_real *scaled)
{
    int n = k->each;
    lehr_real mean = r->mean->data[c];
    if (k->training) mean = sum_of(n, x) / (lehr_real)n;
    for (int i = 0; i < n; i++) scaled[i] = x[i] - mean;
    double variance = (double)r->variance->data[c];
    if (k->training) {
        double squares = (double)dot(n, scaled, scaled), keep = 1 - r->momentum;
        variance = squares / n;
        r->mean->data[c] = (lehr_real)(keep * (double)r->mean->data[c] + r->momentum * (double)mean);
        r->variance->data[c] = (lehr_real)(keep * (double)r->variance->data[c] + r->momentum * squares / (n - 1));
    }
    lehr_real root = (lehr_real)(1 / sqrt(variance + r->eps));
    for (int i = 0; i < n; i++) scaled[i] *= root;
    return root;
}

static bool fits(lehr_tape *t, const lehr_tensor *x, const lehr_tensor *gamma, const lehr_tensor *beta,
                 const lehr_running *r)
{
    int c = x->shape.dim[0], rank = x->shape.rank;
    size_t channels = (size_t)c;
    bool has_statistics = r->mean && r->mean->size == channels && r->variance && r->variance->size == channels;
    if (rank < 2)
        lehr_tape_fail(t, LEHR_ERR_SHAPE, "batch_norm: x is %s; it must be [channels x … x samples]",
                       lehr_shape_text(x->shape).s);
    else if (gamma->size != channels || beta->size != channels || !has_statistics)
        lehr_tape_fail(t, LEHR_ERR_SHAPE, "batch_norm: x is %s; gamma, beta, mean and variance need %d numbers each",
                       lehr_shape_text(x->shape).s, c);
    else if (!(r->eps > 0 && r->eps < INFINITY) || !(r->momentum >= 0 && r->momentum <= 1))
        lehr_tape_fail(t, LEHR_ERR_VALUE,
                       "batch_norm: eps is %s and momentum %s; eps must be above 0, momentum in 0 … 1",
                       lehr_number_text(r->eps).s, lehr_number_text(r->momentum).s);
    else if (lehr_tape_mode(t) == LEHR_TRAIN && x->size == channels)
        lehr_tape_fail(t, LEHR_ERR_SHAPE,
                       "batch_norm: x is %s, one number per channel; training needs two or more to have a variance",
                       lehr_shape_text(x->shape).s);
    else if (x->size / channels > INT_MAX)
        lehr_tape_fail(t, LEHR_ERR_SHAPE, "batch_norm: x is %s; it has too many numbers per channel",
                       lehr_shape_text(x->shape).s);
    else return true;
    return false;
}

/* A variance that overflowed would scale its channel to 0, and the loss would stay finite. The message names where NaN
 * or infinity began, or else the running statistic. */
static lehr_tensor *checked(lehr_tape *t, lehr_tensor *y, const lehr_running *r)
{
    bool mean = lehr_find_nonfinite(r->mean->data, r->mean->size) < r->mean->size;
    const lehr_tensor *of = mean ? r->mean : r->variance;
    size_t at = lehr_find_nonfinite(of->data, of->size);
    if (at == of->size) return y;
    if (!lehr_tape_find_nan(t))
        lehr_fail(LEHR_ERR_NAN, mean ? "batch_norm: the running mean of %s %s is %s at %s"
                                     : "batch_norm: the running variance of %s %s is %s at %s",
                  y->in[1]->name ? y->in[1]->name : "gamma", lehr_shape_text(of->shape).s,
                  lehr_number_text((double)of->data[at]).s, lehr_index_text(of->shape, at).s);
    return lehr_tape_fail(t, LEHR_ERR_NAN, "%s", lehr_message());
}

lehr_tensor *lehr_batch_norm(lehr_tape *t, lehr_tensor *x, lehr_tensor *gamma, lehr_tensor *beta, lehr_running running)
{
    if (!lehr_tape_check(t, &batch_norm_op, LEHR_INPUTS(x, gamma, beta)) || !fits(t, x, gamma, beta, &running))
        return NULL;
    lehr_tensor *y = lehr_tape_record(t, &batch_norm_op, x->shape, LEHR_INPUTS(x, gamma, beta));
    norm *k = lehr_tape_alloc(t, 1, sizeof *k);
    if (!y || !k) return NULL;
    int channels = x->shape.dim[0], each = (int)(x->size / (size_t)channels);
    *k = (norm){ lehr_tape_alloc(t, x->size, sizeof *k->scaled),
                 lehr_tape_alloc(t, (size_t)channels, sizeof *k->root), channels, each,
                 lehr_tape_mode(t) == LEHR_TRAIN };
    if (!k->scaled || !k->root) return NULL;
    y->saved = k;
    for (int c = 0; c < channels; c++) {
        size_t from = (size_t)c * (size_t)k->each;
        lehr_real *scaled = k->scaled + from, g = gamma->data[c], b = beta->data[c];
        k->root[c] = scale_channel(k, &running, c, x->data + from, scaled);
        for (int i = 0; i < k->each; i++) y->data[from + (size_t)i] = g * scaled[i] + b;
    }
    return checked(t, y, &running);
}
