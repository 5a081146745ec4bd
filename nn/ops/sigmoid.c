/* sigmoid.c — a = 1 / (1 + e^−z),   dz += a (1 − a) da,   element by element */
#include "core/kernels/kernels.h"
#include "nn/ops.h"

static void sigmoid_backward(lehr_tensor *a)
{
    lehr_kernels_here()->sigmoid_backward(a->size, a->data, a->grad, a->in[0]->grad);
}

static const lehr_op sigmoid_op = { "sigmoid", 1, sigmoid_backward };

lehr_tensor *lehr_sigmoid(lehr_tape *t, lehr_tensor *z)
{
    lehr_tensor *a = lehr_tape_check(t, &sigmoid_op, LEHR_INPUTS(z))
                         ? lehr_tape_record(t, &sigmoid_op, z->shape, LEHR_INPUTS(z))
                         : NULL;
    if (!a) return NULL;
    lehr_kernels_here()->sigmoid(a->size, z->data, a->data);
    return a;
}
