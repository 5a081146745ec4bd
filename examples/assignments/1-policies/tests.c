/* tests.c — the visible tests of assignment 1: each policy from its start to behind its last turn. */
#include "policies.h"
#include "trial.h"

static void start(void)
{
    trial_rule("at t = 0 nothing is finished yet, so the rate is the base rate", "t = 0 时还没有完成任何更新，学习率等于初始值");
}

static void test_fixed(void)
{
    trial_rule("a fixed rate is the base rate at every t", "固定学习率在任何 t 都等于初始学习率");
    for (long t = 0; t <= 1000; t += 100) trial_row(fixed(0.1, t), "t = %ld (lr = 0.1)", t);
}

static void test_step(void)
{
    for (long t = 0; t <= 160; t++) {
        if (t == 0) start();
        else if (t % 50 == 0) trial_rule("the drop happens *at* a multiple of `every`, not one update later",
                                         "下降恰好发生在 `every` 的整数倍处，而不是晚一次更新");
        else
            trial_rule("between two multiples of `every` the rate stands still: t / every is cut off to a whole number",
                       "在 `every` 的两个整数倍之间学习率保持不变：t / every 要向下取整");
        trial_row(step(0.1, 0.5, 50, t), "t = %ld (lr = 0.1, gamma = 0.5, every = 50)", t);
    }
}

static void test_multistep(void)
{
    static const long at[] = { 30, 80, 90 };
    for (long t = 0; t <= 120; t++) {
        if (t == 0) start();
        else if (t == 30) trial_rule("a drop happens *at* its milestone, and gamma of the rate is left",
                                     "下降恰好发生在里程碑处，剩下 gamma 倍");
        else if (t == 80 || t == 90) trial_rule("every milestone that is reached multiplies by gamma once more",
                                                "每到达一个里程碑，就再乘一次 gamma");
        else trial_rule("between two milestones the rate stands still", "在两个里程碑之间学习率保持不变");
        trial_row(multistep(0.1, 0.1, at, 3, t), "t = %ld (lr = 0.1, gamma = 0.1, at = 30/80/90)", t);
    }
}

static void test_exponential(void)
{
    for (long t = 0; t <= 200; t++) {
        if (t == 0) start();
        else if (t % 20)
            trial_rule(
                "it falls at every update: half-way to `every` the root of gamma is left; the power is not cut off",
                "每次更新都下降：走到 `every` 的一半时剩下 gamma 的平方根，所以指数不取整");
        else trial_rule("after each `every` updates gamma of the rate is left", "每过 `every` 次更新，剩下 gamma 倍");
        trial_row(exponential(0.1, 0.9, 20, t), "t = %ld (lr = 0.1, gamma = 0.9, every = 20)", t);
    }
}

static void test_inv(void)
{
    for (long t = 0; t <= 1000; t += 10) {
        if (t == 0) start();
        else trial_rule("lr (1 + gamma t)^-power: the power is a negative one, of the whole bracket",
                        "lr (1 + gamma t)^-power：负指数作用于整个括号");
        trial_row(inv(0.1, 0.001, 0.75, t), "t = %ld (lr = 0.1, gamma = 0.001, power = 0.75)", t);
    }
}

static void test_poly(void)
{
    for (long t = 0; t <= 140; t++) {
        if (t == 0) start();
        else if (t == 1)
            trial_rule(
                "t / steps is a share, 0.01 here; in C, whole numbers divided give a whole number: (double)t / steps",
                "t / steps 是一个比例，这里是 0.01；C 语言中整数除以整数仍是整数，所以要写 (double)t / steps");
        else if (t < 100) trial_rule("what falls, by (1 - t / steps)^power, is the distance to `end`: lr - end",
                                     "按 (1 - t / steps)^power 缩小的是到 `end` 的距离 lr - end");
        else if (t == 100) trial_rule("at t = steps the rate is `end`", "t = steps 时学习率等于 `end`");
        else trial_rule("past `steps` the rate stays at `end`: do not let t grow beyond it",
                        "超过 `steps` 之后学习率保持为 `end`：不要让 t 继续增大");
        trial_row(poly(0.1, 0.001, 2, 100, t), "t = %ld (lr = 0.1, end = 0.001, power = 2, steps = 100)", t);
    }
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
