/* conv.c — convolution over sequences and images (the book, chapters 13 and 14)
 *
 *     x [c x h x w x m]   W [k x c/groups x kh x kw]   b [k] or none   z [k x h' x w' x m]
 *     h' = (h + 2 padding − kh) / stride + 1, w' alike;   a sequence has neither h nor kh
 *
 *     forward     z[o, y, x]  = b[o] + Σ_c,i,j W[o, c, i, j] x[c, y s + i − p, x s + j − p]
 *     backward    dW, dx      the same products, each passed back to both of its factors;   db = sums of dz
 *
 * There is no "im2col" copy: samples are last, so the numbers that one weight multiplies along a row of positions are
 * one contiguous run of x, and the kernels of core/kernels/kernels.h take a list of where these runs begin. With a
 * stride of 1 a run is a whole row of positions, otherwise one position. Only padding is copied, once, so that edges
 * need no special case.
 *
 * Threads write to different parts: rows of z, channels of dx, and outputs of W.
 */
#include "core/kernels/kernels.h"
#include "core/base/translate.h"
#include "core/kernels/thread_pool.h"
#include "nn/ops.h"
#include "nn/window.h"
#include <string.h>

typedef struct conv {
    lehr_window_geometry s;
    int          groups, out, in;               /* of one group: outputs and channels                   */
    int          runs, run;                     /* runs in a row of positions, and numbers in each      */
    size_t       weights;                       /* of one output: in · kh · kw                          */
    const lehr_real *x;                         /* padded, if there is padding                          */
    lehr_real   *dx;                            /* backward: the same                                   */
    const lehr_real *W, *b, *dz;
    lehr_real   *z, *dW;
    size_t      *at;                            /* where the run of weight i begins                     */
} conv;

/* Runs all parts, on several threads if the job is large. */
static void each_part(conv *c, int parts, void (*part)(void *job, int i))
{
    double multiplications = (double)c->groups * c->out * (double)c->weights * c->s.steps[0] * c->s.steps[1] *
                             c->s.samples;
    if (multiplications > 5e5) lehr_parallel_for(parts, part, c);
    else for (int i = 0; i < parts; i++) part(c, i);
}

/* --- memory layout ------------------------------------------------------------------------------------------------ */

static size_t x_row(const conv *c)     { return (size_t)c->s.padded[1] * (size_t)c->s.samples; }
static size_t x_channel(const conv *c) { return (size_t)c->s.padded[0] * x_row(c); }
static size_t z_row(const conv *c)     { return (size_t)c->s.steps[1] * (size_t)c->s.samples; }
static size_t z_channel(const conv *c) { return (size_t)c->s.steps[0] * z_row(c); }

/* The first number of the window at row y and run r, in channel 0 of group g. */
static size_t window_at(const conv *c, int g, int y, int r)
{
    return (size_t)(g * c->in) * x_channel(c) + (size_t)(y * c->s.stride[0]) * x_row(c)
         + (size_t)(r * c->s.stride[1]) * (size_t)c->s.samples;
}

static size_t place_at(const conv *c, int output, int y, int r)
{
    return (size_t)output * z_channel(c) + (size_t)y * z_row(c) + (size_t)r * (size_t)c->run;
}

static void list_stretches(conv *c)
{
    size_t i = 0;
    for (int channel = 0; channel < c->in; channel++)
        for (int y = 0; y < c->s.kernel[0]; y++)
            for (int x = 0; x < c->s.kernel[1]; x++)
                c->at[i++] = (size_t)channel * x_channel(c) + (size_t)y * x_row(c) + (size_t)x * (size_t)c->s.samples;
}

/* The rows of x in the middle of its padded copy, or back: copy(to, from, numbers) row by row. */
static void each_inner_row(const conv *c, lehr_real *padded, lehr_real *x,
                           void (*copy)(lehr_real *padded, lehr_real *x, size_t n))
{
    size_t row = (size_t)c->s.size[1] * (size_t)c->s.samples, left = (size_t)c->s.padding[1] * (size_t)c->s.samples;
    for (int channel = 0; channel < c->s.channels; channel++)
        for (int y = 0; y < c->s.size[0]; y++, x += row)
            copy(padded + (size_t)channel * x_channel(c) + (size_t)(y + c->s.padding[0]) * x_row(c) + left, x, row);
}

static void copy_in(lehr_real *padded, lehr_real *x, size_t n)  { memcpy(padded, x, n * sizeof *x); }
static void add_back(lehr_real *padded, lehr_real *x, size_t n) { lehr_kernels_here()->add_scaled(n, 1, padded, x); }

static bool is_padded(const conv *c) { return c->s.padding[0] || c->s.padding[1]; }

/* --- forward: a part is a row of positions, in all outputs -------------------------------------------------------- */

static void forward_row(void *job, int y)
{
    const conv *c = job;
    const lehr_kernels *kernels = lehr_kernels_here();
    for (int g = 0; g < c->groups; g++) {
        const lehr_real *W = c->W + (size_t)(g * c->out) * c->weights;
        for (int o = g * c->out; o < (g + 1) * c->out; o++) {
            lehr_real *row = c->z + place_at(c, o, y, 0);
            if (c->b) kernels->spread_rows(1, z_row(c), &c->b[o], row);
            else memset(row, 0, z_row(c) * sizeof *row);
        }
        for (int r = 0; r < c->runs; r++)
            kernels->gemm_tiles_at(c->out, c->run, (int)c->weights, W, c->weights, 1, c->x + window_at(c, g, y, r),
                                   c->at, c->z + place_at(c, g * c->out, y, r), z_channel(c));
    }
}

/* --- backward ----------------------------------------------------------------------------------------------------- */

enum { OUTPUTS = 2 };                           /* outputs of one group in a part of dW         */

static void weight_part(void *job, int i)
{
    const conv *c = job;
    int each = (c->out + OUTPUTS - 1) / OUTPUTS, g = i / each, from = i % each * OUTPUTS;
    int rows = c->out - from < OUTPUTS ? c->out - from : OUTPUTS;
    lehr_real *dW = c->dW + (size_t)(g * c->out + from) * c->weights;
    for (int y = 0; y < c->s.steps[0]; y++)
        for (int r = 0; r < c->runs; r++)
            lehr_kernels_here()->gemm_dots_at(rows, (int)c->weights, c->run,
                                              c->dz + place_at(c, g * c->out + from, y, r), z_channel(c),
                                              c->x + window_at(c, g, y, r), c->at, dW, c->weights);
}

/* A part of dx is a channel. The runs of one column of the kernel never overlap, so each column is one product: its
 * rows [kh], times the outputs, times the run. */
static void input_channel(void *job, int channel)
{
    const conv *c = job;
    int g = channel / c->in, kh = c->s.kernel[0], kw = c->s.kernel[1];
    const lehr_real *W = c->W + (size_t)(g * c->out) * c->weights + (size_t)(channel % c->in * kh * kw);
    lehr_real *dx = c->dx + (size_t)(channel % c->in) * x_channel(c);
    for (int y = 0; y < c->s.steps[0]; y++)
        for (int r = 0; r < c->runs; r++) {
            const lehr_real *dz = c->dz + place_at(c, g * c->out, y, r);
            lehr_real *stretch = dx + window_at(c, g, y, r);
            for (int column = 0; column < kw; column++, stretch += c->s.samples)
                lehr_kernels_here()->gemm_tiles(kh, c->run, c->out, W + column, (size_t)kw, c->weights, dz,
                                                z_channel(c), stretch, x_row(c));
        }
}

static void backward(lehr_tensor *z, lehr_tensor *b)
{
    conv *c = z->saved;
    lehr_tensor *x = z->in[0], *W = z->in[1];
    c->dz = z->grad;
    c->dW = W->grad;
    if (W->grad) each_part(c, c->groups * ((c->out + OUTPUTS - 1) / OUTPUTS), weight_part);
    if (b && b->grad) lehr_kernels_here()->add_row_sums(b->size, z_channel(c), z->grad, b->grad);
    if (!x->grad) return;
    if (!is_padded(c)) c->dx = x->grad;
    else memset(c->dx, 0, (size_t)c->s.channels * x_channel(c) * sizeof *c->dx);
    each_part(c, c->s.channels, input_channel);
    if (is_padded(c)) each_inner_row(c, c->dx, x->grad, add_back);
}

static void conv_backward(lehr_tensor *z)      { backward(z, z->in[2]); }
static void conv_backward_bare(lehr_tensor *z) { backward(z, NULL); }

/* --- recording ---------------------------------------------------------------------------------------------------- */

/* Without and with a bias. */
static const lehr_op conv1d_op[2] = { { "conv1d", 2, conv_backward_bare }, { "conv1d", 3, conv_backward } };
static const lehr_op conv2d_op[2] = { { "conv2d", 2, conv_backward_bare }, { "conv2d", 3, conv_backward } };

static bool fits(lehr_tape *t, const char *op, const lehr_tensor *x, const lehr_tensor *W, const lehr_tensor *b,
                 int groups)
{
    if (groups < 1 || x->shape.dim[0] % groups || W->shape.dim[0] % groups)
        lehr_tape_fail(t, LEHR_ERR_VALUE,
                       "%s: %d groups; they must divide the %d channels of x and the %d outputs of W", op, groups,
                       x->shape.dim[0], W->shape.dim[0]);
    else if (W->shape.dim[1] != x->shape.dim[0] / groups)
        lehr_tape_fail(t, LEHR_ERR_SHAPE, groups == 1 ? "%s: x is %s in %d group but W is %s; W needs %d channels"
                                                       : "%s: x is %s in %d groups but W is %s; W needs %d channels",
                       op, lehr_shape_text(x->shape).s, groups, lehr_shape_text(W->shape).s,
                       x->shape.dim[0] / groups);
    else if (b && b->size != (size_t)W->shape.dim[0])
        lehr_tape_fail(t, LEHR_ERR_SHAPE, "%s: b is %s but W is %s; b needs one number per output", op,
                       lehr_shape_text(b->shape).s, lehr_shape_text(W->shape).s);
    else return true;
    return false;
}

static lehr_real *padded_copy(lehr_tape *t, const conv *c, lehr_tensor *x)
{
    size_t n = (size_t)c->s.channels * x_channel(c);
    lehr_real *padded = lehr_tape_alloc(t, n, sizeof *padded);
    if (!padded) return NULL;
    memset(padded, 0, n * sizeof *padded);
    each_inner_row(c, padded, x->data, copy_in);
    return padded;
}

static lehr_tensor *record(lehr_tape *t, const lehr_op op[2], bool is_sequence, lehr_tensor *x, lehr_tensor *W,
                           lehr_tensor *b, lehr_window w)
{
    static const int once[2] = { 1, 1 };
    int groups = w.groups ? w.groups : 1, rank = is_sequence ? 3 : 4;
    lehr_window_geometry s;
    op += b != NULL;
    if (!lehr_tape_check(t, op, LEHR_INPUTS(x, W, b))) return NULL;
    if (W->shape.rank != rank)
        return lehr_tape_fail(t, LEHR_ERR_SHAPE, "%s: W is %s; it must be [outputs x channels x %s]", op->name,
                              lehr_shape_text(W->shape).s, lehr_translate(is_sequence ? "length" : "height x width"));
    int kernel[2] = { W->shape.dim[2], is_sequence ? 0 : W->shape.dim[3] };
    if (!lehr_window_resolve(t, op->name, is_sequence, x, &w, kernel, once, &s) || !fits(t, op->name, x, W, b, groups))
        return NULL;

    lehr_tensor *z = lehr_tape_record(t, op, lehr_window_output_shape(&s, W->shape.dim[0]), LEHR_INPUTS(x, W, b));
    conv *c = lehr_tape_alloc(t, 1, sizeof *c);
    if (!z || !c) return NULL;
    bool rows = s.stride[1] == 1;
    *c = (conv){ .s = s,
                 .groups = groups,
                 .out = W->shape.dim[0] / groups,
                 .in = s.channels / groups,
                 .runs = rows ? 1 : s.steps[1],
                 .run = rows ? s.steps[1] * s.samples : s.samples,
                 .W = W->data,
                 .b = b ? b->data : NULL,
                 .z = z->data,
                 .x = x->data };
    c->weights = (size_t)c->in * (size_t)s.kernel[0] * (size_t)s.kernel[1];
    if (!(c->at = lehr_tape_alloc(t, c->weights, sizeof *c->at))) return NULL;
    if (is_padded(c) && !(c->x = padded_copy(t, c, x))) return NULL;
    if (is_padded(c) && x->grad && !(c->dx = lehr_tape_alloc(t, (size_t)s.channels * x_channel(c), sizeof *c->dx)))
        return NULL;
    list_stretches(c);
    z->saved = c;
    each_part(c, s.steps[0], forward_row);
    return z;
}

lehr_tensor *lehr_conv1d(lehr_tape *t, lehr_tensor *x, lehr_tensor *W, lehr_tensor *b, lehr_window w)
{
    return record(t, conv1d_op, true, x, W, b, w);
}

lehr_tensor *lehr_conv2d(lehr_tape *t, lehr_tensor *x, lehr_tensor *W, lehr_tensor *b, lehr_window w)
{
    return record(t, conv2d_op, false, x, W, b, w);
}
