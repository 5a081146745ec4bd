/* max_pool.c — the maximum of each window (the book, chapters 13 and 14)
 *
 *     x [c x h x w x m] → y [c x h' x w' x m], or sequences;   h' = (h + 2 padding − kernel) / stride + 1
 *
 *     forward     y  = max of the window          padding is ignored
 *     backward    dx += dy, where y came from     among equals the first, as in PyTorch
 *
 * A NaN in the window is its maximum, so it reaches the loss and is reported.
 */
#include "core/kernels/kernels.h"
#include "nn/ops.h"
#include "nn/window.h"
#include <string.h>

typedef struct pool {
    lehr_window_geometry s;
    const lehr_real *x, *dy;
    lehr_real *y, *dx, *which;                  /* index in the window of its maximum; −1: not yet set        */
} pool;

static void raise(void *job, size_t from, size_t to, int place)
{
    const pool *p = job;
    size_t m = (size_t)p->s.samples;
    if (p->which[to] < 0) {
        memcpy(p->y + to, p->x + from, m * sizeof *p->y);
        for (size_t i = 0; i < m; i++) p->which[to + i] = (lehr_real)place;
    } else {
        lehr_kernels_here()->raise_top(m, p->x + from, (lehr_real)place, p->y + to, p->which + to);
    }
}

static void hand_back(void *job, size_t from, size_t to, int place)
{
    const pool *p = job;
    lehr_kernels_here()->add_where((size_t)p->s.samples, p->which + to, (lehr_real)place, p->dy + to, p->dx + from);
}

static void forward_channel(void *job, int channel)
{
    lehr_window_each_position(&((const pool *)job)->s, channel, raise, job);
}
static void backward_channel(void *job, int channel)
{
    lehr_window_each_position(&((const pool *)job)->s, channel, hand_back, job);
}

static void max_pool_backward(lehr_tensor *y)
{
    pool *p = y->saved;
    p->dy = y->grad;
    p->dx = y->in[0]->grad;
    lehr_window_each_channel(&p->s, backward_channel, p);
}

static const lehr_op max_pool1d_op = { "max_pool1d", 1, max_pool_backward },
                     max_pool2d_op = { "max_pool2d", 1, max_pool_backward };

static lehr_tensor *record(lehr_tape *t, const lehr_op *op, bool is_sequence, lehr_tensor *x, lehr_window w)
{
    lehr_window_geometry s;
    if (!lehr_tape_check(t, op, LEHR_INPUTS(x)) || !lehr_window_resolve_pool(t, op->name, is_sequence, x, &w, &s))
        return NULL;
    lehr_tensor *y = lehr_tape_record(t, op, lehr_window_output_shape(&s, s.channels), LEHR_INPUTS(x));
    pool *p = lehr_tape_alloc(t, 1, sizeof *p);
    if (!y || !p) return NULL;
    *p = (pool){ .s = s, .x = x->data, .y = y->data, .which = lehr_tape_alloc(t, y->size, sizeof *p->which) };
    if (!p->which) return NULL;
    for (size_t i = 0; i < y->size; i++) p->which[i] = -1;
    y->saved = p;
    lehr_window_each_channel(&p->s, forward_channel, p);
    return y;
}

lehr_tensor *lehr_max_pool1d(lehr_tape *t, lehr_tensor *x, lehr_window w)
{
    return record(t, &max_pool1d_op, true, x, w);
}
lehr_tensor *lehr_max_pool2d(lehr_tape *t, lehr_tensor *x, lehr_window w)
{
    return record(t, &max_pool2d_op, false, x, w);
}
