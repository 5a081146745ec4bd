/* smooth_l1.c — squared near the target, linear further away: PyTorch's SmoothL1Loss    Girshick 2015, eq. 3
 *
 *     z, y of one shape, n numbers, d = z − y
 *     L = Σ (|d| < β ? d² / 2β : |d| − β/2) / n           dz += (|d| < β ? d / β : sign d) dL / n
 *
 * β = 0 is the mean absolute error.
 */
#include "nn/ops/mean_loss.h"
#include "nn/ops.h"
#include <math.h>

static double smooth(double d, double beta, double *slope)
{
    bool near = fabs(d) < beta;
    *slope = near ? d / beta : (d > 0) - (d < 0);
    return near ? d * d / (2 * beta) : fabs(d) - beta / 2;
}

static const lehr_op smooth_l1_op = { "smooth_l1", 1, lehr_mean_loss_backward };

lehr_tensor *lehr_smooth_l1(lehr_tape *t, lehr_tensor *z, const lehr_real *y, double beta)
{
    if (!(beta >= 0 && beta < INFINITY))
        return lehr_tape_fail(t, LEHR_ERR_VALUE, "smooth_l1: beta is %s; it must be a number, 0 or more",
                              lehr_number_text(beta).s);
    return lehr_mean_loss(t, &smooth_l1_op, z, y, smooth, beta);
}
