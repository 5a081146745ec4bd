#include "core/gradcheck.h"
#include "core/base/internal.h"
#include <math.h>

static double value(lehr_tape *t, lehr_loss_fn *loss, void *model)
{
    lehr_tape_begin(t, LEHR_TRAIN);                 /* as for the gradient: some operations differ in LEHR_EVAL */
    lehr_tensor *L = loss(t, model);
    return L ? (double)L->data[0] : (double)NAN;
}

double lehr_gradcheck(lehr_tape *t, lehr_params *ps, lehr_loss_fn *loss, void *model, double h)
{
    if (LEHR_NOT_NULL(t, ps)) return -1;
    if (!loss) return lehr_fail_null(__func__, "loss"), -1;
    lehr_zero_grad(ps);
    lehr_tape_begin(t, LEHR_TRAIN);
    if (lehr_backward(t, loss(t, model))) return -1;

    double worst = 0;
    lehr_real *w = lehr_params_data(ps), *grad = lehr_params_grad(ps);
    for (size_t i = 0; i < lehr_params_size(ps); i++) {
        lehr_real start = w[i];
        w[i] = (lehr_real)((double)start + h); double up = value(t, loss, model), above = (double)w[i];
        w[i] = (lehr_real)((double)start - h); double down = value(t, loss, model), below = (double)w[i];
        w[i] = start;
        double slope = (up - down) / (above - below), ours = (double)grad[i];
        double error = fabs(slope - ours) / fmax(1e-6, fabs(slope) + fabs(ours));
        if (!(error <= worst)) worst = error;           /* NaN counts as the largest error */
        if (isnan(worst)) return worst;
    }
    return worst;
}
