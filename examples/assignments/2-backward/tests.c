/* tests.c — the visible tests of assignment 2: one number first, then shapes and samples in which a slip shows. */
#include "backward.h"
#include "trial.h"
#include <stdbool.h>

enum { MOST = 16 };

/* One pass back through a linear layer; what is answered lies here. */
static double dx[MOST], dW[MOST], db[MOST];

/* Before a pass all of it is 0; where it is to be seen that old numbers do not count, it is not. */
static void clear(void)
{
    for (int i = 0; i < MOST; i++) dx[i] = dW[i] = db[i] = 0;
}

static void again(void)
{
    trial_rule("the answer is set, not added to what stood there: a second pass with the same numbers gives the same",
               "结果直接写入，而不是加到原有的数上：用同样的数再算一遍，结果相同");
}

/* One input 3, one output, one sample; and out = 2, in = 3, m = 2. */
static void smallest(void)
{
    static const double x[] = { 3 }, W[] = { 5 }, dz[] = { 0.5 };
    clear();
    linear_backward(1, 1, 1, x, W, dz, dx, dW, db);
}

static void two_by_three(bool afresh)
{
    static const double x[] = { 1, -2, 0.5, 4, -3, 2 }, W[] = { 0.1, 0.2, 0.3, -0.4, 0.5, -0.6 },
                        dz[] = { 0.25, -0.5, 1, 0.75 };
    if (afresh) clear();
    linear_backward(2, 3, 2, x, W, dz, dx, dW, db);
}

static void test_db(void)
{
    smallest();
    trial_rule("b is added to z as it is, so for one sample db = dz", "b 直接加到 z 上，所以只有一个样本时 db = dz");
    trial_row(db[0], "db[0] (out = 1, in = 1, m = 1)");
    two_by_three(true);
    trial_rule(
        "b acts on every sample, so db sums dz over the samples: db[i] from row i of dz; the mean is in dz already",
        "b 作用于每个样本，所以 db 是 dz 对样本求和：dz 的第 i 行得到 db[i]；求平均已经在 dz 里，不要再除");
    for (int i = 0; i < 2; i++) trial_row(db[i], "db[%d] (out = 2, in = 3, m = 2)", i);
    two_by_three(false);
    again();
    trial_row(db[0], "db[0] (out = 2, in = 3, m = 2, again)");
}

static void test_dW(void)
{
    smallest();
    trial_rule("z = W x + b, so for one sample dW is dz times x", "z = W x + b，所以只有一个样本时 dW 等于 dz 乘以 x");
    trial_row(dW[0], "dW[0][0] (out = 1, in = 1, m = 1)");
    two_by_three(true);
    trial_rule("dW[i][k] sums dz[i][j] x[k][j] over the samples j; the mean is in dz already",
               "dW[i][k] 是 dz[i][j] x[k][j] 对样本 j 求和；求平均已经在 dz 里，不要再除");
    trial_row(dW[0], "dW[0][0] (out = 2, in = 3, m = 2)");
    trial_rule("dW has W's shape, [out x in]: row i is output i, column k is input k; if only the corners are right, "
               "it is transposed",
               "dW 与 W 形状相同，[out x in]：第 i 行是输出 i，第 k 列是输入 k；如果只有首尾两个数正确，就是转置了");
    for (int i = 1; i < 6; i++) trial_row(dW[i], "dW[%d][%d] (out = 2, in = 3, m = 2)", i / 3, i % 3);
    two_by_three(false);
    again();
    trial_row(dW[0], "dW[0][0] (out = 2, in = 3, m = 2, again)");
}

static void test_dx(void)
{
    smallest();
    trial_rule("z = W x + b, so for one output dx is W times dz: the weight, not the input",
               "z = W x + b，所以只有一个输出时 dx 等于 W 乘以 dz：用权重，不是用输入");
    trial_row(dx[0], "dx[0][0] (out = 1, in = 1, m = 1)");
    two_by_three(true);
    trial_rule(
        "an input acts on every output, so dx[k][j] sums W[i][k] dz[i][j] over the outputs i: dx = Wᵀ dz, W transposed",
        "一个输入作用于所有输出，所以 dx[k][j] 是 W[i][k] dz[i][j] 对输出 i 求和：dx = Wᵀ dz，W 要转置");
    for (int i = 0; i < 6; i++) trial_row(dx[i], "dx[%d][%d] (out = 2, in = 3, m = 2)", i / 2, i % 2);
    two_by_three(false);
    again();
    trial_row(dx[0], "dx[0][0] (out = 2, in = 3, m = 2, again)");
}

static void test_tanh(void)
{
    static const double a[] = { 0, 0.5, -0.5, 0.9, -0.99 }, da[] = { 2, 2, 2, -1, 3 };
    double dz[5];
    tanh_backward(5, a, da, dz);
    trial_rule("at a = 0 tanh has the slope 1: da passes", "a = 0 处 tanh 的斜率为 1：da 原样通过");
    trial_row(dz[0], "dz[0] (a = 0)");
    trial_rule("the slope is 1 - a², of the output a: do not take tanh again", "斜率是 1 - a²，a 是输出：不要再求一次 tanh");
    for (int i = 1; i < 3; i++) trial_row(dz[i], "dz[%d] (a = %g)", i, a[i]);
    trial_rule("what comes back, da, is multiplied by the slope, with its sign", "反传回来的 da 带着符号乘以斜率");
    for (int i = 3; i < 5; i++) trial_row(dz[i], "dz[%d] (a = %g, da = %g)", i, a[i], da[i]);
}

/* Three classes; the second sample is almost sure, and wrong. */
static const double logits[] = { 1, 4, 2, -1, 0.5, 0 };
static const int right[] = { 1, 2 };

static void test_loss(void)
{
    static const double even[] = { 2, 2 };
    double dz[6];
    trial_rule("two classes with the same z have p = 1/2 each: the loss is -ln p = ln 2, the natural logarithm",
               "两类的 z 相同时各有 p = 1/2：损失是 -ln p = ln 2，自然对数");
    trial_row(softmax_cross_entropy(2, 1, even, right, dz), "classes = 2 (m = 1)");
    trial_rule("the loss is the mean over the samples, not their sum; a column of z is a sample",
               "损失是对样本求平均，不是求和；z 的一列是一个样本");
    trial_row(softmax_cross_entropy(3, 2, logits, right, dz), "classes = 3 (m = 2)");
}

static void test_gradient(void)
{
    static const double even[] = { 2, 2 };
    double dz[6];
    softmax_cross_entropy(2, 1, even, right, dz);
    trial_rule("for a wrong class the gradient is its p: 1/2 here", "对错误的类，梯度就是它的 p：这里是 1/2");
    trial_row(dz[0], "dz[0][0] (classes = 2, m = 1)");
    trial_rule("for the right class 1 is taken from p (p - one-hot): the gradient pushes its z up",
               "对正确的类，p 要减 1（p - one-hot）：梯度把它的 z 推高");
    trial_row(dz[1], "dz[1][0] (classes = 2, m = 1)");
    softmax_cross_entropy(3, 2, logits, right, dz);
    trial_rule("the loss is a mean, so each sample's gradient is divided by m; a column of z is a sample, with a "
               "softmax of its own",
               "损失是平均值，所以每个样本的梯度要除以样本数 m；z 的一列是一个样本，各自做 softmax");
    for (int i = 0; i < 6; i++) trial_row(dz[i], "dz[%d][%d] (classes = 3, m = 2)", i / 2, i % 2);
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
