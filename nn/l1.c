/* l1.c — the mean absolute error, PyTorch's L1Loss: an answer far off pulls no harder than one nearby
 *
 *     z, y of one shape, n numbers        L = Σ |z − y| / n           dz += sign(z − y) dL / n, 0 where they are equal
 */
#include "core/kernels.h"
#include "nn/ops.h"

static void l1_backward(lehr_tensor *L)
{
    lehr_tensor *z = L->in[0];
    lehr_kernels_here()->add_scaled(z->size, L->grad[0] / (lehr_real)z->size, L->kept, z->grad);
}

static const lehr_op l1_op = { "l1", 1, l1_backward };

lehr_tensor *lehr_l1(lehr_tape *t, lehr_tensor *z, const lehr_real *y)
{
    if (!lehr_ready(t, &l1_op, LEHR_IN(z))) return NULL;
    if (!y) return lehr_refuse(t, LEHR_ERR_SHAPE, "l1: there are no answers y for z %s", lehr_shape_text(z->shape).s);
    lehr_tensor *L = lehr_record(t, &l1_op, LEHR_SCALAR, LEHR_IN(z));
    lehr_real *slope = lehr_keep(t, z->size, sizeof *slope);
    if (!L || !slope) return NULL;
    L->kept = slope;
    double sum = 0;
    for (size_t i = 0; i < z->size; i++) {
        lehr_real off = z->data[i] - y[i];
        slope[i] = (lehr_real)((off > 0) - (off < 0));
        sum += off < 0 ? -(double)off : (double)off;
    }
    L->data[0] = (lehr_real)(sum / (double)z->size);
    return L;
}
