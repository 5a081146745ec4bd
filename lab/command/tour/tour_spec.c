/* tour_spec.c — stops about the language of policies: two of them joined, and one that the visitor writes */
#include "lab/command/tour/tour.h"
#include "sched/spec.h"
#include <stdlib.h>

enum { NEAR = 3 };                      /* updates by which an answer may be off */

/* --- one after the other ------------------------------------------------------------------------------------------ */

static double warmup_of(const tour *t) { return t->sched.begin[1]; }

/* The first update behind the climb whose rate is not above half the base. */
static long half_way_down(const tour *t)
{
    long at = (long)warmup_of(t);
    while (at < TOUR_STEPS && lehr_sched_at(&t->sched, at) > t->lr / 2) at++;
    return at;
}

static lehr_status show_joint(tour *t, lehr_strbuf *out)
{
    t->lr = tour_random_int(t, 2) ? 0.1 : 0.05;
    t->spec[0] = lehr_short_printf("warmup:%d+cosine", 20 + 10 * tour_random_int(t, 7));
    lehr_status status = lehr_sched_parse(&t->sched, t->spec[0].s, t->lr, TOUR_STEPS);
    if (status) return status;
    t->at = half_way_down(t);
    tour_print(t, out,
               IN(t,
                  "A + joins two policies, one after the other. %s climbs for %.0f updates to the base rate, %s; what "
                  "follows begins at its own t = 0, and cosine falls over all updates that are left, of %d."),
               t->spec[0].s, warmup_of(t), lehr_number_text(t->lr).s, TOUR_STEPS);
    tour_print_rates(t, out, &t->sched);
    tour_print_bold(t, out,
                    IN(t, "At which update is the rate down to half of its top, %s?"),
                    lehr_number_text(t->lr / 2).s);
    tour_ask_number(t, true, 0, TOUR_STEPS);
    return LEHR_OK;
}

static void hint_joint(const tour *t, lehr_strbuf *out)
{
    tour_print(t, out,
               IN(t, "Half a cosine is at half its height in its middle. It begins at update %.0f and ends at %d."),
               warmup_of(t), TOUR_STEPS);
}

static lehr_status judge_joint(tour *t, bool *right, lehr_strbuf *out)
{
    long said = (long)t->number;
    *right = labs(said - t->at) <= NEAR;
    if (*right) return LEHR_OK;
    if ((double)said < warmup_of(t))
        tour_print(t, out, IN(t, "At update %ld it still climbs, and is at %.4g; asked is the way down."), said,
                   lehr_sched_at(&t->sched, said));
    else
        tour_print(t, out, IN(t, "At update %ld the rate is %.4g; that is too %s."), said,
                   lehr_sched_at(&t->sched, said), said < t->at ? IN(t, "early") : IN(t, "late"));
    return LEHR_OK;
}

static lehr_status answer_joint(tour *t, lehr_strbuf *out)
{
    tour_print(
        t, out,
        IN(t,
           "At update %ld the rate is %.4g: the cosine begins at %.0f, has %.0f updates, and is half-way down in "
           "their middle."),
        t->at, lehr_sched_at(&t->sched, t->at), warmup_of(t), TOUR_STEPS - warmup_of(t));
    return LEHR_OK;
}

static void alone_joint(const tour *t, lehr_strbuf *out)
{
    tour_print_command(t, out, "schedule %s --steps %d --lr %s", t->spec[0].s, TOUR_STEPS, lehr_number_text(t->lr).s);
    tour_print_command(t, out, "schedule 'cosine*noise:0.1' 'expr:lr*0.95^floor(t/10)' --steps %d", TOUR_STEPS);
}

const tour_stop stop_joint = {
    "One after the other", show_joint, hint_joint, judge_joint, answer_joint, alone_joint
};

/* --- one of your own ---------------------------------------------------------------------------------------------- */

static double low(const tour *t)  { return 0.9 * t->right; }
static double high(const tour *t) { return 1.1 * t->right; }

static lehr_status show_own(tour *t, lehr_strbuf *out)
{
    static const double share[] = { 0.2, 0.3, 0.4, 0.6, 0.7 };
    double middle = share[tour_random_int(t, 5)];
    t->lr = 0.1;
    t->at = TOUR_STEPS / 2;
    t->right = middle * t->lr;
    t->spec[0] = lehr_short_printf("step:every=%ld,gamma=%s", t->at, lehr_number_text(middle).s);
    tour_print(
        t, out,
        IN(t,
           "Now you write one. Of %d updates from a base rate of %s: let the rate at t = %ld be between %.4g and "
           "%.4g. Any policy will do that gets there, one alone or joined by +; what is wrong with a text is said "
           "with its place."),
        TOUR_STEPS, lehr_number_text(t->lr).s, t->at, low(t), high(t));
    tour_print_bold(t, out, "%s", IN(t, "Your policy?"));
    t->kind = ANSWER_TEXT;
    return lehr_sched_parse(&t->sched, t->spec[0].s, t->lr, TOUR_STEPS);
}

static void hint_own(const tour *t, lehr_strbuf *out)
{
    tour_print(
        t, out,
        IN(t,
           "step:every=E,gamma=G, exp:gamma=G, multistep:A/B,gamma=G, linear:end=S, cosine, expr:lr/(1+t) … At t = "
           "%ld the rate must be %.2g of the base rate."),
        t->at, t->right / t->lr);
}

/* The parser's own sentence, and a caret below the place it is about. */
static void print_parser_error(const tour *t, lehr_strbuf *out)
{
    int column;
    const char *text = lehr_message_place(&column);
    tour_print(t, out, "%s", lehr_message());
    if (text && column + 4 < t->columns)
        lehr_strbuf_printf(out, "    %.*s\n    %*s\n", t->columns - 5, text, column, "^");
}

static lehr_status judge_own(tour *t, bool *right, lehr_strbuf *out)
{
    lehr_sched own;
    lehr_status status = lehr_sched_parse(&own, t->given, t->lr, TOUR_STEPS);
    *right = false;
    if (status == LEHR_ERR_MEMORY) return status;
    if (status) {
        print_parser_error(t, out);
        return LEHR_OK;
    }
    double rate = lehr_sched_at(&own, t->at);
    *right = rate >= low(t) && rate <= high(t);
    if (*right) t->sched = own;
    else
        tour_print(t, out, IN(t, "It is a policy, and its rate at t = %ld is %.4g: too %s."),
                   t->at, rate, rate < low(t) ? IN(t, "small") : IN(t, "large"));
    return LEHR_OK;
}

static lehr_status answer_own(tour *t, lehr_strbuf *out)
{
    lehr_strbuf canonical = {0};
    lehr_sched_print(&t->sched, &canonical);
    if (canonical.s)
        tour_print(t, out, IN(t, "%s has the rate %.4g at t = %ld:"),
                   canonical.s, lehr_sched_at(&t->sched, t->at), t->at);
    if (canonical.status) out->status = canonical.status;
    lehr_strbuf_release(&canonical);
    tour_print_rates(t, out, &t->sched);
    return LEHR_OK;
}

const tour_stop stop_own = { "One of your own", show_own, hint_own, judge_own, answer_own, alone_joint };
