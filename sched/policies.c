/* policies.c — every policy: one line of maths and one row.
 *
 * A curve answers with the rate at t, where t updates are finished: a pure function, in double. k->lr is the base
 * rate b. To add a policy: its function here, its entry at the end. Parser, printer, help, page, figure and tests
 * follow from the row.
 */
#include "sched/policies.h"
#include "sched/internal.h"
#include <float.h>
#include <math.h>
#include <stdint.h>

typedef const lehr_policy_values *values;

static const double PI = 3.14159265358979323846;

/* --- shapes and boundaries that several share --------------------------------------------------------------------- */

/* 0 at the start, 1 at the end and ever after */
static double share(double t, double steps)         { return t < steps ? t / steps : 1; }
/* 1 … 0 while x goes 0 … 1 */
static double half_cosine(double x)                 { return 0.5 * (1 + cos(PI * x)); }
/* pow costs more than a cosine */
static double raised(double x, double power)        { return power == 1 ? x : pow(x, power); }
static double between(double a, double b, double x) { return a + (b - a) * x; }
static double after(double t, double boundary)      { return boundary > t ? boundary : INFINITY; }
static double again(double t, double every)         { return (floor(t / every) + 1) * every; }

static double next_every(values k, double t) { return again(t, k->every); }
static double next_end(values k, double t)   { return after(t, k->steps); }

static lehr_status at_most_base(const char *name, double v, double lr)
{
    return v <= lr ? LEHR_OK
                   : lehr_fail(LEHR_ERR_VALUE, "%s is %s; it must not be above the base rate, %s", name,
                               lehr_number_text(v).s, lehr_number_text(lr).s);
}

static lehr_status floor_below_base(lehr_policy_values *k) { return at_most_base("min", k->min, k->lr); }
static lehr_status end_below_base(lehr_policy_values *k)   { return at_most_base("end", k->end, k->lr); }

/* --- drops and slow falls ----------------------------------------------------------------------------------------- */

static double fixed  (values k, double t) { (void)t; return k->lr; }
static double step   (values k, double t) { return k->lr * pow(k->gamma, floor(t / k->every)); }
static double expo   (values k, double t) { return k->lr * pow(k->gamma, t / k->every); }
static double natexp (values k, double t) { return k->lr * exp(-k->k * t / k->every); }
static double by_time(values k, double t) { return k->lr / (1 + k->k * t / k->every); }
static double inv    (values k, double t) { return k->lr * pow(1 + k->gamma * t / k->per, -k->power); }
static double sigmoid(values k, double t) { return k->lr / (1 + exp(k->gamma * (t - k->middle))); }
static double rsqrt  (values k, double t) { return k->lr * sqrt(k->warmup) / sqrt(fmax(t, k->warmup)); }

static double noam(values k, double t)
{
    double s = t + 1;                                                   /* the paper counts from 1 */
    return k->lr / sqrt(k->d) * fmin(1 / sqrt(s), s * pow(k->warmup, -1.5));
}

static double next_warmup(values k, double t) { return after(t, k->warmup); }

static lehr_status resolve_sigmoid(lehr_policy_values *k)
{
    if (isnan(k->middle) && k->horizon < 1)
        return lehr_fail(LEHR_ERR_VALUE, "at must be given, as there is no training to take half of");
    if (isnan(k->middle)) k->middle = k->horizon / 2;
    return LEHR_OK;
}

static double multistep(values k, double t)
{
    double drops = 0, factor = 1;
    for (int i = 0; i < k->at.count && k->at.v[i] <= t; i++, drops++)
        if (k->values.count) factor *= k->values.v[i];
    /* scales may be huge, a rate is finite */
    return fmin(k->lr * (k->values.count ? factor : pow(k->gamma, drops)), DBL_MAX);
}

static double piecewise(values k, double t)
{
    int i = 0;
    while (i < k->at.count && k->at.v[i] <= t) i++;
    return k->values.v[i];
}

static double next_milestone(values k, double t)
{
    for (int i = 0; i < k->at.count; i++)
        if (k->at.v[i] > t) return k->at.v[i];
    return INFINITY;
}

/* Milestones may come in any order; each keeps its scale. */
static lehr_status sort_milestones(lehr_policy_values *k)
{
    lehr_number_list *at = &k->at, *scales = &k->values;
    if (scales->count && scales->count != at->count)
        return lehr_fail(LEHR_ERR_VALUE, "scales has %d numbers but at has %d; each milestone needs one", scales->count,
                         at->count);
    for (int i = 1; i < at->count; i++)
        for (int j = i; j > 0 && at->v[j] < at->v[j - 1]; j--) {
            double milestone = at->v[j], scale = scales->v[j];
            at->v[j] = at->v[j - 1], at->v[j - 1] = milestone;
            scales->v[j] = scales->v[j - 1], scales->v[j - 1] = scale;
        }
    return LEHR_OK;
}

static lehr_status check_pieces(lehr_policy_values *k)
{
    if (k->values.count != k->at.count + 1)
        return lehr_fail(LEHR_ERR_VALUE, "values has %d numbers; with %d boundaries there are %d pieces",
                         k->values.count, k->at.count, k->at.count + 1);
    for (int i = 1; i < k->at.count; i++)
        if (k->at.v[i] <= k->at.v[i - 1])
            return lehr_fail(LEHR_ERR_VALUE, "at has %s after %s; boundaries must increase",
                             lehr_number_text(k->at.v[i]).s, lehr_number_text(k->at.v[i - 1]).s);
    return LEHR_OK;
}

/* --- from here to there in so many steps -------------------------------------------------------------------------- */

static double linear  (values k, double t) { return k->lr * between(k->start, k->end, share(t, k->steps)); }
static double constant(values k, double t) { return t < k->steps ? k->lr * k->factor : k->lr; }
static double cosine(values k, double t)
{
    return between(k->min, k->lr, raised(half_cosine(share(t, k->steps)), k->power));
}
static double kdecay(values k, double t)
{
    return between(k->min, k->lr, half_cosine(raised(share(t, k->steps), k->k)));
}

static double poly(values k, double t)
{
    double steps = k->cycle > 0 ? k->steps * fmax(1, ceil(t / k->steps)) : k->steps;
    return between(k->end, k->lr, raised(1 - share(t, steps), k->power));
}

static double next_poly(values k, double t) { return k->cycle > 0 ? again(t, k->steps) : after(t, k->steps); }

static double tangent(values k, double t)
{
    double x = share(t, k->steps);
    return between(k->min, k->lr, 0.5 * (1 - tanh(between(k->lo, k->hi, x))));
}

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

/* --- again and again ---------------------------------------------------------------------------------------------- */

/* Where cycle i begins: a whole update. Lengths grow by mult, so the sum of a geometric series, rounded up; but what
 * is above a whole number only by its rounding errors, as 22.000000000000004 for 10 + 10·1.2, is that number. */
static double cycle_start(values k, double i)
{
    if (k->mult == 1) return i * k->every;
    double start = k->every * (pow(k->mult, i) - 1) / (k->mult - 1), whole = round(start);
    return fabs(start - whole) <= 1e-12 * start ? whole : ceil(start);
}

/* The logarithm only guesses the cycle: at an exact boundary it may be off by one, and the starts themselves decide. */
static double cycle_at(values k, double t)
{
    double i = k->mult == 1 ? floor(t / k->every)
                            : floor(log1p(fmin(t * (k->mult - 1) / k->every, DBL_MAX)) / log(k->mult));
    while (i > 0 && cycle_start(k, i) > t) i--;
    while (cycle_start(k, i + 1) <= t) i++;
    return i;
}

/* beyond, a double has no t + 1: cycles of 1 would not end */
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

/* --- once up, once down ------------------------------------------------------------------------------------------- */

static double glide(double a, double b, double shape, double x)
{
    return shape == 0 ? between(b, a, half_cosine(x)) : between(a, b, x);
}

/* The peak, where pct_start of the updates are over but never first or last; and, with three phases, the way down's
 * middle. */
static double peak_of(values k)  { return fmin(fmax(floor(k->pct_start * k->steps + 0.5) - 1, 1), k->steps - 2); }
static double joint_of(values k) { return fmin(2 * peak_of(k), k->steps - 2); }

static double onecycle(values k, double t)
{
    double first = k->max / k->div, last = first / k->final_div, end = k->steps - 1;
    if (end == 0) return first;                                         /* one update in all, and it is the first */
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

/* --- noise, and formulas ----------------------------------------------------------------------------------------- */

/* 64 random bits of (seed, t), without a state: splitmix64's mixing, Steele, Lea & Flood 2014. */
static uint64_t mixed(uint64_t seed, uint64_t t)
{
    uint64_t z = (seed + 1) * 0xD1B54A32D192ED03u + (t + 1) * 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static double noise(values k, double t)
{
    double u = ((double)(mixed((uint64_t)k->seed, (uint64_t)t) >> 12) + 0.5) * 0x1p-51 - 1;         /* in (−1, 1) */
    return k->lr * (1 + k->pct * u);
}

/* NaN where the formula gives no rate: check_expr has tried only a million updates. */
static double expr(values k, double t)
{
    double rate = lehr_expr_at(&k->expr, (k->horizon > 0 ? fmin(t, k->horizon) : t) / k->per, k->horizon / k->per,
                               k->lr);
    return rate >= 0 && isfinite(rate) ? rate : NAN;
}

static lehr_status check_expr_at(values k, double t)
{
    double rate = lehr_expr_at(&k->expr, t / k->per, k->horizon / k->per, k->lr);
    return rate >= 0 && isfinite(rate)
               ? LEHR_OK
               : lehr_fail(LEHR_ERR_VALUE, "at t = %s the formula gives %s; it must be a number, 0 or more",
                           lehr_number_text(t).s, lehr_number_text(rate).s);
}

/* Every update of the training, up to a million, is tried; beyond that, samples. */
static lehr_status check_expr(lehr_policy_values *k)
{
    double end = k->horizon > 0 ? k->horizon : 0x1p53;
    if (!k->expr.length)
        return lehr_fail(LEHR_ERR_VALUE, "a formula is needed; lehr_sched_parse takes one, as in expr:lr*0.99^t");
    if (k->expr.needs_horizon && k->horizon < 1)
        return lehr_fail(LEHR_ERR_VALUE, "T is in the formula, but there is no training to take it from");
    lehr_status status = LEHR_OK;
    for (double t = 0; t <= fmin(end, 1e6) && !status; t++) status = check_expr_at(k, t);
    for (double t = 1e6; t < end && !status; t *= 1.01) status = check_expr_at(k, floor(t));
    return status ? status : check_expr_at(k, end);
}

/* --- the rows ----------------------------------------------------------------------------------------------------- */

#define PARAM(field)   LEHR_FIELD(lehr_policy_values, field)
#define NAMED(n, f)   n, offsetof(lehr_policy_values, f)
#define MANY          0x1p53
#define ANY           1e300                                             /* no limit but that it is a number       */
#define COUNT         1, MANY, LEHR_INTEGER | LEHR_DURATION             /* a number of updates                    */
#define COUNT0        0, MANY, LEHR_INTEGER | LEHR_DURATION             /* the same, or none                      */
#define RATE          0, LEHR_MAX_RATE, 0                               /* a rate, 0 allowed                      */
#define PEAK          0, LEHR_MAX_RATE, LEHR_EXCLUDE_MIN                /* a rate above 0                         */
#define SHARE         0, 1, LEHR_EXCLUDE_MIN                            /* what one drop leaves: 0 < … ≤ 1        */
#define POSITIVE      0, ANY, LEHR_EXCLUDE_MIN
#define HORIZON       { PARAM(steps), NAN, COUNT, "total_iters max_iter T_max total_steps", "the training's" }
#define FLOOR         { PARAM(min), 0, RATE, "eta_min" }
#define EVERY         { PARAM(every), 1, 0, MANY, LEHR_EXCLUDE_MIN | LEHR_DURATION }
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

static const lehr_policy policies[] = {
    { .entry = { "fixed", NULL, "lr", "book 11.8", { { 0 } } },
      .curve = fixed,
      .description = "stays at {lr}",
      .example = "fixed" },

    { .entry = { "step",
               "StepLR",
               "lr gamma^floor(t / every)",
               "book 11.8",
               { { PARAM(every), 50, COUNT, "step_size decay_step" }, { PARAM(gamma), 0.9, SHARE, "decay_rate" } } },
      .curve = step,
      .next_boundary = next_every,
      .torch = "gamma=0.1",
      .description = "is multiplied by {gamma} every {every} updates",
      .example = "step:every=250,gamma=0.5" },

    { .entry = { "multistep",
               "MultiStepLR multi-step",
               "lr gamma^(number of milestones <= t)",
               "book 11.8",
               { { PARAM(at), NAN, 0, MANY, LEHR_INTEGER | LEHR_LIST | LEHR_DURATION, "milestones decay_steps" },
                 { PARAM(gamma), 0.1, SHARE, "decay_rate" },
                 { NAMED("scales", values), NAN, 0, ANY, LEHR_EXCLUDE_MIN | LEHR_LIST, NULL, "gamma for each" } } },
      .curve = multistep,
      .resolve = sort_milestones,
      .next_boundary = next_milestone,
      .description = "is multiplied by {gamma}, or by its own scale, at each milestone",
      .example = "multistep:at=500/750,gamma=0.3" },

    { .entry = { "piecewise",
               NULL,
               "value i on piece i",
               "Keras' PiecewiseConstantDecay",
               { { PARAM(at), NAN, 0, MANY, LEHR_INTEGER | LEHR_LIST | LEHR_DURATION, "boundaries" },
                 { PARAM(values), NAN, 0, LEHR_MAX_RATE, LEHR_LIST } } },
      .curve = piecewise,
      .resolve = check_pieces,
      .next_boundary = next_milestone,
      .description = "takes the rates listed, whatever the base rate",
      .example = "piecewise:at=300/700,values=0.1/0.03/0.01" },

    { .entry = { "exp",
               "ExponentialLR",
               "lr gamma^(t / every)",
               "book 11.8",
               { { PARAM(gamma), 0.99, SHARE, "decay_rate" }, EVERY } },
      .curve = expo,
      .description = "falls to {gamma} of itself in every {every} updates, smoothly",
      .example = "exp:gamma=0.996" },

    { .entry = { "natexp",
               NULL,
               "lr e^(-k t / every)",
               "TensorFlow's natural_exp_decay",
               { { PARAM(k), 0.5, 0, ANY, 0 }, EVERY } },
      .curve = natexp,
      .description = "falls by e^-{k} in every {every} updates, smoothly",
      .example = "natexp:k=0.004" },

    { .entry = { "time",
               "1/t",
               "lr / (1 + k t / every)",
               "Robbins & Monro 1951",
               { { PARAM(k), 0.5, 0, ANY, 0 }, EVERY } },
      .curve = by_time,
      .description = "falls as 1/t, to half when {k} t/{every} is 1",
      .example = "time:k=0.01" },

    { .entry = { "inv",
               NULL,
               "lr (1 + gamma t)^-power",
               "book 11.8; Caffe",
               { { PARAM(gamma), 0.001, 0, ANY, 0 }, { PARAM(power), 0.5, POSITIVE } } },
      .curve = inv,
      .description = "falls ever more slowly, as (1 + {gamma} t)^-{power}",
      .example = "inv:gamma=0.01" },

    { .entry = { "rsqrt",
               NULL,
               "lr sqrt(warmup) / sqrt(max(t, warmup))",
               "Raffel et al. 2020",
               { { PARAM(warmup), 1, COUNT } } },
      .curve = rsqrt,
      .next_boundary = next_warmup,
      .description = "stays at {lr} for {warmup} updates, then falls as 1/sqrt(t)",
      .example = "rsqrt:warmup=100" },

    { .entry = { "noam",
               NULL,
               "lr d^-0.5 min(s^-0.5, s warmup^-1.5), s = t + 1",
               "Vaswani et al. 2017",
               { { PARAM(warmup), 4000, COUNT0 }, { PARAM(d), 512, POSITIVE } } },
      .curve = noam,
      .next_boundary = next_warmup,
      .description = "climbs for {warmup} updates, then falls as 1/sqrt(t); the paper's base rate is 1",
      .example = "noam:warmup=200,d=4" },

    { .entry = { "poly",
               "PolynomialLR",
               "end + (lr - end) (1 - t / steps)^power",
               "book 11.8",
               { HORIZON,
                 { PARAM(power), 0.9, POSITIVE },
                 { PARAM(end), 0, RATE },
                 { PARAM(cycle), 0, 0, 1, LEHR_INTEGER } } },
      .curve = poly,
      .resolve = end_below_base,
      .next_boundary = next_poly,
      .torch = "steps=5,power=1",
      .description = "falls to {end} over {steps} updates, as a polynomial of power {power}",
      .example = "poly:power=2" },

    { .entry = { "linear",
               "LinearLR",
               "lr (start + (end - start) t / steps)",
               NULL,
               { { PARAM(steps), 5, COUNT, "total_iters" },
                 { PARAM(start), 1.0 / 3, 0, 1, 0, "start_factor" },
                 { PARAM(end), 1, 0, 1, 0, "end_factor" } } },
      .curve = linear,
      .next_boundary = next_end,
      .description = "goes straight from {start} to {end} of {lr} over {steps} updates",
      .example = "linear:steps=600,start=1,end=0.1" },

    { .entry = { "constant",
               "ConstantLR",
               "lr factor for t < steps, then lr",
               NULL,
               { { PARAM(factor), 1.0 / 3, SHARE }, { PARAM(steps), 5, COUNT, "total_iters" } } },
      .curve = constant,
      .next_boundary = next_end,
      .description = "stays at {factor} of {lr} for {steps} updates, then goes up to it",
      .example = "constant:factor=0.3,steps=300" },

    { .entry = { "cosine",
               "CosineAnnealingLR",
               "min + (lr - min) ((1 + cos(pi t / steps)) / 2)^power",
               "Loshchilov & Hutter 2017",
               { HORIZON, FLOOR, { PARAM(power), 1, POSITIVE } } },
      .curve = cosine,
      .resolve = floor_below_base,
      .next_boundary = next_end,
      .description = "falls to {min} over {steps} updates, along half a cosine",
      .example = "cosine" },

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

    { .entry = { "sigmoid",
               NULL,
               "lr / (1 + e^(gamma (t - at)))",
               "Caffe's, falling",
               { { NAMED("at", middle), NAN, COUNT0, NULL, "half the training" }, { PARAM(gamma), 0.01, POSITIVE } } },
      .curve = sigmoid,
      .resolve = resolve_sigmoid,
      .description = "falls to half at update {at}, the faster the larger gamma, {gamma}",
      .example = "sigmoid" },

    { .entry = { "tanh",
               NULL,
               "min + (lr - min) (1 - tanh(lo (1 - x) + hi x)) / 2, x = t / steps",
               "Hsueh et al. 2019",
               { HORIZON, { PARAM(lo), -7, -ANY, ANY, 0 }, { PARAM(hi), 3, -ANY, ANY, 0 }, FLOOR } },
      .curve = tangent,
      .resolve = floor_below_base,
      .next_boundary = next_end,
      .description = "stays high, then falls towards {min} over {steps} updates",
      .example = "tanh" },

    { .entry = { "kdecay",
               NULL,
               "min + (lr - min) (1 + cos(pi (t / steps)^k)) / 2",
               "Zhang & Li 2020",
               { { PARAM(k), 1, POSITIVE }, HORIZON, FLOOR } },
      .curve = kdecay,
      .resolve = floor_below_base,
      .next_boundary = next_end,
      .description = "falls to {min} over {steps} updates; the larger k, {k}, the later",
      .example = "kdecay:k=3" },

    { .entry = { "noise",
               NULL,
               "lr (1 + pct u(t)), u uniform in (-1, 1): a factor for products",
               "Neelakantan et al. 2015",
               { { PARAM(pct), 0.1, 0, 1, LEHR_EXCLUDE_MAX }, { PARAM(seed), 42, 0, MANY, LEHR_INTEGER } } },
      .curve = noise,
      .description = "shakes by up to {pct} of itself, the same for the same seed, {seed}",
      .example = "cosine*noise:0.1" },

    { .entry = { "expr", NULL, "any formula in t, T, lr", NULL, { { 0 } } },
      .curve = expr,
      .resolve = check_expr,
      .description = "follows its formula",
      .example = "expr:lr*0.95^floor(t/20)",
      .formula = true },

    { .entry = { "plateau",
               "ReduceLROnPlateau",
               "factor times as much whenever the metric has not improved for patience epochs",
               "PyTorch; Keras",
               { { PARAM(patience), 10, 0, MANY, LEHR_INTEGER },
                 { PARAM(factor), 0.1, 0, 1, LEHR_EXCLUDE_MIN | LEHR_EXCLUDE_MAX },
                 { PARAM(threshold), 1e-4, 0, ANY, 0 },
                 { PARAM(threshold_mode), 0, 0, 1, LEHR_INTEGER, NULL, NULL, "rel abs" },
                 { PARAM(mode), 0, 0, 1, LEHR_INTEGER, NULL, NULL, "min max" },
                 { PARAM(cooldown), 0, 0, MANY, LEHR_INTEGER },
                 { PARAM(min), 0, RATE, "min_lr" },
                 { PARAM(eps), 1e-8, 0, ANY, 0 },
                 { PARAM(metric), 2, 0, 3, LEHR_INTEGER, NULL, NULL,
                   "train_loss train_accuracy validation_loss validation_accuracy" },
                 { PARAM(rule), 0, 0, 1, LEHR_INTEGER, NULL, NULL, "torch keras" } } },
      .curve = fixed,
      .resolve = floor_below_base,
      .description =
          "falls to {factor} of itself whenever {metric} has not improved for {patience} epochs; drawn as fixed",
      .example = "plateau:5",
      .is_plateau = true },
};

static lehr_registry_extension added;
const lehr_registry lehr_policies = { "policy", policies, sizeof *policies, sizeof policies / sizeof *policies,
                                      &added };

const lehr_policy *lehr_policy_at(int i) { return (const lehr_policy *)lehr_registry_at(&lehr_policies, i); }
