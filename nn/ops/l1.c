/* l1.c — the mean absolute error, PyTorch's L1Loss: its gradient does not grow with the error
 *
 *     z, y of one shape, n numbers        L = Σ |z − y| / n           dz += sign(z − y) dL / n, 0 where they are equal
 */
#include "nn/ops/mean_loss.h"
#include "nn/ops.h"
#include <math.h>

static double distance(double d, double unused, double *slope)
{
    (void)unused;
    *slope = (d > 0) - (d < 0);
    return fabs(d);
}

static const lehr_op l1_op = { "l1", 1, lehr_mean_loss_backward };

lehr_tensor *lehr_l1(lehr_tape *t, lehr_tensor *z, const lehr_real *y)
{
    return lehr_mean_loss(t, &l1_op, z, y, distance, 0);
}
