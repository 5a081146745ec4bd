/* mse.c — the mean squared error, PyTorch's MSELoss
 *
 *     z, y of one shape, n numbers        L = Σ (z − y)² / n          dz += 2 (z − y) dL / n
 */
#include "nn/ops/mean_loss.h"
#include "nn/ops.h"

static double square(double d, double unused, double *slope)
{
    (void)unused;
    *slope = 2 * d;
    return d * d;
}

static const lehr_op mse_op = { "mse", 1, lehr_mean_loss_backward };

lehr_tensor *lehr_mse(lehr_tape *t, lehr_tensor *z, const lehr_real *y)
{
    return lehr_mean_loss(t, &mse_op, z, y, square, 0);
}
