/* conclude.c — what came out of a comparison: means, differences, verdicts, ranks, curves */
#include "core/memory.h"
#include "lab/compare.h"
#include <math.h>

static const lehr_point *end_of(const lehr_comparison *c, int policy, int seed)
{
    const lehr_outcome *o = &c->run[policy * c->seeds + seed];
    return o->status || !o->history.count ? NULL : &o->history.point[o->history.count - 1];
}

static void summarise(lehr_comparison *c, int policy, double *v)
{
    lehr_policy_result *p = &c->policy[policy];
    int n = 0;
    for (lehr_metric m = 0; m < LEHR_METRICS; m++) {
        n = 0;
        for (int seed = 0; seed < c->seeds; seed++)
            if (end_of(c, policy, seed)) v[n++] = lehr_metric_of(end_of(c, policy, seed), m);
        if (n) p->end[m] = lehr_stats_of(v, n);
        p->diverged = c->seeds - n;
    }
    n = 0;
    for (int seed = 0; seed < c->seeds; seed++) {
        const lehr_point *ours = end_of(c, policy, seed), *theirs = end_of(c, c->baseline, seed);
        if (ours && theirs) v[n++] = lehr_metric_of(ours, c->metric) - lehr_metric_of(theirs, c->metric);
    }
    if (n) p->gain = lehr_stats_of(v, n);
}

static void judge(lehr_comparison *c, int policy)
{
    static const lehr_verdict high[] = { LEHR_NO_VERDICT, LEHR_EQUAL, LEHR_INSIDE_NOISE, LEHR_BETTER, LEHR_WORSE };
    static const lehr_verdict low[]  = { LEHR_NO_VERDICT, LEHR_EQUAL, LEHR_INSIDE_NOISE, LEHR_WORSE, LEHR_BETTER };
    lehr_policy_result *p = &c->policy[policy];
    bool baseline = policy == c->baseline;
    p->verdict = baseline ? LEHR_BASELINE : (lehr_metric_is_loss(c->metric) ? low : high)[lehr_stats_sign(&p->gain)];
    p->needed = p->verdict == LEHR_INSIDE_NOISE ? lehr_stats_needed(&p->gain) : 0;
    p->p = baseline ? NAN : lehr_stats_p(&p->gain);
}

/* Smaller is better for a loss; a policy without a single result is the worst. */
static double worth(const lehr_comparison *c, int policy)
{
    const lehr_stats *s = &c->policy[policy].end[c->metric];
    return !s->n ? -INFINITY : lehr_metric_is_loss(c->metric) ? -s->mean : s->mean;
}

lehr_status lehr_comparison_conclude(lehr_comparison *c)
{
    size_t n = (size_t)(c->seeds > c->policies ? c->seeds : c->policies);
    double *v = lehr_alloc(n, sizeof *v);
    if (!v) return LEHR_ERR_MEMORY;
    for (int i = 0; i < c->policies; i++) {
        summarise(c, i, v);
        judge(c, i);
        int at = i;
        while (at > 0 && worth(c, c->rank[at - 1]) < worth(c, i)) c->rank[at] = c->rank[at - 1], at--;
        c->rank[at] = i;
    }
    for (int i = 0; i < c->policies; i++) v[i] = c->policy[i].p;
    lehr_holm(v, c->policies);
    for (int i = 0; i < c->policies; i++) c->policy[i].holm = v[i];
    lehr_free(v);
    return LEHR_OK;
}

int lehr_comparison_rows(const lehr_comparison *c)
{
    return (int)(c->steps / c->plan.every + (c->steps % c->plan.every != 0));
}

void lehr_comparison_curve(const lehr_comparison *c, int policy, lehr_metric m, double *mean)
{
    int rows = lehr_comparison_rows(c), runs = c->seeds - c->policy[policy].diverged;
    for (int k = 0; k < rows; k++) {
        mean[k] = runs ? 0 : NAN;
        for (int seed = 0; seed < c->seeds; seed++) {
            const lehr_outcome *o = &c->run[policy * c->seeds + seed];
            if (!o->status) mean[k] += lehr_metric_of(&o->history.point[k], m) / runs;
        }
    }
}
