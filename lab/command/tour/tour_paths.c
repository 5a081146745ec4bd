/* tour_paths.c — the stop seen from above: four paths down a bowl that differ only in their rate */
#include "lab/command/terminal/terminal_chart.h"
#include "lab/command/tour/tour.h"
#include <math.h>

enum { ROWS = 8, LINES = 5, UPDATES = 40 };

static double end_of(const lehr_trajectory *p) { return p->stop_reason[0] ? HUGE_VAL : p->f[p->count - 1]; }

/* Paths with four rates: too small, small, just right, too large. */
static lehr_status trace_paths(tour *t)
{
    static const double pool[TOUR_CHOICES][3] = {
        { 0.01, 0.02, 0.03 }, { 0.06, 0.08, 0.1 }, { 0.26, 0.28, 0.3 }, { 0.34, 0.36, 0.4 }
    };
    const lehr_test_function *bowl = lehr_test_function_find("bowl");
    lehr_status status = bowl ? LEHR_OK : lehr_last_status();
    t->chosen = 0;
    for (int i = 0; i < TOUR_CHOICES && !status; i++) {
        t->rate[i] = pool[i][tour_random_int(t, 3)];
        status = lehr_trace_descent(&t->path[i], &(lehr_trajectory_plan){ .function = bowl, .optim = "sgd",
                                    .sched = "fixed", .lr = t->rate[i], .steps = UPDATES });
        if (!status && end_of(&t->path[i]) < end_of(&t->path[t->chosen])) t->chosen = i;
    }
    t->right = t->chosen + 1;
    return status;
}

static lehr_status show_paths(tour *t, lehr_strbuf *out)
{
    lehr_status status = trace_paths(t);
    if (status) return status;
    const lehr_test_function *f = t->path->plan.function;
    tour_print(t, out, "The loss of a net has too many dimensions to draw; a function of two variables can be drawn "
               "from above. The %s, f = %s, is flat along x and steep along y. sgd starts at (%s, %s) and makes %d "
               "updates, with one of these rates:", f->entry.name, f->entry.formula, lehr_number_text(f->start[0]).s,
               lehr_number_text(f->start[1]).s, UPDATES);
    for (int i = 0; i < TOUR_CHOICES; i++)
        lehr_strbuf_printf(out, "  %d  %s\n", i + 1, lehr_number_text(t->rate[i]).s);
    return tour_ask(t, out, ANSWER_WHOLE, 1, TOUR_CHOICES, "Which path ends lowest: 1, 2, 3 or 4?");
}

static lehr_status hint_paths(const tour *t, lehr_strbuf *out)
{
    return tour_print(t, out, "Each update subtracts the rate times the slope. Along the flat direction a small rate "
                      "hardly moves; along the steep direction a large rate overshoots.");
}

static lehr_status check_paths(tour *t, bool *right, lehr_strbuf *out)
{
    const lehr_trajectory *p = &t->path[(int)t->number - 1];
    bool overshoots = fabs(p->y[1]) > fabs(p->y[0]);
    *right = t->number == t->right;
    if (*right) return LEHR_OK;
    return tour_print(t, out, "No: its first update multiplies x by %.3g and y by %.3g, and after %d updates f is "
                      "%.3g. %s", p->x[1] / p->x[0], p->y[1] / p->y[0], p->count - 1, p->f[p->count - 1],
                      overshoots ? IN(t, "It overshoots to the other side, farther each time.")
                                 : IN(t, "The direction is right, but it is slow along x."));
}

static void draw_paths(const tour *t, lehr_strbuf *out)
{
    lehr_series s[TOUR_CHOICES];
    lehr_short_text label[TOUR_CHOICES];
    for (int i = 0; i < TOUR_CHOICES; i++) {
        label[i] = lehr_short_printf("%d  %s", i + 1, lehr_number_text(t->rate[i]).s);
        s[i] = (lehr_series){ .label = label[i].s, .y = t->path[i].f, .count = t->path[i].count };
    }
    terminal_chart_draw(out, &(lehr_line_chart){ .series = s, .count = TOUR_CHOICES, .log_y = true }, ROWS, t->colour);
}

static void tabulate_paths(const tour *t, lehr_strbuf *out)
{
    lehr_strbuf_printf(out, "%s", IN(t, " update"));
    for (int i = 0; i < TOUR_CHOICES; i++) lehr_strbuf_printf(out, " %7s", lehr_number_text(t->rate[i]).s);
    for (int at = 0; at <= UPDATES; at += UPDATES / LINES) {
        lehr_strbuf_printf(out, "\n%7d", at);
        for (const lehr_trajectory *p = t->path; p < t->path + TOUR_CHOICES; p++)
            lehr_strbuf_printf(out, " %7s", at < p->count ? lehr_short_printf("%.2g", p->f[at]).s : "");
    }
    lehr_strbuf_printf(out, "\n");
}

static lehr_status answer_paths(tour *t, lehr_strbuf *out)
{
    const lehr_trajectory *p = &t->path[t->chosen];
    tour_print(t, out, "It is %d, rate %s. f after each update%s:", t->chosen + 1,
               lehr_number_text(t->rate[t->chosen]).s, !t->draws ? "" : IN(t, ", on a logarithmic scale"));
    if (t->draws) draw_paths(t, out);
    else tabulate_paths(t, out);
    return tour_print(t, out, "Its first update multiplies x by %.3g and y by %.3g: both shrink. The steepest "
                      "direction limits the rate, and the flattest is then slow; momentum and adam reduce this "
                      "problem.", p->x[1] / p->x[0], p->y[1] / p->y[0]);
}

static void print_paths_commands(const tour *t, lehr_strbuf *out)
{
    lehr_short_text rate[TOUR_CHOICES];
    for (int i = 0; i < TOUR_CHOICES; i++) rate[i] = lehr_number_text(t->rate[i]);
    tour_print_command(t, out, "paths bowl --optim sgd sgd sgd sgd --lr %s/%s/%s/%s --steps %d", rate[0].s, rate[1].s,
                       rate[2].s, rate[3].s, UPDATES);
    tour_print_command(t, out, "paths beale --png paths.png");
}

const tour_stop stop_paths = {
    "From above", show_paths, hint_paths, check_paths, answer_paths, print_paths_commands
};
