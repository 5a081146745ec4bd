/* tests.c — the hidden tests of assignment 1: other numbers, and the edges. */
#include "policies.h"
#include "trial.h"

static void start(void)
{
    trial_rule("at t = 0 nothing has been finished, so the rate is the base rate", "t = 0 时还没有完成任何更新，学习率就是初值");
}

static void test_fixed(void)
{
    for (long t = 0; t <= 1000; t += 100) {
        trial_rule("a fixed rate is the base rate at every t", "固定学习率在任何 t 都等于初值");
        trial_row(fixed(0.1, t), "t = %ld", t);
    }
}

static void test_step(void)
{
    for (long t = 0; t <= 160; t++) {
        if (t == 0) start();
        else if (t % 50 == 0) trial_rule("the drop happens *at* a multiple of `every`", "下降恰好发生在 `every` 的整数倍处");
        else trial_rule("between two multiples of `every` the rate stands still", "在 `every` 的两个整数倍之间学习率保持不变");
        trial_row(step(0.1, 0.5, 50, t), "t = %ld", t);
    }
}

static void test_multistep(void)
{
    static const long at[] = { 30, 80, 90 };
    for (long t = 0; t <= 120; t++) {
        if (t == 0) start();
        else if (t == 30 || t == 80 || t == 90) trial_rule("a drop happens *at* its milestone", "下降恰好发生在里程碑处");
        else trial_rule("between two milestones the rate stands still", "在两个里程碑之间学习率保持不变");
        trial_row(multistep(0.1, 0.1, at, 3, t), "t = %ld", t);
    }
}

static void test_exponential(void)
{
    for (long t = 0; t <= 200; t++) {
        if (t == 0) start();
        else trial_rule("after `every` updates gamma is left, and half of the way, its root: the power is not rounded",
                        "每 `every` 次更新后剩下 gamma 倍，走到一半时是它的平方根：指数不取整");
        trial_row(exponential(0.1, 0.9, 20, t), "t = %ld", t);
    }
}

static void test_inv(void)
{
    for (long t = 0; t <= 1000; t += 10) {
        if (t == 0) start();
        else trial_rule("lr (1 + gamma t)^-power: the power is a negative one, over the whole bracket", "lr (1 + gamma t)^-power：负指数作用于整个括号");
        trial_row(inv(0.1, 0.001, 0.75, t), "t = %ld", t);
    }
}

static void test_poly(void)
{
    for (long t = 0; t <= 140; t++) {
        if (t == 0) start();
        else if (t < 100) trial_rule("what falls is the distance to `end`, by (1 - t / steps)^power", "按 (1 - t / steps)^power 缩小的是到 `end` 的距离");
        else if (t == 100) trial_rule("at t = steps the rate is `end`", "t = steps 时学习率等于 `end`");
        else trial_rule("past `steps` the rate stays at `end`: t must be clamped", "超过 `steps` 之后学习率保持为 `end`：要把 t 截断");
        trial_row(poly(0.1, 0.001, 2, 100, t), "t = %ld", t);
    }
}

const trial_part trial_parts[] = {
    { 1, "fixed",       test_fixed,       "rate", "学习率", 0, 0 },
    { 2, "step",        test_step,        "rate", "学习率", 0, 0 },
    { 2, "multistep",   test_multistep,   "rate", "学习率", 0, 0 },
    { 1, "exponential", test_exponential, "rate", "学习率", 0, 0 },
    { 2, "inv",         test_inv,         "rate", "学习率", 0, 0 },
    { 2, "poly",        test_poly,        "rate", "学习率", 0, 0 },
    { 0 },
};
