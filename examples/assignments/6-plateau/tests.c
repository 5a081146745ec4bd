/* tests.c — the visible tests of assignment 6: a short series of values for each sentence of the rule. */
#include "plateau.h"
#include "trial.h"
#include <math.h>
#include <stddef.h>

/* The usual settings, with a patience of 2; threshold 0, so that each part is about its own sentence. */
static plateau usual(void)
{
    plateau p = {
        .factor = 0.5, .patience = 2, .threshold = 0, .relative = 1, .eps = 1e-8, .best = -7, .bad = 7, .rest = 7
    };
    return p;
}

typedef struct heard { double value; const char *english, *chinese; } heard;

static void hear_all(plateau p, const heard *h, int count)
{
    plateau_start(&p, 0.1);
    for (int i = 0; i < count; i++) {
        if (h[i].english) trial_rule(h[i].english, h[i].chinese);
        double rate = plateau_hear(&p, h[i].value);
        trial_row(rate, "epoch %d (metric %g)", i + 1, h[i].value);
    }
}

static void test_start(void)
{
    for (int rising = 0; rising <= 1; rising++) {
        plateau p = usual();
        p.rising = rising;
        plateau_start(&p, 0.1);
        trial_rule("it begins with the rate of the training", "开始时用训练的学习率");
        trial_row(p.rate, "p.rate");
        trial_rule("nothing has been bad yet, and nothing is cooling down", "还没有变差的值，也不在冷却期");
        trial_row((double)p.bad, "p.bad");
        trial_row((double)p.rest, "p.rest");
        trial_rule("before the first value, best is one that any number betters", "听到第一个值之前，best 要比任何数都差");
        double worst = rising ? -1e300 : 1e300;
        trial_row(rising ? worst > p.best : worst < p.best, "p.best (1: the %s %g is better)",
                  rising ? "accuracy" : "loss", worst);
    }
}

static void better(double best, double threshold, int relative, int rising, double value)
{
    plateau p = usual();
    p.best = best;
    p.threshold = threshold;
    p.relative = relative;
    p.rising = rising;
    trial_row(plateau_is_better(&p, value) != 0, "%g after best %g (%s is better, threshold %g%s)", value, best,
              rising ? "more" : "less", threshold, relative ? " of best" : "");
}

static void test_better(void)
{
    trial_rule("without a threshold, what is less is better, and the same is not", "阈值为 0 时，更小就是更好，相等不算");
    better(2, 0, 1, 0, 1.999);
    better(2, 0, 1, 0, 2);
    better(2, 0, 1, 0, 2.001);
    trial_rule("better means better by more than this share of best", "要好出 best 的这一比例以上才算更好");
    better(2, 0.1, 1, 0, 1.85);
    better(2, 0.1, 1, 0, 1.75);
    trial_rule("a threshold that is not relative is in the metric's own unit", "不是相对阈值时，阈值用指标自己的单位");
    better(2, 0.1, 0, 0, 1.85);
    better(2, 0.1, 0, 0, 1.95);
    trial_rule("where more is better, it has to lie above best by as much", "越大越好时，要高出 best 同样多");
    better(0.8, 0.1, 1, 1, 0.87);
    better(0.8, 0.1, 1, 1, 0.89);
    better(0.8, 0.1, 0, 1, 0.89);
}

static void test_flat(void)
{
    static const heard h[] = {
        { 1.0, "the first value is the best so far: nothing to complain of", "第一个值就是目前最好的，没有什么可降的" },
        { 1.0, "a patience of 2 forgives two bad values in a row", "patience = 2 容忍连续两个变差的值" },
        { 1.0, NULL, NULL },
        { 1.0, "the cut comes with the bad value that is one more than patience", "变差的值比 patience 多一个时才降低学习率" },
        { 1.0, "after a cut, bad values are counted anew", "降低之后重新计数" },
        { 1.0, NULL, NULL },
        { 1.0, "so every third value of a flat metric cuts", "所以指标不变时，每三个值降低一次" },
        { 0.5, "a better value does not bring the rate back", "出现更好的值时，学习率并不恢复" },
    };
    hear_all(usual(), h, sizeof h / sizeof *h);
}

static void test_noisy(void)
{
    static const heard h[] = {
        { 1.0, "while the metric improves, the rate stays", "指标在改善时学习率不变" },
        { 0.8, NULL, NULL },
        { 0.9, "worse, and worse again: two bad values are forgiven", "连续两个变差的值，可以容忍" },
        { 0.85, NULL, NULL },
        { 0.7, "a better value wipes out the bad ones before it", "出现更好的值，前面变差的值一笔勾销" },
        { 0.9, "better than the last value is not better than the best", "比上一个值好，不等于比最好的值好" },
        { 0.8, NULL, NULL },
        { 0.75, "three values in a row were no better than the best, 0.7", "连续三个值都不比最好的 0.7 好" },
    };
    hear_all(usual(), h, sizeof h / sizeof *h);
}

static void test_cooldown(void)
{
    static const heard h[] = {
        { 1.0, "the first value is the best so far", "第一个值就是目前最好的" },
        { 1.1, "patience 1: one bad value is forgiven, the second cuts", "patience = 1：容忍一个变差的值，第二个就降低" },
        { 1.1, NULL, NULL },
        { 1.1, "in the cooldown of 3 nothing counts as bad", "冷却期的 3 个值都不算变差" },
        { 1.1, NULL, NULL },
        { 1.1, NULL, NULL },
        { 1.1, "behind the cooldown the count begins at 0: one is forgiven again", "冷却期过后从 0 数起：又可以容忍一个" },
        { 1.1, "and the second cuts", "第二个就降低" },
        { 0.4, "what is better in a cooldown is remembered as best", "冷却期内出现的更好的值也要记为最好" },
        { 0.6, NULL, NULL },
        { 0.6, NULL, NULL },
        { 0.6, NULL, NULL },
        { 0.6, NULL, NULL },
    };
    plateau p = usual();
    p.patience = 1;
    p.cooldown = 3;
    hear_all(p, h, sizeof h / sizeof *h);
}

static void test_floor(void)
{
    plateau p = usual();
    p.patience = 1;
    p.factor = 0.1;
    p.min = 0.004;
    plateau_start(&p, 0.1);
    for (int i = 1; i <= 9; i++) {
        if (i < 5) trial_rule("patience 1: every second value of a flat metric cuts", "patience = 1：指标不变时，每两个值降低一次");
        else trial_rule("a cut goes no lower than min", "降低时不低于 min");
        trial_row(plateau_hear(&p, 1), "epoch %d (factor 0.1, min 0.004)", i);
    }
    p.min = 0;
    p.eps = 0.03;
    plateau_start(&p, 0.1);
    for (int i = 1; i <= 9; i++) {
        if (i < 5) trial_rule("patience 1: every second value of a flat metric cuts", "patience = 1：指标不变时，每两个值降低一次");
        else trial_rule("a cut that takes no more than eps from the rate is left out", "降低的量不超过 eps 时就不降");
        trial_row(plateau_hear(&p, 1), "epoch %d (factor 0.1, eps 0.03)", i);
    }
}

static void test_nan(void)
{
    const heard h[] = {
        { 1.0, "the first value is the best so far", "第一个值就是目前最好的" },
        { NAN, "a NaN is a bad value like any other: two are forgiven", "NaN 和其他变差的值一样：容忍两个" },
        { 1.1, NULL, NULL },
        { NAN, "the third bad value cuts, and no NaN becomes best", "第三个变差的值降低学习率；NaN 不会成为最好的值" },
        { 0.9, "a number that is better than the last number ends it", "比原来的最好值更好的数使计数归零" },
        { NAN, NULL, NULL },
        { NAN, NULL, NULL },
        { NAN, "three in a row were bad", "连续三个变差的值" },
    };
    hear_all(usual(), h, sizeof h / sizeof *h);
}

const trial_part trial_parts[] = {
    { 1, "start",                 test_start,    "value",  "数值",   0, 0 },
    { 2, "better",                test_better,   "answer (1: better, 0: not)", "回答（1：更好，0：否）",   0, 0 },
    { 2, "flat: patience",        test_flat,     "rate",    "学习率", 0, 0 },
    { 2, "noisy: the best",       test_noisy,    "rate",    "学习率", 0, 0 },
    { 1, "cooldown",              test_cooldown, "rate",    "学习率", 0, 0 },
    { 1, "floor: min and eps",    test_floor,    "rate",    "学习率", 0, 0 },
    { 1, "nan",                   test_nan,      "rate",    "学习率", 0, 0 },
    { .points = 0 },
};
