#include "optim/penalty.h"
#include "optim/groups.h"
#include <math.h>

bool lehr_is_weight(const lehr_tensor *p) { return p->shape.rank >= 2; }

bool lehr_grad_transform_is_needed(const lehr_grad_transform *p)
{
    return p->scale != 1 || p->most < (lehr_real)INFINITY || p->toward != 0 || p->push != 0;
}

void lehr_grad_transform_apply(const lehr_grad_transform *p, size_t n, const lehr_real *w, const lehr_real *g,
                               lehr_real *out)
{
    const lehr_grad_transform by = *p;
    for (size_t i = 0; i < n; i++) {
        lehr_real v = g[i] * by.scale;
        v = v > by.most ? by.most : v;
        v = v < -by.most ? -by.most : v;
        lehr_real sign = (lehr_real)((w[i] > 0) - (w[i] < 0));
        out[i] = v + by.toward * w[i] + by.push * sign;
    }
}

static double penalty_of(const lehr_tensor *p, double l1, double l2)
{
    double size = 0, square = 0;
    for (size_t i = 0; i < p->size; i++) {
        double w = (double)p->data[i];
        size += fabs(w);
        square += w * w;
    }
    return (l1 > 0 ? l1 * size : 0) + (l2 > 0 ? l2 / 2 * square : 0);
}

double lehr_optim_penalty(const lehr_optim *o)
{
    double sum = 0;
    size_t seen = 0;                                /* only those that were there when o was made */
    const lehr_tensor *p;
    for (int i = 0; o->rule && seen < o->size && (p = lehr_params_at(o->params, i)); i++, seen += p->size) {
        const lehr_optim *s = lehr_optim_group_settings(o, o->member[i]);
        if (lehr_is_weight(p)) sum += penalty_of(p, s->l1, s->l2);
    }
    return sum;
}
