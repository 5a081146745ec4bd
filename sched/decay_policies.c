/* decay_policies.c — policies without a cycle: drops, slow falls, a way from one rate to another, S-curves. */
#include "sched/policy_parts.h"
#include <float.h>

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

static double next_every(values k, double t)  { return again(t, k->every); }
static double next_warmup(values k, double t) { return after(t, k->warmup); }

static lehr_status resolve_sigmoid(lehr_policy_values *k)
{
    if (isnan(k->middle) && k->horizon < 1)
        return lehr_fail(LEHR_ERR_VALUE, "at must be given: its default is half the training, whose length is unknown");
    if (isnan(k->middle)) k->middle = k->horizon / 2;
    return LEHR_OK;
}

static double multistep(values k, double t)
{
    double drops = 0, factor = 1;
    for (int i = 0; i < k->at.count && k->at.v[i] <= t; i++, drops++)
        if (k->values.count) factor *= k->values.v[i];
    /* the product of large scales may overflow */
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

/* Milestones may be given in any order; each keeps its scale. */
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

/* --- from one rate to another in a number of updates -------------------------------------------------------------- */

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

static lehr_status end_below_base(lehr_policy_values *k) { return at_most_base("end", k->end, k->lr); }

static double next_poly(values k, double t) { return k->cycle > 0 ? again(t, k->steps) : after(t, k->steps); }

static double tangent(values k, double t)
{
    double x = share(t, k->steps);
    return between(k->min, k->lr, 0.5 * (1 - tanh(between(k->lo, k->hi, x))));
}

/* --- the entries -------------------------------------------------------------------------------------------------- */

#define EVERY         { PARAM(every), 1, 0, MANY, LEHR_EXCLUDE_MIN | LEHR_DURATION }

static const lehr_policy decays[] = {
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
};

static const lehr_policy s_curves[] = {
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
};

const lehr_registry lehr_decay_policies = POLICIES(decays), lehr_s_curve_policies = POLICIES(s_curves);
