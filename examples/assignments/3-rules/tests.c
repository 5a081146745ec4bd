/* tests.c — the visible tests of assignment 3: two parameters, one with a gradient a hundred times the other's, over
 * a few steps; eps is 0 there, and has rows of its own. */
#include "rules.h"
#include "trial.h"

enum { N = 2, STEPS = 5 };

/* So small that eps, not the gradient, decides. */
static const double tiny[1] = { 1e-8 };

static const double gradient[STEPS][N] = { { 2, 0.02 }, { 2, 0.02 }, { 1, -0.01 }, { -1, 0.03 }, { 0, 0 } };

static void test_momentum(void)
{
    double w[N] = { 3, 3 }, v[N] = { 0 };
    for (int t = 1; t <= STEPS; t++) {
        momentum_step(N, 0.1, 0.9, w, gradient[t - 1], v);
        if (t == 1) trial_rule("the velocity begins as the first gradient, in full: the first step is lr g",
                               "速度从第一个梯度开始，不打折扣：第一步是 lr g");
        else if (t == 2) trial_rule("mu of the velocity stays, and the gradient is added: v = mu v + g, then w -= lr v",
                                    "速度保留 mu 倍，再加上梯度：v = mu v + g，然后 w -= lr v");
        else if (t < STEPS)
            trial_rule("v keeps the velocity from step to step; where the gradient turns round, it goes on for a while",
                       "速度在各步之间保存在 v 中；梯度反向时，它还会继续走一段");
        else trial_rule("where the gradient is 0 the velocity still moves w", "梯度为 0 时，速度仍然推动 w");
        for (int i = 0; i < N; i++) trial_row(w[i], "w[%d] (step %d)", i, t);
    }
}

static void test_rmsprop(void)
{
    double w[N] = { 3, 3 }, v[N] = { 0 };
    for (int t = 1; t <= STEPS; t++) {
        rmsprop_step(N, 0.1, 0.99, 0, w, gradient[t - 1], v);
        if (t == 1)
            trial_rule(
                "v begins at 0; after one step it is (1 - alpha) g², so the step is lr g / sqrt(0.01 g²): 10 lr",
                "v 从 0 开始，所以第一步之后等于 (1 - alpha) g²：步长是 lr g / sqrt(0.01 g²)，无论 g 多大都是 10 lr");
        else if (t < STEPS)
            trial_rule("v keeps alpha of itself: v = alpha v + (1 - alpha) g², then w -= lr g / (sqrt(v) + eps)",
                       "v 保留自身的 alpha 倍：v = alpha v + (1 - alpha) g²，然后 w -= lr g / (sqrt(v) + eps)");
        else trial_rule("where the gradient is 0 nothing moves: there is no velocity here", "梯度为 0 时 w 不动：这里没有速度");
        for (int i = 0; i < N; i++) trial_row(w[i], "w[%d] (step %d)", i, t);
    }
    double one[1] = { 3 }, square[1] = { 0 };
    rmsprop_step(1, 0.1, 0.99, 1e-8, one, tiny, square);
    trial_rule("eps stands beside the root, sqrt(v) + eps, not under it", "eps 加在根号之外：sqrt(v) + eps，不在根号之内");
    trial_row(one[0], "w[0] (step 1, g = 1e-8, eps = 1e-8)");
}

static void test_means(void)
{
    double w[N] = { 3, 3 }, m[N] = { 0 }, v[N] = { 0 };
    for (int t = 1; t <= STEPS; t++) {
        adam_step(N, 0.1, 0.9, 0.999, 1e-8, t, w, gradient[t - 1], m, v);
        trial_rule("m is the running mean of g: m = beta1 m + (1 - beta1) g",
                   "m 是 g 的滑动平均：m = beta1 m + (1 - beta1) g");
        for (int i = 0; i < N; i++) trial_row(m[i], "m[%d] (step %d)", i, t);
        trial_rule("v is the running mean of g²: v = beta2 v + (1 - beta2) g²; what is kept in m and v is not the "
                   "corrected one",
                   "v 是 g² 的滑动平均：v = beta2 v + (1 - beta2) g²；m 和 v 中保存的是修正之前的值");
        for (int i = 0; i < N; i++) trial_row(v[i], "v[%d] (step %d)", i, t);
    }
}

static void test_adam(void)
{
    double w[N] = { 3, 3 }, m[N] = { 0 }, v[N] = { 0 };
    for (int t = 1; t <= STEPS; t++) {
        adam_step(N, 0.1, 0.9, 0.999, 0, t, w, gradient[t - 1], m, v);
        if (t == 1)
            trial_rule(
                "both start too small; m / (1 - beta1^t) and v / (1 - beta2^t) are g and g² at t = 1, a step of lr",
                "两个均值都从 0 开始，所以偏小；t = 1 时 m / (1 - beta1^t) 和 v / (1 - beta2^t) 正好是 g 和 g²：步长为 "
                "lr");
        else if (t < STEPS)
            trial_rule(
                "the correction's power is t, the number of the step: 1 - beta1^t and 1 - beta2^t come closer to 1",
                "修正中的指数是 t，即第几步：1 - beta1^t 和 1 - beta2^t 逐渐接近 1");
        else trial_rule("where the gradient is 0 the mean of the earlier ones still moves w", "梯度为 0 时，之前梯度的均值仍然推动 w");
        for (int i = 0; i < N; i++) trial_row(w[i], "w[%d] (step %d)", i, t);
    }
    double one[1] = { 3 }, mean[1] = { 0 }, square[1] = { 0 };
    adam_step(1, 0.1, 0.9, 0.999, 1e-8, 1, one, tiny, mean, square);
    trial_rule("eps is added to the corrected root: sqrt(v / (1 - beta2^t)) + eps",
               "eps 加在修正之后的根号外：sqrt(v / (1 - beta2^t)) + eps");
    trial_row(one[0], "w[0] (step 1, g = 1e-8, eps = 1e-8)");
}

const trial_part trial_parts[] = {
    { 3, "momentum",        test_momentum, "parameter",    "参数", 0, 0 },
    { 3, "rmsprop",         test_rmsprop,  "parameter",    "参数", 0, 0 },
    { 2, "adam: the means", test_means,    "running mean", "滑动平均", 0, 0 },
    { 2, "adam: the step",  test_adam,     "parameter",    "参数", 0, 0 },
    { .points = 0 },
};
