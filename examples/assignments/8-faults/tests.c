/* tests.c — the visible tests of assignment 8. First, of each program, the rows that came with it: the faulty one is
 * right in them, and they give no points. Then your tests: each is tried on the faulty program and on yours. */
#include "faults.h"
#include "faulty.h"
#include "trial.h"

/* --- what came with the programs ---------------------------------------------------------------------------------- */

static void came_with_it(void)
{
    trial_rule("the faulty program passes this: it came with it", "有错的程序也能通过这一项：它原来就带着");
}

static void step_came(void)
{
    double rate[100];
    mended_step(rate, 100, 0.1, 0.5, 50);
    came_with_it();
    for (int t = 0; t < 100; t++) trial_row(rate[t], "t = %d (every 50)", t);
}

static void poly_came(void)
{
    came_with_it();
    for (long t = 0; t <= 100; t++) trial_row(mended_poly(0.1, 0.001, 2, 100, t), "t = %ld (steps 100)", t);
}

static void cosine_came(void)
{
    came_with_it();
    for (long t = 0; t <= 100; t++) trial_row(mended_cosine(0.1, 0.001, 100, t), "t = %ld (steps 100)", t);
}

static void adam_came(void)
{
    adam late = { .lr = 0.01, .beta1 = 0.9, .beta2 = 0.999, .eps = 1e-8 }, still = late, forgets = late;
    double w = 0, before = 0;
    came_with_it();
    for (int t = 0; t < 40000; t++) {
        before = w;
        mended_adam(&late, &w, 2);
    }
    trial_row(before - w, "the step of update 40000 (gradient 2, lr 0.01)");
    w = 3;
    for (int t = 0; t < 10; t++) mended_adam(&still, &w, 0);
    trial_row(w, "w after ten gradients of 0");
    forgets.beta1 = forgets.beta2 = 0;
    mended_adam(&forgets, &w, -5);
    trial_row(w, "w after a gradient of -5 (both betas 0)");
}

static void dropout_came(void)
{
    static const double x[] = { 1, 2, 3, 4 }, u[] = { 0.1, 0.6, 0.9, 0.3 };
    double y[4];
    came_with_it();
    mended_dropout(y, x, u, 4, 0.5, 1);
    for (int i = 0; i < 4; i++) trial_row(y[i], "y[%d] (training, rate 0.5)", i);
    mended_dropout(y, x, u, 4, 0, 0);
    for (int i = 0; i < 4; i++) trial_row(y[i], "y[%d] (prediction, rate 0)", i);
}

static void gradient_came(void)
{
    static const double x[] = { 2, -1, 0.5 }, y[] = { 7, 1, 4 };
    double dw, db;
    came_with_it();
    for (int i = 0; i < 3; i++) {
        mended_gradient(&dw, &db, x + i, y + i, 1, 1, 0.5);
        trial_row(dw, "dw (sample %d alone)", i);
        trial_row(db, "db (sample %d alone)", i);
    }
    mended_gradient(&dw, &db, x, y, 3, 2, 3);
    trial_row(dw, "dw (all three, on the line through them)");
    trial_row(db, "db (all three, on the line through them)");
}

static void shuffle_came(void)
{
    double x[2 * 30], sum[2] = { 0 };
    int label[30], ones = 0, moved = 0;
    for (int j = 0; j < 30; j++) x[j] = j, x[30 + j] = 100 + j, label[j] = j % 3 == 0;
    mended_shuffle(x, label, 2, 30, 7);
    for (int j = 0; j < 30; j++) sum[0] += x[j], sum[1] += x[30 + j], ones += label[j], moved |= x[j] < j;
    came_with_it();
    trial_row(sum[0], "sum of feature 0");
    trial_row(sum[1], "sum of feature 1");
    trial_row(ones, "samples with label 1");
    trial_row(moved, "the order (1: something has moved)");
}

static void scale_came(void)
{
    double alone[] = { 1, 3, 5, 7 }, twice[] = { 1, 3, 5, 7, 7, 1, 3, 5 };
    mended_scale(alone, 4, 4);
    mended_scale(twice, 8, 4);
    came_with_it();
    for (int j = 0; j < 4; j++) trial_row(alone[j], "x[%d] (no row validates)", j);
    for (int j = 0; j < 8; j++) trial_row(twice[j], "x[%d] (four rows train, four validate)", j);
}

/* --- your tests --------------------------------------------------------------------------------------------------- */

#define ACCEPTED    "the program is wrong and your test has accepted it: "
#define ACCEPTED_ZH "这个程序有错，你的测试却接受了它："

/* What your tests are given: programs of this file, which are called as those in faulty.h and yours are, so that a
 * pointer gives nothing away. */
static void your_step(double rate[], long count, double lr, double gamma, long every)
{
    mended_step(rate, count, lr, gamma, every);
}
static double your_poly(double lr, double end, double power, long steps, long t)
{
    return mended_poly(lr, end, power, steps, t);
}
static double your_cosine(double lr, double min, long steps, long t) { return mended_cosine(lr, min, steps, t); }
static void your_adam(adam *a, double *w, double g)                                   { mended_adam(a, w, g); }
static void your_shuffle(double x[], int label[], int n, int m, unsigned seed) { mended_shuffle(x, label, n, m, seed); }
static void your_scale(double x[], int m, int train)                                  { mended_scale(x, m, train); }

static void your_dropout(double y[], const double x[], const double u[], int n, double rate, int training)
{
    mended_dropout(y, x, u, n, rate, training);
}

static void your_gradient(double *dw, double *db, const double x[], const double y[], int m, double w, double b)
{
    mended_gradient(dw, db, x, y, m, w, b);
}

/* What your test said of the faulty program and of yours; and a hint, if it let the faulty one pass. */
static void judge(const char *name, int faulty, int mended, const char *hint, const char *hint_zh)
{
    trial_rule(hint, hint_zh);
    trial_row(faulty != 0, "faulty_%s", name);
    trial_rule("your test has rejected your own program: it does not keep to faults.h yet, or your test asks for more "
               "than faults.h does",
               "你的测试拒绝了你自己的程序：要么它还不合 faults.h 的约定，要么测试的要求超出了约定");
    trial_row(mended != 0, "mended_%s", name);
}

static void step_proof(void)
{
    judge("step", proves_step(faulty_step), proves_step(your_step),
          ACCEPTED "ask how much is left after the second drop", ACCEPTED_ZH "查一查第二次下降之后还剩多少");
}

static void poly_proof(void)
{
    judge("poly", proves_poly(faulty_poly), proves_poly(your_poly),
          ACCEPTED "ask what a training gets that goes on for longer than `steps`, with several powers",
          ACCEPTED_ZH "查一查训练超过 steps 之后得到什么，多试几个 power");
}

static void cosine_proof(void)
{
    judge("cosine", proves_cosine(faulty_cosine), proves_cosine(your_cosine),
          ACCEPTED "ask where the cosine goes when its half wave is over",
          ACCEPTED_ZH "查一查半个波走完之后，余弦往哪里去");
}

static void adam_proof(void)
{
    judge("adam", proves_adam(faulty_adam), proves_adam(your_adam),
          ACCEPTED "ask how long the very first step is", ACCEPTED_ZH "查一查最初那一步有多长");
}

static void dropout_proof(void)
{
    judge("dropout", proves_dropout(faulty_dropout), proves_dropout(your_dropout),
          ACCEPTED "ask whether the mean of what comes out in training is that of prediction",
          ACCEPTED_ZH "查一查训练时输出的平均值与预测时是否一样");
}

static void gradient_proof(void)
{
    judge("gradient", proves_gradient(faulty_gradient), proves_gradient(your_gradient),
          ACCEPTED "ask what comes out if every sample stands in the batch twice",
          ACCEPTED_ZH "查一查批次里每个样本都出现两次会怎样");
}

static void shuffle_proof(void)
{
    judge("shuffle", proves_shuffle(faulty_shuffle), proves_shuffle(your_shuffle),
          ACCEPTED "everything is still there, but ask whether it belongs together",
          ACCEPTED_ZH "东西都还在，查一查还配不配得上");
}

static void scale_proof(void)
{
    judge("scale", proves_scale(faulty_scale), proves_scale(your_scale),
          ACCEPTED "ask what changes in the training rows when another row validates",
          ACCEPTED_ZH "查一查换一个验证样本，训练样本会不会变");
}

#define ANSWER "answer (1 accepts, 0 rejects)", "回答（1 接受，0 拒绝）"

const trial_part trial_parts[] = {
    { 0,    "1 step: its own test (no points)",     step_came,      "rate",   "学习率", 0, 0 },
    { 0,    "2 poly: its own test (no points)",     poly_came,      "rate",   "学习率", 0, 0 },
    { 0,    "3 cosine: its own test (no points)",   cosine_came,    "rate",   "学习率", 0, 0 },
    { 0,    "4 adam: its own test (no points)",     adam_came,      "value",  "数值",   0, 0 },
    { 0,    "5 dropout: its own test (no points)",  dropout_came,   "value",  "数值",   0, 0 },
    { 0,    "6 gradient: its own test (no points)", gradient_came,  "value",  "数值",   0, 0 },
    { 0,    "7 shuffle: its own test (no points)",  shuffle_came,   "value",  "数值",   0, 0 },
    { 0,    "8 scale: its own test (no points)",    scale_came,     "value",  "数值",   0, 0 },
    { 1.25, "1 step: your test",                    step_proof,     ANSWER, 0, 0 },
    { 1.25, "2 poly: your test",                    poly_proof,     ANSWER, 0, 0 },
    { 1.25, "3 cosine: your test",                  cosine_proof,   ANSWER, 0, 0 },
    { 1.25, "4 adam: your test",                    adam_proof,     ANSWER, 0, 0 },
    { 1.25, "5 dropout: your test",                 dropout_proof,  ANSWER, 0, 0 },
    { 1.25, "6 gradient: your test",                gradient_proof, ANSWER, 0, 0 },
    { 1.25, "7 shuffle: your test",                 shuffle_proof,  ANSWER, 0, 0 },
    { 1.25, "8 scale: your test",                   scale_proof,    ANSWER, 0, 0 },
    { .points = 0 },
};
