/* elu.c — a = z where z ≥ 0, α (e^z − 1) below,   dz += da or (a + α) da,   element by element   Clevert et al. 2016
 */
#include "core/kernels/kernels.h"
#include "nn/ops.h"
#include <math.h>

static void elu_backward(lehr_tensor *a)
{
    const lehr_real *z = a->in[0]->data, *da = a->grad, alpha = *(const lehr_real *)a->saved;
    lehr_real *restrict dz = a->in[0]->grad;
    for (size_t i = 0; i < a->size; i++) dz[i] += da[i] * (z[i] <= 0 ? a->data[i] + alpha : 1);
}

static const lehr_op elu_op = { "elu", 1, elu_backward };

/* e^z − 1 loses digits near 0; 2 tanh(z/2) / (1 − tanh(z/2)) is the same number without this loss. */
lehr_tensor *lehr_elu(lehr_tape *t, lehr_tensor *z, double alpha)
{
    if (!lehr_tape_check(t, &elu_op, LEHR_INPUTS(z))) return NULL;
    if (!isfinite(alpha) || alpha < 0)
        return lehr_tape_fail(t, LEHR_ERR_VALUE, "elu: alpha is %s; it must be a number, 0 or more",
                              lehr_number_text(alpha).s);
    lehr_tensor *a = lehr_tape_record(t, &elu_op, z->shape, LEHR_INPUTS(z));
    lehr_real factor = (lehr_real)alpha, *kept = lehr_tape_alloc(t, 1, sizeof *kept);
    if (!a || !kept) return NULL;
    *kept = factor;
    a->saved = kept;
    for (size_t i = 0; i < a->size; i++) a->data[i] = (z->data[i] < 0 ? z->data[i] : 0) / 2;
    lehr_kernels_here()->tanh(a->size, a->data, a->data);
    for (size_t i = 0; i < a->size; i++) {
        lehr_real half = a->data[i];
        a->data[i] = z->data[i] < 0 ? factor * (2 * half / (1 - half)) : z->data[i];
    }
    return a;
}
