#include "sched/plateau.h"
#include "core/base/internal.h"
#include <math.h>
#include <string.h>

static const lehr_sched_term *plateau_term(const lehr_sched *s) { return &s->factor[s->count - 1]; }

bool lehr_sched_is_plateau(const lehr_sched *s) { return s && s->count > 0 && plateau_term(s)->policy->is_plateau; }

void lehr_plateau_start(lehr_plateau *p, const lehr_sched *s)
{
    if (!p || !s) return;
    bool rising = lehr_sched_is_plateau(s) && plateau_term(s)->k.mode != 0;
    *p = (lehr_plateau){ .rate = s->lr, .best = rising ? -INFINITY : INFINITY };
}

double lehr_plateau_at(const lehr_plateau *p, const lehr_sched *s, long t)
{
    return !p || !lehr_sched_is_plateau(s) || (double)t < s->begin[s->parts - 1] ? lehr_sched_at(s, t) : p->rate;
}

/* Better by threshold, or by this fraction of |best|. (PyTorch uses best itself, which has the wrong sign below 0.) */
static bool is_better(const lehr_policy_values *k, double value, double best)
{
    bool relative = k->threshold_mode == 0, falling = k->mode == 0;
    if (isinf(best)) return falling ? value < best : value > best;
    double share = (falling == (best >= 0)) ? 1 - k->threshold : 1 + k->threshold;
    double bound = relative ? best * share : falling ? best - k->threshold : best + k->threshold;
    return falling ? value < bound : value > bound;
}

void lehr_plateau_update(lehr_plateau *p, const lehr_sched *s, long t, double value)
{
    if (!p || !lehr_sched_is_plateau(s) || (double)t < s->begin[s->parts - 1]) return;
    const lehr_policy_values *k = &plateau_term(s)->k;
    if (is_better(k, value, p->best)) {
        p->best = value;
        p->bad = 0;
    } else {
        p->bad++;
    }
    if (p->cooldown > 0) {
        p->cooldown--;
        p->bad = 0;
    }
    bool reduce = k->rule == 0 ? (double)p->bad > k->patience : p->bad > 0 && (double)p->bad >= k->patience;
    if (!reduce) return;
    double lower = fmax(p->rate * k->factor, k->min);
    if (p->rate - lower > k->eps) p->rate = lower;
    p->cooldown = (long)k->cooldown;
    p->bad = 0;
}

lehr_short_text lehr_plateau_metric(const lehr_sched *s)
{
    lehr_short_text w = { "" };
    if (!lehr_sched_is_plateau(s)) return w;
    const lehr_sched_term *f = plateau_term(s);
    for (const lehr_param_spec *k = f->policy->entry.params; k->name; k++)
        if (!strcmp(k->name, "metric")) w = lehr_param_spec_value_text(k, &f->k);
    return w;
}
