/* tour_print_rates.c — stops about a rate alone: which policy draws this shape, what is the rate at t, and what is it
 * on a boundary? */
#include "core/base/internal.h"
#include "core/base/utf8.h"
#include "lab/command/terminal/terminal_schedule.h"
#include "lab/command/tour/tour.h"
#include "sched/spec.h"
#include <math.h>
#include <string.h>

enum { ROWS = 7, LINES = 8 };           /* of a drawing; of a table in its place */

static const double bases[] = { 0.1, 0.2, 0.05, 0.4 };

/* A drawing, or a table where there is no terminal or too little room. */
void tour_print_rates(const tour *t, lehr_strbuf *out, const lehr_sched *s)
{
    if (t->draws) {
        terminal_schedule_draw_rates(out, s, 1, TOUR_STEPS, ROWS, t->colour);
        terminal_schedule_draw_axis(out, IN(t, "update"), TOUR_STEPS);
        return;
    }
    lehr_strbuf_printf(out, "%s", IN(t, "  update   rate\n"));
    for (int i = 0; i <= LINES; i++) {
        long at = i < LINES ? i * TOUR_STEPS / LINES : TOUR_STEPS - 1;
        lehr_strbuf_printf(out, "  %6ld   %.4g\n", at, lehr_sched_at(s, at));
    }
}

void tour_print_explain(const tour *t, lehr_strbuf *out)
{
    tour_print_command(t, out, "explain %s --steps %d --lr %s", t->spec[0].s, TOUR_STEPS, lehr_number_text(t->lr).s);
}

static bool is_near(double v, double right, double share) { return fabs(v - right) <= share * fabs(right); }

/* --- which of four? ----------------------------------------------------------------------------------------------- */

static lehr_status show_shape(tour *t, lehr_strbuf *out)
{
    static const char *const pool[] = {
        "fixed",    "step:every=50,gamma=0.5",        "cosine", "restarts:every=50", "triangular:up=25",
        "onecycle", "linear:start=1,end=0,steps=200",
    };
    enum { POOL = sizeof pool / sizeof *pool };
    int order[POOL];
    for (int i = 0; i < POOL; i++) order[i] = i;
    lehr_random_shuffle(&t->random, order, POOL);
    t->chosen = tour_random_int(t, TOUR_CHOICES);
    t->lr = bases[tour_random_int(t, 4)];
    for (int i = 0; i < TOUR_CHOICES; i++) t->spec[i] = lehr_short_printf("%s", pool[order[i]]);
    lehr_status status = lehr_sched_parse(&t->sched, t->spec[t->chosen].s, t->lr, TOUR_STEPS);
    if (status) return status;
    tour_print(
        t, out,
        IN(t,
           "The learning rate says how far each update moves the weights. A policy is a rule for how it changes with "
           "t, the "
           "number of updates finished. One of the four policies below gives this, from a base rate of %s over %d "
           "updates:"),
        lehr_number_text(t->lr).s, TOUR_STEPS);
    tour_print_rates(t, out, &t->sched);
    for (int i = 0; i < TOUR_CHOICES; i++) {
        const char *name = t->spec[i].s;
        const lehr_registry_entry *row = lehr_registry_find(&lehr_policies, NULL, name, strcspn(name, ":"));
        if (!row) return lehr_last_status();
        lehr_strbuf_printf(out, "  %d  %-11s ", i + 1, row->name);
        lehr_utf8_fit(out, row->formula, t->columns - 17);
        lehr_strbuf_printf(out, "\n");
    }
    tour_print_bold(t, out, "%s", IN(t, "Which one is it, 1, 2, 3 or 4?"));
    tour_ask_number(t, true, 1, TOUR_CHOICES);
    t->right = t->chosen + 1;
    return LEHR_OK;
}

static void hint_shape(const tour *t, lehr_strbuf *out)
{
    tour_print(t, out, IN(t, "Look at the start, the middle and the end: the rate is %.4g, %.4g and %.4g there."),
               lehr_sched_at(&t->sched, 0), lehr_sched_at(&t->sched, TOUR_STEPS / 2),
               lehr_sched_at(&t->sched, TOUR_STEPS - 1));
}

static double apart(const lehr_sched *a, const lehr_sched *b, long at)
{
    return fabs(lehr_sched_at(a, at) - lehr_sched_at(b, at));
}

/* Where the answered policy is farthest from the one that is drawn. */
static lehr_status judge_shape(tour *t, bool *right, lehr_strbuf *out)
{
    lehr_sched other;
    long most = 0;
    int said = (int)t->number - 1;
    *right = said == t->chosen;
    if (*right) return LEHR_OK;
    lehr_status status = lehr_sched_parse(&other, t->spec[said].s, t->lr, TOUR_STEPS);
    if (status) return status;
    for (long at = 0; at < TOUR_STEPS; at++)
        if (apart(&other, &t->sched, at) > apart(&other, &t->sched, most)) most = at;
    tour_print(t, out, IN(t, "No: at update %ld %s is at %.4g, and the one above is at %.4g."),
               most, t->spec[said].s, lehr_sched_at(&other, most), lehr_sched_at(&t->sched, most));
    return LEHR_OK;
}

static lehr_status answer_shape(tour *t, lehr_strbuf *out)
{
    const char *spec = t->spec[t->chosen].s;
    tour_print(t, out, IN(t, "It is %d, written %s: a word%s."), t->chosen + 1, spec,
               strchr(spec, ':') ? IN(t, ", and behind the colon its parameters") : "");
    return LEHR_OK;
}

static void alone_shape(const tour *t, lehr_strbuf *out)
{
    tour_print_command(t, out, "policies %.*s", (int)strcspn(t->spec[t->chosen].s, ":"), t->spec[t->chosen].s);
}

const tour_stop stop_shape = { "A shape", show_shape, hint_shape, judge_shape, answer_shape, alone_shape };

/* An update that the table does not show: the next one is none of the lengths below either. */
static int not_tabled(int at) { return at % (TOUR_STEPS / LINES) ? at : at + 1; }

/* --- the rate at t ------------------------------------------------------------------------------------------------ */

static double every_of(const tour *t) { return t->sched.factor[0].k.every; }
static double gamma_of(const tour *t) { return t->sched.factor[0].k.gamma; }

static lehr_status show_value(tour *t, lehr_strbuf *out)
{
    static const int every[] = { 20, 25, 30, 40 };
    static const double gamma[] = { 0.5, 0.8, 0.1 };
    int length = every[tour_random_int(t, 4)], drops = 1 + tour_random_int(t, 3);
    t->at = not_tabled(drops * length + 1 + tour_random_int(t, length - 1));
    t->lr = bases[tour_random_int(t, 4)];
    t->spec[0] = lehr_short_printf("step:every=%d,gamma=%s", length, lehr_number_text(gamma[tour_random_int(t, 3)]).s);
    lehr_status status = lehr_sched_parse(&t->sched, t->spec[0].s, t->lr, TOUR_STEPS);
    if (status) return status;
    t->right = lehr_sched_at(&t->sched, t->at);
    tour_print(
        t, out,
        IN(t,
           "%s is stairs: every %.0f updates the rate is multiplied by gamma, %s. The base rate is %s; the rate at t "
           "is lr · gamma ^ floor(t / every)."),
        t->spec[0].s, every_of(t), lehr_number_text(gamma_of(t)).s, lehr_number_text(t->lr).s);
    tour_print_rates(t, out, &t->sched);
    tour_print_bold(t, out, IN(t, "What is the rate at t = %ld?"), t->at);
    tour_ask_rate(t);
    return LEHR_OK;
}

static void hint_value(const tour *t, lehr_strbuf *out)
{
    tour_print(t, out, IN(t, "How often does %.0f fit into %ld? So many times the rate has been multiplied by %s."),
               every_of(t), t->at, lehr_number_text(gamma_of(t)).s);
}

static lehr_status judge_value(tour *t, bool *right, lehr_strbuf *out)
{
    double drops = floor((double)t->at / every_of(t));
    *right = is_near(t->number, t->right, 0.01);
    if (*right) return LEHR_OK;
    for (int k = 0; k <= 10; k++)
        if (is_near(t->number, t->lr * pow(gamma_of(t), k), 0.01)) {
            tour_print(
                t, out,
                IN(t, "That is the rate after %d drop%s. By update %ld there have been %.0f: floor(%ld / %.0f)."), k,
                k == 1 || t->language == LEHR_CHINESE ? "" : "s", t->at, drops, t->at, every_of(t));
            return LEHR_OK;
        }
    tour_print(t, out, IN(t, "No: that is %.3g times the rate at update %ld."),
               t->number / t->right, t->at);
    return LEHR_OK;
}

static lehr_status answer_value(tour *t, lehr_strbuf *out)
{
    tour_print(t, out,
               IN(t, "The rate is %s: floor(%ld / %.0f) = %.0f times gamma, and %s · %s ^ %.0f = %.6g."),
               lehr_short_printf("%.6g", t->right).s, t->at, every_of(t), floor((double)t->at / every_of(t)),
               lehr_number_text(t->lr).s, lehr_number_text(gamma_of(t)).s, floor((double)t->at / every_of(t)),
               t->right);
    return LEHR_OK;
}

const tour_stop stop_value = {
    "The rate at t", show_value, hint_value, judge_value, answer_value, tour_print_explain
};

/* --- on a boundary ------------------------------------------------------------------------------------------------ */

static lehr_status show_boundary(tour *t, lehr_strbuf *out)
{
    static const double gamma[] = { 0.5, 0.1, 0.2 };
    int first = not_tabled(40 + tour_random_int(t, 50)), second = not_tabled(first + 40 + tour_random_int(t, 50));
    t->at = tour_random_int(t, 2) ? first : second;
    t->lr = bases[tour_random_int(t, 4)];
    t->spec[0] = lehr_short_printf("multistep:%d/%d,gamma=%s", first, second,
                                   lehr_number_text(gamma[tour_random_int(t, 3)]).s);
    lehr_status status = lehr_sched_parse(&t->sched, t->spec[0].s, t->lr, TOUR_STEPS);
    if (status) return status;
    t->right = lehr_sched_at(&t->sched, t->at);
    tour_print(
        t, out,
        IN(t,
           "%s drops at two milestones, to %s of the rate each time, from a base rate of %s. t counts the updates "
           "that are finished, so the first update uses t = 0. On the milestone itself: the rate from before, or the "
           "one from after?"),
        t->spec[0].s, lehr_number_text(gamma_of(t)).s, lehr_number_text(t->lr).s);
    tour_print_rates(t, out, &t->sched);
    tour_print_bold(t, out, IN(t, "What is the rate at t = %ld exactly?"), t->at);
    tour_ask_rate(t);
    return LEHR_OK;
}

static void hint_boundary(const tour *t, lehr_strbuf *out)
{
    tour_print(t, out, IN(t, "One update earlier it is %.6g, one later %.6g. One of the two is right."),
               lehr_sched_at(&t->sched, t->at - 1), lehr_sched_at(&t->sched, t->at + 1));
}

static lehr_status judge_boundary(tour *t, bool *right, lehr_strbuf *out)
{
    *right = is_near(t->number, t->right, 0.01);
    if (*right) return LEHR_OK;
    if (is_near(t->number, lehr_sched_at(&t->sched, t->at - 1), 0.01))
        tour_print(t, out, IN(t, "That is the rate of update %ld, just before. A boundary belongs to what follows it."),
                   t->at - 1);
    else
        tour_print(t, out, IN(t, "No: that is %.3g times the rate at t = %ld."),
                   t->number / t->right, t->at);
    return LEHR_OK;
}

static lehr_status answer_boundary(tour *t, lehr_strbuf *out)
{
    tour_print(
        t, out,
        IN(t,
           "The rate is %.6g: a boundary belongs to what follows it, so the new value holds at t = %ld already. At t "
           "= %ld it is still %.6g. So it is with every policy, and with the joints of several."),
        t->right, t->at, t->at - 1, lehr_sched_at(&t->sched, t->at - 1));
    return LEHR_OK;
}

const tour_stop stop_boundary = {
    "On the boundary", show_boundary, hint_boundary, judge_boundary, answer_boundary, tour_print_explain
};
