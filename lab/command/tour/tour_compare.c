/* tour_compare.c — the stop about the fair comparison: which policy wins, and by more than the noise? */
#include "core/base/memory.h"
#include "core/base/utf8.h"
#include "lab/command/compare.h"
#include "lab/command/tour/tour.h"
#include "lab/compare/runner.h"
#include "lab/data/data_open.h"
#include "lab/report/report.h"
#include "lab/plot/charts/sparkline.h"
#include "sched/spec.h"

enum { CELLS = 40 };

static const char *const specs[TOUR_CHOICES] = { "fixed", "step:every=1500,gamma=0.5", "cosine", "onecycle" };

static lehr_status compare(tour *t)
{
    lehr_plan p;
    lehr_status status = tour_plan(t, &p);
    if (status) return status;
    if (!(t->data = lehr_data_open(p.task))) return lehr_last_status();
    if (!(t->comparison = lehr_alloc(1, sizeof *t->comparison))) return LEHR_ERR_MEMORY;
    status = lehr_comparison_init(t->comparison, &p, t->data, specs, TOUR_CHOICES, NULL, LEHR_VALIDATION_ACCURACY,
                                  TOUR_SEEDS);
    return status ? status : lehr_runner_run(&(lehr_runner){ .jobs = compare_default_jobs() }, t->comparison, 1);
}

/* Where there is room, its shape beside its name. */
static lehr_status list_policies(const tour *t, lehr_strbuf *out)
{
    double rate[CELLS];
    lehr_sched s;
    const lehr_comparison *c = t->comparison;
    for (int i = 0; i < TOUR_CHOICES; i++) {
        lehr_status status = lehr_sched_parse(&s, specs[i], c->plan.lr, c->steps);
        if (status) return status;
        for (int k = 0; k < CELLS; k++) rate[k] = lehr_sched_at(&s, c->steps * k / CELLS);
        lehr_strbuf_printf(out, "  %d  %s", i + 1, specs[i]);
        if (t->draws) {
            lehr_strbuf_printf(out, "%*s", 28 - lehr_utf8_width(specs[i]), "");
            lehr_sparkline_within(out, rate, CELLS, CELLS, false, (lehr_range){ 0, c->plan.lr });
        }
        lehr_strbuf_printf(out, "\n");
    }
    return LEHR_OK;
}

static lehr_status show_compare(tour *t, lehr_strbuf *out)
{
    lehr_status status = compare(t);
    if (status) return status;
    const lehr_comparison *c = t->comparison;
    tour_print(
        t, out,
        IN(t,
           "Which policy is best? A training depends on chance, too: its seed decides the first weights and the order "
           "of the batches. So Lehr trains %s under each of these %d policies from the same %d seeds, rate %s, %ld "
           "updates each, and compares seed by seed:"),
        c->plan.task, TOUR_CHOICES, TOUR_SEEDS, lehr_number_text(c->plan.lr).s, c->steps);
    status = list_policies(t, out);
    tour_print(t, out, IN(t, "All %d trainings are done, just now; the table is behind the question."),
               TOUR_CHOICES * TOUR_SEEDS);
    tour_print_bold(t, out, "%s", IN(t, "Which has the highest mean validation accuracy, 1, 2, 3 or 4?"));
    tour_ask_number(t, true, 1, TOUR_CHOICES);
    t->right = c->rank[0] + 1;
    return status;
}

static void hint_compare(const tour *t, lehr_strbuf *out)
{
    const lehr_comparison *c = t->comparison;
    int last = c->rank[TOUR_CHOICES - 1];
    tour_print(t, out,
               IN(t, "Last is %s, with %s %%. A rate that is right at the start may be too large near the end."),
               c->policy[last].name, lehr_mean_text(&c->policy[last].end[c->metric], c->metric).s);
}

/* Policy b minus policy a in points, seed by seed, where both came to their end. */
static lehr_stats difference(const lehr_comparison *c, int a, int b)
{
    double gain[TOUR_SEEDS];
    int n = 0;
    for (int k = 0; k < c->seeds; k++) {
        const lehr_history_row *p = lehr_comparison_end(c, a, k), *q = lehr_comparison_end(c, b, k);
        if (p && q) gain[n++] = 100 * (lehr_metric_value(q, c->metric) - lehr_metric_value(p, c->metric));
    }
    return n ? lehr_stats_of(gain, n) : (lehr_stats){ .n = 0 };
}

/* A difference inside the noise counts as right. */
static lehr_status judge_compare(tour *t, bool *right, lehr_strbuf *out)
{
    const lehr_comparison *c = t->comparison;
    int said = (int)t->number - 1, best = c->rank[0];
    *right = said == best;
    if (*right) return LEHR_OK;
    lehr_stats gain = difference(c, said, best);
    lehr_stats_direction sign = lehr_stats_get_direction(&gain);
    *right = sign == LEHR_DIRECTION_NOISE || sign == LEHR_DIRECTION_EQUAL;
    if (*right)
        tour_print(
            t, out,
            IN(t,
               "%s is on top, but %s is only %.1f ± %.1f points below it, and that holds 0: inside the noise of %d "
               "seeds. So nobody can say that you are wrong."),
            c->policy[best].name, c->policy[said].name, gain.mean, gain.interval, gain.n);
    else
        tour_print(
            t, out,
            IN(t, "No: there is one that is %.1f ± %.1f points above %s, and that is more than the noise of %d seeds."),
            gain.mean, gain.interval, c->policy[said].name, gain.n);
    return LEHR_OK;
}

static const char *verdict(const tour *t, lehr_verdict v)
{
    switch (v) {
    case LEHR_VERDICT_BASELINE:     return IN(t, "baseline");
    case LEHR_VERDICT_EQUAL: return IN(t, "equal");
    case LEHR_VERDICT_NOISE: return IN(t, "noise");
    case LEHR_VERDICT_BETTER: return IN(t, "better");
    case LEHR_VERDICT_WORSE: return IN(t, "worse");
    case LEHR_VERDICT_DIVERGES: return IN(t, "diverged");
    default:                return "";
    }
}

static void padded(lehr_strbuf *out, const char *text, int columns)
{
    int width = lehr_utf8_width(text);
    lehr_strbuf_printf(out, "%s%*s", text, width < columns ? columns - width : 0, "");
}

/* 40 columns at most. */
static lehr_status answer_compare(tour *t, lehr_strbuf *out)
{
    const lehr_comparison *c = t->comparison;
    padded(out, IN(t, "policy"), 9);
    padded(out, IN(t, "accuracy"), 11);
    padded(out, IN(t, "gain"), 11);
    lehr_strbuf_printf(out, "%s\n", IN(t, "verdict"));
    for (int i = 0; i < c->policies; i++) {
        const lehr_policy_result *p = &c->policy[c->rank[i]];
        bool baseline = c->rank[i] == c->baseline;
        padded(out, p->name, 9);
        padded(out, lehr_mean_text(&p->end[c->metric], c->metric).s, 11);
        padded(out,
               baseline || !p->gain.n ? ""
                                      : lehr_short_printf("%+.1f ± %.1f", 100 * p->gain.mean, 100 * p->gain.interval).s,
               11);
        lehr_strbuf_printf(out, "%s\n", verdict(t, baseline ? LEHR_VERDICT_BASELINE : p->verdict));
    }
    tour_print(
        t, out,
        IN(t,
           "(accuracy on the validation rows in percent ± standard deviation over %d seeds; gain: against %s, with "
           "its 95 %% interval.) Such a ranking belongs to one start rate and one budget: from another rate the order "
           "is another."),
        TOUR_SEEDS, c->policy[c->baseline].name);
    return LEHR_OK;
}

static void alone_compare(const tour *t, lehr_strbuf *out)
{
    const lehr_plan *p = &t->comparison->plan;
    tour_print_command(t, out, "compare %s %s %s %s %s --seeds %d --seed %ld --out out", p->task, specs[0], specs[1],
                       specs[2], specs[3], TOUR_SEEDS, p->seed);
    tour_print_command(t, out, "compare %s fixed cosine --lr 0.01/%s/0.1 --seeds 20", p->task,
                       lehr_number_text(p->lr).s);
}

const tour_stop stop_compare = {
    "Who wins?", show_compare, hint_compare, judge_compare, answer_compare, alone_compare
};
