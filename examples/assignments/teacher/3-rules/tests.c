/* tests.c — the hidden tests of assignment 3: other settings, a rate that changes, gradients of 0 and tiny ones, and
 * a step far on. */
#include "rules.h"
#include "trial.h"

enum { N = 3, STEPS = 8 };

static const double gradient[STEPS][N] = {
    { 0.5, -4, 0 },     { 0.25, -2, 0 }, { -0.5, 1, 0 },    { 0, 3, 1e-3 },
    { 1, -0.5, -2e-3 }, { 2, 0.125, 0 }, { -3, 0.5, 1e-3 }, { 0.75, 2, 0 },
};

/* Halved every third step. */
static double rate(double lr, int t) { return t <= 3 ? lr : t <= 6 ? lr / 2 : lr / 4; }

static void say_steps(int t)
{
    if (t <= 3)
        trial_rule("each number goes its own way, with its own state; one whose gradient was always 0 has not moved",
                   "每个数各走各的路，各有自己的状态；梯度一直为 0 的数不动");
    else trial_rule("the rate belongs to the step, not to the state: when lr changes, what is in the state does not",
                    "学习率属于这一步，不属于状态：lr 改变时，状态中的数不变");
}

static void test_momentum(void)
{
    double w[N] = { 1, -2, 0.5 }, v[N] = { 0 }, one[1] = { 3 }, still[1] = { 0 };
    for (int t = 1; t <= STEPS; t++) {
        momentum_step(N, rate(0.2, t), 0.5, w, gradient[t - 1], v);
        say_steps(t);
        for (int i = 0; i < N; i++) trial_row(w[i], "w[%d] (step %d)", i, t);
    }
    trial_rule("mu = 0 is plain gradient descent", "mu = 0 就是普通的梯度下降");
    for (int t = 1; t <= 3; t++) {
        momentum_step(1, 0.1, 0, one, gradient[t], still);
        trial_row(one[0], "w[0] (step %d, mu = 0)", t);
    }
}

/* Gradients so small that eps, not they, decide. */
static const double tiny[1] = { 1e-9 };

static void test_rmsprop(void)
{
    double w[N] = { 1, -2, 0.5 }, v[N] = { 0 }, one[1] = { 3 }, square[1] = { 0 };
    trial_rule("eps stands beside the root, sqrt(v) + eps, not under it", "eps 加在根号之外：sqrt(v) + eps，不在根号之内");
    for (int t = 1; t <= 3; t++) {
        rmsprop_step(1, 0.1, 0.9, 1e-8, one, tiny, square);
        trial_row(one[0], "w[0] (step %d, g = 1e-9)", t);
    }
    for (int t = 1; t <= STEPS; t++) {
        rmsprop_step(N, rate(0.02, t), 0.9, 1e-8, w, gradient[t - 1], v);
        say_steps(t);
        for (int i = 0; i < N; i++) trial_row(w[i], "w[%d] (step %d)", i, t);
    }
}

static void test_means(void)
{
    double w[N] = { 1, -2, 0.5 }, m[N] = { 0 }, v[N] = { 0 };
    for (int t = 1; t <= STEPS; t++) {
        adam_step(N, rate(0.02, t), 0.8, 0.99, 1e-8, t, w, gradient[t - 1], m, v);
        say_steps(t);
        for (int i = 0; i < N; i++) trial_row(m[i], "m[%d] (step %d)", i, t);
        for (int i = 0; i < N; i++) trial_row(v[i], "v[%d] (step %d)", i, t);
    }
}

static void test_adam(void)
{
    double w[N] = { 1, -2, 0.5 }, m[N] = { 0 }, v[N] = { 0 }, one[1] = { 3 }, mean[1] = { 0 }, square[1] = { 0 };
    trial_rule("eps is added to the corrected root: sqrt(v / (1 - beta2^t)) + eps",
               "eps 加在修正之后的根号外：sqrt(v / (1 - beta2^t)) + eps");
    for (int t = 1; t <= 3; t++) {
        adam_step(1, 0.1, 0.9, 0.999, 1e-8, t, one, tiny, mean, square);
        trial_row(one[0], "w[0] (step %d, g = 1e-9)", t);
    }
    for (int t = 1; t <= STEPS; t++) {
        adam_step(N, rate(0.02, t), 0.8, 0.99, 1e-8, t, w, gradient[t - 1], m, v);
        say_steps(t);
        for (int i = 0; i < N; i++) trial_row(w[i], "w[%d] (step %d)", i, t);
    }
    trial_rule("far on the correction is gone: 1 - beta^t is 1 for t = 1,000,000",
               "很久以后修正消失：t = 1,000,000 时 1 - beta^t 等于 1");
    adam_step(N, 0.02, 0.8, 0.99, 1e-8, 1000000, w, gradient[0], m, v);
    for (int i = 0; i < N; i++) trial_row(w[i], "w[%d] (step 1000000)", i);
}

const trial_part trial_parts[] = {
    { 3, "momentum",        test_momentum, "parameter",    "参数", 0, 0 },
    { 3, "rmsprop",         test_rmsprop,  "parameter",    "参数", 0, 0 },
    { 2, "adam: the means", test_means,    "running mean", "滑动平均", 0, 0 },
    { 2, "adam: the step",  test_adam,     "parameter",    "参数", 0, 0 },
    { .points = 0 },
};
