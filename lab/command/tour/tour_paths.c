/* tour_paths.c — the stop seen from above: four walks down a bowl that differ in nothing but their rate */
#include "core/base/memory.h"
#include "lab/command/terminal/terminal_chart.h"
#include "lab/command/tour/tour.h"
#include "lab/trajectory/trajectory.h"
#include <math.h>

enum { ROWS = 8, LINES = 5, UPDATES = 40 };

static lehr_status run_stops(const tour *t, lehr_trajectory path[TOUR_CHOICES])
{
    const lehr_test_function *bowl = lehr_test_function_find("bowl");
    lehr_status status = bowl ? LEHR_OK : lehr_last_status();
    for (int i = 0; i < TOUR_CHOICES && !status; i++) {
        lehr_trajectory_plan plan = {
            .function = bowl, .optim = "sgd", .sched = "fixed", .lr = t->rate[i], .steps = UPDATES
        };
        status = lehr_trace_descent(&path[i], &plan);
    }
    return status;
}

static void release(lehr_trajectory path[TOUR_CHOICES])
{
    for (int i = 0; i < TOUR_CHOICES; i++) lehr_trajectory_release(&path[i]);
}

static double end_of(const lehr_trajectory *p) { return p->stop_reason[0] ? HUGE_VAL : p->f[p->count - 1]; }

static void choose_rates(tour *t)
{
    static const double pool[TOUR_CHOICES][3] = {
        { 0.01, 0.02, 0.03 }, { 0.06, 0.08, 0.1 }, { 0.26, 0.28, 0.3 }, { 0.34, 0.36, 0.4 }
    };
    for (int i = 0; i < TOUR_CHOICES; i++) t->rate[i] = pool[i][tour_random_int(t, 3)];
}

static lehr_status show_paths(tour *t, lehr_strbuf *out)
{
    lehr_trajectory path[TOUR_CHOICES] = { { .count = 0 } };
    choose_rates(t);
    lehr_status status = run_stops(t, path);
    if (!status) {
        const lehr_test_function *s = path->plan.function;
        t->chosen = 0;
        for (int i = 1; i < TOUR_CHOICES; i++)
            if (end_of(&path[i]) < end_of(&path[t->chosen])) t->chosen = i;
        tour_print(
            t, out,
            IN(t,
               "A net has too many weights to look at its valley; a function of two variables can be seen from above. "
               "The %s, f = %s, is flat along x and steep along y. sgd walks down from (%s, %s) for %d updates, with "
               "one of these rates:"),
            s->entry.name, s->entry.formula, lehr_number_text(s->start[0]).s, lehr_number_text(s->start[1]).s, UPDATES);
        for (int i = 0; i < TOUR_CHOICES; i++)
            lehr_strbuf_printf(out, "  %d  %s\n", i + 1, lehr_number_text(t->rate[i]).s);
        tour_print_bold(t, out, "%s", IN(t, "Which walk ends lowest, 1, 2, 3 or 4?"));
        tour_ask_number(t, true, 1, TOUR_CHOICES);
        t->right = t->chosen + 1;
    }
    release(path);
    return status;
}

static void hint_paths(const tour *t, lehr_strbuf *out)
{
    (void)t;
    tour_print(
        t, out, "%s",
        IN(t,
           "Each update takes the rate times the slope away. Along the flat side a small rate hardly moves; along "
           "the steep side a large one overshoots."));
}

static lehr_status judge_paths(tour *t, bool *right, lehr_strbuf *out)
{
    lehr_trajectory path[TOUR_CHOICES] = { { .count = 0 } };
    int said = (int)t->number - 1;
    lehr_status status = run_stops(t, path);
    *right = said == t->chosen;
    if (!status && !*right) {
        const lehr_trajectory *p = &path[said];
        tour_print(t, out,
                   IN(t, "No: its first update multiplies x by %.3g and y by %.3g, and after %d updates f is %.3g. %s"),
                   p->x[1] / p->x[0], p->y[1] / p->y[0], p->count - 1, p->f[p->count - 1],
                   fabs(p->y[1]) > fabs(p->y[0])
                 ? IN(t, "It leaps from side to side, farther each time.")
                 : IN(t, "It is on the way, but slow along x."));
    }
    release(path);
    return status;
}

static void draw_walks(const tour *t, const lehr_trajectory path[], lehr_strbuf *out)
{
    lehr_series s[TOUR_CHOICES];
    lehr_short_text label[TOUR_CHOICES];
    for (int i = 0; i < TOUR_CHOICES; i++) {
        label[i] = lehr_short_printf("%d  %s", i + 1, lehr_number_text(t->rate[i]).s);
        s[i] = (lehr_series){ .label = label[i].s, .y = path[i].f, .count = path[i].count };
    }
    terminal_chart_draw(out, &(lehr_line_chart){ .series = s, .count = TOUR_CHOICES, .log_y = true }, ROWS, t->colour);
}

static void tabulate_walks(const tour *t, const lehr_trajectory path[], lehr_strbuf *out)
{
    lehr_strbuf_printf(out, "%s", IN(t, " update"));
    for (int i = 0; i < TOUR_CHOICES; i++) lehr_strbuf_printf(out, " %7s", lehr_number_text(t->rate[i]).s);
    lehr_strbuf_printf(out, "\n");
    for (int k = 0; k <= LINES; k++) {
        int at = UPDATES * k / LINES;
        lehr_strbuf_printf(out, "%7d", at);
        for (int i = 0; i < TOUR_CHOICES; i++)
            lehr_strbuf_printf(out, " %7s", at < path[i].count ? lehr_short_printf("%.2g", path[i].f[at]).s : "");
        lehr_strbuf_printf(out, "\n");
    }
}

static lehr_status answer_paths(tour *t, lehr_strbuf *out)
{
    lehr_trajectory path[TOUR_CHOICES] = { { .count = 0 } };
    lehr_status status = run_stops(t, path);
    if (!status) {
        tour_print(t, out, IN(t, "It is %d, rate %s. f after each update%s:"),
                   t->chosen + 1, lehr_number_text(t->rate[t->chosen]).s,
                   !t->draws ? "" : IN(t, ", on a logarithmic scale"));
        if (t->draws) draw_walks(t, path, out);
        else tabulate_walks(t, path, out);
        const lehr_trajectory *p = &path[t->chosen];
        tour_print(
            t, out,
            IN(t,
               "Its first update multiplies x by %.3g and y by %.3g: both shrink. A rate is as large as the steepest "
               "side allows, and still slow on the flattest; momentum and adam are answers to that."),
            p->x[1] / p->x[0], p->y[1] / p->y[0]);
    }
    release(path);
    return status;
}

static void alone_paths(const tour *t, lehr_strbuf *out)
{
    lehr_short_text rate[TOUR_CHOICES];
    for (int i = 0; i < TOUR_CHOICES; i++) rate[i] = lehr_number_text(t->rate[i]);
    tour_print_command(t, out, "paths bowl --optim sgd sgd sgd sgd --lr %s/%s/%s/%s --steps %d", rate[0].s, rate[1].s,
                       rate[2].s, rate[3].s, UPDATES);
    tour_print_command(t, out, "paths beale --png paths.png");
}

const tour_stop stop_paths = {
    "From above", show_paths, hint_paths, judge_paths, answer_paths, alone_paths
};
