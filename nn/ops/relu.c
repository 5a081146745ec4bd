/* relu.c — a = z where z ≥ 0, slope·z below,   dz += da or slope·da,   element by element
 *
 * ReLU has slope 0; leaky ReLU has a small slope, so that a unit which is never positive still gets a gradient. Both
 * use "z < 0", which is false for NaN, so a NaN stays and is reported; max(z, 0) would hide it. At z = 0 there is no
 * derivative; both use the one from below, as PyTorch does.
 */
#include "core/kernels/kernels.h"
#include "nn/ops.h"
#include <math.h>

static void leaky_backward(lehr_tensor *a)
{
    const lehr_real *z = a->in[0]->data, *da = a->grad, slope = *(const lehr_real *)a->saved;
    lehr_real *restrict dz = a->in[0]->grad;
    for (size_t i = 0; i < a->size; i++) dz[i] += da[i] * (z[i] <= 0 ? slope : 1);
}

static void relu_backward(lehr_tensor *a)
{
    lehr_kernels_here()->relu_backward(a->size, a->in[0]->data, a->grad, a->in[0]->grad);
}

static const lehr_op relu_op = { "relu", 1, relu_backward }, leaky_op = { "leaky_relu", 1, leaky_backward };

lehr_tensor *lehr_relu(lehr_tape *t, lehr_tensor *z)
{
    lehr_tensor *a = lehr_tape_check(t, &relu_op, LEHR_INPUTS(z))
                         ? lehr_tape_record(t, &relu_op, z->shape, LEHR_INPUTS(z))
                         : NULL;
    if (!a) return NULL;
    lehr_kernels_here()->relu(a->size, z->data, a->data);
    return a;
}

lehr_tensor *lehr_leaky_relu(lehr_tape *t, lehr_tensor *z, double slope)
{
    if (!lehr_tape_check(t, &leaky_op, LEHR_INPUTS(z))) return NULL;
    if (!isfinite(slope))
        return lehr_tape_fail(t, LEHR_ERR_VALUE, "leaky_relu: slope is %s; it must be a number",
                              lehr_number_text(slope).s);
    lehr_tensor *a = lehr_tape_record(t, &leaky_op, z->shape, LEHR_INPUTS(z));
    lehr_real s = (lehr_real)slope, *kept = a ? a->saved = lehr_tape_alloc(t, 1, sizeof *kept) : NULL;
    if (!kept) return NULL;
    *kept = s;
    for (size_t i = 0; i < a->size; i++) a->data[i] = z->data[i] < 0 ? s * z->data[i] : z->data[i];
    return a;
}
