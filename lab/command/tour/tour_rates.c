/* tour_rates.c — stops about a rate alone: which policy has this shape, what is the rate at t, and what is it on a
 * boundary? */
#include "core/base/internal.h"
#include "core/base/utf8.h"
#include "lab/command/terminal/terminal_schedule.h"
#include "lab/command/tour/tour.h"
#include "sched/spec.h"
#include <math.h>
#include <string.h>

enum { ROWS = 7, LINES = 8 };           /* of a drawing; of a table instead */

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

static bool is_near(double v, double right) { return fabs(v - right) <= 0.01 * fabs(right); }

/* A base rate from the pool, and the schedule of spec[i]. */
static lehr_status choose_schedule(tour *t, int i)
{
    static const double bases[] = { 0.1, 0.2, 0.05, 0.4 };
    t->lr = bases[tour_random_int(t, 4)];
    return lehr_sched_parse(&t->sched, t->spec[i].s, t->lr, TOUR_STEPS);
}

static lehr_status print_ratio(const tour *t, lehr_strbuf *out)
{
    return tour_print(t, out, "No: that is %.3g times the rate at t = %ld.", t->number / t->right, t->at);
}

/* --- which of four? ----------------------------------------------------------------------------------------------- */

static lehr_status list_choices(const tour *t, lehr_strbuf *out)
{
    for (int i = 0; i < TOUR_CHOICES; i++) {
        const char *name = t->spec[i].s;
        const lehr_registry_entry *row = lehr_registry_find(&lehr_policies, NULL, name, strcspn(name, ":"));
        if (!row) return lehr_last_status();
        lehr_strbuf_printf(out, "  %d  %-11s ", i + 1, row->name);
        lehr_utf8_fit(out, row->formula, t->columns - 17);
        lehr_strbuf_printf(out, "\n");
    }
    return LEHR_OK;
}

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
    for (int i = 0; i < TOUR_CHOICES; i++) t->spec[i] = lehr_short_printf("%s", pool[order[i]]);
    lehr_status status = choose_schedule(t, t->chosen);
    if (status) return status;
    t->right = t->chosen + 1;
    tour_print(t, out, "The learning rate sets how far each update moves the weights. A policy is a rule for how the "
               "rate changes with t, the number of finished updates. One of the four policies below gives these "
               "rates, from base rate %s over %d updates:", lehr_number_text(t->lr).s, TOUR_STEPS);
    tour_print_rates(t, out, &t->sched);
    if ((status = list_choices(t, out))) return status;
    return tour_ask(t, out, ANSWER_WHOLE, 1, TOUR_CHOICES, "Which policy is it: 1, 2, 3 or 4?");
}

static lehr_status hint_shape(const tour *t, lehr_strbuf *out)
{
    return tour_print(t, out, "Look at the start, the middle and the end: the rate is %.4g, %.4g and %.4g there.",
                      lehr_sched_at(&t->sched, 0), lehr_sched_at(&t->sched, TOUR_STEPS / 2),
                      lehr_sched_at(&t->sched, TOUR_STEPS - 1));
}

static double difference(const lehr_sched *a, const lehr_sched *b, long at)
{
    return fabs(lehr_sched_at(a, at) - lehr_sched_at(b, at));
}

/* Where the answered policy differs most from the one that is drawn. */
static lehr_status check_shape(tour *t, bool *right, lehr_strbuf *out)
{
    lehr_sched other;
    long most = 0;
    const char *spec = t->spec[(int)t->number - 1].s;
    *right = t->number == t->right;
    if (*right) return LEHR_OK;
    lehr_status status = lehr_sched_parse(&other, spec, t->lr, TOUR_STEPS);
    if (status) return status;
    for (long at = 0; at < TOUR_STEPS; at++)
        if (difference(&other, &t->sched, at) > difference(&other, &t->sched, most)) most = at;
    return tour_print(t, out, "No: at update %ld the rate of %s is %.4g; above it is %.4g.", most, spec,
                      lehr_sched_at(&other, most), lehr_sched_at(&t->sched, most));
}

static lehr_status answer_shape(tour *t, lehr_strbuf *out)
{
    const char *spec = t->spec[t->chosen].s;
    return tour_print(t, out, "It is %d, written %s: a name%s.", t->chosen + 1, spec,
                      strchr(spec, ':') ? IN(t, ", and its parameters after the colon") : "");
}

static void print_shape_commands(const tour *t, lehr_strbuf *out)
{
    tour_print_command(t, out, "policies %.*s", (int)strcspn(t->spec[t->chosen].s, ":"), t->spec[t->chosen].s);
}

const tour_stop stop_shape = { "A shape", show_shape, hint_shape, check_shape, answer_shape, print_shape_commands };

/* An update that is not in the table; the next one is not equal to any of the periods below. */
static int not_tabled(int at) { return at % (TOUR_STEPS / LINES) ? at : at + 1; }

/* --- the rate at t ------------------------------------------------------------------------------------------------ */

static double every_of(const tour *t) { return t->sched.factor[0].k.every; }
static double drops_of(const tour *t) { return floor((double)t->at / every_of(t)); }
static double gamma_of(const tour *t) { return t->sched.factor[0].k.gamma; }

static lehr_status show_value(tour *t, lehr_strbuf *out)
{
    static const int periods[] = { 20, 25, 30, 40 };
    static const double gammas[] = { 0.5, 0.8, 0.1 };
    int every = periods[tour_random_int(t, 4)], drops = 1 + tour_random_int(t, 3);
    t->at = not_tabled(drops * every + 1 + tour_random_int(t, every - 1));
    t->spec[0] = lehr_short_printf("step:every=%d,gamma=%s", every, lehr_number_text(gammas[tour_random_int(t, 3)]).s);
    lehr_status status = choose_schedule(t, 0);
    if (status) return status;
    t->right = lehr_sched_at(&t->sched, t->at);
    tour_print(t, out, "%s is a staircase: every %.0f updates the rate is multiplied by gamma, %s. The base rate is "
               "%s; the rate at t is lr · gamma ^ floor(t / every).", t->spec[0].s, every_of(t),
               lehr_number_text(gamma_of(t)).s, lehr_number_text(t->lr).s);
    tour_print_rates(t, out, &t->sched);
    return tour_ask(t, out, ANSWER_RATE, 0, LEHR_MAX_RATE, "What is the rate at t = %ld?", t->at);
}

static lehr_status hint_value(const tour *t, lehr_strbuf *out)
{
    return tour_print(t, out, "How many times does %.0f fit into %ld? The rate has been multiplied by %s that many "
                      "times.", every_of(t), t->at, lehr_number_text(gamma_of(t)).s);
}

static lehr_status check_value(tour *t, bool *right, lehr_strbuf *out)
{
    *right = is_near(t->number, t->right);
    if (*right) return LEHR_OK;
    for (int k = 0; k <= 10; k++)
        if (is_near(t->number, t->lr * pow(gamma_of(t), k)))
            return tour_print(t, out, "That is lr · gamma ^ %d. By update %ld there have been %.0f drops: floor(%ld / "
                              "%.0f).", k, t->at, drops_of(t), t->at, every_of(t));
    return print_ratio(t, out);
}

static lehr_status answer_value(tour *t, lehr_strbuf *out)
{
    return tour_print(t, out, "The rate is %s: floor(%ld / %.0f) = %.0f times gamma, and %s · %s ^ %.0f = %.6g.",
                      lehr_short_printf("%.6g", t->right).s, t->at, every_of(t), drops_of(t),
                      lehr_number_text(t->lr).s, lehr_number_text(gamma_of(t)).s, drops_of(t), t->right);
}

const tour_stop stop_value = {
    "The rate at t", show_value, hint_value, check_value, answer_value, tour_print_explain
};

/* --- on a boundary ------------------------------------------------------------------------------------------------ */

static lehr_status show_boundary(tour *t, lehr_strbuf *out)
{
    static const double gammas[] = { 0.5, 0.1, 0.2 };
    int first = not_tabled(40 + tour_random_int(t, 50)), second = not_tabled(first + 40 + tour_random_int(t, 50));
    t->at = tour_random_int(t, 2) ? first : second;
    t->spec[0] = lehr_short_printf("multistep:%d/%d,gamma=%s", first, second,
                                   lehr_number_text(gammas[tour_random_int(t, 3)]).s);
    lehr_status status = choose_schedule(t, 0);
    if (status) return status;
    t->right = lehr_sched_at(&t->sched, t->at);
    tour_print(t, out, "%s multiplies the rate by %s at each of two milestones; the base rate is %s. t counts "
               "finished updates, so the first update uses t = 0. Does the milestone itself use the rate before the "
               "drop, or the rate after it?", t->spec[0].s, lehr_number_text(gamma_of(t)).s,
               lehr_number_text(t->lr).s);
    tour_print_rates(t, out, &t->sched);
    return tour_ask(t, out, ANSWER_RATE, 0, LEHR_MAX_RATE, "What is the rate at t = %ld exactly?", t->at);
}

static lehr_status hint_boundary(const tour *t, lehr_strbuf *out)
{
    return tour_print(t, out, "One update earlier the rate is %.6g, one later %.6g. One of the two is right.",
                      lehr_sched_at(&t->sched, t->at - 1), lehr_sched_at(&t->sched, t->at + 1));
}

static lehr_status check_boundary(tour *t, bool *right, lehr_strbuf *out)
{
    *right = is_near(t->number, t->right);
    if (*right) return LEHR_OK;
    if (!is_near(t->number, lehr_sched_at(&t->sched, t->at - 1))) return print_ratio(t, out);
    return tour_print(t, out, "That is the rate of update %ld, just before. A boundary belongs to what follows it.",
                      t->at - 1);
}

static lehr_status answer_boundary(tour *t, lehr_strbuf *out)
{
    return tour_print(t, out, "The rate is %.6g: a boundary belongs to what follows it, so the new value already "
                      "holds at t = %ld. At t = %ld it is still %.6g. This is true of every policy, and where two "
                      "policies are joined.", t->right, t->at, t->at - 1, lehr_sched_at(&t->sched, t->at - 1));
}

const tour_stop stop_boundary = {
    "On the boundary", show_boundary, hint_boundary, check_boundary, answer_boundary, tour_print_explain
};
