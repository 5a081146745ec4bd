/* rules.c — every update rule: a function and an entry, from simple to complex.
 *
 * w: the parameters, g: their gradients, both n long and flat. Settings are doubles and are rounded once, here, to
 * lehr_real. Formulas and defaults are PyTorch's, so that results agree. This file is compiled once per level
 * (core/kernels/cpu_dispatch.h); plain multiplications and additions give the same bits on all of them.
 */
#include "core/kernels/cpu_dispatch.h"
#include "optim/optim.h"
#include <tgmath.h>

typedef lehr_real real;

/* --- momentum ----------------------------------------------------------------------------------------------------- */

/* The velocity starts as the first gradient, without dampening. */
static void momentum(const lehr_optim *o, size_t n, real *w, const real *g, real *const slot[])
{
    real *restrict v = slot[0], lr = (real)o->lr, mu = (real)o->momentum,
                   share = (real)(o->steps == 1 ? 1 : 1 - o->dampening);
    for (size_t i = 0; i < n; i++) {
        v[i] = mu * v[i] + share * g[i];
        w[i] -= lr * v[i];
    }
}

/* Looks ahead: uses the velocity as it would be after this gradient is added once more. */
static void nesterov(const lehr_optim *o, size_t n, real *w, const real *g, real *const slot[])
{
    real *restrict v = slot[0], lr = (real)o->lr, mu = (real)o->momentum;
    for (size_t i = 0; i < n; i++) {
        v[i] = mu * v[i] + g[i];
        w[i] -= lr * (g[i] + mu * v[i]);
    }
}

/* PyTorch's SGD class has all three. */
static void sgd(const lehr_optim *o, size_t n, real *w, const real *g, real *const slot[])
{
    real lr = (real)o->lr;
    if (o->nesterov > 0) nesterov(o, n, w, g, slot);
    else if (o->momentum > 0) momentum(o, n, w, g, slot);
    else for (size_t i = 0; i < n; i++) w[i] -= lr * g[i];
}

static const char *wrong_sgd(const lehr_optim *o)
{
    return o->nesterov > 0 && !(o->momentum > 0 && o->dampening == 0)
               ? "nesterov needs a momentum above 0 and no dampening"
               : NULL;
}

/* --- a rate for each number, by the size of its gradients --------------------------------------------------------- */

static void adagrad(const lehr_optim *o, size_t n, real *w, const real *g, real *const slot[])
{
    real *restrict v = slot[0], lr = (real)(o->lr / (1 + (double)(o->steps - 1) * o->lr_decay));
    real under = (real)(o->eps_inside > 0 ? o->eps : 0), beside = (real)(o->eps_inside > 0 ? 0 : o->eps);
    for (size_t i = 0; i < n; i++) {
        v[i] += g[i] * g[i];
        w[i] -= lr * g[i] / (sqrt(v[i] + under) + beside);
    }
}

/* Centred: v − m² is the variance; rounding may take it just below 0. */
static void rmsprop(const lehr_optim *o, size_t n, real *w, const real *g, real *const slot[])
{
    real *restrict v = slot[0], *restrict m = slot[1], *restrict b = slot[2];
    real lr = (real)o->lr, alpha = (real)o->alpha, rest = (real)(1 - o->alpha), mu = (real)o->momentum;
    real under = (real)(o->eps_inside > 0 ? o->eps : 0), beside = (real)(o->eps_inside > 0 ? 0 : o->eps);
    bool centred = o->centered > 0, has_momentum = o->momentum > 0;
    for (size_t i = 0; i < n; i++) {
        real square = v[i] = alpha * v[i] + rest * g[i] * g[i];
        if (centred) {
            m[i] = alpha * m[i] + rest * g[i];
            square -= m[i] * m[i];
            square = square < 0 ? 0 : square;
        }
        real step = g[i] / (sqrt(square + under) + beside);
        if (has_momentum) step = b[i] = mu * b[i] + step;
        w[i] -= lr * step;
    }
}

/* Steps are scaled by the size of earlier steps, so they have the unit of the parameter and lr can be 1. */
static void adadelta(const lehr_optim *o, size_t n, real *w, const real *g, real *const slot[])
{
    real *restrict v = slot[0], *restrict u = slot[1];
    real lr = (real)o->lr, rho = (real)o->alpha, rest = (real)(1 - o->alpha), eps = (real)o->eps;
    for (size_t i = 0; i < n; i++) {
        v[i] = rho * v[i] + rest * g[i] * g[i];
        real step = sqrt(u[i] + eps) / sqrt(v[i] + eps) * g[i];
        u[i] = rho * u[i] + rest * step * step;
        w[i] -= lr * step;
    }
}

/* --- momentum and a rate for each number -------------------------------------------------------------------------- */

/* Both averages start at 0, so they are too small by the factor 1 − βᵗ; dividing by it corrects them (section 3 of the
 * paper). */
static void correct(lehr_optim *o)
{
    o->correction1 = 1 - pow(o->beta1, (double)o->steps);
    o->correction2 = 1 - pow(o->beta2, (double)o->steps);
}

static inline void adam_or_amsgrad(const lehr_optim *o, size_t n, real *w, const real *g, real *const slot[],
                                   bool amsgrad)
{
    real *restrict m = slot[0], *restrict v = slot[1], *restrict top = slot[2];
    real b1 = (real)o->beta1, c1 = (real)(1 - o->beta1), b2 = (real)o->beta2, c2 = (real)(1 - o->beta2),
         eps = (real)o->eps;
    real rate = (real)(o->lr / o->correction1), root = (real)(1 / sqrt(o->correction2));
    for (size_t i = 0; i < n; i++) {
        m[i] = b1 * m[i] + c1 * g[i];
        real square = v[i] = b2 * v[i] + c2 * g[i] * g[i];
        if (amsgrad) square = top[i] = top[i] < square ? square : top[i];      /* keeps a NaN, so it is reported */
        w[i] -= rate * m[i] / (sqrt(square) * root + eps);
    }
}

static void adam(const lehr_optim *o, size_t n, real *w, const real *g, real *const slot[])
{
    if (o->amsgrad > 0) adam_or_amsgrad(o, n, w, g, slot, true);
    else adam_or_amsgrad(o, n, w, g, slot, false);
}

static void amsgrad(const lehr_optim *o, size_t n, real *w, const real *g, real *const slot[])
{
    adam_or_amsgrad(o, n, w, g, slot, true);
}

/* The decay is not part of the gradient, so it is not divided by the root. */
static void adamw(const lehr_optim *o, size_t n, real *w, const real *g, real *const slot[])
{
    real keep = (real)(1 - o->lr * o->decay);
    for (size_t i = 0; i < n; i++) w[i] *= keep;
    adam(o, n, w, g, slot);
}

/* µ rises to beta1: µₜ = beta1 (1 − ½ 0.96^(t · momentum_decay)). */
static double mu_at(const lehr_optim *o, long t)
{
    return o->beta1 * (1 - 0.5 * pow(0.96, (double)t * o->momentum_decay));
}

static void correct_nadam(lehr_optim *o)
{
    correct(o);
    o->mu = mu_at(o, o->steps);
    o->mu_next = mu_at(o, o->steps + 1);
    o->mu_product *= o->mu;
}

/* Adam with Nesterov's look ahead. The paper divides m by 1 − µ₁ ⋯ µₜ₊₁, and so does PyTorch from 2.0 on; 1.13.1
 * takes µₜ twice into that product, which matters for the first updates only. We follow 1.13.1, unless paper=true.
 */
static void nadam(const lehr_optim *o, size_t n, real *w, const real *g, real *const slot[])
{
    real *restrict m = slot[0], *restrict v = slot[1];
    real b1 = (real)o->beta1, c1 = (real)(1 - o->beta1), b2 = (real)o->beta2, c2 = (real)(1 - o->beta2),
         eps = (real)o->eps;
    double ahead = o->mu_product * o->mu_next * (o->paper > 0 ? 1 : o->mu);
    real rate_g = (real)(o->lr * (1 - o->mu) / (1 - o->mu_product)), rate_m = (real)(o->lr * o->mu_next / (1 - ahead));
    real root = (real)(1 / sqrt(o->correction2));
    for (size_t i = 0; i < n; i++) {
        m[i] = b1 * m[i] + c1 * g[i];
        v[i] = b2 * v[i] + c2 * g[i] * g[i];
        w[i] -= (rate_g * g[i] + rate_m * m[i]) / (sqrt(v[i]) * root + eps);
    }
}

/* --- the entries -------------------------------------------------------------------------------------------------- */

#define PARAM(field)         LEHR_FIELD(lehr_optim, field)
#define AT(field)           offsetof(lehr_optim, field)
#define SHARE               0, 1, LEHR_EXCLUDE_MAX                          /* 0 ≤ share < 1 */
#define SWITCH(field)       { PARAM(field), 0, 0, 1, 0, NULL, NULL, "false true" }
#define MOMENTUM(usual)     { PARAM(momentum), usual, SHARE, "mu" }
#define BETAS               { PARAM(beta1), 0.9, SHARE }, { PARAM(beta2), 0.999, SHARE }
#define EPS(usual)          { PARAM(eps), usual, 0, 1, LEHR_EXCLUDE_MIN }
#define VELOCITY            { { "momentum_buffer", 0, 0 } }
#define AVERAGES            { "exp_avg", 0, 0 }, { "exp_avg_sq", 0, 0 }

static const lehr_rule rules[] = {
    { { "sgd",
        "SGD",
        "w -= lr g;  with momentum: v = momentum v + (1 - dampening) g;  w -= lr v",
        "Robbins & Monro 1951",
        { MOMENTUM(0), { PARAM(dampening), 0, 0, 1 }, SWITCH(nesterov) } },
      1,
      sgd,
      { { "momentum_buffer", AT(momentum), 0 } },
      NULL,
      wrong_sgd },

    { { "momentum",
        "Momentum",
        "v = momentum v + (1 - dampening) g;  w -= lr v",
        "Polyak 1964",
        { MOMENTUM(0.9), { PARAM(dampening), 0, 0, 1 } } },
      1,
      momentum,
      VELOCITY,
      NULL,
      NULL },

    { { "nesterov",
        "nag Nag NAG Nesterov",
        "v = momentum v + g;  w -= lr (g + momentum v)",
        "Nesterov 1983; Sutskever et al. 2013",
        { MOMENTUM(0.9) } },
      1,
      nesterov,
      VELOCITY,
      NULL,
      NULL },

    { { "adagrad",
        "Adagrad AdaGrad",
        "v += g^2;  w -= lr g / (sqrt(v) + eps)",
        "Duchi, Hazan & Singer 2011",
        { EPS(1e-10),
          SWITCH(eps_inside),
          { PARAM(lr_decay), 0, 0, 1000 },
          { "initial_accumulator_value", AT(initial), 0, 0, 1e6, 0, "initial" } } },
      1,
      adagrad,
      { { "sum", 0, AT(initial) } },
      NULL,
      NULL },

    { { "rmsprop",
        "RMSprop RMSProp",
        "v = alpha v + (1 - alpha) g^2;  w -= lr g / (sqrt(v) + eps)",
        "Hinton 2012, lecture 6e; centred: Graves 2013",
        { { PARAM(alpha), 0.99, SHARE, "decay rho" }, EPS(1e-8), SWITCH(eps_inside), SWITCH(centered), MOMENTUM(0) } },
      3,
      rmsprop,
      { { "square_avg", 0, 0 }, { "grad_avg", AT(centered), 0 }, { "momentum_buffer", AT(momentum), 0 } },
      NULL,
      NULL },

    { { "adadelta",
        "Adadelta AdaDelta",
        "v = rho v + (1 - rho) g^2;  d = sqrt(u + eps) / sqrt(v + eps) g;  u = rho u + (1 - rho) d^2;  w -= lr d",
        "Zeiler 2012, algorithm 1",
        { { "rho", AT(alpha), 0.9, SHARE, "alpha decay" }, EPS(1e-6) } },
      2,
      adadelta,
      { { "square_avg", 0, 0 }, { "acc_delta", 0, 0 } },
      NULL,
      NULL },

    { { "adam",
        "Adam",
        "m = beta1 m + (1 - beta1) g;  v = beta2 v + (1 - beta2) g^2;  w -= lr m' / (sqrt(v') + eps)",
        "Kingma & Ba 2015, algorithm 1",
        { BETAS, EPS(1e-8), SWITCH(amsgrad) } },
      3,
      adam,
      { AVERAGES, { "max_exp_avg_sq", AT(amsgrad), 0 } },
      correct,
      NULL },

    { { "amsgrad",
        "AMSGrad",
        "adam, with the largest v so far under the root",
        "Reddi, Kale & Kumar 2018",
        { BETAS, EPS(1e-8) } },
      3,
      amsgrad,
      { AVERAGES, { "max_exp_avg_sq", 0, 0 } },
      correct,
      NULL },

    { { "adamw",
        "AdamW",
        "w -= lr weight_decay w;  then adam",
        "Loshchilov & Hutter 2019, algorithm 2",
        { BETAS, EPS(1e-8), SWITCH(amsgrad), { "weight_decay", AT(decay), 0.01, 0, 1000, 0, "decay" } } },
      3,
      adamw,
      { AVERAGES, { "max_exp_avg_sq", AT(amsgrad), 0 } },
      correct,
      NULL },

    { { "nadam",
        "NAdam Nadam",
        "m, v as adam;  w -= lr (mu(t+1) m' + (1 - mu(t)) g') / (sqrt(v') + eps),  mu(t) = beta1 (1 - 0.96^(t "
        "momentum_decay) / 2)",
        "Dozat 2016",
        { BETAS, EPS(1e-8), { PARAM(momentum_decay), 0.004, 0, 1000 }, SWITCH(paper) } },
      2,
      nadam,
      { AVERAGES },
      correct_nadam,
      NULL },
};

static lehr_registry_extension added;
const lehr_registry LEHR_AT_LEVEL(lehr_rules) = { "update rule", rules, sizeof *rules, sizeof rules / sizeof *rules,
                                                  &added };
