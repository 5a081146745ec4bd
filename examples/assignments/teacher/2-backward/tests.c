/* tests.c — the hidden tests of assignment 2: several sizes, old numbers in the way, one sample, and logits at which
 * a naive softmax overflows. */
#include "backward.h"
#include "trial.h"
#include <math.h>

enum { MOST = 64 };

static double x[MOST], W[MOST], dz[MOST], dx[MOST], dW[MOST], db[MOST];

/* Numbers without a pattern, the same everywhere: all of them are exact in binary. */
static void scatter(double *v, int n, int seed)
{
    for (int i = 0; i < n; i++) v[i] = (double)((seed + 7 * i * i + 13 * i) % 32 - 16) / 8;
}

static void pass(int out, int in, int m)
{
    scatter(x, in * m, 3);
    scatter(W, out * in, 10);
    scatter(dz, out * m, 25);
    for (int i = 0; i < MOST; i++) dx[i] = dW[i] = db[i] = 1000;        /* old numbers, as in a second update */
    linear_backward(out, in, m, x, W, dz, dx, dW, db);
}

static const int sizes[][3] = { { 4, 2, 3 }, { 1, 5, 4 }, { 5, 1, 2 }, { 3, 3, 1 }, { 2, 2, 2 } };    /* out, in, m */
enum { SIZES = sizeof sizes / sizeof *sizes };

static void say_sizes(void)
{
    trial_rule(
        "it holds for any number of inputs, outputs and samples; and the answer is set, not added to what stood there",
        "对任意多个输入、输出和样本都成立；结果直接写入，而不是加到原有的数上");
}

static void test_db(void)
{
    for (int s = 0; s < SIZES; s++) {
        int out = sizes[s][0], in = sizes[s][1], m = sizes[s][2];
        pass(out, in, m);
        say_sizes();
        for (int i = 0; i < out; i++) trial_row(db[i], "db[%d] (out = %d, in = %d, m = %d)", i, out, in, m);
    }
}

static void test_dW(void)
{
    for (int s = 0; s < SIZES; s++) {
        int out = sizes[s][0], in = sizes[s][1], m = sizes[s][2];
        pass(out, in, m);
        say_sizes();
        for (int i = 0; i < out * in; i++)
            trial_row(dW[i], "dW[%d][%d] (out = %d, in = %d, m = %d)", i / in, i % in, out, in, m);
    }
    trial_rule("nothing may be written behind the last number", "不能写到最后一个数之后");
    trial_row(dW[4], "dW[2][0] (out = 2, in = 2, m = 2)");
}

static void test_dx(void)
{
    for (int s = 0; s < SIZES; s++) {
        int out = sizes[s][0], in = sizes[s][1], m = sizes[s][2];
        pass(out, in, m);
        say_sizes();
        for (int i = 0; i < in * m; i++)
            trial_row(dx[i], "dx[%d][%d] (out = %d, in = %d, m = %d)", i / m, i % m, out, in, m);
    }
}

static void test_tanh(void)
{
    static const double z[] = { -20, -3, -0.25, 0, 0.75, 2, 20 }, da[] = { 2, -1.5, 1, 0.5, -0.25, 0.75, 1 };
    double a[7];
    for (int i = 0; i < 7; i++) a[i] = tanh(z[i]);
    tanh_backward(7, a, da, dz);
    trial_rule("dz = da (1 - a²), number by number; where a is 1 or -1 nothing passes",
               "dz = da (1 - a²)，逐个计算；a 为 1 或 -1 处梯度不能通过");
    for (int i = 0; i < 7; i++) trial_row(dz[i], "dz[%d] (a = %g, da = %g)", i, a[i], da[i]);
}

/* The logits of several trials: usual ones, one sample, large ones, and m = 4. */
static const double usual[] = { 0.3, -1.2, 2.5, 0.1, 1.7, 0.4 }, single[] = { -0.5, 1.5, 0.25, 2 };
static const double large[] = { 1000, -1000, 998, -1002, 0, -1001 };
static const int    classes_of_3[] = { 0, 2 }, last[] = { 3 }, of_large[] = { 1, 1 };

static double with_old(int classes, int m, const double *z, const int *y)
{
    for (int i = 0; i < MOST; i++) dz[i] = 1000;
    return softmax_cross_entropy(classes, m, z, y, dz);
}

static void say_large(void)
{
    trial_rule("e^1000 is too large for a double, and e^-1000 is 0: take the largest z of the column off each before "
               "exp; p stays",
               "e^1000 超出 double 的范围，e^-1000 为 0：求 exp 之前先从每个 z 中减去该列的最大值，p 不变");
}

static void test_loss(void)
{
    trial_rule("the loss is the mean of -ln p over the samples, p of the right class", "损失是各样本 -ln p 的平均，p 是正确类的概率");
    trial_row(with_old(3, 2, usual, classes_of_3), "classes = 3 (m = 2)");
    trial_row(with_old(4, 1, single, last), "classes = 4 (m = 1)");
    trial_row(with_old(1, 2, usual, (const int[]){ 0, 0 }), "classes = 1 (m = 2)");
    say_large();
    trial_row(with_old(3, 2, large, of_large), "z up to 1000 (y = 1)");
    trial_row(with_old(3, 2, large, (const int[]){ 2, 2 }), "z up to 1000 (y = 2)");
}

static void test_gradient(void)
{
    trial_rule("dz = (p - one-hot) / m, set, not added to what stood there", "dz = (p - one-hot) / m，直接写入，而不是加到原有的数上");
    with_old(3, 2, usual, classes_of_3);
    for (int i = 0; i < 6; i++) trial_row(dz[i], "dz[%d][%d] (classes = 3, m = 2)", i / 2, i % 2);
    with_old(4, 1, single, last);
    for (int i = 0; i < 4; i++) trial_row(dz[i], "dz[%d][0] (classes = 4, m = 1)", i);
    say_large();
    with_old(3, 2, large, of_large);
    for (int i = 0; i < 6; i++) trial_row(dz[i], "dz[%d][%d] (z up to 1000)", i / 2, i % 2);
}

const trial_part trial_parts[] = {
    { 1, "linear: db", test_db,       "gradient", "梯度", 0, 0 },
    { 2, "linear: dW", test_dW,       "gradient", "梯度", 0, 0 },
    { 2, "linear: dx", test_dx,       "gradient", "梯度", 0, 0 },
    { 1, "tanh: dz",   test_tanh,     "gradient", "梯度", 0, 0 },
    { 2, "loss",       test_loss,     "loss",     "损失", 0, 0 },
    { 2, "loss: dz",   test_gradient, "gradient", "梯度", 0, 0 },
    { .points = 0 },
};
