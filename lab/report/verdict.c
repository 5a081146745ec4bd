#include "lab/report/report.h"
#include <math.h>

static const char *baseline_of(const lehr_comparison *c) { return c->policy[c->baseline].name; }

static int count(const lehr_comparison *c, lehr_verdict v)
{
    int n = 0;
    for (int i = 0; i < c->policies; i++) n += c->policy[i].verdict == v;
    return n;
}

typedef bool property(const lehr_policy_result *p, lehr_verdict v);

static bool has(const lehr_policy_result *p, lehr_verdict v) { return p->verdict == v; }

/* Called better or worse, and still so when held against how many were looked at. */
static bool remains(const lehr_policy_result *p, lehr_verdict v)
{
    (void)v;
    return (p->verdict == LEHR_VERDICT_BETTER || p->verdict == LEHR_VERDICT_WORSE) && p->holm < 0.05;
}

/* "a, b and c", best first: those of which something is true. */
static void list(const lehr_comparison *c, property *is, lehr_verdict v, lehr_strbuf *out)
{
    int all = 0, n = 0;
    for (int i = 0; i < c->policies; i++) all += is(&c->policy[i], v);
    for (int i = 0; i < c->policies; i++) {
        const lehr_policy_result *p = &c->policy[c->rank[i]];
        if (!is(p, v)) continue;
        lehr_strbuf_printf(out, "%s%s", !n ? "" : n == all - 1 ? " and " : ", ", p->name);
        n++;
    }
}

/* "onecycle has the highest mean validation accuracy, 93.9 %. " or, where several share the first place, "a and b
 * have …": the same figures in another order may add up to another last digit. */
static void say_first(const lehr_comparison *c, lehr_strbuf *out)
{
    const lehr_stats *first = &c->policy[c->rank[0]].end[c->metric];
    int n = 1;
    for (const lehr_stats *next; n < c->policies; n++) {
        next = &c->policy[c->rank[n]].end[c->metric];
        if (next->n != first->n || fabs(next->mean - first->mean) > 1e-12 * fabs(first->mean)) break;
    }
    for (int i = 0; i < n; i++)
        lehr_strbuf_printf(out, "%s%s", !i ? "" : i == n - 1 ? " and " : ", ", c->policy[c->rank[i]].name);
    lehr_strbuf_printf(out, " %s the %s mean %s, %s%s.", n > 1 ? "share" : "has",
                       lehr_metric_is_loss(c->metric) ? "lowest" : "highest",
                       lehr_score_metric_label(c->score, c->metric).s,
                       lehr_result_number_text(c, first->mean, c->metric).s,
                       c->score == LEHR_ACCURACY && !lehr_metric_is_loss(c->metric) ? " %" : "");
}

/* Of those inside the noise, the one that fewest more seeds might tell from the baseline; NULL: nobody can say. */
static const lehr_policy_result *nearest(const lehr_comparison *c)
{
    const lehr_policy_result *best = NULL;
    for (int i = 0; i < c->policies; i++) {
        const lehr_policy_result *p = &c->policy[c->rank[i]];
        bool knows = p->verdict == LEHR_VERDICT_NOISE && p->seeds_needed > p->gain.n;
        if (knows && (!best || p->seeds_needed - p->gain.n < best->seeds_needed - best->gain.n)) best = p;
    }
    return best;
}

static void say_noise(const lehr_comparison *c, lehr_strbuf *out)
{
    const lehr_policy_result *p = nearest(c);
    int all = count(c, LEHR_VERDICT_NOISE);
    if (!all) return;
    lehr_strbuf_printf(out, " Inside the noise of these %d seeds: ", c->seeds);
    list(c, has, LEHR_VERDICT_NOISE, out);
    if (p)
        lehr_strbuf_printf(out, "; %d more %s might be enough%s%s, if its difference and spread stay as they are",
                           p->seeds_needed - p->gain.n, p->seeds_needed - p->gain.n == 1 ? "seed" : "seeds", all > 1 ? " for " : "",
                           all > 1 ? p->name : "");
    lehr_strbuf_printf(out, ".");
}

/* " Better than fixed, beyond the noise: onecycle and poly." */
static void say_called(const lehr_comparison *c, lehr_verdict v, const char *word, lehr_strbuf *out)
{
    if (!count(c, v)) return;
    lehr_strbuf_printf(out, " %s %s: ", word, baseline_of(c));
    list(c, has, v, out);
    lehr_strbuf_printf(out, ".");
}

/* " Diverges: onecycle (2 of 5 seeds)." */
static void say_diverging(const lehr_comparison *c, lehr_strbuf *out)
{
    int n = 0;
    for (int i = 0; i < c->policies; i++) {
        const lehr_policy_result *p = &c->policy[c->rank[i]];
        if (!p->diverged) continue;
        lehr_strbuf_printf(out, "%s%s (%d of %d seed%s)", n++ ? ", " : " Diverges: ", p->name, p->diverged, c->seeds,
                           c->seeds == 1 ? "" : "s");
    }
    if (n) lehr_strbuf_printf(out, "; means and differences are over the other seeds.");
}

/* Holm's correction, where several differences were looked at and some were called. */
static void say_holm(const lehr_comparison *c, lehr_strbuf *out)
{
    int called = count(c, LEHR_VERDICT_BETTER) + count(c, LEHR_VERDICT_WORSE),
        looked = called + count(c, LEHR_VERDICT_EQUAL) + count(c, LEHR_VERDICT_NOISE);
    if (looked < 2 || !called) return;
    int left = 0;
    for (int i = 0; i < c->policies; i++) left += remains(&c->policy[i], c->policy[i].verdict);
    lehr_strbuf_printf(out, " Of %d differences, one in twenty comes by chance; held to that (Holm's correction), ",
                       looked);
    if (left == called)
        lehr_strbuf_printf(out, "%s.", called == 1 ? "it remains" : called == 2 ? "both remain" : "all of them remain");
    else if (!left) lehr_strbuf_printf(out, "none of them remains.");
    else {
        list(c, remains, LEHR_VERDICT_NONE, out);
        lehr_strbuf_printf(out, " remain%s.", left == 1 ? "s" : "");
    }
}

static void say_differences(const lehr_comparison *c, lehr_strbuf *out)
{
    if (c->policies < 2) return;
    if (c->seeds == 1) {
        lehr_strbuf_printf(
            out, " With one seed nobody can say whether a difference is more than chance; ask for more with --seeds.");
        return;
    }
    say_called(c, LEHR_VERDICT_BETTER, "Beyond the noise, better than", out);
    say_called(c, LEHR_VERDICT_WORSE, "Beyond the noise, worse than", out);
    say_called(c, LEHR_VERDICT_EQUAL, "Seed by seed the same as", out);
    say_noise(c, out);
    say_called(c, LEHR_VERDICT_NONE, "Too few seeds have a result of both it and", out);
    say_holm(c, out);
}

void lehr_verdict_sentences(const lehr_comparison *c, lehr_strbuf *out)
{
    if (!c->policy[c->rank[0]].end[c->metric].n) {
        lehr_strbuf_printf(out, "No run came to its end. The first story: %s.", c->run[0].message);
        return;
    }
    say_first(c, out);
    say_diverging(c, out);
    say_differences(c, out);
}
