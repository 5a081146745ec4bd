/* tour_spec.c — stops about schedule specs: two policies joined, and one that the user writes */
#include "lab/command/tour/tour.h"
#include "sched/spec.h"
#include <stdlib.h>

enum { NEAR = 3 };                      /* updates that a right answer may be off */

/* --- one after the other ------------------------------------------------------------------------------------------ */

static double warmup_of(const tour *t) { return t->sched.begin[1]; }

/* The first update after the warm-up whose rate is at most half the base rate. */
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
    tour_print(t, out, "A + joins two policies, one after the other. %s rises for %.0f updates to the base rate, %s. "
               "The next policy starts at its own t = 0: cosine falls over the rest of the %d updates.",
               t->spec[0].s, warmup_of(t), lehr_number_text(t->lr).s, TOUR_STEPS);
    tour_print_rates(t, out, &t->sched);
    return tour_ask(t, out, ANSWER_WHOLE, 0, TOUR_STEPS, "At which update has the rate fallen to half of its maximum, "
                    "%s?", lehr_number_text(t->lr / 2).s);
}

static lehr_status hint_joint(const tour *t, lehr_strbuf *out)
{
    return tour_print(t, out, "Half a cosine reaches half its height in its middle. It begins at update %.0f and ends "
                      "at %d.", warmup_of(t), TOUR_STEPS);
}

static lehr_status check_joint(tour *t, bool *right, lehr_strbuf *out)
{
    long at = (long)t->number;
    double rate = lehr_sched_at(&t->sched, at);
    *right = labs(at - t->at) <= NEAR;
    if (*right) return LEHR_OK;
    if ((double)at < warmup_of(t))
        return tour_print(t, out, "At update %ld the rate still rises and is %.4g; the question is about the fall.",
                          at, rate);
    return tour_print(t, out, "At update %ld the rate is %.4g; that is too %s.", at, rate,
                      at < t->at ? IN(t, "early") : IN(t, "late"));
}

static lehr_status answer_joint(tour *t, lehr_strbuf *out)
{
    return tour_print(t, out, "At update %ld the rate is %.4g: the cosine begins at %.0f, has %.0f updates, and "
                      "reaches half its height in their middle.", t->at, lehr_sched_at(&t->sched, t->at), warmup_of(t),
                      TOUR_STEPS - warmup_of(t));
}

static void print_joint_commands(const tour *t, lehr_strbuf *out)
{
    tour_print_command(t, out, "schedule %s --steps %d --lr %s", t->spec[0].s, TOUR_STEPS, lehr_number_text(t->lr).s);
    tour_print_command(t, out, "schedule 'cosine*noise:0.1' 'expr:lr*0.95^floor(t/10)' --steps %d", TOUR_STEPS);
}

const tour_stop stop_joint = {
    "One after the other", show_joint, hint_joint, check_joint, answer_joint, print_joint_commands
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
    tour_print(t, out, "Now write a policy. Of %d updates with base rate %s, the rate at t = %ld must be between %.4g "
               "and %.4g. Any policy that reaches it is right, single or joined by +; errors are shown with their "
               "place.", TOUR_STEPS, lehr_number_text(t->lr).s, t->at, low(t), high(t));
    tour_ask(t, out, ANSWER_TEXT, 0, 0, "Your policy?");
    return lehr_sched_parse(&t->sched, t->spec[0].s, t->lr, TOUR_STEPS);
}

static lehr_status hint_own(const tour *t, lehr_strbuf *out)
{
    return tour_print(t, out, "step:every=E,gamma=G, exp:gamma=G, multistep:A/B,gamma=G, linear:end=S, cosine, "
                      "expr:lr/(1+t) … At t = %ld the rate must be %.2g times the base rate.", t->at, t->right / t->lr);
}

/* The parser's message, and a caret below the place of the error. */
static void print_parser_error(const tour *t, lehr_strbuf *out)
{
    int column;
    const char *text = lehr_message_place(&column);
    tour_print(t, out, "%s", lehr_message());
    if (text && column + 4 < t->columns)
        lehr_strbuf_printf(out, "    %.*s\n    %*s\n", t->columns - 5, text, column, "^");
}

static lehr_status check_own(tour *t, bool *right, lehr_strbuf *out)
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
    if (!*right)
        return tour_print(t, out, "This is a valid policy, but its rate at t = %ld is %.4g: too %s.", t->at, rate,
                          rate < low(t) ? IN(t, "small") : IN(t, "large"));
    t->sched = own;
    return LEHR_OK;
}

static lehr_status answer_own(tour *t, lehr_strbuf *out)
{
    lehr_strbuf canonical = {0};
    lehr_sched_print(&t->sched, &canonical);
    if (canonical.s)
        tour_print(t, out, "%s has the rate %.4g at t = %ld:", canonical.s, lehr_sched_at(&t->sched, t->at), t->at);
    if (canonical.status) out->status = canonical.status;
    lehr_strbuf_release(&canonical);
    tour_print_rates(t, out, &t->sched);
    return LEHR_OK;
}

const tour_stop stop_own = { "One of your own", show_own, hint_own, check_own, answer_own, print_joint_commands };
