/* tests.c — the hidden tests of assignment 6: no patience, accuracies, losses below 0, a bad beginning, and long
 * series of chance. */
#include "plateau.h"
#include "trial.h"
#include <math.h>

static plateau usual(void)
{
    plateau p = { .factor = 0.1, .patience = 10, .threshold = 1e-4, .relative = 1, .eps = 1e-8 };
    return p;
}

static void hear_all(plateau p, const double v[], int count)
{
    plateau_start(&p, 0.1);
    for (int i = 0; i < count; i++) {
        double rate = plateau_hear(&p, v[i]);
        trial_row(rate, "epoch %d (metric %g)", i + 1, v[i]);
    }
}

static void test_none(void)
{
    static const double v[] = { 1.0, 0.9, 0.95, 0.8, 0.79996, 0.5, 0.5, 0.5, 0.4 };
    plateau p = usual();
    p.patience = 0;
    p.factor = 0.5;
    trial_rule("with a patience of 0 every bad value cuts, and no other", "patience = 0 时，每个变差的值都降低学习率，其他的不降");
    hear_all(p, v, sizeof v / sizeof *v);
}

static void test_rising(void)
{
    static const double v[] = { 0.3, 0.32, 0.34, 0.9, 0.94, 0.96, 0.99, 0.91, 0.2, 0.9, 0.99 };
    plateau p = usual();
    p.rising = 1;
    p.patience = 1;
    trial_rule("an accuracy improves by rising, by more than the threshold's share of best",
               "准确率上升才是改善，要超过 best 的阈值比例");
    p.threshold = 0.05;
    hear_all(p, v, sizeof v / sizeof *v);
    trial_rule("an accuracy improves by rising, by more than the threshold itself", "准确率上升才是改善，要超过阈值本身");
    p.relative = 0;
    hear_all(p, v, sizeof v / sizeof *v);
}

static void test_below(void)
{
    static const double v[] = { -1.0, -1.05, -1.2, -1.25, -1.3, -1.33, -1.3, 0, -1.5, -2 };
    plateau p = usual();
    p.patience = 1;
    p.threshold = 0.1;
    trial_rule("below 0, too, better means lower: best - threshold |best|", "指标为负时，更好也是更低：best − threshold |best|");
    hear_all(p, v, sizeof v / sizeof *v);
}

static void test_beginning(void)
{
    const double v[] = { NAN, INFINITY, NAN, 5, 4, NAN, 4, 4 };
    plateau p = usual();
    p.patience = 2;
    p.threshold = 1;
    p.relative = 0;
    trial_rule("values before the first number count as bad; the first number is the best, whatever the threshold",
               "第一个数出现之前，收到的值都算变差；第一个数就是最好的，不管阈值多大");
    hear_all(p, v, sizeof v / sizeof *v);
    const double w[] = { 3, 2, -1, -1, -1, -1 };
    p.relative = 1;
    hear_all(p, w, sizeof w / sizeof *w);
}

static void test_again(void)
{
    plateau p = usual();
    p.patience = 1;
    p.cooldown = 2;
    p.factor = 0.5;
    for (int training = 1; training <= 2; training++) {
        plateau_start(&p, 0.1);
        for (int i = 1; i <= 9; i++) {
            trial_rule("plateau_start forgets the training before", "plateau_start 忘掉前一次训练");
            trial_row(plateau_hear(&p, training), "epoch %d (training %d)", i, training);
        }
    }
}

/* A loss that falls ever more slowly, and shakes; the same one everywhere. */
static double chance(unsigned *state)
{
    *state = (*state * 1103515245u + 12345u) & 0x7fffffffu;
    return (double)(*state >> 8) / 0x7fffff;
}

static void test_long(void)
{
    unsigned state = 11;
    for (int series = 0; series < 8; series++) {
        plateau p = usual();
        p.factor = 0.7;
        p.patience = series;
        p.cooldown = series % 3;
        p.rising = series % 2;
        p.relative = series < 4;
        p.threshold = series < 4 ? 0.01 : 0.002;
        p.min = 0.001;
        plateau_start(&p, 0.1);
        for (int i = 1; i <= 150; i++) {
            double v = 1.0 / (1 + 0.05 * i) + 0.2 * chance(&state), rate = plateau_hear(&p, p.rising ? 1 - v : v);
            trial_rule("a long noisy series, as of a training: the rule as a whole", "一长串带噪声的值，如同真实的训练：整条规则");
            trial_row(rate, "epoch %d (series %d: patience %d, cooldown %d)", i, series, series, series % 3);
        }
    }
}

const trial_part trial_parts[] = {
    { 2, "no patience",        test_none,      "rate", "学习率", 0, 0 },
    { 2, "accuracy",           test_rising,    "rate", "学习率", 0, 0 },
    { 2, "below 0",            test_below,     "rate", "学习率", 0, 0 },
    { 1, "a bad beginning",    test_beginning, "rate", "学习率", 0, 0 },
    { 1, "begun again",        test_again,     "rate", "学习率", 0, 0 },
    { 2, "a training's noise", test_long,      "rate", "学习率", 0, 0 },
    { .points = 0 },
};
