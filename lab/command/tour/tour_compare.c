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

/* Where there is room, with the shape of each policy. */
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
    t->right = c->rank[0] + 1;
    tour_print(t, out, "Which policy is best? A run also depends on chance: the seed fixes the initial weights and "
               "the order of the batches. So Lehr trains %s with each of these %d policies and the same %d seeds, "
               "base rate %s, %ld updates each, and compares seed by seed:", c->plan.task, TOUR_CHOICES, TOUR_SEEDS,
               lehr_number_text(c->plan.lr).s, c->steps);
    if ((status = list_policies(t, out))) return status;
    tour_print(t, out, "All %d runs have just finished; the table follows your answer.", TOUR_CHOICES * TOUR_SEEDS);
    return tour_ask(t, out, ANSWER_WHOLE, 1, TOUR_CHOICES, "Which has the highest mean validation accuracy: 1, 2, 3 or "
                    "4?");
}

static lehr_status hint_compare(const tour *t, lehr_strbuf *out)
{
    const lehr_comparison *c = t->comparison;
    const lehr_policy_result *last = &c->policy[c->rank[TOUR_CHOICES - 1]];
    return tour_print(t, out, "Last is %s, with %s %%. A rate that is right at the start may be too large near the "
                      "end.", last->name, lehr_mean_text(&last->end[c->metric], c->metric).s);
}

/* Policy b minus policy a in points, over the seeds where both runs finished. */
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
static lehr_status check_compare(tour *t, bool *right, lehr_strbuf *out)
{
    const lehr_comparison *c = t->comparison;
    int answer = (int)t->number - 1, best = c->rank[0];
    *right = answer == best;
    if (*right) return LEHR_OK;
    lehr_stats gain = difference(c, answer, best);
    lehr_stats_direction sign = lehr_stats_get_direction(&gain);
    *right = sign == LEHR_DIRECTION_NOISE || sign == LEHR_DIRECTION_EQUAL;
    if (!*right)
        return tour_print(t, out, "No: another policy is %.1f ± %.1f points above %s, more than the noise of %d seeds.",
                          gain.mean, gain.interval, c->policy[answer].name, gain.n);
    return tour_print(t, out, "%s is first, but %s is only %.1f ± %.1f points below it. The interval contains 0: "
                      "inside the noise of %d seeds. Your answer counts as right.", c->policy[best].name,
                      c->policy[answer].name, gain.mean, gain.interval, gain.n);
}

static void print_cell(lehr_strbuf *out, const char *text, int columns)
{
    int width = lehr_utf8_width(text);
    lehr_strbuf_printf(out, "%s%*s", text, width < columns ? columns - width : 0, "");
}

/* At most 40 columns. */
static lehr_status answer_compare(tour *t, lehr_strbuf *out)
{
    const lehr_comparison *c = t->comparison;
    print_cell(out, IN(t, "policy"), 9);
    print_cell(out, IN(t, "accuracy"), 11);
    print_cell(out, IN(t, "gain"), 11);
    lehr_strbuf_printf(out, "%s\n", IN(t, "verdict"));
    for (int i = 0; i < c->policies; i++) {
        const lehr_policy_result *p = &c->policy[c->rank[i]];
        bool baseline = c->rank[i] == c->baseline;
        print_cell(out, p->name, 9);
        print_cell(out, lehr_mean_text(&p->end[c->metric], c->metric).s, 11);
        lehr_short_text gain = lehr_short_printf("%+.1f ± %.1f", 100 * p->gain.mean, 100 * p->gain.interval);
        print_cell(out, baseline || !p->gain.n ? "" : gain.s, 11);
        lehr_strbuf_printf(out, "%s\n", IN(t, lehr_verdict_name(baseline ? LEHR_VERDICT_BASELINE : p->verdict)));
    }
    return tour_print(t, out, "(accuracy: validation samples, in percent, ± standard deviation over %d seeds; gain: "
                      "against %s, with its 95 %% interval.) The ranking is for one base rate and one budget; with "
                      "another rate it can differ.", TOUR_SEEDS, c->policy[c->baseline].name);
}

static void print_compare_commands(const tour *t, lehr_strbuf *out)
{
    const lehr_plan *p = &t->comparison->plan;
    tour_print_command(t, out, "compare %s %s %s %s %s --seeds %d --seed %ld --out out", p->task, specs[0], specs[1],
                       specs[2], specs[3], TOUR_SEEDS, p->seed);
    tour_print_command(t, out, "compare %s fixed cosine --lr 0.01/%s/0.1 --seeds 20", p->task,
                       lehr_number_text(p->lr).s);
}

const tour_stop stop_compare = {
    "Who wins?", show_compare, hint_compare, check_compare, answer_compare, print_compare_commands
};
