/* sigmoid.c — a = 1 / (1 + e^−z),   dz += a (1 − a) da,   element by element */
#include "nn/ops.h"
#include <tgmath.h>

static void sigmoid_backward(lehr_tensor *a)
{
    lehr_real *dz = a->in[0]->grad;
    for (size_t i = 0; i < a->size; i++) dz[i] += a->grad[i] * a->data[i] * (1 - a->data[i]);
}

static const lehr_op sigmoid_op = { "sigmoid", 1, sigmoid_backward };

lehr_tensor *lehr_sigmoid(lehr_tape *t, lehr_tensor *z)
{
    lehr_tensor *a = lehr_ready(t, &sigmoid_op, LEHR_IN(z)) ? lehr_record(t, &sigmoid_op, z->shape, LEHR_IN(z)) : NULL;
    if (!a) return NULL;
    for (size_t i = 0; i < a->size; i++) a->data[i] = 1 / (1 + exp(-z->data[i]));
    return a;
}
