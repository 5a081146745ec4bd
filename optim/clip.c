#include "optim/clip.h"
#include "core/base/format.h"
#include "optim/internal.h"
#include <math.h>

enum { PARTIAL_SUMS = 8 };              /* independent additions, which the processor overlaps */

/* Σ (g · scale)² */
static double sum_of_squares(size_t n, const lehr_real *g, double scale)
{
    double partial[PARTIAL_SUMS] = {0}, sum = 0;
    size_t whole = n - n % PARTIAL_SUMS;
    for (size_t i = 0; i < whole; i += PARTIAL_SUMS)
        for (int k = 0; k < PARTIAL_SUMS; k++) {
            double v = (double)g[i + (size_t)k] * scale;
            partial[k] += v * v;
        }
    for (size_t i = whole; i < n; i++) partial[i - whole] += (double)g[i] * scale * ((double)g[i] * scale);
    for (int k = 0; k < PARTIAL_SUMS; k++) sum += partial[k];
    return sum;
}

double lehr_grad_norm(const lehr_params *ps)
{
    if (!ps) return lehr_fail_null("lehr_grad_norm", "ps"), (double)NAN;
    size_t n = lehr_params_size(ps);
    const lehr_real *g = lehr_params_grad(ps);
    double sum = sum_of_squares(n, g, 1);
    if (sum >= 1e-280 && sum <= 1e300) return sqrt(sum);
    double largest = 0;                 /* the squares overflow or underflow: divide by the largest first */
    for (size_t i = 0; i < n; i++) largest = fabs((double)g[i]) > largest ? fabs((double)g[i]) : largest;
    if (isnan(sum) || isinf(largest) || largest == 0) return isnan(sum) ? sum : largest;
    double unit = fmax(ldexp(1, ilogb(largest)), 0x1p-1000);
    return unit * sqrt(sum_of_squares(n, g, 1 / unit));
}

static lehr_status check(const char *what, const lehr_params *ps, double limit)
{
    if (!ps) return lehr_fail_null(what, "ps");
    if (!(limit > 0) || !isfinite(limit))
        return lehr_fail(LEHR_ERR_VALUE, "%s: the limit is %s; it must be a finite number above 0", what,
                         lehr_number_text(limit).s);
    size_t n = lehr_params_size(ps), at = lehr_find_nonfinite(lehr_params_grad(ps), n);
    if (at == n) return LEHR_OK;
    const lehr_tensor *p = lehr_params_owner(ps, at);
    size_t within = at - (size_t)(p->grad - lehr_params_grad(ps));
    return lehr_fail(LEHR_ERR_NAN, "%s: the gradient of %s %s is %s at %s", what, p->name, lehr_shape_text(p->shape).s,
                     lehr_number_text((double)p->grad[within]).s, lehr_index_text(p->shape, within).s);
}

lehr_status lehr_clip_norm(lehr_params *ps, double limit, double *norm)
{
    lehr_status status = check("clip_norm", ps, limit);
    if (status) return status;
    double length = lehr_grad_norm(ps);
    lehr_real scale = (lehr_real)lehr_clip_scale(length, limit), *g = lehr_params_grad(ps);
    if (norm) *norm = length;
    for (size_t i = 0; scale < 1 && i < lehr_params_size(ps); i++) g[i] *= scale;
    return LEHR_OK;
}

lehr_status lehr_clip_value(lehr_params *ps, double limit)
{
    lehr_status status = check("clip_value", ps, limit);
    if (status) return status;
    lehr_real m = (lehr_real)limit, *g = lehr_params_grad(ps);
    for (size_t i = 0; i < lehr_params_size(ps); i++) g[i] = g[i] > m ? m : g[i] < -m ? -m : g[i];
    return LEHR_OK;
}
