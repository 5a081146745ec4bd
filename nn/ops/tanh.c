/* tanh.c — a = tanh z = (e^z − e^−z) / (e^z + e^−z),   dz += (1 − a²) da,   element by element */
#include "core/kernels/kernels.h"
#include "nn/ops.h"

static void tanh_backward(lehr_tensor *a)
{
    lehr_kernels_here()->tanh_backward(a->size, a->data, a->grad, a->in[0]->grad);
}

static const lehr_op tanh_op = { "tanh", 1, tanh_backward };

lehr_tensor *lehr_tanh(lehr_tape *t, lehr_tensor *z)
{
    lehr_tensor *a = lehr_tape_check(t, &tanh_op, LEHR_INPUTS(z))
                         ? lehr_tape_record(t, &tanh_op, z->shape, LEHR_INPUTS(z))
                         : NULL;
    if (!a) return NULL;
    lehr_kernels_here()->tanh(a->size, z->data, a->data);
    return a;
}
