/* mse.c — the mean squared error, PyTorch's MSELoss
 *
 *     z, y of one shape, n numbers        L = Σ (z − y)² / n          dz += 2 (z − y) dL / n
 */
#include "core/kernels.h"
#include "nn/ops.h"

static void mse_backward(lehr_tensor *L)
{
    lehr_tensor *z = L->in[0];
    lehr_kernels_here()->add_scaled(z->size, L->grad[0] / (lehr_real)z->size, L->kept, z->grad);
}

static const lehr_op mse_op = { "mse", 1, mse_backward };

lehr_tensor *lehr_mse(lehr_tape *t, lehr_tensor *z, const lehr_real *y)
{
    if (!lehr_ready(t, &mse_op, LEHR_IN(z))) return NULL;
    if (!y) return lehr_refuse(t, LEHR_ERR_SHAPE, "mse: there are no answers y for z %s", lehr_shape_text(z->shape).s);
    lehr_tensor *L = lehr_record(t, &mse_op, LEHR_SCALAR, LEHR_IN(z));
    lehr_real *slope = lehr_keep(t, z->size, sizeof *slope);
    if (!L || !slope) return NULL;
    L->kept = slope;
    double sum = 0;
    for (size_t i = 0; i < z->size; i++) {
        lehr_real off = z->data[i] - y[i];
        slope[i] = 2 * off;
        sum += (double)off * (double)off;
    }
    L->data[0] = (lehr_real)(sum / (double)z->size);
    return L;
}
