#include "lab/trajectory/test_function.h"
#include "core/base/did_you_mean.h"
#include "core/base/internal.h"
#include "optim/spec.h"
#include <math.h>
#include <string.h>

/* --- the functions ------------------------------------------------------------------------------------------------ */

static double beale(double x, double y, double slope[2])
{
    double a = 1.5 - x + x * y, b = 2.25 - x + x * y * y, c = 2.625 - x + x * y * y * y;
    slope[0] = 2 * a * (y - 1) + 2 * b * (y * y - 1) + 2 * c * (y * y * y - 1);
    slope[1] = 2 * a * x + 2 * b * 2 * x * y + 2 * c * 3 * x * y * y;
    return a * a + b * b + c * c;
}

static double bowl(double x, double y, double slope[2])
{
    slope[0] = 0.3 * x;
    slope[1] = 6 * y;
    return 0.15 * x * x + 3 * y * y;
}

static double rosenbrock(double x, double y, double slope[2])
{
    double a = 1 - x, b = y - x * x;
    slope[0] = -2 * a - 400 * x * b;
    slope[1] = 200 * b;
    return a * a + 100 * b * b;
}

static double saddle(double x, double y, double slope[2])
{
    slope[0] = 2 * x;
    slope[1] = -2 * y;
    return x * x - y * y;
}

/* Beale's rates are the book's; the others were found by trial: as large as possible without divergence. */
static const lehr_test_function rows[] = {
    { { "beale", NULL, "(1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²", "Beale 1958" },
      beale, { 1, 1.5 }, { 3, 0.5 }, false, -0.5, 4.5, -2.2, 2, 500, { 0.02, 0.01, 0.7, 0.2, 0.4 } },
    { { "bowl", NULL, "0.15x² + 3y²", "a valley twenty times as steep across as along" },
      bowl, { -7, 2 }, { 0, 0 }, false, -8, 4, -2.5, 2.5, 100, { 0.3, 0.1, 2, 0.3, 0.6 } },
    { { "rosenbrock", "banana", "(1 − x)² + 100(y − x²)²", "Rosenbrock 1960" },
      rosenbrock, { -1.2, 1 }, { 1, 1 }, false, -1.8, 1.8, -0.6, 2, 2000, { 0.001, 0.001, 0.3, 0.01, 0.05 } },
    { { "saddle", NULL, "x² − y²", "level at (0, 0), and no lowest place" },
      saddle, { -1.5, 0.01 }, { 0, 0 }, true, -2, 2, -2, 2, 60, { 0.05, 0.05, 0.3, 0.05, 0.1 } },
};

static lehr_registry_extension added;

const lehr_registry lehr_test_functions = { "function", rows, sizeof *rows, sizeof rows / sizeof *rows, &added };

const lehr_test_function *lehr_test_function_find(const char *name)
{
    if (!name) {
        lehr_fail_null(__func__, "name");
        return NULL;
    }
    return (const lehr_test_function *)lehr_registry_find(&lehr_test_functions, NULL, name, strlen(name));
}

/* --- rates -------------------------------------------------------------------------------------------------------- */

/* Rules with steps of a similar size. Any other rule uses the rate of sgd. */
static const struct { const char *rules; size_t rate; } similar[] = {
    { "momentum nesterov",              offsetof(lehr_test_function_lrs, momentum) },
    { "adagrad",                        offsetof(lehr_test_function_lrs, adagrad) },
    { "rmsprop",                        offsetof(lehr_test_function_lrs, rmsprop) },
    { "adam amsgrad adamw nadam",       offsetof(lehr_test_function_lrs, adam) },
};

static double rate_of(const lehr_test_function *f, const lehr_optim *o)
{
    const double fallback = 0.01, adadelta = 1, given_for = 0.8;     /* adadelta is made for a rate of 1 */
    const char *name = o->rule->entry.name;
    size_t rate = offsetof(lehr_test_function_lrs, sgd);
    if (!strcmp(name, "adadelta")) return adadelta;
    for (size_t i = 0; i < sizeof similar / sizeof *similar; i++)
        if (lehr_is_one_of(name, strlen(name), similar[i].rules)) rate = similar[i].rate;
    double v = *(const double *)((const char *)&f->lr + rate);
    if (!(v > 0)) return fallback;
    /* Momentum adds up to 1 / (1 - momentum) steps for each: the rate for 0.8 is twice the rate for 0.9. */
    double share = rate == offsetof(lehr_test_function_lrs, momentum) ? (1 - o->momentum) / (1 - given_for)
                 : rate == offsetof(lehr_test_function_lrs, sgd) ? 1 - o->momentum : 1;
    double digits = pow(10, 2 - floor(log10(v * share)));
    return share > 0 && isfinite(digits) ? round(v * share * digits) / digits : v;
}

double lehr_test_function_lr(const lehr_test_function *f, const char *optim)
{
    if (!f || !optim) {
        lehr_fail_null(__func__, f ? "optim" : "f");
        return 0;
    }
    lehr_optim o = {0};
    lehr_params *ps = lehr_params_new();
    lehr_tensor *x = ps ? lehr_param(ps, "x", LEHR_VECTOR(1)) : NULL,
                *y = x ? lehr_param(ps, "y", LEHR_VECTOR(1)) : NULL;
    bool good = y && !lehr_optim_init(&o, optim, ps, 0);
    double rate = good ? rate_of(f, &o) : 0;
    lehr_optim_release(&o);
    lehr_params_free(ps);
    return rate;
}
