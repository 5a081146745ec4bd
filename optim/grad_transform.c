/* grad_transform.c — applies clip_norm, clip_value, weight_decay, l1 and l2 to a gradient before the rule */
#include "optim/internal.h"
#include <math.h>

bool lehr_grad_transform_is_needed(const lehr_grad_transform *t)
{
    return t->scale != 1 || t->limit < (lehr_real)INFINITY || t->decay != 0 || t->l1 != 0;
}

void lehr_grad_transform_apply(const lehr_grad_transform *t, size_t n, const lehr_real *w, const lehr_real *g,
                               lehr_real *out)
{
    const lehr_grad_transform by = *t;
    for (size_t i = 0; i < n; i++) {
        lehr_real v = g[i] * by.scale;
        v = v > by.limit ? by.limit : v;
        v = v < -by.limit ? -by.limit : v;
        lehr_real sign = (lehr_real)((w[i] > 0) - (w[i] < 0));
        out[i] = v + by.decay * w[i] + by.l1 * sign;
    }
}
