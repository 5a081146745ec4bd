#include "lab/train/early_stopping.h"
#include "core/base/internal.h"
#include "core/base/memory.h"
#include <math.h>
#include <string.h>

lehr_tensor *lehr_early_stopping_at(const lehr_params *ps, int i)
{
    int params = 0;
    if (!ps) return NULL;
    while (params < i && lehr_params_at(ps, params)) params++;
    lehr_tensor *p = lehr_params_at(ps, i);
    return p ? p : lehr_buffer_at(ps, i - params);
}

lehr_status lehr_early_stopping_init(lehr_early_stopping *e, const lehr_params *ps, long patience, double min_delta,
                                     bool minimize)
{
    if (LEHR_NOT_NULL(e, ps)) return LEHR_ERR_VALUE;
    *e = (lehr_early_stopping){0};
    if (patience < 1)
        return lehr_fail(LEHR_ERR_VALUE, "patience is %ld; it must be a whole number, 1 or more", patience);
    if (!(min_delta >= 0) || isinf(min_delta))
        return lehr_fail(LEHR_ERR_VALUE, "margin is %s; it must be a finite number, 0 or more",
                         lehr_number_text(min_delta).s);
    const lehr_tensor *p;
    size_t n = 0;
    for (int i = 0; (p = lehr_early_stopping_at(ps, i)); i++) n += p->size;
    lehr_real *weights = lehr_alloc(n, sizeof *weights);
    if (!weights) return LEHR_ERR_MEMORY;
    *e = (lehr_early_stopping){ .patience = patience, .min_delta = min_delta, .minimize = minimize,
                                .weights = weights, .n = n };
    return LEHR_OK;
}

static bool is_better(const lehr_early_stopping *e, double value)
{
    if (!e->has_best) return !isnan(value);
    return e->minimize ? value < e->best - e->min_delta : value > e->best + e->min_delta;
}

bool lehr_early_stopping_update(lehr_early_stopping *e, const lehr_params *ps, double value, long step)
{
    if (LEHR_NOT_NULL(e, ps) || LEHR_NOT_NULL(e->weights)) return false;
    if (!is_better(e, value)) return ++e->bad_count >= e->patience;
    lehr_real *to = e->weights;
    const lehr_tensor *p;
    for (int i = 0; (p = lehr_early_stopping_at(ps, i)); to += p->size, i++) memcpy(to, p->data, p->size * sizeof *to);
    e->has_best = true;
    e->best = value;
    e->best_step = step;
    e->bad_count = 0;
    return false;
}

bool lehr_early_stopping_restore(const lehr_early_stopping *e, lehr_params *ps)
{
    if (LEHR_NOT_NULL(e, ps)) return false;
    const lehr_real *from = e->weights;
    lehr_tensor *p;
    for (int i = 0; e->has_best && (p = lehr_early_stopping_at(ps, i)); from += p->size, i++)
        memcpy(p->data, from, p->size * sizeof *from);
    return e->has_best;
}

void lehr_early_stopping_release(lehr_early_stopping *e)
{
    if (!e) return;
    lehr_free(e->weights);
    *e = (lehr_early_stopping){0};
}
