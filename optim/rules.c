/* rules.c — every update rule: one function and one row, from simple to clever.
 *
 * w: the parameters, g: their gradients, both n long and flat. Settings are doubles and are rounded once, here, to lehr_real.
 * Formulas and defaults are PyTorch's, so that its numbers are met. This file is compiled once per level (core/level.h); plain
 * multiplications and additions give the same bits on all of them.
 */
#include "core/level.h"
#include "optim/optim.h"
#include <tgmath.h>

typedef lehr_real real;

static void sgd(const lehr_optim *o, size_t n, real *w, const real *g, real *const slot[])
{
    (void)slot;
    real lr = (real)o->lr;
    for (size_t i = 0; i < n; i++) w[i] -= lr * g[i];
}

static void momentum(const lehr_optim *o, size_t n, real *w, const real *g, real *const slot[])
{
    real *restrict v = slot[0], lr = (real)o->lr, mu = (real)o->momentum;
    for (size_t i = 0; i < n; i++) {
        v[i] = mu * v[i] + g[i];
        w[i] -= lr * v[i];
    }
}

/* Looks ahead: the step is taken with the velocity as it will be once this gradient has acted on it again. */
static void nesterov(const lehr_optim *o, size_t n, real *w, const real *g, real *const slot[])
{
    real *restrict v = slot[0], lr = (real)o->lr, mu = (real)o->momentum;
    for (size_t i = 0; i < n; i++) {
        v[i] = mu * v[i] + g[i];
        w[i] -= lr * (g[i] + mu * v[i]);
    }
}

static void adagrad(const lehr_optim *o, size_t n, real *w, const real *g, real *const slot[])
{
    real *restrict v = slot[0], lr = (real)o->lr, eps = (real)o->eps;
    for (size_t i = 0; i < n; i++) {
        v[i] += g[i] * g[i];
        w[i] -= lr * g[i] / (sqrt(v[i]) + eps);
    }
}

static void rmsprop(const lehr_optim *o, size_t n, real *w, const real *g, real *const slot[])
{
    real *restrict v = slot[0], lr = (real)o->lr, alpha = (real)o->alpha, rest = (real)(1 - o->alpha), eps = (real)o->eps;
    for (size_t i = 0; i < n; i++) {
        v[i] = alpha * v[i] + rest * g[i] * g[i];
        w[i] -= lr * g[i] / (sqrt(v[i]) + eps);
    }
}

/* Both averages start at zero and are too small at first by 1 − βᵗ; dividing by that corrects them (the paper's section 3). */
static void adam(const lehr_optim *o, size_t n, real *w, const real *g, real *const slot[])
{
    real *restrict m = slot[0], *restrict v = slot[1];
    real b1 = (real)o->beta1, c1 = (real)(1 - o->beta1), b2 = (real)o->beta2, c2 = (real)(1 - o->beta2), eps = (real)o->eps;
    real rate = (real)(o->lr / (1 - pow(o->beta1, (double)o->steps)));
    real root = (real)(1 / sqrt(1 - pow(o->beta2, (double)o->steps)));
    for (size_t i = 0; i < n; i++) {
        m[i] = b1 * m[i] + c1 * g[i];
        v[i] = b2 * v[i] + c2 * g[i] * g[i];
        w[i] -= rate * m[i] / (sqrt(v[i]) * root + eps);
    }
}

#define KNOB(field) LEHR_FIELD(lehr_optim, field)
#define SHARE       0, 1, LEHR_BELOW        /* 0 ≤ share < 1 */

static const lehr_rule rules[] = {
    { { "sgd", "SGD", "w -= lr g", "Robbins & Monro 1951", { { 0 } } }, 0, sgd },

    { { "momentum", NULL, "v = momentum v + g;  w -= lr v", "Polyak 1964",
        { { KNOB(momentum), 0.9, SHARE, "mu" } } }, 1, momentum },

    { { "nesterov", "nag", "v = momentum v + g;  w -= lr (g + momentum v)", "Nesterov 1983; Sutskever et al. 2013",
        { { KNOB(momentum), 0.9, SHARE, "mu" } } }, 1, nesterov },

    { { "adagrad", "Adagrad", "v += g^2;  w -= lr g / (sqrt(v) + eps)", "Duchi, Hazan & Singer 2011",
        { { KNOB(eps), 1e-10, 0, 1, LEHR_ABOVE } } }, 1, adagrad },

    { { "rmsprop", "RMSprop", "v = alpha v + (1 - alpha) g^2;  w -= lr g / (sqrt(v) + eps)", "Hinton 2012, lecture 6e",
        { { KNOB(alpha), 0.99, SHARE, "decay rho" }, { KNOB(eps), 1e-8, 0, 1, LEHR_ABOVE } } }, 1, rmsprop },

    { { "adam", "Adam", "m = beta1 m + (1 - beta1) g;  v = beta2 v + (1 - beta2) g^2;  w -= lr m' / (sqrt(v') + eps)",
        "Kingma & Ba 2015, algorithm 1",
        { { KNOB(beta1), 0.9, SHARE }, { KNOB(beta2), 0.999, SHARE }, { KNOB(eps), 1e-8, 0, 1, LEHR_ABOVE } } }, 2, adam },
};

static lehr_added added;
const lehr_table LEHR_AT_LEVEL(lehr_rules) = { "update rule", rules, sizeof *rules, sizeof rules / sizeof *rules, &added };
