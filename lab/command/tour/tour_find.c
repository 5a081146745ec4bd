/* tour_find.c — the stop about the range test: which rate would you train with? Each answer is tried at once. */
#include "core/base/memory.h"
#include "lab/command/terminal/terminal_chart.h"
#include "lab/command/tour/tour.h"
#include "lab/data/data_open.h"
#include <math.h>

enum { ROWS = 8, LINES = 9 };

static double of(const tour *t, lehr_lr_rule h) { return t->reading.suggestion[h].rate; }

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

static lehr_status show_test(const tour *t, const lehr_range_curve *c, lehr_strbuf *out)
{
    if (t->draws) return draw_test(t, c, out);
    lehr_strbuf_printf(out, "%s", IN(t, "      rate   loss\n"));
    for (int i = 1; i <= LINES; i++) {
        const lehr_range_point *p = &c->point[(c->count - 1) * i / LINES];
        lehr_strbuf_printf(out, "  %8.2g   %.4f\n", p->smoothed_lr, p->smoothed);
    }
    return LEHR_OK;
}

static lehr_status test(tour *t, lehr_range_plan *p, lehr_range_curve *c)
{
    lehr_plan plan;
    lehr_status status = tour_plan(t, &plan);
    *p = lehr_range_default_plan(LEHR_RANGE_EXP);
    if (status) return status;
    if (!(t->data = lehr_data_open(plan.task)) || !(t->run = lehr_run_new(&plan, t->data))) return lehr_last_status();
    status = lehr_range_test(t->run, p, c, NULL, NULL);
    if (!status && !c->count) status = lehr_fail(LEHR_ERR_NAN, "%s", c->failure.message);
    if (!status) lehr_lr_estimate_from_curve(c, &t->reading);
    return status;
}

/* The share that a training with this rate gets right in the end, in percent; NaN: it broke. */
static lehr_status try_rate(tour *t, double lr, double *percent)
{
    lehr_history h = {0};
    lehr_status status = tour_train(t, lr, "fixed", &h);
    *percent = !status && h.count ? 100 * h.point[h.count - 1].validation_accuracy : NAN;
    lehr_history_release(&h);
    return status == LEHR_ERR_NAN ? LEHR_OK : status;
}

static lehr_status show_find(tour *t, lehr_strbuf *out)
{
    lehr_range_plan p;
    lehr_range_curve c = {0};
    lehr_status status = test(t, &p, &c);
    if (!status) {
        tour_print(
            t, out,
            IN(t,
               "Which rate to begin with? The range test trains once while the rate rises at each update, from %s to "
               "%s, and watches the loss of the batches, smoothed. It ended at rate %s.%s"),
            lehr_number_text(p.from).s, lehr_number_text(p.to).s, lehr_lr_text(c.point[c.count - 1].lr).s,
            !t->draws ? ""
                      : IN(t, " From left to right the rate, on a logarithmic axis:"));
        status = show_test(t, &c, out);
        tour_print_bold(t, out, "%s", IN(t, "Which rate would you train with?"));
        tour_ask_rate(t);
    }
    lehr_range_curve_release(&c);
    return status;
}

static void hint_find(const tour *t, lehr_strbuf *out)
{
    tour_print(
        t, out,
        IN(t,
           "Learning begins near %s, where a tenth of the gain is made, and from %s on the loss gets ragged or worse."),
        lehr_lr_text(of(t, LEHR_LR_BASE)).s, lehr_lr_text(of(t, LEHR_LR_MAX)).s);
}

/* Between where it begins to learn and where it is shaken; and, whatever that says, what a training with it comes to.
 */
static lehr_status judge_find(tour *t, bool *right, lehr_strbuf *out)
{
    double base = of(t, LEHR_LR_BASE), max = of(t, LEHR_LR_MAX), percent;
    lehr_status status = try_rate(t, t->number, &percent);
    if (status) return status;
    *right = t->reading.status || (t->number >= base && (t->number <= max || !(max > 0)));
    if (isnan(percent))
        tour_print(t, out,
                   IN(t, "A training with %s broke: its loss was no number any more."),
                   lehr_number_text(t->number).s);
    else
        tour_print(t, out, IN(t, "Tried at once: %s gets %.1f %% of the validation rows right after %ld updates."),
                   lehr_number_text(t->number).s, percent, t->run->steps);
    if (t->reading.status) return LEHR_OK;
    if (t->number < base)
        tour_print(t, out, IN(t, "It is below %s, where the curve begins to fall: as far as the test goes, too small."),
                   lehr_lr_text(base).s);
    else if (!*right)
        tour_print(t, out, IN(t, "It is above %s, from where on the curve is ragged or worse: too large."),
                   lehr_lr_text(max).s);
    else
        tour_print(t, out, IN(t, "It lies where the loss falls, between %s and %s."),
                   lehr_lr_text(base).s, lehr_lr_text(max).s);
    return LEHR_OK;
}

static lehr_status answer_find(tour *t, lehr_strbuf *out)
{
    static const lehr_lr_rule shown[] = { LEHR_LR_VALLEY, LEHR_LR_STEEPEST, LEHR_LR_MINIMUM };
    if (t->reading.status) {
        tour_print(t, out, "%s", IN(t, "This curve is not clear enough for a suggestion."));
        return LEHR_OK;
    }
    lehr_strbuf_printf(out, "%s", IN(t, "  rule        rate     accuracy at end\n"));
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        double percent, rate = of(t, shown[i]);
        if (!(rate > 0)) continue;
        lehr_status status = try_rate(t, rate, &percent);
        if (status) return status;
        lehr_strbuf_printf(out, "  %-10s  %-7s  %.1f %%\n", lehr_lr_rule_name(shown[i]), lehr_lr_text(rate).s, percent);
    }
    tour_print(
        t, out,
        IN(t,
           "Learning begins near %s, and from %s on the net is shaken. The rules read a rate between the two out of "
           "one short test; how sure they are, several seeds say."),
        lehr_lr_text(of(t, LEHR_LR_BASE)).s, lehr_lr_text(of(t, LEHR_LR_MAX)).s);
    return LEHR_OK;
}

static void alone_find(const tour *t, lehr_strbuf *out)
{
    tour_print_command(t, out, "find %s --seed %ld", t->run->plan.task, t->seed);
    tour_print_command(t, out, "find %s --seeds 5 --png range.png", t->run->plan.task);
}

const tour_stop stop_find = { "Which rate?", show_find, hint_find, judge_find, answer_find, alone_find };
