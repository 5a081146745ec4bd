/* tanh.c — a = tanh z = (e^z − e^−z) / (e^z + e^−z),   dz += (1 − a²) da,   element by element */
#include "nn/ops.h"
#include <tgmath.h>

static void tanh_backward(lehr_tensor *a)
{
    lehr_real *dz = a->in[0]->grad;
    for (size_t i = 0; i < a->size; i++) dz[i] += a->grad[i] * (1 - a->data[i] * a->data[i]);
}

static const lehr_op tanh_op = { "tanh", 1, tanh_backward };

/* The book's form needs one exponential and, unlike the fraction above, never divides infinity by infinity: 2/(1 + e^−2z) − 1. */
lehr_tensor *lehr_tanh(lehr_tape *t, lehr_tensor *z)
{
    lehr_tensor *a = lehr_ready(t, &tanh_op, LEHR_IN(z)) ? lehr_record(t, &tanh_op, z->shape, LEHR_IN(z)) : NULL;
    if (!a) return NULL;
    for (size_t i = 0; i < a->size; i++) a->data[i] = 2 / (1 + exp(-2 * z->data[i])) - 1;
    return a;
}
