/* small_optim.h — a few parameters, gradients that differ from step to step, and a rule that moves them. */
#ifndef LEHR_TESTS_PULLED_H
#define LEHR_TESTS_PULLED_H
#include "optim/spec.h"
#include "lab.h"

enum { SIZE = 15, STEPS = 10 };

static const char *const names[] = { "fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias" };

static inline lehr_params *some_params(void)
{
    lehr_params *ps = lehr_params_new();
    assert_non_null(lehr_param(ps, names[0], LEHR_MATRIX(2, 3)));
    assert_non_null(lehr_param(ps, names[1], LEHR_VECTOR(2)));
    assert_non_null(lehr_param(ps, names[2], LEHR_MATRIX(3, 2)));
    assert_non_null(lehr_param(ps, names[3], LEHR_SCALAR));
    for (int i = 0; i < SIZE; i++) lehr_params_data(ps)[i] = (lehr_real)(0.25 * (i - 7));
    return ps;
}

static inline void slope(lehr_params *ps, int step)
{
    for (size_t i = 0; i < lehr_params_size(ps); i++)
        lehr_params_grad(ps)[i] = (lehr_real)((double)((int)(i * 37 + (size_t)step * 101) % 23 - 11) / 8);
}

static inline lehr_optim made(const char *text, lehr_params *ps)
{
    lehr_optim o;
    if (lehr_optim_init(&o, text, ps, 0.0625)) fail_msg("\"%s\": %s", text, lehr_message());
    return o;
}

static inline void run(lehr_optim *o, lehr_params *ps)
{
    for (int t = 1; t <= STEPS; t++) {
        slope(ps, t);
        o->lr = t < 5 ? 0.0625 : 0.03125;
        if (lehr_optim_step(o)) fail_msg("%s", lehr_message());
    }
}
#endif
