/* optim.c — creates an optimizer, and does one update */
#include "optim/optim.h"
#include "core/kernels/cpu_dispatch.h"
#include "core/base/memory.h"
#include "core/base/translate.h"
#include "core/kernels/thread_pool.h"
#include "optim/clip.h"
#include "optim/internal.h"
#include <math.h>
#include <stdatomic.h>
#include <string.h>

LEHR_DECLARE_LEVELS(const lehr_registry, lehr_rules);

const lehr_registry *lehr_rules(void)
{
    static const lehr_registry *const rules[] = LEHR_EACH_LEVEL(lehr_rules);
    return rules[lehr_cpu_level_detect()];
}

/* --- before the first update -------------------------------------------------------------------------------------- */

lehr_status lehr_optim_attach(lehr_optim *o, lehr_params *ps, double lr)
{
    if (!isfinite(lr) || lr < 0)
        return lehr_fail(LEHR_ERR_VALUE, "lr is %s; it must be a number, 0 or more", lehr_number_text(lr).s);
    if (!ps) return lehr_fail(LEHR_ERR_VALUE, "%s: the parameters are NULL", o->rule->entry.name);
    o->lr = lr;
    o->rate = o->mu_product = 1;
    o->params = ps;
    o->size = lehr_params_size(ps);
    lehr_status status = lehr_optim_check_settings(o);
    if (!status) status = lehr_param_chunks_make(o);
    return status ? status : lehr_optim_slots_make(o);
}

void lehr_optim_release(lehr_optim *o)
{
    if (!o) return;
    for (int k = 0; k < LEHR_MAX_SLOTS; k++) lehr_free(o->slot[k]);
    lehr_free(o->group);
    lehr_free(o->member);
    lehr_free(o->chunk);
    memset(o->slot, 0, sizeof o->slot);
    o->group = NULL;
    o->member = NULL;
    o->chunk = NULL;
    o->rule = NULL;
    o->groups = o->chunks = 0;
}

/* --- errors ------------------------------------------------------------------------------------------------------- */

/* what: with a %s for the name of the slot, if it is not NULL, and one for the name of the parameter. */
static lehr_status fail_nonfinite(const lehr_optim *o, const char *what, const char *slot, const lehr_real *flat,
                                  size_t at)
{
    const lehr_tensor *p = lehr_params_owner(o->params, at);
    char subject[200];
    if (slot) lehr_snprintf(subject, sizeof subject, what, slot, p->name);
    else lehr_snprintf(subject, sizeof subject, what, p->name);
    size_t within = at - (size_t)(p->data - lehr_params_data(o->params));
    return lehr_fail(LEHR_ERR_NAN, "step %ld, rate %s: %s %s is %s at %s", o->steps + 1, lehr_number_text(o->lr).s,
                     subject, lehr_shape_text(p->shape).s, lehr_number_text((double)flat[at]).s,
                     lehr_index_text(p->shape, within).s);
}

lehr_status lehr_optim_check_size(const lehr_optim *o)
{
    if (!o || !o->rule || !o->params)
        return lehr_fail(LEHR_ERR_VALUE, "optim: there is no update rule; lehr_optim_init has not succeeded");
    if (lehr_params_size(o->params) == o->size) return LEHR_OK;
    return lehr_fail(LEHR_ERR_SHAPE,
                     "optim: made for %zu numbers, but there are now %zu; add every parameter before lehr_optim_init",
                     o->size, lehr_params_size(o->params));
}

/* A program may have changed any field since the last update. */
static lehr_status check_now(const lehr_optim *o)
{
    if (!isfinite(o->lr) || o->lr < 0)
        return lehr_fail(isfinite(o->lr) ? LEHR_ERR_VALUE : LEHR_ERR_NAN,
                         "step %ld: the rate is %s; it must be a number, 0 or more", o->steps + 1,
                         lehr_number_text(o->lr).s);
    lehr_status status = lehr_optim_check_settings(o);
    for (int i = 0; i < o->groups && !status; i++) status = lehr_optim_check_settings(&o->group[i].with);
    for (int i = -1; i < o->groups && !status; i++) status = lehr_optim_slots_check(o, lehr_optim_group_settings(o, i));
    return status;
}

/* --- one update --------------------------------------------------------------------------------------------------- */

/* An update processes all chunks, on several threads. */
typedef struct update {
    const lehr_optim *o;
    double      scale;                              /* of the gradient, by clip_norm         */
    atomic_bool nan;                                /* a NaN or infinity was found           */
} update;

static void check_gradient(void *job, int i)
{
    update *u = job;
    const lehr_param_chunk *p = &u->o->chunk[i];
    if (lehr_find_nonfinite(lehr_params_grad(u->o->params) + p->from, p->n) < p->n) atomic_store(&u->nan, true);
}

/* Gives the rule the transformed gradient, in blocks that fit the L1 cache. */
static void update_transformed(const lehr_optim *s, const lehr_grad_transform *transform, size_t n, lehr_real *w,
                        const lehr_real *g, lehr_real *const slot[])
{
    enum { BLOCK = 1024 };
    lehr_real transformed[BLOCK], *part[LEHR_MAX_SLOTS];
    for (size_t from = 0; from < n; from += BLOCK) {
        size_t m = n - from < BLOCK ? n - from : BLOCK;
        for (int k = 0; k < LEHR_MAX_SLOTS; k++) part[k] = slot[k] ? slot[k] + from : NULL;
        lehr_grad_transform_apply(transform, m, w + from, g + from, transformed);
        s->rule->update(s, m, w + from, transformed, part);
    }
}

/* Updates one chunk, and checks the result while it is in the cache. */
static void update_chunk(void *job, int i)
{
    update *u = job;
    const lehr_optim *o = u->o;
    const lehr_param_chunk *p = &o->chunk[i];
    const lehr_optim *s = lehr_optim_group_settings(o, p->group);
    lehr_real *w = lehr_params_data(o->params) + p->from, *slot[LEHR_MAX_SLOTS] = {0};
    const lehr_real *g = lehr_params_grad(o->params) + p->from;
    lehr_grad_transform transform = { (lehr_real)u->scale, (lehr_real)(o->clip_value > 0 ? o->clip_value : INFINITY),
                       (lehr_real)(s->weight_decay + (p->weights ? s->l2 : 0)), (lehr_real)(p->weights ? s->l1 : 0) };
    for (int k = 0; k < s->rule->slots; k++) slot[k] = o->slot[k] ? o->slot[k] + p->from : NULL;
    if (lehr_grad_transform_is_needed(&transform)) update_transformed(s, &transform, p->n, w, g, slot);
    else s->rule->update(s, p->n, w, g, slot);
    bool bad = lehr_find_nonfinite(w, p->n) < p->n;
    for (int k = 0; k < s->rule->slots && !bad; k++) bad = slot[k] && lehr_find_nonfinite(slot[k], p->n) < p->n;
    if (bad) atomic_store(&u->nan, true);
}

/* NaN or infinity in a weight or a slot. An average of squares that overflowed would stop this weight from then on. */
static lehr_status fail_overflow(const lehr_optim *o)
{
    const lehr_real *w = lehr_params_data(o->params);
    size_t at = lehr_find_nonfinite(w, o->size);
    if (at < o->size) return fail_nonfinite(o, lehr_translate("after the update, %s"), NULL, w, at);
    int k = 0;
    while (!o->slot[k] || (at = lehr_find_nonfinite(o->slot[k], o->size)) == o->size) k++;     /* it is in one slot */
    lehr_short_text name;
    lehr_optim_slot(o, lehr_params_owner(o->params, at), k, &name);
    return fail_nonfinite(o, lehr_translate("after the update, %s of %s"), name.s, o->slot[k], at);
}

/* Before all chunks. Rules get the number of this update, from 1. */
static void count_update(lehr_optim *o)
{
    o->steps++;
    if (o->rule->before) o->rule->before(o);
    for (int i = 0; i < o->groups; i++) {
        lehr_optim *with = &o->group[i].with;
        with->steps = o->steps;
        if (with->rule->before) with->rule->before(with);
    }
}

lehr_status lehr_optim_step(lehr_optim *o)
{
    lehr_status status = lehr_optim_check_size(o);
    if (status) return status;
    lehr_optim_groups_update(o);
    if ((status = check_now(o))) return status;
    lehr_param_chunks_update(o);
    update all = { o, 1, false };
    lehr_parallel_for(o->chunks, check_gradient, &all);
    const lehr_real *g = lehr_params_grad(o->params);
    if (all.nan)
        return fail_nonfinite(o, lehr_translate("the gradient of %s"), NULL, g, lehr_find_nonfinite(g, o->size));
    if (o->clip_norm > 0) all.scale = lehr_clip_scale(o->norm = lehr_grad_norm(o->params), o->clip_norm);

    count_update(o);
    lehr_parallel_for(o->chunks, update_chunk, &all);
    if (!all.nan) return LEHR_OK;
    o->steps--;
    return fail_overflow(o);
}

/* --- the state ---------------------------------------------------------------------------------------------------- */

lehr_real *lehr_optim_slot(const lehr_optim *o, const lehr_tensor *p, int k, lehr_short_text *name)
{
    int i = 0;
    const lehr_tensor *at = NULL;
    while (o && o->rule && o->params && name && lehr_params_size(o->params) == o->size &&
           (at = lehr_params_at(o->params, i)) && at != p)
        i++;
    if (!at || k < 0 || k >= LEHR_MAX_SLOTS) return NULL;
    const lehr_optim *s = lehr_optim_group_settings(o, o->member[i]);
    if (!lehr_optim_slot_needed(s, k) || !o->slot[k]) return NULL;
    *name = s->rule->slot[k].name ? lehr_short_printf("%s", s->rule->slot[k].name) : lehr_short_printf("slot%d", k);
    return o->slot[k] + (p->data - lehr_params_data(o->params));
}

double *lehr_optim_number(lehr_optim *o, int i, lehr_short_text *name)
{
    if (!o || !name || i < 0 || i > o->groups || !o->rule) return NULL;
    *name = i ? lehr_short_printf("mu_product.%s", o->group[i - 1].pattern) : lehr_short_printf("mu_product");
    return i ? &o->group[i - 1].with.mu_product : &o->mu_product;
}
