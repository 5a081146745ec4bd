/* add.c — c = a + b,   da += dc,   db += dc: joins two branches */
#include "core/kernels/kernels.h"
#include "nn/ops.h"

static void add_backward(lehr_tensor *c)
{
    for (int k = 0; k < 2; k++)
        if (c->in[k]->grad) lehr_kernels_here()->add_scaled(c->size, 1, c->grad, c->in[k]->grad);
}

static const lehr_op add_op = { "add", 2, add_backward };

lehr_tensor *lehr_add(lehr_tape *t, lehr_tensor *a, lehr_tensor *b)
{
    if (!lehr_tape_check(t, &add_op, LEHR_INPUTS(a, b))) return NULL;
    if (!lehr_same_shape(a->shape, b->shape))
        return lehr_tape_fail(t, LEHR_ERR_SHAPE, "add: a is %s but b is %s; they must have one shape",
                              lehr_shape_text(a->shape).s, lehr_shape_text(b->shape).s);
    lehr_tensor *c = lehr_tape_record(t, &add_op, a->shape, LEHR_INPUTS(a, b));
    if (!c) return NULL;
    for (size_t i = 0; i < c->size; i++) c->data[i] = a->data[i] + b->data[i];
    return c;
}
