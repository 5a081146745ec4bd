#include "optim/optim.h"
#include "core/level.h"
#include "core/memory.h"
#include "core/threads.h"
#include <math.h>
#include <stdatomic.h>
#include <string.h>

LEHR_DECLARE_LEVELS(const lehr_table, lehr_rules);

const lehr_table *lehr_rules(void)
{
    static const lehr_table *const rules[] = LEHR_EACH_LEVEL(lehr_rules);
    return rules[lehr_level_here()];
}

static lehr_status check_rate(double lr)
{
    return isfinite(lr) && lr >= 0 ? LEHR_OK
         : lehr_fail(LEHR_ERR_VALUE, "lr is %s; it must be a number, 0 or more", lehr_number_text(lr).s);
}

static lehr_status make_slots(lehr_optim *o, lehr_params *ps)
{
    o->params = ps;
    o->size = lehr_params_size(ps);
    for (int s = 0; s < o->rule->slots; s++)
        if (!(o->slot[s] = lehr_alloc(o->size, sizeof(lehr_real)))) {
            lehr_optim_release(o);
            return LEHR_ERR_MEMORY;
        }
    return LEHR_OK;
}

static lehr_status start(lehr_optim *o, const lehr_rule *rule, lehr_params *ps, double lr)
{
    if (rule->slots < 0 || rule->slots > LEHR_MAX_SLOTS)
        return lehr_fail(LEHR_ERR_VALUE, "%s: %d slots; 0 to %d are possible", rule->row.name, rule->slots, LEHR_MAX_SLOTS);
    if (!rule->update || !ps) return lehr_fail(LEHR_ERR_VALUE, "%s: %s", rule->row.name, ps ? "its row has no update" : "there are no parameters to move");
    o->rule = rule;
    o->lr = lr;
    lehr_status status = check_rate(lr);
    return status ? status : make_slots(o, ps);
}

/* What failed leaves nothing behind. */
static lehr_status or_empty(lehr_optim *o, lehr_status status)
{
    if (status) *o = (lehr_optim){0};
    return status;
}

lehr_status lehr_optim_use(lehr_optim *o, const lehr_rule *rule, lehr_params *ps, double lr, const lehr_setting settings[])
{
    *o = (lehr_optim){0};
    lehr_knobs_reset(rule->row.knob, o);
    lehr_status status = lehr_knobs_set(rule->row.name, rule->row.knob, o, &o->given, settings);
    return or_empty(o, status ? status : start(o, rule, ps, lr));
}

lehr_status lehr_optim_init(lehr_optim *o, const char *text, lehr_params *ps, double lr)
{
    *o = (lehr_optim){0};
    const lehr_row *row = lehr_table_read(lehr_rules(), text, o, &o->given);
    return or_empty(o, row ? start(o, (const lehr_rule *)row, ps, lr) : lehr_last_status());
}

static lehr_status not_a_number(const lehr_optim *o, const char *what, const lehr_real *flat, size_t at)
{
    const lehr_tensor *p = lehr_params_holding(o->params, at);
    size_t within = at - (size_t)(p->data - lehr_params_data(o->params));
    return lehr_fail(LEHR_ERR_NAN, "step %ld, rate %s: %s %s %s is %s at %s", o->steps + 1, lehr_number_text(o->lr).s, what, p->name,
                     lehr_shape_text(p->shape).s, lehr_number_text((double)flat[at]).s, lehr_place_text(p->shape, within).s);
}

/* An update goes through the parameters in stretches of LENGTH numbers, each by whichever thread is free. */
enum { LENGTH = 32 * 1024 };

typedef struct stretches {
    const lehr_optim *o;
    atomic_bool nan;                                /* was there one that is not a number? */
} stretches;

static size_t stretch(const lehr_optim *o, int i, size_t *from)         /* its length */
{
    *from = (size_t)i * LENGTH;
    return o->size - *from < LENGTH ? o->size - *from : LENGTH;
}

static void check_gradient(void *job, int i)
{
    stretches *s = job;
    size_t from, n = stretch(s->o, i, &from);
    if (lehr_first_nan(lehr_params_grad(s->o->params) + from, n) < n) atomic_store(&s->nan, true);
}

static void move(void *job, int i)                  /* and look at what came out while it is at hand */
{
    stretches *s = job;
    const lehr_optim *o = s->o;
    size_t from, n = stretch(o, i, &from);
    lehr_real *w = lehr_params_data(o->params) + from, *slot[LEHR_MAX_SLOTS] = {0};
    for (int k = 0; k < o->rule->slots; k++) slot[k] = o->slot[k] + from;
    o->rule->update(o, n, w, lehr_params_grad(o->params) + from, slot);
    if (lehr_first_nan(w, n) < n) atomic_store(&s->nan, true);
}

lehr_status lehr_optim_step(lehr_optim *o)
{
    if (!o->rule) return lehr_fail(LEHR_ERR_VALUE, "optim: there is no update rule; lehr_optim_init has not succeeded");
    size_t n = lehr_params_size(o->params);
    lehr_real *w = lehr_params_data(o->params), *g = lehr_params_grad(o->params);
    if (n != o->size)
        return lehr_fail(LEHR_ERR_SHAPE, "optim: made for %zu numbers, but there are now %zu; add every parameter before lehr_optim_init",
                         o->size, n);
    if (!isfinite(o->lr) || o->lr < 0)
        return lehr_fail(isfinite(o->lr) ? LEHR_ERR_VALUE : LEHR_ERR_NAN, "step %ld: the rate is %s; it must be a number, 0 or more", o->steps + 1,
                         lehr_number_text(o->lr).s);
    stretches all = { o, false };
    int count = (int)((n + LENGTH - 1) / LENGTH);
    lehr_in_parts(count, check_gradient, &all);
    if (all.nan) return not_a_number(o, "the gradient of", g, lehr_first_nan(g, n));

    o->steps++;                                     /* rules see the number of this update, from 1 */
    lehr_in_parts(count, move, &all);
    if (!all.nan) return LEHR_OK;
    o->steps--;
    return not_a_number(o, "the update left", w, lehr_first_nan(w, n));
}

void lehr_optim_print(const lehr_optim *o, lehr_text *out)
{
    lehr_text_add(out, "%s", o->rule->row.name);
    char before = ':';
    lehr_knobs_print(out, &before, o->rule->row.knob, o, o->given);
}

void lehr_optim_release(lehr_optim *o)
{
    for (int s = 0; s < LEHR_MAX_SLOTS; s++) lehr_free(o->slot[s]);
    memset(o->slot, 0, sizeof o->slot);
}
