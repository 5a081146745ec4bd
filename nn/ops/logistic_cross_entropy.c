/* logistic_cross_entropy.c — two classes: the logistic function and binary cross-entropy in one
 *
 *     z, y [k x m], y in 0 … 1 (usually 0 or 1; k is usually 1)
 *
 *     a  = 1 / (1 + e^−z)          L = −(1/m) Σ y ln a + (1 − y) ln(1 − a)
 *     dz += (a − y) dL / m         both steps at once: simpler, and without overflow
 *
 * In terms of z the sum is max(z, 0) − y z + ln(1 + e^−|z|): it never needs ln 0 (the book's code adds 1e-5
 * instead).
 */
#include "core/kernels/kernels.h"
#include "nn/ops.h"

static void lce_backward(lehr_tensor *L)
{
    lehr_tensor *z = L->in[0];
    lehr_real scale = L->grad[0] / (lehr_real)z->shape.dim[z->shape.rank - 1];
    lehr_kernels_here()->add_scaled(z->size, scale, L->saved, z->grad);
}

static const lehr_op lce_op = { "logistic_cross_entropy", 1, lce_backward };

lehr_tensor *lehr_logistic_cross_entropy(lehr_tape *t, lehr_tensor *z, const lehr_real *y)
{
    if (!lehr_tape_check(t, &lce_op, LEHR_INPUTS(z))) return NULL;
    if (z->shape.rank < 1 || !y)
        return lehr_tape_fail(t, LEHR_ERR_SHAPE,
                              y ? "logistic_cross_entropy: z must have a dimension that counts the samples"
                                : "logistic_cross_entropy: y is NULL");
    for (size_t i = 0; i < z->size; i++)
        if (!(y[i] >= 0 && y[i] <= 1))
            return lehr_tape_fail(t, LEHR_ERR_VALUE, "logistic_cross_entropy: y at %s is %s; it must lie in 0 … 1",
                                  lehr_index_text(z->shape, i).s, lehr_number_text((double)y[i]).s);
    lehr_tensor *L = lehr_tape_record(t, &lce_op, LEHR_SCALAR, LEHR_INPUTS(z));
    const lehr_kernels *kernels = lehr_kernels_here();
    lehr_real *off = lehr_tape_alloc(t, z->size, sizeof *off);              /* a − y */
    lehr_real *rest = lehr_tape_alloc(t, z->size, sizeof *rest);            /* ln(1 + e^−|z|) */
    if (!L || !off || !rest) return NULL;
    for (size_t i = 0; i < z->size; i++) rest[i] = z->data[i] < 0 ? z->data[i] : -z->data[i];
    kernels->exp(z->size, rest, rest);
    for (size_t i = 0; i < z->size; i++) rest[i] += 1;
    kernels->log(z->size, rest, rest);
    kernels->sigmoid(z->size, z->data, off);
    double sum = 0;
    for (size_t i = 0; i < z->size; i++) {
        lehr_real v = z->data[i];
        off[i] -= y[i];
        sum += (double)((v < 0 ? 0 : v) - y[i] * v + rest[i]);
    }
    L->saved = off;
    L->data[0] = (lehr_real)(sum / z->shape.dim[z->shape.rank - 1]);
    return L;
}
