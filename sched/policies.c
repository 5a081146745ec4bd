/* policies.c — the registry of all policies, and those that follow something else: noise, a formula, a metric. */
#include "sched/policies.h"
#include "sched/policy_parts.h"
#include <stdint.h>

/* --- noise -------------------------------------------------------------------------------------------------------- */

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

/* --- a formula ---------------------------------------------------------------------------------------------------- */

/* NaN where the formula gives no rate: check_expr tries only a million updates. */
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

/* Try every update of the training up to a million; beyond that, steps of 1 %. */
static lehr_status check_expr(lehr_policy_values *k)
{
    double end = k->horizon > 0 ? k->horizon : 0x1p53;
    if (!k->expr.length)
        return lehr_fail(LEHR_ERR_VALUE, "a formula is needed; lehr_sched_parse takes one, as in expr:lr*0.99^t");
    if (k->expr.needs_horizon && k->horizon < 1)
        return lehr_fail(LEHR_ERR_VALUE, "T is in the formula, but the length of the training is unknown");
    lehr_status status = LEHR_OK;
    for (double t = 0; t <= fmin(end, 1e6) && !status; t++) status = check_expr_at(k, t);
    for (double t = 1e6; t < end && !status; t *= 1.01) status = check_expr_at(k, floor(t));
    return status ? status : check_expr_at(k, end);
}

/* --- a metric ----------------------------------------------------------------------------------------------------- */

/* plateau as drawn: without a metric it never reduces the rate. plateau.c has the state. */
static double base_rate(values k, double t) { (void)t; return k->lr; }

/* --- the entries -------------------------------------------------------------------------------------------------- */

static const lehr_policy policies[] = {
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
      .curve = base_rate,
      .resolve = floor_below_base,
      .description =
          "falls to {factor} of itself whenever {metric} has not improved for {patience} epochs; drawn as fixed",
      .example = "plateau:5",
      .is_plateau = true },
};

/* In the order in which `lehr policies` lists them; those of this file follow. */
static const lehr_registry *const families[] = {
    &lehr_decay_policies, &lehr_cycle_policies, &lehr_s_curve_policies, NULL
};

static lehr_registry_extension added;
const lehr_registry lehr_policies = { "policy", policies, sizeof *policies, sizeof policies / sizeof *policies,
                                      &added, families };

const lehr_policy *lehr_policy_at(int i) { return (const lehr_policy *)lehr_registry_at(&lehr_policies, i); }
