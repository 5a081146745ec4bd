/* net_juries.h — right and wrong programs for Adam, dropout and the gradient; included once, by tests.c. */
#ifndef FAULTS_NET_JURIES_H
#define FAULTS_NET_JURIES_H
#include "jury.h"

/* --- 4. Adam ------------------------------------------------------------------------------------------------------ */

static void means(adam *a, double g)
{
    a->t++;
    a->m = a->beta1 * a->m + (1 - a->beta1) * g;
    a->v = a->beta2 * a->v + (1 - a->beta2) * g * g;
}

static void right_adam(adam *a, double *w, double g)       /* the paper's short form, with a scaled eps */
{
    means(a, g);
    double root = sqrt(1 - pow(a->beta2, (double)a->t)), rate = a->lr * root / (1 - pow(a->beta1, (double)a->t));
    *w -= rate * a->m / (sqrt(a->v) + a->eps * root);
}

static void right_adam_by_products(adam *a, double *w, double g)
{
    double m_lost = 1, v_lost = 1;
    means(a, g);
    for (long t = 0; t < a->t; t++) m_lost *= a->beta1, v_lost *= a->beta2;
    *w -= a->lr * (a->m / (1 - m_lost)) / (a->eps + sqrt(a->v / (1 - v_lost)));
}

static void wrong_adam_uncorrected(adam *a, double *w, double g)
{
    means(a, g);
    *w -= a->lr * a->m / (sqrt(a->v) + a->eps);
}

static void wrong_adam_half_corrected(adam *a, double *w, double g)
{
    means(a, g);
    *w -= a->lr * a->m / (1 - pow(a->beta1, (double)a->t)) / (sqrt(a->v) + a->eps);
}

/* corrects by t − 1, so the first update divides by 0 */
static void wrong_adam_from_0(adam *a, double *w, double g)
{
    means(a, g);
    double t = (double)(a->t - 1), m = a->m / (1 - pow(a->beta1, t)), v = a->v / (1 - pow(a->beta2, t));
    *w -= a->lr * m / (sqrt(v) + a->eps);
}

static void adam_mended(void)
{
    adam a = { .lr = 0.1, .beta1 = 0.8, .beta2 = 0.95, .eps = 1e-8 };
    double w = 10;
    trial_rule("m and v begin at 0, so they are too small at first: they are divided by 1 - beta^t",
               "m 和 v 从 0 开始，起初偏小：要除以 1 − β^t");
    for (int t = 1; t <= 30; t++) {
        mended_adam(&a, &w, 3 * w - 1 + (t % 4));
        trial_row(w, "w after update %d", t);
    }
}

static adam_fn *const adam_jury[] = { right_adam_by_products, wrong_adam_half_corrected, right_adam,
                                      wrong_adam_from_0,      wrong_adam_uncorrected,    faulty_adam };
JUDGE(adam, "ask how long the first steps are, with gradients that change",
      "梯度要有变化，查一查最初几步有多长")

/* --- 5. dropout --------------------------------------------------------------------------------------------------- */

static void right_dropout(double y[], const double x[], const double u[], int n, double rate, int training)
{
    for (int i = 0; i < n; i++) y[i] = training ? (u[i] >= rate) * (1 / (1 - rate)) * x[i] : x[i];
}

static void right_dropout_in_two_loops(double y[], const double x[], const double u[], int n, double rate, int training)
{
    for (int i = 0; i < n; i++) y[i] = x[i];
    for (int i = 0; i < n && training; i++) y[i] = u[i] < rate ? 0 : y[i] / (1 - rate);
}

static void wrong_dropout_always(double y[], const double x[], const double u[], int n, double rate, int training)
{
    for (int i = 0; i < n; i++) y[i] = u[i] < rate ? 0 : training ? x[i] / (1 - rate) : x[i];
}

static void wrong_dropout_unscaled(double y[], const double x[], const double u[], int n, double rate, int training)
{
    for (int i = 0; i < n; i++) y[i] = training && u[i] < rate ? 0 : x[i];
}

static void wrong_dropout_of_the_rest(double y[], const double x[], const double u[], int n, double rate, int training)
{
    for (int i = 0; i < n; i++) y[i] = !training || rate <= 0 ? x[i] : u[i] >= rate ? 0 : x[i] / rate;
}

static void dropout_mended(void)
{
    static const double x[] = { 2, -1, 4, 8, 0.5 }, u[] = { 0.75, 0.05, 0.2, 0.1, 0.9 };
    double y[5];
    for (int training = 1; training >= 0; training--) {
        mended_dropout(y, x, u, 5, 0.2, training);
        if (training) trial_rule("in training, what is kept is divided by the share that is kept", "训练时，保留的值除以保留的比例");
        else trial_rule("training has scaled already: prediction leaves all as it is", "训练时已经缩放过：预测时原样输出");
        for (int i = 0; i < 5; i++) trial_row(y[i], "y[%d] (%s, rate 0.2)", i, training ? "training" : "prediction");
    }
}

static dropout_fn *const dropout_jury[] = {
    wrong_dropout_unscaled,    wrong_dropout_always, right_dropout,
    wrong_dropout_of_the_rest, faulty_dropout,       right_dropout_in_two_loops
};
JUDGE(dropout, "ask in training and in prediction, with a rate that is not 0.5, and for values on both sides of it",
      "rate 不取 0.5，训练和预测都查一查，u 在 rate 两边的都要有")

/* --- 6. gradient -------------------------------------------------------------------------------------------------- */

static void right_gradient(double *dw, double *db, const double x[], const double y[], int m, double w, double b)
{
    double mx = 0, my = 0, mxx = 0, mxy = 0;
    for (int i = 0; i < m; i++) mx += x[i], my += y[i], mxx += x[i] * x[i], mxy += x[i] * y[i];
    *dw = (w * mxx + b * mx - mxy) / m;
    *db = (w * mx + b * m - my) / m;
}

static void right_gradient_running(double *dw, double *db, const double x[], const double y[], int m, double w,
                                   double b)
{
    *dw = *db = 0;
    for (int i = 0; i < m; i++) {
        double dz = w * x[i] + b - y[i];
        *dw += (dz * x[i] - *dw) / (i + 1);
        *db += (dz - *db) / (i + 1);
    }
}

static void wrong_gradient_half_summed(double *dw, double *db, const double x[], const double y[], int m, double w,
                                       double b)
{
    right_gradient(dw, db, x, y, m, w, b);
    *dw *= m;               /* as an iris program that is distributed with the book */
}

static void wrong_gradient_unhalved(double *dw, double *db, const double x[], const double y[], int m, double w,
                                    double b)
{
    right_gradient(dw, db, x, y, m, w, b);
    *dw *= 2, *db *= 2;
}

static void wrong_gradient_of_first(double *dw, double *db, const double x[], const double y[], int m, double w,
                                    double b)
{
    (void)m;
    right_gradient(dw, db, x, y, 1, w, b);
}

static void gradient_mended(void)
{
    static const double x[] = { 1, 2, -1, 0.5, 1, 2, -1, 0.5 }, y[] = { 1, 5, -2, 0, 1, 5, -2, 0 };
    trial_rule("the loss is a mean, and so is its gradient: a batch in which each sample stands twice has the same one",
               "损失是平均值，梯度也是：每个样本出现两次的批次，梯度不变");
    for (int m = 1; m <= 8; m++) {
        double dw, db;
        mended_gradient(&dw, &db, x, y, m, 0.75, 0.5);
        trial_row(dw, "dw (batch of %d)", m);
        trial_row(db, "db (batch of %d)", m);
    }
}

static gradient_fn *const gradient_jury[] = {
    right_gradient_running, right_gradient, wrong_gradient_of_first, faulty_gradient, wrong_gradient_unhalved,
    wrong_gradient_half_summed
};
JUDGE(gradient, "ask for dw and for db, in batches of one sample and of several",
      "批次只有一个样本和有几个样本时，dw 和 db 都查一查")

#endif
