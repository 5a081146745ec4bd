/* softplus.c — a = ln(1 + e^z), a smooth ReLU,   dz += da / (1 + e^−z),   element by element        Dugas et al. 2001
 *
 * Computed as max(z, 0) + ln(1 + e^−|z|), which does not overflow. Where 1 + e^−|z| rounds to 1, ln(1 + e) is e.
 */
#include "core/kernels/kernels.h"
#include "nn/ops.h"

static void softplus_backward(lehr_tensor *a)
{
    lehr_real *slope = a->saved;
    lehr_kernels_here()->sigmoid(a->size, a->in[0]->data, slope);
    for (size_t i = 0; i < a->size; i++) a->in[0]->grad[i] += a->grad[i] * slope[i];
}

static const lehr_op softplus_op = { "softplus", 1, softplus_backward };

lehr_tensor *lehr_softplus(lehr_tape *t, lehr_tensor *z)
{
    if (!lehr_tape_check(t, &softplus_op, LEHR_INPUTS(z))) return NULL;
    lehr_tensor *a = lehr_tape_record(t, &softplus_op, z->shape, LEHR_INPUTS(z));
    lehr_real *e = lehr_tape_alloc(t, z->size, sizeof *e);
    if (!a || !e) return NULL;
    a->saved = e;                                            /* for backward        */
    const lehr_kernels *kernels = lehr_kernels_here();
    for (size_t i = 0; i < a->size; i++) e[i] = z->data[i] < 0 ? z->data[i] : -z->data[i];
    kernels->exp(a->size, e, e);
    for (size_t i = 0; i < a->size; i++) a->data[i] = 1 + e[i];
    kernels->log(a->size, a->data, a->data);
    for (size_t i = 0; i < a->size; i++) {
        lehr_real over = 1 + e[i], lost = e[i] - (over - 1);        /* the rounding error of the sum, to first order */
        a->data[i] = (z->data[i] < 0 ? 0 : z->data[i]) + (a->data[i] + lost / over);
    }
    return a;
}
