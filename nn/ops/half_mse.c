/* half_mse.c — half the mean squared error, for targets that are numbers
 *
 *     z, y [k x m]        L = Σ (z − y)² / 2m          dz += (z − y) dL / m
 *
 * The half is the book's: it cancels the 2 of the derivative. PyTorch's MSELoss has no half and divides by k·m.
 */
#include "core/kernels/kernels.h"
#include "nn/ops.h"

static void half_mse_backward(lehr_tensor *L)
{
    lehr_tensor *z = L->in[0];
    int m = z->shape.dim[z->shape.rank - 1];
    lehr_real scale = L->grad[0] / (lehr_real)m;
    lehr_kernels_here()->add_scaled(z->size, scale, L->saved, z->grad);
}

static const lehr_op half_mse_op = { "half_mse", 1, half_mse_backward };

lehr_tensor *lehr_half_mse(lehr_tape *t, lehr_tensor *z, const lehr_real *y)
{
    if (!lehr_tape_check(t, &half_mse_op, LEHR_INPUTS(z))) return NULL;
    if (z->shape.rank < 1 || !y)
        return lehr_tape_fail(t, LEHR_ERR_SHAPE, y ? "half_mse: z must have a dimension that counts the samples"
                                                 : "half_mse: y is NULL");
    lehr_tensor *L = lehr_tape_record(t, &half_mse_op, LEHR_SCALAR, LEHR_INPUTS(z));
    lehr_real *off = L ? L->saved = lehr_tape_alloc(t, z->size, sizeof *off) : NULL;
    if (!off) return NULL;
    double sum = 0;
    for (size_t i = 0; i < z->size; i++) {
        off[i] = z->data[i] - y[i];
        sum += (double)off[i] * (double)off[i];
    }
    L->data[0] = (lehr_real)(sum / (2.0 * z->shape.dim[z->shape.rank - 1]));
    return L;
}
