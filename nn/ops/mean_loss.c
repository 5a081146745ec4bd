#include "nn/ops/mean_loss.h"
#include "core/kernels/kernels.h"

void lehr_mean_loss_backward(lehr_tensor *L)
{
    lehr_tensor *z = L->in[0];
    lehr_kernels_here()->add_scaled(z->size, L->grad[0] / (lehr_real)z->size, L->saved, z->grad);
}

lehr_tensor *lehr_mean_loss(lehr_tape *t, const lehr_op *op, lehr_tensor *z, const lehr_real *y,
                            lehr_elementwise_loss_fn *f, double beta)
{
    if (!lehr_tape_check(t, op, LEHR_INPUTS(z))) return NULL;
    if (!y)
        return lehr_tape_fail(t, LEHR_ERR_SHAPE, "%s: y is NULL; z is %s", op->name,
                              lehr_shape_text(z->shape).s);
    lehr_tensor *L = lehr_tape_record(t, op, LEHR_SCALAR, LEHR_INPUTS(z));
    lehr_real *slope = lehr_tape_alloc(t, z->size, sizeof *slope);
    if (!L || !slope) return NULL;
    double sum = 0, here;
    for (size_t i = 0; i < z->size; i++) {
        sum += f((double)(z->data[i] - y[i]), beta, &here);
        slope[i] = (lehr_real)here;
    }
    L->saved = slope;
    L->data[0] = (lehr_real)(sum / (double)z->size);
    return L;
}
