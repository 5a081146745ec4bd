/* tests.c — the visible tests of assignment 4: small curves that can be followed by hand, and one that a range test
 * of taiji made. */
#include "range.h"
#include "trial.h"
#include <math.h>

static void test_rates(void)
{
    for (long i = 0; i < 7; i++) {
        if (i == 0) trial_rule("the first update has the rate `from`", "第一次更新的学习率是 `from`");
        else if (i < 6)
            trial_rule("each rate is the same factor times the one before: equal steps of the logarithm, here × 10",
                       "每个学习率都是前一个的同样倍数：对数等距，这里每步 10 倍");
        else trial_rule("the last update, i = n - 1, has the rate `to`: n rates have n - 1 steps between them",
                        "最后一次更新 i = n - 1 的学习率是 `to`：n 个学习率之间有 n - 1 步");
        trial_row(range_rate(1e-6, 1, 7, i), "i = %ld (from = 1e-6, to = 1, n = 7)", i);
    }
}

static void test_smoothing(void)
{
    static const double even[] = { 2, 2, 2 }, jump[] = { 1, 3, 3, 3, 0 };
    double smoothed[5];
    smooth(3, 0.9, even, smoothed);
    trial_rule("the mean of equal losses is that loss, from the first on: divide by the sum of the weights, 1 + keep + "
               "keep² + …",
               "相同损失的平均就是这个损失，从第一个起就是：要除以权重之和 1 + keep + keep² + …");
    for (int i = 0; i < 3; i++) trial_row(smoothed[i], "smoothed[%d] of 2 2 2 (keep = 0.9)", i);
    smooth(5, 0.5, jump, smoothed);
    trial_rule("an old loss counts less by keep with every update: of 1 and 3 the mean is (0.5 · 1 + 3) / (0.5 + 1)",
               "每过一次更新，旧损失的权重乘以 keep：1 和 3 的平均是 (0.5 · 1 + 3) / (0.5 + 1)");
    for (int i = 0; i < 5; i++) trial_row(smoothed[i], "smoothed[%d] of 1 3 3 3 0 (keep = 0.5)", i);
}

static void test_end(void)
{
    static const double calm[] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 0.9, 0.8, 0.7, 0.6, 0.9, 1.1 };
    static const double wall[] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 0.9, 0.5, 0.5, 1.9, 2.1, 9 };
    static const double luck[] = { 0.1, 1, 1, 1, 1, 1, 1, 1, 1, 0.9, 0.8, 0.5, 1.9, 2, 9 };
    static const double none[] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 0.9, 0.8, NAN, NAN, NAN, NAN };
    trial_rule("where nothing explodes all n points count", "没有爆炸时，n 个点全部有效");
    trial_row(range_end(15, 4, calm), "n = 15 (losses 1 … 0.6 0.9 1.1, stop = 4)");
    trial_rule(
        "it ends before the first loss above stop times the best so far: 2.1 is above 4 · 0.5, and lies at index 13",
        "在第一个超过“当前最小值的 stop 倍”的损失之前结束：2.1 大于 4 · 0.5，下标是 13");
    trial_row(range_end(15, 4, wall), "n = 15 (losses 1 … 0.5 1.9 2.1 9, stop = 4)");
    trial_rule("the first nine are not the best: 0.1 at the very start is luck, and must not end the test",
               "前九个不算最小值：开头的 0.1 只是运气，不能因此结束测试");
    trial_row(range_end(15, 4, luck), "n = 15 (losses 0.1 1 … 0.5 1.9 2 9, stop = 4)");
    trial_rule("NaN is neither above nor below anything, so it must be asked for: isnan",
               "NaN 既不大于也不小于任何数，必须用 isnan 判断");
    trial_row(range_end(15, 4, none), "n = 15 (losses 1 … 0.8 NaN, stop = 4)");
}

static void test_steepest(void)
{
    static const double rate[] = { 0.001, 0.01, 0.1, 1, 10 }, loss[] = { 1, 0.9, 0.5, 0.45, 3 };
    static const double even[] = { 0.1, 0.2, 0.3, 0.4, 0.5 }, falling[] = { 1, 0.8, 0.58, 0.4, 0.22 };
    static const double rising[] = { 1, 1.1, 1.2, 1.3, 2 };
    trial_rule("it is where the loss falls fastest, not where it is smallest: around 0.01 it comes down by 0.5 from "
               "neighbour to neighbour",
               "要找损失下降最快处，而不是最小处：在 0.01 处，前后两点之间下降 0.5");
    trial_row(steepest(5, rate, loss), "rates 0.001 … 10 (losses 1 0.9 0.5 0.45 3)");
    trial_rule(
        "the slope is per factor of the rate: divide by ln rate[i+1] - ln rate[i-1], not by rate[i+1] - rate[i-1]",
        "斜率按学习率的倍数计：除以 ln rate[i+1] - ln rate[i-1]，而不是 rate[i+1] - rate[i-1]");
    trial_row(steepest(5, even, falling), "rates 0.1 … 0.5 (losses 1 0.8 0.58 0.4 0.22)");
    trial_rule("where the loss falls nowhere the answer is 0: there is no such rate", "损失处处不降时答案是 0：没有这样的学习率");
    trial_row(steepest(5, rate, rising), "rates 0.001 … 10 (losses 1 1.1 1.2 1.3 2)");
}

static void test_tenth(void)
{
    static const double rate[] = { 0.001, 0.01, 0.1, 1, 10 }, loss[] = { 1, 0.9, 0.5, 0.4, 3 };
    trial_rule(
        "at its minimum the net is at the edge of what it bears; a tenth of that rate, 0.1 here, is on the safe side",
        "损失最小处网络已到承受的边缘；取该学习率的十分之一（这里是 0.1）才稳妥");
    trial_row(tenth_of_best(5, rate, loss), "rates 0.001 … 10 (losses 1 0.9 0.5 0.4 3)");
}

/* lehr64 find taiji --from 1e-5 --to 10 --steps 120 --stop 0 --seed 1 --csv - */
enum { POINTS = 120 };
static const double recorded_rate[] = {
    1e-05,       1.1231e-05,  1.26136e-05, 1.41664e-05, 1.59104e-05, 1.7869e-05,  2.00688e-05, 2.25393e-05, 2.5314e-05,
    2.84303e-05, 3.19302e-05, 3.5861e-05,  4.02756e-05, 4.52337e-05, 5.08022e-05, 5.70562e-05, 6.408e-05,   7.19686e-05,
    8.08282e-05, 9.07785e-05, 0.000101954, 0.000114505, 0.000128601, 0.000144432, 0.000162212, 0.000182181, 0.000204609,
    0.000229797, 0.000258086, 0.000289858, 0.000325541, 0.000365616, 0.000410625, 0.000461175, 0.000517947, 0.000581709,
    0.00065332,  0.000733747, 0.000824074, 0.000925522, 0.00103946,  0.00116742,  0.00131113,  0.00147254,  0.00165382,
    0.00185741,  0.00208606,  0.00234287,  0.00263129,  0.00295521,  0.00331901,  0.00372759,  0.00418648,  0.00470185,
    0.00528067,  0.00593074,  0.00666085,  0.00748083,  0.00840175,  0.00943604,  0.0105977,   0.0119023,   0.0133675,
    0.0150131,   0.0168613,   0.018937,    0.0212682,   0.0238864,   0.026827,    0.0301295,   0.0338386,   0.0380042,
    0.0426827,   0.0479372,   0.0538384,   0.0604662,   0.0679099,   0.0762699,   0.085659,    0.096204,    0.108047,
    0.121348,    0.136287,    0.153064,    0.171907,    0.19307,     0.216838,    0.243531,    0.273511,    0.307181,
    0.344997,    0.387468,    0.435167,    0.488737,    0.548903,    0.616476,    0.692367,    0.7776,      0.873326,
    0.980837,    1.10158,     1.23719,     1.3895,      1.56055,     1.75266,     1.96842,     2.21074,     2.48289,
    2.78855,     3.13183,     3.51737,     3.95038,     4.43669,     4.98286,     5.59628,     6.2852,      7.05894,
    7.92793,     8.90389,     10,
};
static const double recorded_loss[] = {
    1.4695,   1.50802,  1.49278,  1.42696,  1.5232,   1.46982, 1.46008,  1.52,     1.53814,  1.52288,  1.51391,
    1.46594,  1.4968,   1.53579,  1.48072,  1.51711,  1.44078, 1.49609,  1.54128,  1.55087,  1.51123,  1.48855,
    1.48211,  1.51184,  1.5585,   1.41701,  1.46627,  1.51616, 1.52943,  1.46757,  1.43055,  1.48942,  1.48177,
    1.49009,  1.47634,  1.52242,  1.52365,  1.56365,  1.4945,  1.43838,  1.49547,  1.44048,  1.49228,  1.41154,
    1.4201,   1.44991,  1.40341,  1.43242,  1.39449,  1.40636, 1.36722,  1.37636,  1.37474,  1.3922,   1.40001,
    1.31594,  1.29301,  1.25733,  1.26822,  1.19259,  1.19268, 1.16529,  1.11329,  1.2268,   1.1015,   0.919339,
    1.13947,  0.999764, 1.0532,   0.896113, 1.0756,   0.98134, 0.845675, 0.793167, 1.00685,  0.730077, 0.97146,
    0.935191, 1.1059,   0.638218, 1.08577,  0.800708, 1.25215, 1.05368,  1.04125,  1.06435,  0.694949, 0.709363,
    1.0638,   1.06465,  0.616723, 0.834071, 0.884243, 1.15741, 1.03928,  1.0336,   0.774091, 0.790818, 1.23471,
    0.613139, 0.991699, 0.58842,  0.855311, 0.439151, 1.62461, 1.19453,  2.11605,  2.16198,  2.535,    3.69817,
    2.49598,  4.72054,  9.1034,   4.83554,  7.94092,  10.0854, 9.68021,  10.3831,  18.9569,  13.7945,
};

/* A mean speaks of updates that lie back, so the rates' logarithms are averaged in the same way: a smoothed loss
 * belongs to that rate. */
static void test_recorded(void)
{
    double logs[POINTS], rate[POINTS], loss[POINTS];
    for (int i = 0; i < POINTS; i++) logs[i] = log(recorded_rate[i]);
    smooth(POINTS, 0.9, logs, rate);
    smooth(POINTS, 0.9, recorded_loss, loss);
    for (int i = 0; i < POINTS; i++) rate[i] = exp(rate[i]);
    int n = range_end(POINTS, 4, loss);
    trial_rule("all parts together, smooth and then range_end: taiji's loss explodes where the rate has come to 6",
               "各部分合在一起，先 smooth 再 range_end：taiji 的损失在学习率约为 6 处爆炸");
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
