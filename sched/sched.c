#include "sched/sched.h"
#include "core/base/internal.h"
#include "sched/internal.h"
#include <float.h>
#include <math.h>
#include <string.h>

/* --- the rate ----------------------------------------------------------------------------------------------------- */

static int part_at(const lehr_sched *s, double t)
{
    int part = s->parts - 1;
    while (part > 0 && t < s->begin[part]) part--;
    return part;
}

static double finite(double v) { return v > DBL_MAX ? DBL_MAX : v; }   /* a huge rate over a tiny base; keeps NaN */

/* NaN where a policy of your own gives no number ≥ 0. */
static double term_rate(const lehr_sched_term *f, double t)
{
    double rate = f->policy->curve(&f->k, t);
    return rate >= 0 ? finite(rate) : NAN;
}

double lehr_sched_at(const lehr_sched *s, long updates)
{
    if (!s || s->count < 1) return (double)NAN;
    double t = updates < 0 ? 0 : fmin((double)updates, 0x1p53);        /* beyond, a double cannot count */
    if (s->count == 1) return term_rate(s->factor, t);
    int part = part_at(s, t);
    double rate = 0;
    bool first = true;
    for (const lehr_sched_term *f = s->factor; f < s->factor + s->count; f++) {
        if (f->part != part) continue;
        double its = term_rate(f, t - s->begin[part]);
        rate = first ? its : finite(rate * finite(its / s->lr));
        first = false;
    }
    return rate;
}

double lehr_sched_next_boundary(const lehr_sched *s, double t)
{
    if (!s || s->count < 1) return (double)INFINITY;
    int part = part_at(s, t);
    double next = part + 1 < s->parts ? s->begin[part + 1] : INFINITY;
    for (const lehr_sched_term *f = s->factor; f < s->factor + s->count; f++)
        if (f->part == part && f->policy->next_boundary)
            next = fmin(next, s->begin[part] + f->policy->next_boundary(&f->k, t - s->begin[part]));
    return next > t ? next : INFINITY;                  /* beyond 2^53 a double has no t + 1 */
}

/* --- building ----------------------------------------------------------------------------------------------------- */

static lehr_status check_required(const lehr_sched_term *f)
{
    const lehr_registry_entry *row = &f->policy->entry;
    for (const lehr_param_spec *k = row->params; k->name; k++)
        if (isnan(k->default_value) && !k->default_text && !(f->given >> (k - row->params) & 1u))
            return lehr_fail(LEHR_ERR_VALUE, "%s: %s must be given (%s)", row->name, k->name,
                             lehr_param_spec_range_text(k).s);
    return LEHR_OK;
}

#define MAX_UPDATES 0x1p53             /* above it, a double cannot count */

static lehr_status too_many(const lehr_sched_term *f, const char *count, double updates)
{
    return lehr_fail(LEHR_ERR_VALUE, "%s: %s is %s updates; there cannot be more than %s", f->policy->entry.name, count,
                     lehr_number_text(updates).s, lehr_number_text(MAX_UPDATES).s);
}

/* Converts counts from unit=epoch to updates. */
static lehr_status count_in_updates(lehr_sched_term *f, long per_epoch)
{
    if (f->per > 0) return LEHR_OK;                     /* converted before */
    f->per = f->k.unit == 0 ? 1 : (double)per_epoch;
    if (f->per < 1)
        return lehr_fail(LEHR_ERR_VALUE, "%s: unit=epoch, but the number of updates in an epoch is unknown",
                         f->policy->entry.name);
    f->k.hold *= f->per;
    f->k.per = f->per;
    for (const lehr_param_spec *k = f->policy->entry.params; k->name; k++) {
        int count;
        double *v = k->flags & LEHR_DURATION ? lehr_param_spec_numbers(k, &f->k, &count) : NULL;
        for (int i = 0; v && i < count; i++) {
            v[i] *= f->per;
            if (v[i] > MAX_UPDATES) return too_many(f, k->name, v[i]);
        }
    }
    return f->k.hold > MAX_UPDATES ? too_many(f, "for", f->k.hold) : LEHR_OK;
}

static lehr_status resolve_term(lehr_sched_term *f, const lehr_sched *s, double remaining)
{
    lehr_policy_values *k = &f->k;
    lehr_status status = check_required(f);
    if (!f->policy->curve)
        return lehr_fail(LEHR_ERR_VALUE, "%s: its entry has no curve function", f->policy->entry.name);
    if (!status) status = count_in_updates(f, s->per_epoch);
    k->horizon = remaining;
    if (!status && isnan(k->steps)) {
        if (remaining < 1)
            return lehr_fail(LEHR_ERR_VALUE,
                             s->steps > 0 ? "%s: steps must be given: no updates of the training are left"
                                          : "%s: steps must be given: the length of the training is unknown",
                             f->policy->entry.name);
        k->steps = remaining;
    }
    if (!status && f->policy->resolve && (status = f->policy->resolve(k)))
        status = lehr_fail(status, "%s: %s", f->policy->entry.name, lehr_message());
    return status;
}

/* The length of a part before another: for=, else the steps of its only policy; 0: unknown. */
static double length_of(const lehr_sched *s, int part, int *held)
{
    double hold = 0, steps = 0;
    int policies = 0;
    *held = 0;
    for (const lehr_sched_term *f = s->factor; f < s->factor + s->count; f++) {
        if (f->part != part) continue;
        policies++;
        if (f->k.hold > 0) {
            hold = f->k.hold;
            ++*held;
        }
        const lehr_registry_entry *row = &f->policy->entry;
        for (const lehr_param_spec *k = row->params; k->name; k++)
            if (!strcmp(k->name, "steps") && (!isnan(k->default_value) || f->given >> (k - row->params) & 1u))
                steps = f->k.steps;
    }
    return hold > 0 ? hold : policies == 1 ? steps : 0;
}

static lehr_status end_of(const lehr_sched *s, int part, double *length, int *failed)
{
    int held, policies = 0;
    for (int i = 0; i < s->count; i++)
        if (s->factor[i].part == part) policies++, *failed = i;
    const char *name = s->factor[*failed].policy->entry.name;
    *length = length_of(s, part, &held);
    if (held > 1) return lehr_fail(LEHR_ERR_VALUE, "%s: for= is given twice in one product", name);
    if (part == s->parts - 1 || *length > 0) return LEHR_OK;
    return lehr_fail(LEHR_ERR_VALUE,
                     policies > 1
                         ? "the product that ends with %s stands before a \"+\", so one of its policies needs for="
                         : "%s stands before a \"+\", so it needs for=, the number of updates",
                     name);
}

lehr_status lehr_sched_resolve(lehr_sched *s, int *failed)
{
    lehr_status status = LEHR_OK;
    for (int part = 0; part < s->parts && !status; part++) {
        double length = 0, remaining = s->steps > 0 ? (double)s->steps - s->begin[part] : 0;
        for (int i = 0; i < s->count && !status; i++) {
            if (s->factor[i].part != part) continue;
            *failed = i;
            status = resolve_term(&s->factor[i], s, remaining);
        }
        if (!status) status = end_of(s, part, &length, failed);
        if (part + 1 < s->parts) s->begin[part + 1] = s->begin[part] + length;
    }
    return status;
}

lehr_status lehr_sched_check_base(double lr)
{
    return lr > 0 && lr <= LEHR_MAX_RATE ? LEHR_OK
                                         : lehr_fail(LEHR_ERR_VALUE, "lr is %s; it must be above 0 and at most %s",
                                                     lehr_number_text(lr).s, lehr_number_text(LEHR_MAX_RATE).s);
}

lehr_status lehr_sched_make(lehr_sched *s, const lehr_policy *policy, double lr, long steps,
                            const lehr_setting settings[])
{
    int failed;
    if (!s || !policy) return lehr_fail_null("lehr_sched_make", s ? "policy" : "s");
    lehr_sched made = { .lr = lr, .steps = steps, .count = 1, .parts = 1, .factor = { { .policy = policy } } };
    lehr_sched_term *f = made.factor;
    lehr_param_specs_reset(policy->entry.params, &f->k);
    f->k.lr = lr;
    lehr_status status = lehr_sched_check_base(lr);
    if (!status) status = lehr_param_specs_set(policy->entry.name, policy->entry.params, &f->k, &f->given, settings);
    if (!status) status = lehr_sched_resolve(&made, &failed);
    if (!status) *s = made;
    return status;
}

static double call(const lehr_policy_values *k, double t)
{
    double rate = k->lr * k->f(t, k->context);
    return rate >= 0 && isfinite(rate) ? rate : NAN;
}

static const lehr_policy callback = { .entry = { "callback", "LambdaLR", "lr f(t, user)", NULL, { { 0 } } },
                                      .curve = call,
                                      .description = "follows a function of your own" };

lehr_status lehr_sched_from_function(lehr_sched *s, lehr_rate_fn *f, void *user, double lr)
{
    if (!s || !f) return lehr_fail_null("lehr_sched_from_function", s ? "f" : "s");
    lehr_status status = lehr_sched_make(s, &callback, lr, 0, NULL);
    if (status) return status;
    s->factor->k.f = f;
    s->factor->k.context = user;
    return LEHR_OK;
}
