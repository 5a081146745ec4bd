/* tests.c — the hidden tests of assignment 4: other ranges and curves, keep = 0, two points, an edge that is exactly
 * reached, NaN. */
#include "range.h"
#include "trial.h"
#include <math.h>

static void test_rates(void)
{
    trial_rule("equal steps of the logarithm from `from` to `to`, for any range and any number of updates",
               "对任意范围和任意次数，从 `from` 到 `to` 对数等距");
    for (long i = 0; i < 11; i++)
        trial_row(range_rate(0.02, 0.03, 11, i), "i = %ld (from = 0.02, to = 0.03, n = 11)", i);
    for (long i = 0; i < 1800; i += 257)
        trial_row(range_rate(1e-8, 10, 1800, i), "i = %ld (from = 1e-8, to = 10, n = 1800)", i);
    trial_rule("two rates are the two ends", "只有两个学习率时，就是两端");
    for (long i = 0; i < 2; i++) trial_row(range_rate(0.001, 0.4, 2, i), "i = %ld (from = 0.001, to = 0.4, n = 2)", i);
}

static void test_smoothing(void)
{
    static const double loss[] = { 4, 1, -2, 8, 0.5, 0.25, 16, 3 };
    static const double keep[] = { 0.98, 0.7, 0.1, 0 };
    double smoothed[8];
    for (int k = 0; k < 4; k++) {
        smooth(8, keep[k], loss, smoothed);
        if (keep[k] > 0)
            trial_rule("weights keep^k, divided by their sum, for any keep",
                       "权重 keep^k，除以权重之和，对任意 keep 都成立");
        else trial_rule("keep = 0 leaves the losses as they are", "keep = 0 时损失保持原样");
        for (int i = 0; i < 8; i++) trial_row(smoothed[i], "smoothed[%d] (keep = %g)", i, keep[k]);
    }
    smooth(1, 0.9, loss, smoothed);
    trial_rule("a single loss is its own mean", "只有一个损失时，平均就是它自己");
    trial_row(smoothed[0], "smoothed[0] (n = 1, keep = 0.9)");
}

static void test_end(void)
{
    static const double edge[] = { 9, 9, 9, 9, 9, 9, 9, 9, 9, 1, 2, 3, 2.5, 2, 3.0000001 };
    static const double early[] = { 1, 50, 1, 1, 1, 1, 1, 1, 1, 1, 0.5, 0.5, 0.9, 2.1 };
    static const double steps[] = { 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 4, 2, 1, 0.5, 1.4, 1.6, 0.1, 0.5 };
    static const double at_once[] = { NAN, 1, 1 }, soon[] = { 1, 1, NAN, 1, 1 };
    trial_rule("it ends *above* stop times the best; exactly so much is not yet the end", "*超过* stop 倍才结束；正好等于还不结束");
    trial_row(range_end(15, 3, edge), "n = 15 (losses 9 … 1 2 3 2.5 2 3.0000001, stop = 3)");
    trial_rule("the first nine are not asked: a spike among them does not end the test", "前九个不参与判断：其中的尖峰不结束测试");
    trial_row(range_end(14, 4, early), "n = 14 (losses 1 50 1 … 0.5 0.9 2.1, stop = 4)");
    trial_rule("the best is the best so far, and goes down with the loss", "最小值是到目前为止的最小值，随损失下降而更新");
    trial_row(range_end(18, 3, steps), "n = 18 (losses 8 … 0.5 1.4 1.6 0.1 0.5, stop = 3)");
    trial_row(range_end(18, 4, steps), "n = 18 (losses 8 … 0.5 1.4 1.6 0.1 0.5, stop = 4)");
    trial_rule("NaN ends the test wherever it comes, also within the first nine", "NaN 无论出现在哪里都结束测试，包括前九个之内");
    trial_row(range_end(5, 4, soon), "n = 5 (losses 1 1 NaN 1 1, stop = 4)");
    trial_row(range_end(3, 4, at_once), "n = 3 (losses NaN 1 1, stop = 4)");
    trial_rule("a test of few points or none ends with them", "点很少或没有点时，到末尾为止");
    trial_row(range_end(3, 4, edge), "n = 3 (losses 9 9 9, stop = 4)");
    trial_row(range_end(0, 4, edge), "n = 0 (stop = 4)");
}

static void test_steepest(void)
{
    static const double rate[] = { 1e-4, 2e-4, 1e-3, 0.5, 0.6, 3 }, loss[] = { 5, 4.5, 4, 2, 1.9, 1.95 };
    static const double even[] = { 1, 2, 4, 8 }, flat[] = { 3, 3, 3, 3 }, late[] = { 3, 3, 3, 1 };
    trial_rule("(loss[i+1] - loss[i-1]) / (ln rate[i+1] - ln rate[i-1]), also where the rates lie unevenly",
               "(loss[i+1] - loss[i-1]) / (ln rate[i+1] - ln rate[i-1])，学习率间隔不均匀时也一样");
    trial_row(steepest(6, rate, loss), "rates 0.0001 0.0002 0.001 0.5 0.6 3 (losses 5 4.5 4 2 1.9 1.95)");
    trial_rule("the last inner point, n - 2, is asked, too", "最后一个内点 n - 2 也要考虑");
    trial_row(steepest(4, even, late), "rates 1 2 4 8 (losses 3 3 3 1)");
    trial_rule("where the loss falls nowhere, and where there is no inner point, the answer is 0",
               "损失处处不降，或没有内点时，答案是 0");
    trial_row(steepest(4, even, flat), "rates 1 2 4 8 (losses 3 3 3 3)");
    trial_row(steepest(2, rate, loss), "rates 0.0001 0.0002 (losses 5 4.5)");
}

static void test_tenth(void)
{
    static const double rate[] = { 0.02, 0.2, 2, 20 }, first[] = { 1, 2, 3, 4 }, last[] = { 4, 3, 2, 1 },
                        twice[] = { 2, 1, 1, 5 };
    trial_rule("a tenth of the rate with the smallest loss, be it the first or the last",
               "损失最小处学习率的十分之一，哪怕它是第一个或最后一个");
    trial_row(tenth_of_best(4, rate, first), "rates 0.02 … 20 (losses 1 2 3 4)");
    trial_row(tenth_of_best(4, rate, last), "rates 0.02 … 20 (losses 4 3 2 1)");
    trial_row(tenth_of_best(1, rate, first), "rate 0.02 (loss 1)");
    trial_rule("of two equal losses the first counts: the smaller rate", "两个损失相等时取第一个：较小的学习率");
    trial_row(tenth_of_best(4, rate, twice), "rates 0.02 … 20 (losses 2 1 1 5)");
}

/* lehr64 find taiji --from 1e-6 --to 10 --steps 140 --stop 0 --seed 3 --csv - */
enum { POINTS = 140 };
static const double recorded_rate[] = {
    1e-06,       1.12295e-06, 1.26101e-06, 1.41605e-06, 1.59015e-06, 1.78566e-06, 2.0052e-06,  2.25174e-06, 2.52859e-06,
    2.83947e-06, 3.18858e-06, 3.58061e-06, 4.02084e-06, 4.51519e-06, 5.07033e-06, 5.69371e-06, 6.39375e-06, 7.17985e-06,
    8.06259e-06, 9.05388e-06, 1.0167e-05,  1.14171e-05, 1.28208e-05, 1.4397e-05,  1.61671e-05, 1.81549e-05, 2.0387e-05,
    2.28935e-05, 2.57082e-05, 2.8869e-05,  3.24184e-05, 3.64042e-05, 4.088e-05,   4.59061e-05, 5.15502e-05, 5.78882e-05,
    6.50054e-05, 7.29977e-05, 8.19727e-05, 9.20511e-05, 0.000103369, 0.000116078, 0.000130349, 0.000146375, 0.000164372,
    0.000184581, 0.000207275, 0.000232759, 0.000261376, 0.000293512, 0.000329599, 0.000370122, 0.000415628, 0.000466729,
    0.000524112, 0.000588551, 0.000660912, 0.00074217,  0.000833419, 0.000935886, 0.00105095,  0.00118016,  0.00132526,
    0.0014882,   0.00167117,  0.00187664,  0.00210737,  0.00236647,  0.00265742,  0.00298415,  0.00335104,  0.00376305,
    0.00422571,  0.00474525,  0.00532867,  0.00598382,  0.00671952,  0.00754567,  0.0084734,   0.00951519,  0.0106851,
    0.0119988,   0.013474,    0.0151306,   0.0169909,   0.0190799,   0.0214257,   0.02406,     0.0270181,   0.0303399,
    0.0340702,   0.038259,    0.0429629,   0.0482451,   0.0541768,   0.0608377,   0.0683176,   0.0767171,   0.0861493,
    0.0967412,   0.108635,    0.121992,    0.136991,    0.153833,    0.172747,    0.193986,    0.217836,    0.244618,
    0.274694,    0.308467,    0.346392,    0.388981,    0.436805,    0.49051,     0.550817,    0.618539,    0.694587,
    0.779985,    0.875883,    0.983571,    1.1045,      1.2403,      1.39279,     1.56403,     1.75632,     1.97226,
    2.21475,     2.48704,     2.79282,     3.13619,     3.52178,     3.95478,     4.44101,     4.98703,     5.60017,
    6.2887,      7.06189,     7.93013,     8.90513,     10,
};
static const double recorded_loss[] = {
    1.355,    1.39611,  1.39339,  1.29109,  1.41142,  1.35378,  1.37582,  1.42882,  1.33975,  1.35784,  1.39065,
    1.34246,  1.407,    1.42386,  1.41615,  1.42708,  1.43756,  1.41445,  1.40236,  1.39045,  1.41363,  1.39522,
    1.47536,  1.43927,  1.38876,  1.37855,  1.40452,  1.40777,  1.42943,  1.41892,  1.38331,  1.44258,  1.43635,
    1.40205,  1.43547,  1.48058,  1.36049,  1.36937,  1.38691,  1.29862,  1.41308,  1.32522,  1.41228,  1.36717,
    1.39722,  1.33586,  1.35043,  1.39396,  1.363,    1.39075,  1.35978,  1.34636,  1.39792,  1.356,    1.33289,
    1.32882,  1.34021,  1.44428,  1.3436,   1.39864,  1.41263,  1.33261,  1.31431,  1.41636,  1.35706,  1.35743,
    1.34293,  1.39667,  1.318,    1.25352,  1.21403,  1.28731,  1.26244,  1.24426,  1.18285,  1.22547,  1.18273,
    1.12315,  1.0975,   1.18453,  1.09732,  1.03711,  1.03846,  0.900177, 1.30859,  0.876674, 0.890674, 0.94268,
    0.977349, 0.945041, 0.869731, 1.33697,  0.690073, 0.565285, 1.10134,  0.978318, 1.32244,  1.3357,   0.955945,
    0.809008, 0.737812, 0.988313, 0.957529, 1.08698,  1.14506,  1.0901,   1.08221,  1.02178,  0.894011, 0.647546,
    0.692273, 0.606749, 0.996449, 1.17001,  1.31224,  1.3413,   0.989006, 0.941045, 1.02793,  0.840251, 2.29124,
    0.831996, 1.71734,  1.19036,  1.81936,  1.87083,  4.04669,  4.02958,  4.49342,  3.76063,  8.09387,  8.94916,
    7.13497,  6.35078,  9.23535,  6.55045,  20.6664,  11.8149,  11.84,    18.7778,
};

static void test_recorded(void)
{
    double logs[POINTS], rate[POINTS], loss[POINTS];
    for (int i = 0; i < POINTS; i++) logs[i] = log(recorded_rate[i]);
    smooth(POINTS, 0.9, logs, rate);
    smooth(POINTS, 0.9, recorded_loss, loss);
    for (int i = 0; i < POINTS; i++) rate[i] = exp(rate[i]);
    int n = range_end(POINTS, 4, loss);
    trial_rule("all parts together, on a test with another seed: the loss explodes where the rate has come to 4",
               "各部分合在一起，换一个种子：损失在学习率约为 4 处爆炸");
    trial_row(n, "range_end");
    trial_rule("of the points before the wall, the one with the steepest fall", "爆炸之前的各点中，下降最陡的一点");
    trial_row(steepest(n, rate, loss), "steepest");
    trial_rule("of the points before the wall, a tenth of the rate with the smallest loss", "爆炸之前的各点中，损失最小处学习率的十分之一");
    trial_row(tenth_of_best(n, rate, loss), "tenth_of_best");
}

const trial_part trial_parts[] = {
    { 2, "range_rate",          test_rates,     "rate",   "学习率", 0, 0 },
    { 2, "smooth",              test_smoothing, "loss",   "损失",   0, 0 },
    { 2, "range_end",           test_end,       "count",  "点数",   0, 0 },
    { 2, "steepest",            test_steepest,  "rate",   "学习率", 0, 0 },
    { 1, "tenth_of_best",       test_tenth,     "rate",   "学习率", 0, 0 },
    { 1, "a test that was run", test_recorded,  "answer", "答案",   0, 0 },
    { .points = 0 },
};
