/* avg_pool.c — the mean of each window, or over all positions
 *
 *     x [c x h x w x m] → y [c x h' x w' x m], or sequences;   h' = (h + 2 padding − kernel) / stride + 1
 *     global: x of any such shape → y [c x m]
 *
 *     forward     y  = Σ of the window / n        n is the size of the window: padding counts as zeros, as in PyTorch
 *     backward    dx += dy / n
 */
#include "core/kernels/kernels.h"
#include "nn/ops.h"
#include "nn/window.h"
#include <string.h>

typedef struct pool {
    lehr_window_geometry s;
    const lehr_real *x, *dy;
    lehr_real *y, *dx, share;                   /* 1/n */
} pool;

static void take_share(void *job, size_t from, size_t to, int place)
{
    const pool *p = job;
    (void)place;
    lehr_kernels_here()->add_scaled((size_t)p->s.samples, p->share, p->x + from, p->y + to);
}

static void hand_back(void *job, size_t from, size_t to, int place)
{
    const pool *p = job;
    (void)place;
    lehr_kernels_here()->add_scaled((size_t)p->s.samples, p->share, p->dy + to, p->dx + from);
}

static void forward_channel(void *job, int channel)
{
    lehr_window_each_position(&((const pool *)job)->s, channel, take_share, job);
}
static void backward_channel(void *job, int channel)
{
    lehr_window_each_position(&((const pool *)job)->s, channel, hand_back, job);
}

static void avg_pool_backward(lehr_tensor *y)
{
    pool *p = y->saved;
    p->dy = y->grad;
    p->dx = y->in[0]->grad;
    lehr_window_each_channel(&p->s, backward_channel, p);
}

static const lehr_op avg_pool1d_op = { "avg_pool1d", 1, avg_pool_backward },
                     avg_pool2d_op = { "avg_pool2d", 1, avg_pool_backward },
                     global_op = { "global_avg_pool", 1, avg_pool_backward };

static lehr_tensor *pooled(lehr_tape *t, const lehr_op *op, lehr_shape shape, lehr_tensor *x,
                           const lehr_window_geometry *s)
{
    lehr_tensor *y = lehr_tape_record(t, op, shape, LEHR_INPUTS(x));
    pool *p = lehr_tape_alloc(t, 1, sizeof *p);
    if (!y || !p) return NULL;
    *p = (pool){ .s = *s, .x = x->data, .y = memset(y->data, 0, y->size * sizeof *y->data),
                 .share = (lehr_real)(1.0 / ((double)s->kernel[0] * s->kernel[1])) };
    y->saved = p;
    lehr_window_each_channel(&p->s, forward_channel, p);
    return y;
}

static lehr_tensor *record(lehr_tape *t, const lehr_op *op, bool is_sequence, lehr_tensor *x, lehr_window w)
{
    lehr_window_geometry s;
    if (!lehr_tape_check(t, op, LEHR_INPUTS(x)) || !lehr_window_resolve_pool(t, op->name, is_sequence, x, &w, &s))
        return NULL;
    return pooled(t, op, lehr_window_output_shape(&s, s.channels), x, &s);
}

lehr_tensor *lehr_avg_pool1d(lehr_tape *t, lehr_tensor *x, lehr_window w)
{
    return record(t, &avg_pool1d_op, true, x, w);
}
lehr_tensor *lehr_avg_pool2d(lehr_tape *t, lehr_tensor *x, lehr_window w)
{
    return record(t, &avg_pool2d_op, false, x, w);
}

lehr_tensor *lehr_global_avg_pool(lehr_tape *t, lehr_tensor *x)
{
    if (!lehr_tape_check(t, &global_op, LEHR_INPUTS(x))) return NULL;
    bool is_sequence = x->shape.rank == 3;
    lehr_window all = { .kernel = { x->shape.dim[1], is_sequence ? 0 : x->shape.dim[2] } };
    lehr_window_geometry s;
    if (!lehr_window_resolve_pool(t, global_op.name, is_sequence, x, &all, &s)) return NULL;
    return pooled(t, &global_op, LEHR_MATRIX(s.channels, s.samples), x, &s);
}
