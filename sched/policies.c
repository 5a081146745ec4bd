/* policies.c — every policy: one line of maths and one row.
 *
 * A curve answers with the rate at t, where t updates are finished: a pure function, in double. k->lr is the base rate.
 * To add a policy: its function here, its row at the end; parser, printer, help, tests and picture follow from the row.
 */
#include "sched/sched.h"
#include <math.h>

typedef const lehr_policy_values *knobs;

static const double PI = 3.14159265358979323846;

/* --- shapes that several share ------------------------------------------------------------------------------------ */

static double share(double t, double steps)         { return t < steps ? t / steps : 1; }          /* 0 at the start, 1 at the end and ever after */
static double half_cosine(double x)                 { return 0.5 * (1 + cos(PI * x)); }            /* 1 … 0 while x goes 0 … 1 */
static double between(double a, double b, double x) { return a + (b - a) * x; }
static double glide(double a, double b, double shape, double x) { return shape == 0 ? between(b, a, half_cosine(x)) : between(a, b, x); }

static lehr_status floor_below_base(lehr_policy_values *k)
{
    return k->min <= k->lr ? LEHR_OK
         : lehr_fail(LEHR_ERR_VALUE, "min is %s; it must not be above the base rate, %s", lehr_number_text(k->min).s, lehr_number_text(k->lr).s);
}

/* --- the book's six ----------------------------------------------------------------------------------------------- */

static double fixed(knobs k, double t) { (void)t; return k->lr; }
static double step (knobs k, double t) { return k->lr * pow(k->gamma, floor(t / k->every)); }
static double expo (knobs k, double t) { return k->lr * pow(k->gamma, t / k->every); }
static double inv  (knobs k, double t) { return k->lr * pow(1 + k->gamma * t, -k->power); }

static double multistep(knobs k, double t)
{
    double drops = 0, factor = 1;
    for (int i = 0; i < k->at.count && k->at.v[i] <= t; i++, drops++)
        if (k->scales.count) factor *= k->scales.v[i];
    return k->lr * (k->scales.count ? factor : pow(k->gamma, drops));
}

/* Milestones may come in any order; each keeps its scale. */
static lehr_status sort_milestones(lehr_policy_values *k)
{
    lehr_list *at = &k->at, *scales = &k->scales;
    if (scales->count && scales->count != at->count)
        return lehr_fail(LEHR_ERR_VALUE, "scales has %d numbers but at has %d; each milestone needs one", scales->count, at->count);
    for (int i = 1; i < at->count; i++)
        for (int j = i; j > 0 && at->v[j] < at->v[j - 1]; j--) {
            double milestone = at->v[j], scale = scales->v[j];
            at->v[j] = at->v[j - 1], at->v[j - 1] = milestone;
            scales->v[j] = scales->v[j - 1], scales->v[j - 1] = scale;
        }
    return LEHR_OK;
}

static double poly(knobs k, double t)
{
    double steps = k->cycle ? k->steps * fmax(1, ceil(t / k->steps)) : k->steps;
    return between(k->end, k->lr, pow(1 - share(t, steps), k->power));
}

static lehr_status end_below_base(lehr_policy_values *k)
{
    return k->end <= k->lr ? LEHR_OK
         : lehr_fail(LEHR_ERR_VALUE, "end is %s; it must not be above the base rate, %s", lehr_number_text(k->end).s, lehr_number_text(k->lr).s);
}

/* --- modern ones -------------------------------------------------------------------------------------------------- */

static double cosine(knobs k, double t) { return between(k->min, k->lr, pow(half_cosine(share(t, k->steps)), k->power)); }

/* Where cycle i begins: a whole update. Lengths grow by mult, so the sum of a geometric series, rounded up. */
static double cycle_start(knobs k, double i)
{
    return k->mult == 1 ? i * k->every : ceil(k->every * (pow(k->mult, i) - 1) / (k->mult - 1));
}

/* The logarithm only guesses the cycle: at an exact boundary it may be off by one, and the starts themselves decide. */
static double cycle_at(knobs k, double t)
{
    double i = k->mult == 1 ? floor(t / k->every) : floor(log1p(t * (k->mult - 1) / k->every) / log(k->mult));
    while (i > 0 && cycle_start(k, i) > t) i--;
    while (cycle_start(k, i + 1) <= t) i++;
    return i;
}

static double restarts(knobs k, double t)
{
    t = fmin(t, 0x1p53 - 1);                                        /* beyond, a double has no t + 1: cycles of 1 would not end */
    double i = cycle_at(k, t), from = cycle_start(k, i), to = cycle_start(k, i + 1);
    double peak = fmax(k->min, k->lr * pow(k->decay, i));
    return between(k->min, peak, half_cosine((t - from) / (to - from)));
}

static double triangular2(knobs k, double t)
{
    double cycle = floor(t / (k->up + k->down)), x = t - cycle * (k->up + k->down);
    double triangle = x <= k->up ? x / k->up : (k->up + k->down - x) / k->down;
    return between(k->min, k->max, triangle * pow(0.5, cycle));
}

static lehr_status settle_triangle(lehr_policy_values *k)
{
    if (isnan(k->max)) k->max = k->lr;
    if (isnan(k->min)) k->min = k->max / 10;
    if (isnan(k->down)) k->down = k->up;
    return k->min <= k->max ? LEHR_OK
         : lehr_fail(LEHR_ERR_VALUE, "min is %s; it must not be above max, %s", lehr_number_text(k->min).s, lehr_number_text(k->max).s);
}

/* Up to the peak at update p, then down to the last; with three phases, down by the same way first, then far below. */
static double onecycle(knobs k, double t)
{
    double first = k->max / k->div, last = first / k->final_div, end = k->steps - 1;
    if (end == 0) return first;                                     /* one update in all, and it is the first */
    if (t >= end) return last;
    if (end == 1) return first;
    double p = fmin(fmax(floor(k->pct_start * k->steps + 0.5) - 1, 1), end - 1), joint = fmin(2 * p, end - 1);
    if (t <= p) return glide(first, k->max, k->up, t / p);
    if (k->phases == 2) return glide(k->max, last, k->down, (t - p) / (end - p));
    if (t <= joint) return glide(k->max, first, k->down, (t - p) / (joint - p));
    return glide(first, last, k->down, (t - joint) / (end - joint));
}

static lehr_status settle_onecycle(lehr_policy_values *k)
{
    if (isnan(k->max)) k->max = k->lr;
    return k->phases == 2 || k->pct_start <= 0.5 ? LEHR_OK
         : lehr_fail(LEHR_ERR_VALUE, "pct_start is %s; with three phases it must be at most 0.5", lehr_number_text(k->pct_start).s);
}

/* --- the rows ----------------------------------------------------------------------------------------------------- */

#define KNOB(field)   LEHR_FIELD(lehr_policy_values, field)
#define COUNT         1, 0x1p53, LEHR_WHOLE                             /* a number of updates             */
#define RATE          0, LEHR_MAX_RATE, 0                               /* a rate, 0 allowed               */
#define PEAK          0, LEHR_MAX_RATE, LEHR_ABOVE                      /* a rate above 0                  */
#define SHARE         0, 1, LEHR_ABOVE                                  /* what one drop leaves: 0 < … ≤ 1 */
#define EXPONENT      0, 1000, LEHR_ABOVE
#define HORIZON       { KNOB(steps), NAN, COUNT, "total_iters max_iter T_max total_steps", "the training's" }

static const lehr_policy policies[] = {
    { { "fixed", NULL, "lr", "book 11.8", { { 0 } } }, fixed, NULL, "fixed" },

    { { "step", NULL, "lr gamma^floor(t / every)", "book 11.8",
        { { KNOB(every), 50, COUNT, "step_size decay_step" }, { KNOB(gamma), 0.9, SHARE, "decay_rate" } } }, step, NULL, "step:every=250,gamma=0.5" },

    { { "multistep", "multi-step", "lr gamma^(number of milestones <= t)", "book 11.8",
        { { KNOB(at), NAN, 0, 0x1p53, LEHR_WHOLE | LEHR_LIST, "milestones decay_steps" }, { KNOB(gamma), 0.1, SHARE, "decay_rate" },
          { KNOB(scales), NAN, 0, 1e6, LEHR_ABOVE | LEHR_LIST, NULL, "gamma for each" } } }, multistep, sort_milestones, "multistep:at=500/750,gamma=0.3" },

    { { "exp", NULL, "lr gamma^(t / every)", "book 11.8",
        { { KNOB(gamma), 0.99, SHARE, "decay_rate" }, { KNOB(every), 1, 0, 0x1p53, LEHR_ABOVE } } }, expo, NULL, "exp:gamma=0.996" },

    { { "inv", NULL, "lr (1 + gamma t)^-power", "book 11.8",
        { { KNOB(gamma), 0.001, 0, 1e6, 0 }, { KNOB(power), 0.5, EXPONENT } } }, inv, NULL, "inv:gamma=0.01" },

    { { "poly", NULL, "end + (lr - end) (1 - t / steps)^power", "book 11.8",
        { HORIZON, { KNOB(power), 0.9, EXPONENT }, { KNOB(end), 0, RATE }, { KNOB(cycle), 0, 0, 1, LEHR_WHOLE } } }, poly, end_below_base, "poly:power=2" },

    { { "cosine", NULL, "min + (lr - min) ((1 + cos(pi t / steps)) / 2)^power", "Loshchilov & Hutter 2017",
        { HORIZON, { KNOB(min), 0, RATE, "eta_min" }, { KNOB(power), 1, EXPONENT } } }, cosine, floor_below_base, "cosine" },

    { { "restarts", "sgdr", "cosine from lr decay^i to min, again in every cycle i, each mult times as long", "Loshchilov & Hutter 2017",
        { { KNOB(every), NAN, COUNT, "T_0" }, { KNOB(mult), 1, 1, 1e6, 0, "T_mult" }, { KNOB(min), 0, RATE, "eta_min" },
          { KNOB(decay), 1, SHARE } } }, restarts, floor_below_base, "restarts:every=143,mult=2" },

    { { "triangular2", NULL, "min to max in up, back in down; each cycle half as high", "Smith 2017",
        { { KNOB(up), 2000, COUNT, "step_size_up" }, { KNOB(down), NAN, COUNT, "step_size_down", "up" },
          { KNOB(min), NAN, RATE, "base_lr", "max/10" }, { KNOB(max), NAN, PEAK, "max_lr", "lr" } } }, triangular2, settle_triangle, "triangular2:up=125" },

    { { "onecycle", NULL, "max/div up to max, then down to max/div/final_div at the last update", "Smith & Topin 2019",
        { HORIZON, { KNOB(max), NAN, PEAK, "max_lr", "lr" }, { KNOB(pct_start), 0.3, 0, 1, LEHR_ABOVE | LEHR_BELOW },
          { KNOB(div), 25, 1, 1e12, 0, "div_factor" }, { KNOB(final_div), 1e4, 1, 1e12, 0, "final_div_factor" },
          { KNOB(up), 0, 0, 1, LEHR_WHOLE, NULL, NULL, "cosine linear" }, { KNOB(down), 0, 0, 1, LEHR_WHOLE, NULL, NULL, "cosine linear" },
          { KNOB(phases), 2, 2, 3, LEHR_WHOLE } } }, onecycle, settle_onecycle, "onecycle" },
};

const lehr_table lehr_policies = { "policy", policies, sizeof *policies, sizeof policies / sizeof *policies };
