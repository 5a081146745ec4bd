/* cycle_policies.c — policies that climb and fall: restarts, cycles, one cycle, warm-up. */
#include "sched/policy_parts.h"
#include <float.h>

/* --- cycles ------------------------------------------------------------------------------------------------------- */

/* The update at which cycle i begins. Lengths grow by mult, so this is the sum of a geometric series, rounded up. A sum
 * that is above a whole number only by rounding errors, as 22.000000000000004 for 10 + 10·1.2, is that number. */
static double cycle_start(values k, double i)
{
    if (k->mult == 1) return i * k->every;
    double start = k->every * (pow(k->mult, i) - 1) / (k->mult - 1), whole = round(start);
    return fabs(start - whole) <= 1e-12 * start ? whole : ceil(start);
}

/* The logarithm may be off by one at an exact boundary, so the starts of the cycles decide. */
static double cycle_at(values k, double t)
{
    double i = k->mult == 1 ? floor(t / k->every)
                            : floor(log1p(fmin(t * (k->mult - 1) / k->every, DBL_MAX)) / log(k->mult));
    while (i > 0 && cycle_start(k, i) > t) i--;
    while (cycle_start(k, i + 1) <= t) i++;
    return i;
}

/* Beyond 2^53 a double has no t + 1, and the search for a cycle of length 1 would not end. */
static double within(double t) { return fmin(t, 0x1p53 - 1); }

static double restarts(values k, double t)
{
    double i = cycle_at(k, within(t)), from = cycle_start(k, i), to = cycle_start(k, i + 1);
    double peak = fmax(k->min, k->lr * pow(k->decay, i));
    return between(k->min, peak, half_cosine((within(t) - from) / (to - from)));
}

static double next_restart(values k, double t) { return cycle_start(k, cycle_at(k, within(t)) + 1); }

static double hardrestarts(values k, double t)
{
    double x = k->cycles * t / k->steps;
    return t < k->steps ? between(k->min, k->lr, half_cosine(x - floor(x))) : k->min;
}

static double next_hard(values k, double t)
{
    double cycle = floor(k->cycles * t / k->steps);
    return t < k->steps ? fmin(ceil((cycle + 1) * k->steps / k->cycles), k->steps) : INFINITY;
}

static double triangle(values k, double t, double *cycle)               /* 0 … 1 … 0 */
{
    *cycle = floor(t / (k->up + k->down));
    double x = t - *cycle * (k->up + k->down);
    return x <= k->up ? x / k->up : (k->up + k->down - x) / k->down;
}

static double triangular (values k, double t) { double c, x = triangle(k, t, &c); return between(k->min, k->max, x); }
static double triangular2(values k, double t)
{
    double c, x = triangle(k, t, &c);
    return between(k->min, k->max, x * pow(0.5, c));
}
static double exprange(values k, double t)
{
    double c, x = triangle(k, t, &c);
    return between(k->min, k->max, x * pow(k->gamma, t));
}

static double next_turn(values k, double t)
{
    double begin = floor(t / (k->up + k->down)) * (k->up + k->down);
    return t - begin < k->up ? begin + k->up : begin + k->up + k->down;
}

static lehr_status resolve_triangle(lehr_policy_values *k)
{
    if (isnan(k->max)) k->max = k->lr;
    if (isnan(k->min)) k->min = k->max / 10;
    if (isnan(k->down)) k->down = k->up;
    return k->min <= k->max ? LEHR_OK
                            : lehr_fail(LEHR_ERR_VALUE, "min is %s; it must not be above max, %s",
                                        lehr_number_text(k->min).s, lehr_number_text(k->max).s);
}

/* --- one cycle ---------------------------------------------------------------------------------------------------- */

static double glide(double a, double b, double shape, double x)
{
    return shape == 0 ? between(b, a, half_cosine(x)) : between(a, b, x);
}

/* The update of the peak: after pct_start of the updates, but never the first or the last. With three phases, joint_of
 * is where the second ends: back at the first rate. */
static double peak_of(values k)  { return fmin(fmax(floor(k->pct_start * k->steps + 0.5) - 1, 1), k->steps - 2); }
static double joint_of(values k) { return fmin(2 * peak_of(k), k->steps - 2); }

static double onecycle(values k, double t)
{
    double first = k->max / k->div, last = first / k->final_div, end = k->steps - 1;
    if (end == 0) return first;                                         /* there is only one update */
    if (t >= end) return last;
    if (end == 1) return first;
    double p = peak_of(k), joint = joint_of(k);
    if (t <= p) return glide(first, k->max, k->up, t / p);
    if (k->phases == 2) return glide(k->max, last, k->down, (t - p) / (end - p));
    if (t <= joint) return glide(k->max, first, k->down, (t - p) / (joint - p));
    return glide(first, last, k->down, (t - joint) / (end - joint));
}

static double next_phase(values k, double t)
{
    double joint = k->phases == 3 && k->steps > 2 ? joint_of(k) : INFINITY, peak = k->steps > 2 ? peak_of(k) : INFINITY;
    return fmin(fmin(after(t, peak), after(t, joint)), after(t, k->steps - 1));
}

static lehr_status resolve_onecycle(lehr_policy_values *k)
{
    if (isnan(k->max)) k->max = k->lr;
    if (k->anneal > 0) k->up = k->down = k->anneal - 1;
    return k->phases == 2 || k->pct_start <= 0.5
               ? LEHR_OK
               : lehr_fail(LEHR_ERR_VALUE, "pct_start is %s; with three phases it must be at most 0.5",
                           lehr_number_text(k->pct_start).s);
}

/* --- warm-up ------------------------------------------------------------------------------------------------------ */

enum { LINEAR, COSINE, QUADRATIC, LOG, CONSTANT };                      /* shape= of warmup … */
enum { DECAY_SQRT, DECAY_LINEAR, DECAY_COSINE };                        /* … and of wsd       */

static double climb(double shape, double x)
{
    if (shape == COSINE) return 1 - half_cosine(x);
    if (shape == QUADRATIC) return x * x;
    if (shape == LOG) return log1p(x * (exp(1) - 1));
    return shape == CONSTANT ? 0 : x;
}

static double warmup(values k, double t)
{
    return t < k->steps ? k->lr * between(k->from, 1, climb(k->shape, (t + 1) / k->steps)) : k->lr;
}

static lehr_status check_warmup(lehr_policy_values *k)
{
    return k->shape != CONSTANT || k->from > 0
               ? LEHR_OK
               : lehr_fail(LEHR_ERR_VALUE, "from is 0; with shape=constant it must be above 0");
}

static double wsd(values k, double t)
{
    double x = (t - k->steps + k->decay) / k->decay;
    if (t >= k->steps) return k->min;
    if (t < k->warmup) return k->lr * (t + 1) / k->warmup;
    if (t < k->steps - k->decay) return k->lr;
    double left = k->shape == DECAY_SQRT ? 1 - sqrt(x) : k->shape == DECAY_LINEAR ? 1 - x : half_cosine(x);
    return between(k->min, k->lr, left);
}

static double next_wsd(values k, double t)
{
    return fmin(fmin(after(t, k->warmup), after(t, k->steps - k->decay)), after(t, k->steps));
}

static lehr_status resolve_wsd(lehr_policy_values *k)
{
    if (isnan(k->decay)) k->decay = ceil(k->steps / 5);
    return floor_below_base(k);
}

/* --- the entries -------------------------------------------------------------------------------------------------- */

#define TRIANGLE      { PARAM(up), 2000, COUNT, "step_size_up" }, { PARAM(down), NAN, COUNT, "step_size_down", "up" }, \
                      { PARAM(min), NAN, RATE, "base_lr", "max/10" }, { PARAM(max), NAN, PEAK, "max_lr", "lr" }

static const lehr_param_spec cyclic_class[] = {
    { PARAM(mode), 0, 0, 2, 0, NULL, NULL, "triangular triangular2 exp_range" }, { 0 }
};
static const lehr_param_spec onecycle_class[] = {
    { NAMED("anneal_strategy", anneal), 0, 1, 2, 0, NULL, NULL, "cos linear" },
    { NAMED("three_phase", phases), 2, 2, 3, 0, NULL, NULL, "false true" },
    { 0 }
};

static const lehr_policy cycles[] = {
    { .entry = { "restarts",
               "CosineAnnealingWarmRestarts sgdr",
               "cosine from lr decay^i to min in cycle i; each is mult times as long",
               "Loshchilov & Hutter 2017",
               { { PARAM(every), NAN, COUNT, "T_0" },
                 { PARAM(mult), 1, 1, ANY, 0, "T_mult" },
                 FLOOR,
                 { PARAM(decay), 1, SHARE } } },
      .curve = restarts,
      .resolve = floor_below_base,
      .next_boundary = next_restart,
      .description = "falls to {min} along half a cosine and starts again, first after {every} updates",
      .example = "restarts:every=143,mult=2" },

    { .entry = { "hardrestarts",
               NULL,
               "min + (lr - min) (1 + cos(pi frac(cycles t / steps))) / 2",
               "Hugging Face's cosine_with_hard_restarts",
               { { PARAM(cycles), 1, 1, MANY, LEHR_INTEGER }, HORIZON, FLOOR } },
      .curve = hardrestarts,
      .resolve = floor_below_base,
      .next_boundary = next_hard,
      .description = "falls to {min} along half a cosine, {cycles} times in {steps} updates",
      .example = "hardrestarts:cycles=3" },

    { .entry = { "triangular", "CyclicLR", "min to max in up updates, back in down", "Smith 2017", { TRIANGLE } },
      .curve = triangular,
      .resolve = resolve_triangle,
      .next_boundary = next_turn,
      .torch = "",
      .description = "climbs from {min} to {max} in {up} updates and back in {down}, again and again",
      .example = "triangular:up=125" },

    { .entry = { "triangular2",
               "CyclicLR",
               "min to max in up updates, back in down; each cycle half as high",
               "Smith 2017",
               { TRIANGLE } },
      .curve = triangular2,
      .resolve = resolve_triangle,
      .next_boundary = next_turn,
      .torch = "",
      .description = "climbs from {min} to {max} in {up} updates and back in {down}, each time half as high",
      .example = "triangular2:up=125" },

    { .entry = { "exprange",
               "CyclicLR",
               "min to max in up updates, back in down; the height times gamma^t",
               "Smith 2017",
               { TRIANGLE, { PARAM(gamma), 0.99994, SHARE } } },
      .curve = exprange,
      .resolve = resolve_triangle,
      .next_boundary = next_turn,
      .torch = "gamma=1",
      .torch_params = cyclic_class,
      .description =
          "climbs from {min} to {max} in {up} updates and back in {down}, lower by {gamma} with every update",
      .example = "exprange:up=125,gamma=0.998" },

    { .entry = { "onecycle",
               "OneCycleLR",
               "max/div up to max, then down to max/div/final_div at the last update",
               "Smith & Topin 2019",
               { HORIZON,
                 { PARAM(max), NAN, PEAK, "max_lr", "lr" },
                 { PARAM(pct_start), 0.3, 0, 1, LEHR_EXCLUDE_MIN | LEHR_EXCLUDE_MAX },
                 { PARAM(div), 25, 1, ANY, 0, "div_factor" },
                 { PARAM(final_div), 1e4, 1, ANY, 0, "final_div_factor" },
                 { PARAM(up), 0, 0, 1, LEHR_INTEGER, NULL, NULL, "cosine linear" },
                 { PARAM(down), 0, 0, 1, LEHR_INTEGER, NULL, NULL, "cosine linear" },
                 { PARAM(phases), 2, 2, 3, LEHR_INTEGER } } },
      .curve = onecycle,
      .resolve = resolve_onecycle,
      .next_boundary = next_phase,
      .torch = "",
      .torch_params = onecycle_class,
      .description = "climbs to {max} in {pct_start} of {steps} updates, then falls far below where it began",
      .example = "onecycle" },

    { .entry = { "wsd",
               NULL,
               "ramp (t+1)/warmup, flat at lr, then over the last decay updates by shape to min",
               "Hu et al. 2024",
               { HORIZON,
                 { PARAM(warmup), 0, COUNT0 },
                 { PARAM(decay), NAN, COUNT, NULL, "steps/5" },
                 { PARAM(shape), 0, 0, 2, LEHR_INTEGER, NULL, NULL, "sqrt linear cosine" },
                 FLOOR } },
      .curve = wsd,
      .resolve = resolve_wsd,
      .next_boundary = next_wsd,
      .description = "climbs for {warmup} updates, stays at {lr}, and falls to {min} in the last {decay} of {steps}",
      .example = "wsd" },

    { .entry = { "warmup",
               NULL,
               "lr (from + (1 - from) f(x)), x = (t + 1) / steps, by shape; then lr",
               "Goyal et al. 2017",
               { { PARAM(steps), NAN, COUNT, NULL, NULL },
                 { PARAM(from), 0, 0, 1, 0 },
                 { PARAM(shape), 0, 0, 4, LEHR_INTEGER, NULL, NULL, "linear cosine quadratic log constant" } } },
      .curve = warmup,
      .resolve = check_warmup,
      .next_boundary = next_end,
      .description = "climbs from {from} of {lr} to {lr} in {steps} updates, {shape}",
      .example = "warmup:400" },
};

const lehr_registry lehr_cycle_policies = POLICIES(cycles);
