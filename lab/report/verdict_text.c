/* verdict_text.c — the verdict of a comparison in sentences. Each is a format with a row in
 * lab/i18n/chinese_verdict.c, so the same code writes both languages. */
#include "lab/report/verdict_text.h"
#include "lab/compare/result_text.h"
#include <math.h>

typedef struct writer {
    const lehr_comparison *c;
    lehr_language language;
    lehr_strbuf *out, names;            /* names: the policies of the present sentence */
} writer;

static const char *translate(const writer *w, const char *english) LEHR_FORMAT_ARG(2);
static const char *translate(const writer *w, const char *english) { return lehr_translate_to(w->language, english); }

/* A space separates English sentences. */
static lehr_strbuf *next_sentence(const writer *w)
{
    if (w->out->length && w->language == LEHR_ENGLISH) lehr_strbuf_printf(w->out, " ");
    return w->out;
}

/* --- lists of policies -------------------------------------------------------------------------------------------- */

enum { SIGNIFICANT = -1 };              /* in place of a verdict: better or worse, also with Holm's correction */

static bool has_verdict(const lehr_policy_result *p, int verdict)
{
    if (verdict != SIGNIFICANT) return (int)p->verdict == verdict;
    return (p->verdict == LEHR_VERDICT_BETTER || p->verdict == LEHR_VERDICT_WORSE) && p->holm < 0.05;
}

static int count(const lehr_comparison *c, int verdict)
{
    int n = 0;
    for (int i = 0; i < c->policies; i++) n += has_verdict(&c->policy[i], verdict);
    return n;
}

static void clear_names(writer *w)
{
    if (w->names.s) w->names.s[0] = '\0';
    w->names.length = 0;
}

/* Name i of n: "a, b and c". */
static void add_name(writer *w, int i, int n, const char *name)
{
    lehr_strbuf_printf(&w->names, "%s%s", !i ? "" : translate(w, i == n - 1 ? " and " : ", "), name);
}

/* The policies with a verdict, best first; their number. */
static int list(writer *w, int verdict)
{
    int n = count(w->c, verdict), i = 0;
    clear_names(w);
    for (int k = 0; k < w->c->policies; k++) {
        const lehr_policy_result *p = &w->c->policy[w->c->rank[k]];
        if (has_verdict(p, verdict)) add_name(w, i++, n, p->name);
    }
    return w->names.status ? 0 : n;
}

/* --- sentences ---------------------------------------------------------------------------------------------------- */

/* Policies may share the first place. Equal results, added in another order, may differ in the last digit. */
static void write_best(writer *w)
{
    static const char *const sentence[2][2] = {
        { "%s has the highest mean %s, %s%s.", "%s has the lowest mean %s, %s%s." },
        { "%s share the highest mean %s, %s%s.", "%s share the lowest mean %s, %s%s." },
    };
    const lehr_comparison *c = w->c;
    const lehr_stats *best = &c->policy[c->rank[0]].end[c->metric], *next;
    int n = 1;
    bool loss = lehr_metric_is_loss(c->metric);
    for (; n < c->policies; n++) {
        next = &c->policy[c->rank[n]].end[c->metric];
        if (next->n != best->n || fabs(next->mean - best->mean) > 1e-12 * fabs(best->mean)) break;
    }
    for (int i = 0; i < n; i++) add_name(w, i, n, c->policy[c->rank[i]].name);
    if (w->names.status) return;
    lehr_strbuf_printf(next_sentence(w), translate(w, sentence[n > 1][loss]), w->names.s,
                       translate(w, lehr_score_metric_label(c->score, c->metric).s),
                       lehr_result_number_text(c, best->mean, c->metric).s,
                       c->score == LEHR_ACCURACY && !loss ? " %" : "");
}

static void write_diverging(writer *w)
{
    const lehr_comparison *c = w->c;
    const char *part = translate(w, c->seeds == 1 ? "%s (%d of %d seed)" : "%s (%d of %d seeds)");
    clear_names(w);
    for (int i = 0; i < c->policies; i++) {
        const lehr_policy_result *p = &c->policy[c->rank[i]];
        if (!p->diverged) continue;
        if (w->names.length) lehr_strbuf_printf(&w->names, "%s", translate(w, ", "));
        lehr_strbuf_printf(&w->names, part, p->name, p->diverged, c->seeds);
    }
    if (w->names.length)
        lehr_strbuf_printf(next_sentence(w),
                           translate(w, "Diverges: %s; means and differences are over the other seeds."), w->names.s);
}

/* sentence: a format of the baseline's name and the names of all policies with this verdict. */
static void write_verdict(writer *w, lehr_verdict v, const char *sentence)
{
    if (list(w, (int)v))
        lehr_strbuf_printf(next_sentence(w), translate(w, sentence), w->c->policy[w->c->baseline].name, w->names.s);
}

/* Of the policies inside the noise, the one that needs the fewest additional seeds; NULL: it cannot be estimated. */
static const lehr_policy_result *nearest(const lehr_comparison *c)
{
    const lehr_policy_result *best = NULL;
    for (int i = 0; i < c->policies; i++) {
        const lehr_policy_result *p = &c->policy[c->rank[i]];
        bool known = p->verdict == LEHR_VERDICT_NOISE && p->seeds_needed > p->gain.n;
        if (known && (!best || p->seeds_needed - p->gain.n < best->seeds_needed - best->gain.n)) best = p;
    }
    return best;
}

static void write_noise(writer *w)
{
    const lehr_policy_result *p = nearest(w->c);
    int n = list(w, LEHR_VERDICT_NOISE), more = p ? p->seeds_needed - p->gain.n : 0;
    const char *seeds = translate(w, more == 1 ? "seed" : "seeds");
    if (!n) return;
    lehr_strbuf_printf(next_sentence(w), translate(w, "Inside the noise of these %d seeds: %s"), w->c->seeds,
                       w->names.s);
    if (p && n > 1)
        lehr_strbuf_printf(w->out, translate(w, "; %d more %s might be enough for %s, if its difference and spread "
                                                "stay as they are"), more, seeds, p->name);
    else if (p)
        lehr_strbuf_printf(w->out, translate(w, "; %d more %s might be enough, if its difference and spread stay as "
                                                "they are"), more, seeds);
    lehr_strbuf_printf(w->out, "%s", translate(w, "."));
}

/* Holm's correction, if there are several differences and some are beyond the noise. */
static void write_holm(writer *w)
{
    const lehr_comparison *c = w->c;
    int called = count(c, LEHR_VERDICT_BETTER) + count(c, LEHR_VERDICT_WORSE),
        all = called + count(c, LEHR_VERDICT_EQUAL) + count(c, LEHR_VERDICT_NOISE);
    if (all < 2 || !called) return;
    int significant = count(c, SIGNIFICANT);
    bool some = significant && significant < called;
    const char *clause = translate(w, !significant ? "none of them remains"
                                      : called == 1 ? "it remains"
                                      : called == 2 ? "both remain"
                                                    : "all of them remain");
    lehr_strbuf remaining = {0};
    if (some && list(w, SIGNIFICANT))
        lehr_strbuf_printf(&remaining, translate(w, significant == 1 ? "%s remains" : "%s remain"), w->names.s);
    if (!some || remaining.s)
        lehr_strbuf_printf(next_sentence(w),
                           translate(w, "Of %d differences, one in twenty comes by chance; held to that (Holm's "
                                        "correction), %s."), all, some ? remaining.s : clause);
    if (!w->out->status) w->out->status = remaining.status;
    lehr_strbuf_release(&remaining);
}

/* The sentences after the first. */
static void write_rest(writer *w)
{
    write_diverging(w);
    if (w->c->policies < 2) return;
    if (w->c->seeds == 1) {
        lehr_strbuf_printf(next_sentence(w), "%s",
                           translate(w, "One seed cannot show whether a difference is more than chance; use --seeds "
                                        "for more."));
        return;
    }
    write_verdict(w, LEHR_VERDICT_BETTER, "Beyond the noise, better than %s: %s.");
    write_verdict(w, LEHR_VERDICT_WORSE, "Beyond the noise, worse than %s: %s.");
    write_verdict(w, LEHR_VERDICT_EQUAL, "Seed by seed the same as %s: %s.");
    write_noise(w);
    write_verdict(w, LEHR_VERDICT_NONE, "Too few seeds have a result of both it and %s: %s.");
    write_holm(w);
}

void lehr_verdict_parts(const lehr_comparison *c, lehr_language language, lehr_strbuf *lead, lehr_strbuf *rest)
{
    writer w = { c, language, lead, {0} };
    if (!lead || !rest) return;
    if (!c || !c->run) lead->status = lehr_fail_null(__func__, "c");
    if (lead->status || !c) return;
    if (!c->policy[c->rank[0]].end[c->metric].n) {
        lehr_strbuf_printf(lead, translate(&w, "No run finished. The first failure: %s."), c->run[0].failure.message);
        return;
    }
    write_best(&w);
    w.out = rest;
    write_rest(&w);
    if (!rest->status) rest->status = w.names.status;
    lehr_strbuf_release(&w.names);
}

void lehr_verdict_sentences(const lehr_comparison *c, lehr_strbuf *out)
{
    lehr_strbuf rest = {0};
    if (!out) return;
    lehr_verdict_parts(c, lehr_language_get(), out, &rest);
    if (rest.length) lehr_strbuf_printf(out, "%s%s", lehr_language_get() == LEHR_ENGLISH ? " " : "", rest.s);
    if (!out->status) out->status = rest.status;
    lehr_strbuf_release(&rest);
}
