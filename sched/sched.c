#include "sched/sched.h"
#include <math.h>
#include <string.h>

static lehr_status check_base(double lr)
{
    return lr > 0 && lr <= LEHR_MAX_RATE ? LEHR_OK
         : lehr_fail(LEHR_ERR_VALUE, "lr is %s; it must be above 0 and at most %s", lehr_number_text(lr).s, lehr_number_text(LEHR_MAX_RATE).s);
}

static void begin(lehr_sched *s, const lehr_policy *policy, double lr)
{
    *s = (lehr_sched){ .policy = policy };
    lehr_knobs_reset(policy->row.knob, &s->k);
    s->k.lr = lr;
}

/* A knob with a default of its own, or with one that follows from others, may be left out; the others must be there. */
static lehr_status check_required(const lehr_sched *s)
{
    const lehr_row *row = &s->policy->row;
    for (const lehr_knob *k = row->knob; k->name; k++)
        if (isnan(k->usual) && !k->otherwise && !(s->given >> (k - row->knob) & 1u))
            return lehr_fail(LEHR_ERR_VALUE, "%s: %s must be given (%s)", row->name, k->name, lehr_knob_range_text(k).s);
    return LEHR_OK;
}

static lehr_status finish(lehr_sched *s, long steps)
{
    const char *name = s->policy->row.name;
    lehr_status status = check_required(s);
    if (!status && isnan(s->k.steps)) {
        if (steps < 1) return lehr_fail(LEHR_ERR_VALUE, "%s: steps must be given, as there is no training to take its length from", name);
        s->k.steps = (double)steps;
    }
    if (!status && s->policy->settle && (status = s->policy->settle(&s->k))) status = lehr_fail(status, "%s: %s", name, lehr_message());
    return status;
}

lehr_status lehr_sched_parse(lehr_sched *s, const char *text, double lr, long steps)
{
    lehr_sched made;
    lehr_reader r = { text, text + strcspn(text, ":+*") };
    lehr_status status = check_base(lr);
    if (status) return status;
    const lehr_row *row = lehr_table_find(&lehr_policies, &r, text, (size_t)(r.at - text));
    if (!row) return lehr_last_status();
    begin(&made, (const lehr_policy *)row, lr);
    if (*r.at == ':') {
        r.at++;
        status = lehr_knobs_read(&r, row->name, row->knob, &made.k, &made.given);
    }
    if (!status && *r.at)
        status = lehr_read_fail(&r, r.at, LEHR_ERR_VALUE, "the end is expected here; one policy cannot be combined with another by \"%c\"", *r.at);
    if (!status && (status = finish(&made, steps))) status = lehr_read_fail(&r, text, status, "%s", lehr_message());
    if (!status) *s = made;
    return status;
}

lehr_status lehr_sched_make(lehr_sched *s, const lehr_policy *policy, double lr, long steps, const lehr_setting settings[])
{
    lehr_sched made;
    begin(&made, policy, lr);
    lehr_status status = check_base(lr);
    if (!status) status = lehr_knobs_set(policy->row.name, policy->row.knob, &made.k, &made.given, settings);
    if (!status) status = finish(&made, steps);
    if (!status) *s = made;
    return status;
}

double lehr_sched_at(const lehr_sched *s, long t)
{
    return s->policy->curve(&s->k, t < 0 ? 0 : (double)t);
}

void lehr_sched_print(const lehr_sched *s, lehr_text *out)
{
    lehr_text_add(out, "%s", s->policy->row.name);
    lehr_knobs_print(out, s->policy->row.knob, &s->k, s->given);
}
