/* smooth_l1.c — a parabola near the answer, a straight line further off: PyTorch's SmoothL1Loss        Girshick 2015, eq. 3
 *
 *     z, y of one shape, n numbers, d = z − y
 *     L = Σ (|d| < β ? d² / 2β : |d| − β/2) / n           dz += (|d| < β ? d / β : sign d) dL / n
 *
 * β = 0 is the mean absolute error.
 */
#include "core/kernels.h"
#include "nn/ops.h"
#include <math.h>

static void smooth_l1_backward(lehr_tensor *L)
{
    lehr_tensor *z = L->in[0];
    lehr_kernels_here()->add_scaled(z->size, L->grad[0] / (lehr_real)z->size, L->kept, z->grad);
}

static const lehr_op smooth_l1_op = { "smooth_l1", 1, smooth_l1_backward };

lehr_tensor *lehr_smooth_l1(lehr_tape *t, lehr_tensor *z, const lehr_real *y, double beta)
{
    if (!lehr_ready(t, &smooth_l1_op, LEHR_IN(z))) return NULL;
    if (!y) return lehr_refuse(t, LEHR_ERR_SHAPE, "smooth_l1: there are no answers y for z %s", lehr_shape_text(z->shape).s);
    if (!(beta >= 0 && beta < INFINITY))
        return lehr_refuse(t, LEHR_ERR_VALUE, "smooth_l1: beta is %s; it must be a number, 0 or more", lehr_number_text(beta).s);
    lehr_tensor *L = lehr_record(t, &smooth_l1_op, LEHR_SCALAR, LEHR_IN(z));
    lehr_real *slope = lehr_keep(t, z->size, sizeof *slope);
    if (!L || !slope) return NULL;
    L->kept = slope;
    double sum = 0;
    for (size_t i = 0; i < z->size; i++) {
        double off = (double)(z->data[i] - y[i]), far = fabs(off);
        slope[i] = (lehr_real)(far < beta ? off / beta : (off > 0) - (off < 0));
        sum += far < beta ? off * off / (2 * beta) : far - beta / 2;
    }
    L->data[0] = (lehr_real)(sum / (double)z->size);
    return L;
}
