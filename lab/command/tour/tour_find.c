/* tour_find.c — the stop about the range test: which rate would you train with? Each answer is tried in a run. */
#include "core/base/memory.h"
#include "lab/command/terminal/terminal_chart.h"
#include "lab/command/tour/tour.h"
#include "lab/data/data_open.h"
#include <math.h>

enum { ROWS = 8, LINES = 9 };

static double rate_of(const tour *t, lehr_lr_rule rule) { return t->estimate.suggestion[rule].rate; }
static lehr_short_text text_of(const tour *t, lehr_lr_rule rule) { return lehr_lr_text(rate_of(t, rule)); }

static lehr_status draw_test(const tour *t, const lehr_range_curve *c, lehr_strbuf *out)
{
    size_t n = (size_t)c->count;
    double *x = lehr_alloc(2 * n, sizeof *x), *y;
    if (!x) return LEHR_ERR_MEMORY;
    y = x + n;
    for (size_t i = 0; i < n; i++) {
        x[i] = c->point[i].smoothed_lr;
        y[i] = c->point[i].smoothed;
    }
    const lehr_series s[] = { { .x = x, .y = y, .count = c->count } };
    terminal_chart_draw(out, &(lehr_line_chart){ .series = s, .count = 1, .log_x = true }, ROWS, t->colour);
    lehr_free(x);
    return LEHR_OK;
}

static lehr_status print_test(const tour *t, const lehr_range_curve *c, lehr_strbuf *out)
{
    if (t->draws) return draw_test(t, c, out);
    lehr_strbuf_printf(out, "%s", IN(t, "      rate   loss\n"));
    for (int i = 1; i <= LINES; i++) {
        const lehr_range_point *p = &c->point[(c->count - 1) * i / LINES];
        lehr_strbuf_printf(out, "  %8.2g   %.4f\n", p->smoothed_lr, p->smoothed);
    }
    return LEHR_OK;
}

static lehr_status run_test(tour *t, lehr_range_plan *p, lehr_range_curve *c)
{
    lehr_plan plan;
    lehr_status status = tour_plan(t, &plan);
    *p = lehr_range_default_plan(LEHR_RANGE_EXP);
    if (status) return status;
    if (!(t->data = lehr_data_open(plan.task)) || !(t->run = lehr_run_new(&plan, t->data))) return lehr_last_status();
    status = lehr_range_test(t->run, p, c, NULL, NULL);
    if (!status && !c->count) status = lehr_fail(LEHR_ERR_NAN, "%s", c->failure.message);
    if (!status) lehr_lr_estimate_from_curve(c, &t->estimate);
    return status;
}

/* The validation accuracy of a run with this rate, in percent; NaN: it diverged. */
static lehr_status try_rate(tour *t, double lr, double *percent)
{
    lehr_history h = {0};
    lehr_status status = tour_train(t, lr, "fixed", &h);
    *percent = !status && h.count ? 100 * h.row[h.count - 1].validation_accuracy : NAN;
    lehr_history_release(&h);
    return status == LEHR_ERR_NAN ? LEHR_OK : status;
}

static lehr_status show_find(tour *t, lehr_strbuf *out)
{
    lehr_range_plan p;
    lehr_range_curve c = {0};
    lehr_status status = run_test(t, &p, &c);
    if (!status) {
        tour_print(t, out, "Which base rate? The range test trains once, raises the rate at each update from %s to %s, "
                   "and records the smoothed batch loss. It ended at rate %s.%s", lehr_number_text(p.from).s,
                   lehr_number_text(p.to).s, lehr_lr_text(c.point[c.count - 1].lr).s,
                   !t->draws ? "" : IN(t, " The horizontal axis is the rate, on a logarithmic scale:"));
        status = print_test(t, &c, out);
        tour_ask(t, out, ANSWER_RATE, 0, LEHR_MAX_RATE, "Which rate would you train with?");
    }
    lehr_range_curve_release(&c);
    return status;
}

static lehr_status hint_find(const tour *t, lehr_strbuf *out)
{
    return tour_print(t, out, "Learning begins near %s, where a tenth of the decrease is reached; from %s on the loss "
                      "becomes noisy or rises.", text_of(t, LEHR_LR_BASE).s, text_of(t, LEHR_LR_MAX).s);
}

/* Right is a rate from where the loss begins to fall to where it rises or becomes noisy. The result of a run with it is
 * printed in any case. */
static lehr_status check_find(tour *t, bool *right, lehr_strbuf *out)
{
    double base = rate_of(t, LEHR_LR_BASE), max = rate_of(t, LEHR_LR_MAX), percent;
    lehr_short_text rate = lehr_number_text(t->number);
    lehr_status status = try_rate(t, t->number, &percent);
    if (status) return status;
    *right = t->estimate.status || (t->number >= base && (t->number <= max || !(max > 0)));
    if (isnan(percent)) tour_print(t, out, "A run with %s diverged: its loss became NaN.", rate.s);
    else
        tour_print(t, out, "A run with %s gets %.1f %% of the validation samples right after %ld updates.", rate.s,
                   percent, t->run->steps);
    if (t->estimate.status) return LEHR_OK;
    if (t->number < base)
        return tour_print(t, out, "It is below %s, where the curve begins to fall: too small by this test.",
                          lehr_lr_text(base).s);
    if (!*right)
        return tour_print(t, out, "It is above %s, where the curve becomes noisy or rises: too large.",
                          lehr_lr_text(max).s);
    return tour_print(t, out, "It lies where the loss falls, between %s and %s.", lehr_lr_text(base).s,
                      lehr_lr_text(max).s);
}

static lehr_status answer_find(tour *t, lehr_strbuf *out)
{
    static const lehr_lr_rule shown[] = { LEHR_LR_VALLEY, LEHR_LR_STEEPEST, LEHR_LR_MINIMUM };
    if (t->estimate.status) return tour_print(t, out, "This curve is not clear enough for a suggestion.");
    lehr_strbuf_printf(out, "%s", IN(t, "  rule        rate     accuracy at end\n"));
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        double percent, rate = rate_of(t, shown[i]);
        if (!(rate > 0)) continue;
        lehr_status status = try_rate(t, rate, &percent);
        if (status) return status;
        lehr_strbuf_printf(out, "  %-10s  %-7s  %.1f %%\n", lehr_lr_rule_name(shown[i]), lehr_lr_text(rate).s, percent);
    }
    return tour_print(t, out, "Learning begins near %s; from %s on training diverges. The rules suggest a rate between "
                      "the two, from one short test; several seeds show how reliable it is.",
                      text_of(t, LEHR_LR_BASE).s, text_of(t, LEHR_LR_MAX).s);
}

static void print_find_commands(const tour *t, lehr_strbuf *out)
{
    tour_print_command(t, out, "find %s --seed %ld", t->run->plan.task, t->seed);
    tour_print_command(t, out, "find %s --seeds 5 --png range.png", t->run->plan.task);
}

const tour_stop stop_find = { "Which rate?", show_find, hint_find, check_find, answer_find, print_find_commands };
