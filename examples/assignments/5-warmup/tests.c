/* tests.c — the visible tests of assignment 5: a climb, three parts one after the other, two at once, and
 * warmup:500+cosine. */
#include "trial.h"
#include "warmup.h"

/* Parts of other shapes, so that a slip in one of yours costs its own points only. */
static double ramp(double lr, long steps, long t)   { return t < steps ? lr * (double)(t + 1) / (double)steps : lr; }
static double slope(double lr, long steps, long t)  { return t < steps ? lr * (1 - (double)t / (double)steps) : 0; }
static double stairs(double lr, long steps, long t) { return 4 * t < steps ? lr : 4 * t < 2 * steps ? lr / 2 : lr / 4; }

static void test_warmup(void)
{
    for (long t = 0; t <= 15; t++) {
        if (t == 0)
            trial_rule(
                "the first update already has (t + 1) / steps of the rate: an update with rate 0 would be wasted",
                "第一次更新就用学习率的 (t + 1) / steps：学习率为 0 的更新是白做的");
        else if (t < 9) trial_rule("t + 1 of `steps` equal stairs", "把初始值平均分成 steps 级，已经登上 t + 1 级");
        else if (t == 9)
            trial_rule("the last update of the climb, t = steps - 1, has the whole rate",
                       "预热的最后一次更新（t = steps − 1）用完整的学习率");
        else trial_rule("from t = steps on the rate stays at lr", "从 t = steps 起学习率保持为 lr");
        trial_row(warmup(0.1, 0, 10, t), "t = %ld", t);
    }
}

static void test_from(void)
{
    for (long t = 0; t <= 25; t++) {
        if (t < 20) trial_rule("what climbs is the distance from `from` to 1: from + (1 - from) (t + 1) / steps",
                                "增长的是从 from 到 1 的那一段：from + (1 − from) (t + 1) / steps");
        else trial_rule("from t = steps on the rate stays at lr", "从 t = steps 起学习率保持为 lr");
        trial_row(warmup(0.2, 0.25, 20, t), "t = %ld", t);
    }
}

static void test_joined(void)
{
    const part parts[] = { { stairs, 40 }, { ramp, 10 }, { cosine, 20 } };
    for (long t = 0; t <= 80; t++) {
        if (t < 40) trial_rule("before the first joint the first part has its say", "在第一个接点之前由第一段决定");
        else if (t == 40 || t == 50) trial_rule("t on the joint belongs to the next part, for which it is t = 0",
                                                 "接点处的 t 属于下一段，对那一段来说 t = 0");
        else if (t < 70)
            trial_rule("each part counts from its own beginning: take off the steps of all parts before it",
                       "每一段从自己的起点数起：要减去前面各段的长度");
        else trial_rule("the last part goes on past its end", "最后一段结束后仍由它决定");
        trial_row(joined(parts, 3, 0.1, t), "t = %ld", t);
    }
}

static void test_horizon(void)
{
    const part parts[] = { { ramp, 500 }, { stairs, 1000 }, { cosine, 0 } };
    trial_rule("a part with a given length has that length", "给定了长度的一段，长度就是给定值");
    trial_row((double)horizon(parts, 0, 7500), "part 0 (500 steps, training of 7500)");
    trial_row((double)horizon(parts, 1, 7500), "part 1 (1000 steps, training of 7500)");
    trial_rule("a part that does not has what the parts before it leave of the training", "没有说明长度的一段，长度是前面各段剩下的更新次数");
    trial_row((double)horizon(parts, 2, 7500), "part 2 (after 500 and 1000, training of 7500)");
    trial_row((double)horizon(parts + 2, 0, 7500), "the only part (training of 7500)");
}

static void test_product(void)
{
    const part factors[] = { { slope, 60 }, { ramp, 10 } };
    for (long t = 0; t <= 65; t++) {
        if (t < 60) trial_rule("a product multiplies shares of the base rate: lr (rate / lr) (rate / lr)",
                               "乘积是把各因子占初始值的份额相乘：lr (rate / lr) (rate / lr)");
        else trial_rule("where one factor is 0, so is the product", "有一个因子为 0，乘积就是 0");
        trial_row(product(factors, 2, 0.1, t), "t = %ld", t);
    }
}

static void test_whole(void)
{
    for (long t = 0; t <= 8000; t += 50) {
        if (t < 500) trial_rule("first the climb, (t + 1) / ramp of the rate", "先预热：学习率的 (t + 1) / ramp");
        else if (t == 500) trial_rule("at the joint the cosine begins, with its own t = 0: at the whole rate",
                                      "接点处余弦开始，它自己的 t = 0：用完整的学习率");
        else if (t < 7500) trial_rule("the cosine counts from the joint, and its horizon is what is left: total - ramp",
                                      "余弦从接点数起，它的总步数是剩下的 total − ramp");
        else trial_rule("the cosine reaches 0 where the training ends, and stays there", "训练结束时余弦降到 0，并保持为 0");
        trial_row(warmup_cosine(0.1, 500, 7500, t), "t = %ld", t);
    }
}

const trial_part trial_parts[] = {
    { 2, "warmup: from 0",       test_warmup,  "rate",    "学习率",   0, 0 },
    { 1, "warmup: from a share", test_from,    "rate",    "学习率",   0, 0 },
    { 2, "joined",               test_joined,  "rate",    "学习率",   0, 0 },
    { 1, "horizon",              test_horizon, "horizon", "更新次数", 0, 0 },
    { 2, "product",              test_product, "rate",    "学习率",   0, 0 },
    { 2, "warm-up and cosine",   test_whole,   "rate",    "学习率",   0, 0 },
    { .points = 0 },
};
