/* verdict_text.c — the verdict of a comparison in sentences. Each is a format that has a row in
 * lab/i18n/chinese_verdict.c, so the same code writes both languages. */
#include "lab/report/verdict_text.h"
#include "lab/compare/result_text.h"
#include <math.h>

typedef struct writer { const lehr_comparison *c; lehr_language language; lehr_strbuf *out; } writer;

/* A space separates sentences. */
static lehr_strbuf *next_sentence(const writer *w)
{
    if (w->out->length) lehr_strbuf_printf(w->out, " ");
    return w->out;
}

/* --- lists of policies -------------------------------------------------------------------------------------------- */

typedef bool property(const lehr_policy_result *p, lehr_verdict v);

static bool has_verdict(const lehr_policy_result *p, lehr_verdict v) { return p->verdict == v; }

/* Better or worse, also with Holm's correction for the number of differences. */
static bool is_significant(const lehr_policy_result *p, lehr_verdict v)
{
    (void)v;
    return (p->verdict == LEHR_VERDICT_BETTER || p->verdict == LEHR_VERDICT_WORSE) && p->holm < 0.05;
}

static int count(const lehr_comparison *c, property *has, lehr_verdict v)
{
    int n = 0;
    for (int i = 0; i < c->policies; i++) n += has(&c->policy[i], v);
    return n;
}

static const char *separator(const writer *w, int i, int n)
{
    return !i ? "" : lehr_translate_to(w->language, i == n - 1 ? " and " : ", ");
}

/* "a, b and c", best first: the policies that have a property. */
static void list(const writer *w, property *has, lehr_verdict v, lehr_strbuf *names)
{
    int n = count(w->c, has, v), i = 0;
    for (int k = 0; k < w->c->policies; k++) {
        const lehr_policy_result *p = &w->c->policy[w->c->rank[k]];
        if (has(p, v)) lehr_strbuf_printf(names, "%s%s", separator(w, i++, n), p->name);
    }
}

/* Frees a text that is part of a sentence; a failure becomes that of the sentence. */
static void release(const writer *w, lehr_strbuf *names)
{
    if (!w->out->status) w->out->status = names->status;
    lehr_strbuf_release(names);
}

/* --- sentences ---------------------------------------------------------------------------------------------------- */

/* Policies may share the first place: the same results, added in another order, may differ in the last digit. */
static void write_best(const writer *w)
{
    static const char *const sentence[2][2] = {
        { "%s has the highest mean %s, %s%s.", "%s has the lowest mean %s, %s%s." },
        { "%s share the highest mean %s, %s%s.", "%s share the lowest mean %s, %s%s." },
    };
    const lehr_comparison *c = w->c;
    const lehr_stats *best = &c->policy[c->rank[0]].end[c->metric], *next;
    lehr_strbuf names = {0};
    int n = 1;
    bool loss = lehr_metric_is_loss(c->metric);
    for (; n < c->policies; n++) {
        next = &c->policy[c->rank[n]].end[c->metric];
        if (next->n != best->n || fabs(next->mean - best->mean) > 1e-12 * fabs(best->mean)) break;
    }
    for (int i = 0; i < n; i++)
        lehr_strbuf_printf(&names, "%s%s", separator(w, i, n), c->policy[c->rank[i]].name);
    if (!names.status)
        lehr_strbuf_printf(next_sentence(w), lehr_translate_to(w->language, sentence[n > 1][loss]), names.s,
                           lehr_translate_to(w->language, lehr_score_metric_label(c->score, c->metric).s),
                           lehr_result_number_text(c, best->mean, c->metric).s,
                           c->score == LEHR_ACCURACY && !loss ? " %" : "");
    release(w, &names);
}

static void write_diverging(const writer *w)
{
    const lehr_comparison *c = w->c;
    lehr_strbuf names = {0};
    for (int i = 0; i < c->policies; i++) {
        const lehr_policy_result *p = &c->policy[c->rank[i]];
        if (!p->diverged) continue;
        if (names.length) lehr_strbuf_printf(&names, "%s", lehr_translate_to(w->language, ", "));
        lehr_strbuf_printf(&names,
                           lehr_translate_to(w->language, c->seeds == 1 ? "%s (%d of %d seed)" : "%s (%d of %d seeds)"),
                           p->name, p->diverged, c->seeds);
    }
    if (names.length)
        lehr_strbuf_printf(
            next_sentence(w),
            lehr_translate_to(w->language, "Diverges: %s; means and differences are over the other seeds."), names.s);
    release(w, &names);
}

/* sentence: a format of the baseline's name and of the names of all policies with this verdict. */
static void write_verdict(const writer *w, lehr_verdict v, const char *sentence)
{
    lehr_strbuf names = {0};
    list(w, has_verdict, v, &names);
    if (names.length)
        lehr_strbuf_printf(next_sentence(w), lehr_translate_to(w->language, sentence),
                           w->c->policy[w->c->baseline].name, names.s);
    release(w, &names);
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

static void write_noise(const writer *w)
{
    const lehr_comparison *c = w->c;
    const lehr_policy_result *p = nearest(c);
    int more = p ? p->seeds_needed - p->gain.n : 0;
    const char *seeds = lehr_translate_to(w->language, more == 1 ? "seed" : "seeds");
    lehr_strbuf names = {0};
    list(w, has_verdict, LEHR_VERDICT_NOISE, &names);
    if (!names.length) {
        release(w, &names);
        return;
    }
    lehr_strbuf_printf(next_sentence(w), lehr_translate_to(w->language, "Inside the noise of these %d seeds: %s"),
                       c->seeds, names.s);
    if (p && count(c, has_verdict, LEHR_VERDICT_NOISE) > 1)
        lehr_strbuf_printf(w->out,
                           lehr_translate_to(w->language,
                                             "; %d more %s might be enough for %s, if its difference and spread "
                                             "stay as they are"),
                           more, seeds, p->name);
    else if (p)
        lehr_strbuf_printf(w->out,
                           lehr_translate_to(w->language,
                                             "; %d more %s might be enough, if its difference and spread stay as "
                                             "they are"),
                           more, seeds);
    lehr_strbuf_printf(w->out, "%s", lehr_translate_to(w->language, "."));
    release(w, &names);
}

/* Holm's correction, where there are several differences and some are beyond the noise. */
static void write_holm(const writer *w)
{
    const lehr_comparison *c = w->c;
    int called = count(c, has_verdict, LEHR_VERDICT_BETTER) + count(c, has_verdict, LEHR_VERDICT_WORSE),
        all = called + count(c, has_verdict, LEHR_VERDICT_EQUAL) + count(c, has_verdict, LEHR_VERDICT_NOISE),
        significant = count(c, is_significant, LEHR_VERDICT_NONE);
    if (all < 2 || !called) return;
    lehr_strbuf names = {0}, clause = {0};
    list(w, is_significant, LEHR_VERDICT_NONE, &names);
    if (!significant) lehr_strbuf_printf(&clause, "%s", lehr_translate_to(w->language, "none of them remains"));
    else if (significant < called)
        lehr_strbuf_printf(&clause, lehr_translate_to(w->language, significant == 1 ? "%s remains" : "%s remain"),
                           names.s);
    else
        lehr_strbuf_printf(&clause, "%s",
                           lehr_translate_to(w->language, called == 1   ? "it remains"
                                          : called == 2 ? "both remain"
                                                        : "all of them remain"));
    if (clause.length)
        lehr_strbuf_printf(next_sentence(w),
                           lehr_translate_to(w->language, "Of %d differences, one in twenty comes by chance; held to "
                                                          "that (Holm's correction), %s."),
                           all, clause.s);
    release(w, &names);
    release(w, &clause);
}

void lehr_verdict_parts(const lehr_comparison *c, lehr_language language, lehr_strbuf *lead, lehr_strbuf *rest)
{
    writer w = { c, language, lead };
    if (!lead || !rest) return;
    if (!c || !c->run) lead->status = lehr_fail_null(__func__, "c");
    if (lead->status || !c) return;
    if (!c->policy[c->rank[0]].end[c->metric].n) {
        lehr_strbuf_printf(lead, lehr_translate_to(language, "No run came to its end. The first story: %s."),
                           c->run[0].failure.message);
        return;
    }
    write_best(&w);
    w.out = rest;
    write_diverging(&w);
    if (c->policies < 2) return;
    if (c->seeds == 1) {
        lehr_strbuf_printf(
            next_sentence(&w), "%s",
            lehr_translate_to(language, "With one seed nobody can say whether a difference is more than chance; ask "
                                        "for more with --seeds."));
        return;
    }
    write_verdict(&w, LEHR_VERDICT_BETTER, "Beyond the noise, better than %s: %s.");
    write_verdict(&w, LEHR_VERDICT_WORSE, "Beyond the noise, worse than %s: %s.");
    write_verdict(&w, LEHR_VERDICT_EQUAL, "Seed by seed the same as %s: %s.");
    write_noise(&w);
    write_verdict(&w, LEHR_VERDICT_NONE, "Too few seeds have a result of both it and %s: %s.");
    write_holm(&w);
}

void lehr_verdict_sentences(const lehr_comparison *c, lehr_strbuf *out)
{
    lehr_strbuf rest = {0};
    if (!out) return;
    lehr_verdict_parts(c, LEHR_ENGLISH, out, &rest);
    if (rest.length) lehr_strbuf_printf(out, " %s", rest.s);
    if (!out->status) out->status = rest.status;
    lehr_strbuf_release(&rest);
}
