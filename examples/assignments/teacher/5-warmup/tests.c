/* tests.c — the hidden tests of assignment 5: other numbers, shortest parts, far ends, and t in any order. */
#include "trial.h"
#include "warmup.h"

static double ramp(double lr, long steps, long t)  { return t < steps ? lr * (double)(t + 1) / (double)steps : lr; }
static double slope(double lr, long steps, long t) { return t < steps ? lr * (1 - (double)t / (double)steps) : 0; }
/* above the base rate for a while */
static double peak(double lr, long steps, long t)  { return t < steps / 2 ? 2 * lr : lr / 2; }

static void test_warmup(void)
{
    trial_rule("a climb of one update is over with the first: it has the whole rate", "只有一次更新的预热，第一次更新就用完整的学习率");
    for (long t = 0; t <= 2; t++) trial_row(warmup(0.1, 0, 1, t), "t = %ld (steps 1)", t);
    trial_rule("the rate stays at lr, however far t is", "无论 t 多大，学习率都保持为 lr");
    for (long t = 1000; t <= 200000000; t *= 11) trial_row(warmup(0.3, 0, 1000, t), "t = %ld (steps 1000)", t);
}

static void test_from(void)
{
    trial_rule("what climbs is the distance from `from` to 1", "增长的是从 from 到 1 的那一段");
    for (long t = 0; t <= 8; t++) trial_row(warmup(3, 0.5, 7, t), "t = %ld (from 0.5, steps 7)", t);
    trial_rule("from 1 there is nothing to climb", "from = 1 时没有什么可增长的");
    for (long t = 0; t <= 4; t++) trial_row(warmup(0.01, 1, 3, t), "t = %ld (from 1, steps 3)", t);
}

static void test_joined(void)
{
    const part four[] = { { slope, 3 }, { ramp, 1 }, { cosine, 5 }, { slope, 4 } };
    for (long t = 20; t >= 0; t--) {
        trial_rule("any t may be asked, in any order: each part counts from its own beginning, and a part may be one "
                   "update long",
                   "t 可以按任何顺序询问：每一段从自己的起点数起，一段也可以只有一次更新");
        trial_row(joined(four, 4, 0.5, t), "t = %ld (parts of 3, 1, 5 and 4)", t);
    }
    for (long t = 0; t <= 12; t++) {
        trial_rule("with one part alone there is no joint, and it goes on past its end", "只有一段时没有接点，结束后仍由它决定");
        trial_row(joined(four + 2, 1, 0.5, t), "t = %ld (one part of 5)", t);
    }
}

static void test_horizon(void)
{
    const part parts[] = { { ramp, 30 }, { slope, 70 }, { cosine, 0 } };
    trial_rule("what is left is never less than nothing", "剩下的不会少于 0");
    trial_row((double)horizon(parts, 2, 101), "part 2 (after 30 and 70, training of 101)");
    trial_row((double)horizon(parts, 2, 100), "part 2 (after 30 and 70, training of 100)");
    trial_row((double)horizon(parts, 2, 50), "part 2 (after 30 and 70, training of 50)");
    trial_rule("a part with a given length has that length, however short the training", "给定了长度的一段，长度就是给定值，不管训练多短");
    trial_row((double)horizon(parts, 1, 50), "part 1 (70 steps, training of 50)");
}

static void test_product(void)
{
    const part factors[] = { { cosine, 40 }, { ramp, 5 }, { peak, 30 } };
    for (int count = 1; count <= 3; count++)
        for (long t = 0; t <= 45; t += 3) {
            trial_rule("shares of the base rate, as many as there are factors; a share may be above 1",
                       "有几个因子就乘几个占初始值的份额；份额可以大于 1");
            trial_row(product(factors, count, 0.02, t), "t = %ld (%d factors)", t, count);
        }
}

static void test_whole(void)
{
    for (long t = 0; t <= 6; t++) {
        trial_rule("a climb of one update, a cosine over the other four", "预热一次更新，其余四次是余弦");
        trial_row(warmup_cosine(1, 1, 5, t), "t = %ld (ramp 1, total 5)", t);
    }
    for (long t = 0; t <= 120; t++) {
        trial_rule("a long climb, and a cosine over the little that is left", "预热很长，余弦只占剩下的一小段");
        trial_row(warmup_cosine(0.004, 90, 100, t), "t = %ld (ramp 90, total 100)", t);
    }
}

const trial_part trial_parts[] = {
    { 1, "warmup: from 0",       test_warmup,  "rate",    "学习率",   0, 0 },
    { 1, "warmup: from a share", test_from,    "rate",    "学习率",   0, 0 },
    { 3, "joined",               test_joined,  "rate",    "学习率",   0, 0 },
    { 1, "horizon",              test_horizon, "horizon", "更新次数", 0, 0 },
    { 2, "product",              test_product, "rate",    "学习率",   0, 0 },
    { 2, "warm-up and cosine",   test_whole,   "rate",    "学习率",   0, 0 },
    { .points = 0 },
};
