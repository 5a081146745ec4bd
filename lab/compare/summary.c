/* summary.c — the results of a comparison: means, differences, ranks, curves. The verdicts: lab/compare/verdict.c */
#include "core/base/memory.h"
#include "lab/compare/comparison.h"
#include <math.h>

const lehr_history_row *lehr_comparison_end(const lehr_comparison *c, int policy, int seed)
{
    if (!c || !c->run || policy < 0 || policy >= c->policies || seed < 0 || seed >= c->seeds) return NULL;
    const lehr_run_outcome *o = &c->run[policy * c->seeds + seed];
    return o->failure.status || !o->history.count ? NULL : &o->history.row[o->history.count - 1];
}

lehr_stats lehr_comparison_gain(const lehr_comparison *c, int policy, const lehr_comparison *base, double *v)
{
    int n = 0;
    for (int seed = 0; c && base && v && seed < c->seeds; seed++) {
        const lehr_history_row *own = lehr_comparison_end(c, policy, seed),
                               *other = lehr_comparison_end(base, base->baseline, seed);
        if (own && other) v[n++] = lehr_metric_value(own, c->metric) - lehr_metric_value(other, c->metric);
    }
    return n ? lehr_stats_of(v, n) : (lehr_stats){ .n = 0 };
}

/* v [seeds] is for temporary values. */
static void summarize_policy(lehr_comparison *c, int policy, double *v)
{
    lehr_policy_result *p = &c->policy[policy];
    int n = 0;
    for (lehr_metric m = 0; m < LEHR_METRICS; m++) {
        n = 0;
        for (int seed = 0; seed < c->seeds; seed++)
            if (lehr_comparison_end(c, policy, seed))
                v[n++] = lehr_metric_value(lehr_comparison_end(c, policy, seed), m);
        if (n) p->end[m] = lehr_stats_of(v, n);
        p->diverged = c->seeds - n;
    }
    p->gain = lehr_comparison_gain(c, policy, c, v);
}

static void set_verdict(lehr_comparison *c, int policy)
{
    lehr_policy_result *p = &c->policy[policy];
    p->verdict = policy == c->baseline ? LEHR_VERDICT_BASELINE
                 : lehr_verdict_decide(c->metric, &p->gain, p->diverged, c->policy[c->baseline].diverged);
    p->seeds_needed = p->verdict == LEHR_VERDICT_NOISE ? lehr_stats_seeds_needed(&p->gain) : 0;
    p->p = p->verdict == LEHR_VERDICT_BASELINE || p->verdict == LEHR_VERDICT_DIVERGES ? NAN : lehr_stats_p(&p->gain);
}

static bool is_ahead(const lehr_comparison *c, int a, int b)
{
    return lehr_stats_is_better(c->metric, &c->policy[a].end[c->metric], &c->policy[b].end[c->metric]);
}

lehr_status lehr_comparison_summarize(lehr_comparison *c)
{
    if (!c) return lehr_fail_null(__func__, "c");
    lehr_status status = lehr_comparisons_check(c, 1);
    if (status) return status;
    size_t n = (size_t)(c->seeds > c->policies ? c->seeds : c->policies);
    double *v = lehr_alloc(n, sizeof *v);
    if (!v) return LEHR_ERR_MEMORY;
    for (int i = 0; i < c->policies; i++) summarize_policy(c, i, v);
    for (int i = 0; i < c->policies; i++) {
        set_verdict(c, i);
        int at = i;
        for (; at > 0 && is_ahead(c, i, c->rank[at - 1]); at--) c->rank[at] = c->rank[at - 1];
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
    if (!c || c->plan.every < 1) return 0;
    return (int)(c->steps / c->plan.every + (c->steps % c->plan.every != 0));
}

void lehr_comparison_curve(const lehr_comparison *c, int policy, lehr_metric m, double *mean)
{
    if (!c || !mean || policy < 0 || policy >= c->policies) return;
    int rows = lehr_comparison_rows(c), runs = c->seeds - c->policy[policy].diverged;
    for (int k = 0; k < rows; k++) {
        mean[k] = runs ? 0 : NAN;
        for (int seed = 0; seed < c->seeds; seed++) {
            const lehr_run_outcome *o = &c->run[policy * c->seeds + seed];
            if (k < o->history.count && !o->failure.status)
                mean[k] += lehr_metric_value(&o->history.row[k], m) / runs;
        }
    }
}
