/* tests.c — the hidden tests of assignment 1: other numbers, and the edges: one milestone or none, gamma = 1, every
 * update a boundary, far beyond the end, and t going backwards. */
#include "policies.h"
#include "trial.h"

static void backwards(void)
{
    trial_rule("a policy remembers nothing: asked for an earlier t after a later one, it answers as before",
               "策略没有记忆：先问较大的 t，再问较小的 t，答案不变");
}

static void test_fixed(void)
{
    trial_rule("a fixed rate is the base rate, whatever that is, at every t", "无论初始学习率是多少，固定学习率在任何 t 都等于它");
    for (long t = 0; t <= 1000000000; t = 10 * t + 1) trial_row(fixed(0.03, t), "t = %ld (lr = 0.03)", t);
    trial_row(fixed(1e-8, 7), "t = 7 (lr = 1e-8)");
}

static void test_step(void)
{
    trial_rule("at a multiple of `every`, whatever lr, gamma and every are, gamma of the rate is left",
               "无论 lr、gamma、every 取何值，到 `every` 的整数倍处剩下 gamma 倍");
    for (long t = 0; t <= 40; t++) trial_row(step(0.02, 0.8, 7, t), "t = %ld (lr = 0.02, gamma = 0.8, every = 7)", t);
    trial_rule("where every is 1, each update is a boundary", "every 为 1 时，每次更新都是边界");
    for (long t = 0; t <= 5; t++) trial_row(step(1, 0.9, 1, t), "t = %ld (lr = 1, gamma = 0.9, every = 1)", t);
    trial_rule("gamma = 1 leaves all as it is", "gamma = 1 时学习率不变");
    for (long t = 0; t <= 30; t += 5) trial_row(step(0.1, 1, 10, t), "t = %ld (lr = 0.1, gamma = 1, every = 10)", t);
    backwards();
    for (long t = 75000; t >= 0; t -= 2500)
        trial_row(step(0.01, 0.9, 5000, t), "t = %ld (lr = 0.01, gamma = 0.9, every = 5000)", t);
}

static void test_multistep(void)
{
    static const long two[] = { 12, 13 }, one[] = { 5 }, soon[] = { 0, 4 };
    trial_rule("each milestone that is reached multiplies by gamma, also where two lie side by side",
               "每到达一个里程碑就乘一次 gamma，相邻的两个也不例外");
    for (long t = 0; t <= 20; t++)
        trial_row(multistep(0.3, 0.5, two, 2, t), "t = %ld (lr = 0.3, gamma = 0.5, at = 12/13)", t);
    trial_rule("one milestone is one drop, and there is none behind it", "只有一个里程碑就只下降一次，之后不再下降");
    for (long t = 0; t <= 12; t++)
        trial_row(multistep(0.3, 0.2, one, 1, t), "t = %ld (lr = 0.3, gamma = 0.2, at = 5)", t);
    trial_rule("a milestone at 0 is reached before the first update", "里程碑为 0 时，第一次更新之前就已到达");
    for (long t = 0; t <= 6; t++)
        trial_row(multistep(0.3, 0.2, soon, 2, t), "t = %ld (lr = 0.3, gamma = 0.2, at = 0/4)", t);
    trial_rule("without milestones (count = 0) nothing drops; `at` must not be read then",
               "没有里程碑（count = 0）时不下降，此时不能读取 `at`");
    for (long t = 0; t <= 100; t += 50)
        trial_row(multistep(0.3, 0.2, 0, 0, t), "t = %ld (lr = 0.3, gamma = 0.2, count = 0)", t);
    backwards();
    for (long t = 14; t >= 10; t--)
        trial_row(multistep(0.3, 0.5, two, 2, t), "t = %ld (lr = 0.3, gamma = 0.5, at = 12/13)", t);
}

static void test_exponential(void)
{
    trial_rule("it falls at every update, by the power t / every", "每次更新都下降，指数是 t / every");
    for (long t = 0; t <= 60; t++)
        trial_row(exponential(0.05, 0.7, 25, t), "t = %ld (lr = 0.05, gamma = 0.7, every = 25)", t);
    trial_rule("every = 1: gamma of the rate is left after each update", "every = 1：每次更新后剩下 gamma 倍");
    for (long t = 0; t <= 60; t += 6)
        trial_row(exponential(0.05, 0.99, 1, t), "t = %ld (lr = 0.05, gamma = 0.99, every = 1)", t);
    trial_rule("`every` need not be a whole number", "`every` 不必是整数");
    for (long t = 0; t <= 10; t++)
        trial_row(exponential(0.05, 0.5, 2.5, t), "t = %ld (lr = 0.05, gamma = 0.5, every = 2.5)", t);
    backwards();
    for (long t = 1000; t >= 0; t -= 100)
        trial_row(exponential(0.05, 0.9, 100, t), "t = %ld (lr = 0.05, gamma = 0.9, every = 100)", t);
}

static void test_inv(void)
{
    trial_rule("lr (1 + gamma t)^-power, whatever the three of them are", "无论三个参数取何值，都是 lr (1 + gamma t)^-power");
    for (long t = 0; t <= 2000; t += 40)
        trial_row(inv(0.2, 0.01, 0.5, t), "t = %ld (lr = 0.2, gamma = 0.01, power = 0.5)", t);
    trial_rule("power = 1 is a division by 1 + gamma t", "power = 1 就是除以 1 + gamma t");
    for (long t = 0; t <= 30; t += 3) trial_row(inv(1, 0.1, 1, t), "t = %ld (lr = 1, gamma = 0.1, power = 1)", t);
    backwards();
    for (long t = 75000; t >= 0; t -= 7500)
        trial_row(inv(0.01, 0.0001, 0.75, t), "t = %ld (lr = 0.01, gamma = 0.0001, power = 0.75)", t);
}

static void test_poly(void)
{
    trial_rule("end + (lr - end) (1 - t / steps)^power, also for a power below 1",
               "end + (lr - end) (1 - t / steps)^power，指数小于 1 时也一样");
    for (long t = 0; t < 30; t++)
        trial_row(poly(0.4, 0.1, 0.9, 30, t), "t = %ld (lr = 0.4, end = 0.1, power = 0.9, steps = 30)", t);
    trial_rule("from t = steps on the rate is `end`, also where that is 0", "从 t = steps 起学习率等于 `end`，即使它是 0");
    for (long t = 8; t <= 14; t++)
        trial_row(poly(0.4, 0, 1, 10, t), "t = %ld (lr = 0.4, end = 0, power = 1, steps = 10)", t);
    trial_rule("far beyond `steps` the rate is still `end`", "远远超过 `steps` 之后学习率仍是 `end`");
    for (long t = 100; t <= 1000000; t *= 10)
        trial_row(poly(0.4, 0.1, 3, 50, t), "t = %ld (lr = 0.4, end = 0.1, power = 3, steps = 50)", t);
    trial_rule("a training of one update begins at lr and is at `end` then", "只有一次更新的训练从 lr 开始，随后就到 `end`");
    for (long t = 0; t <= 2; t++)
        trial_row(poly(0.4, 0.1, 2, 1, t), "t = %ld (lr = 0.4, end = 0.1, power = 2, steps = 1)", t);
    backwards();
    for (long t = 60; t >= 0; t -= 10)
        trial_row(poly(0.2, 0.02, 2, 50, t), "t = %ld (lr = 0.2, end = 0.02, power = 2, steps = 50)", t);
}

const trial_part trial_parts[] = {
    { 1, "fixed",       test_fixed,       "rate", "学习率", 0, 0 },
    { 2, "step",        test_step,        "rate", "学习率", 0, 0 },
    { 2, "multistep",   test_multistep,   "rate", "学习率", 0, 0 },
    { 1, "exponential", test_exponential, "rate", "学习率", 0, 0 },
    { 2, "inv",         test_inv,         "rate", "学习率", 0, 0 },
    { 2, "poly",        test_poly,        "rate", "学习率", 0, 0 },
    { .points = 0 },
};
