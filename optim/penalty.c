#include "optim/penalty.h"
#include "optim/internal.h"
#include <math.h>

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
    size_t seen = 0;                                /* parameters added after lehr_optim_init are ignored */
    const lehr_tensor *p;
    for (int i = 0; o && o->rule && o->params && seen < o->size && (p = lehr_params_at(o->params, i));
         i++, seen += p->size) {
        const lehr_optim *s = lehr_optim_group_settings(o, o->member[i]);
        if (lehr_is_weight(p)) sum += penalty_of(p, s->l1, s->l2);
    }
    return sum;
}
