/* tests.c — the hidden tests of assignment 8. Of each program: what the mended one does where the faulty one errs; and the student's test
 * before a jury, right programs that are written differently, and wrong ones with another fault. */
#include "faults.h"
#include "faulty.h"
#include "trial.h"
#include <math.h>

static void faulty(int verdict)
{
    trial_rule("a test has to reject the faulty program", "测试要拒绝有错的程序");
    trial_row(verdict != 0, "the program in faulty.h");
}

static void right(int verdict, const char *which)
{
    trial_rule("a test accepts every right program, however it is written: allow for rounding, and ask for no more than faults.h does",
               "正确的程序不管怎么写，测试都要接受：容许舍入误差，不要求 faults.h 之外的东西");
    trial_row(verdict != 0, "a right program, %s", which);
}

static void wrong(int verdict, const char *which)
{
    trial_rule("a test rejects every wrong program, not only the one it has met", "测试要拒绝一切错误的程序，不只是见过的那一个");
    trial_row(verdict != 0, "a wrong program, %s", which);
}

/* --- 1. step ------------------------------------------------------------------------------------------------------- */

static void step_as_it_goes(double rate[], long count, double lr, double gamma, long every)     /* right: one gamma at each drop */
{
    for (long t = 0; t < count; t++) {
        if (t > 0 && t % every == 0) lr *= gamma;
        rate[t] = lr;
    }
}

static void step_late(double rate[], long count, double lr, double gamma, long every)
{
    for (long t = 0; t < count; t++) rate[t] = lr * pow(gamma, t > 0 ? (double)((t - 1) / every) : 0);
}

static void step_once(double rate[], long count, double lr, double gamma, long every)
{
    for (long t = 0; t < count; t++) rate[t] = t < every ? lr : lr * gamma;
}

static void step_smooth(double rate[], long count, double lr, double gamma, long every)
{
    for (long t = 0; t < count; t++) rate[t] = lr * pow(gamma, (double)t / (double)every);
}

static void step_mended(void)
{
    double rate[200];
    mended_step(rate, 200, 0.3, 0.8, 30);
    trial_rule("gamma to the power of the drops so far is left of the base rate, not of the rate that has fallen already",
               "剩下的是初始值的 gamma 的（下降次数）次方，不是在已经降过的学习率上再乘");
    for (int t = 0; t < 200; t += 10) trial_row(rate[t], "every 30, t = %d", t);
}

static void step_jury(void)
{
    faulty(proves_step(faulty_step));
    right(proves_step(step_as_it_goes), "which multiplies by gamma at each drop");
    wrong(proves_step(step_late), "which drops one update late");
    wrong(proves_step(step_once), "which drops only once");
    wrong(proves_step(step_smooth), "which falls at every update a little");
}

/* --- 2. poly ------------------------------------------------------------------------------------------------------- */

static double poly_by_logarithm(double lr, double end, double power, long steps, long t)        /* right */
{
    if (t >= steps) return end;
    return end + (lr - end) * exp(power * log((double)(steps - t) / (double)steps));
}

static double poly_to_nothing(double lr, double end, double power, long steps, long t)
{
    return t < steps ? end + (lr - end) * pow(1 - (double)t / (double)steps, power) : 0;
}

static double poly_of_all(double lr, double end, double power, long steps, long t)      /* the rate falls, not its way to the end */
{
    return t < steps ? fmax(end, lr * pow(1 - (double)t / (double)steps, power)) : end;
}

static double poly_straight(double lr, double end, double power, long steps, long t)
{
    return power > 0 && t < steps ? lr + (end - lr) * (double)t / (double)steps : end;
}

static void poly_mended(void)
{
    static const double power[] = { 0.9, 2, 3 };
    trial_rule("past `steps` nothing is left of the way: the rate stays at end, whatever the power",
               "超过 steps 后路已走完：不管 power 是多少，学习率保持为 end");
    for (int i = 0; i < 3; i++)
        for (long t = 0; t <= 200; t += 10) trial_row(mended_poly(0.2, 0.004, power[i], 80, t), "power %g, steps 80, t = %ld", power[i], t);
}

static void poly_jury(void)
{
    faulty(proves_poly(faulty_poly));
    right(proves_poly(poly_by_logarithm), "which raises to a power by logarithms");
    wrong(proves_poly(poly_to_nothing), "which is 0 at the end");
    wrong(proves_poly(poly_of_all), "which lets lr fall, and not its distance to the end");
    wrong(proves_poly(poly_straight), "which takes no notice of the power");
}

/* --- 3. cosine ----------------------------------------------------------------------------------------------------- */

static double cosine_by_square(double lr, double min, long steps, long t)     /* right: (1 + cos x) / 2 is the square of cos x/2 */
{
    double half = cos(acos(-1) / 2 * fmin((double)t / (double)steps, 1));
    return min + (lr - min) * half * half;
}

static double cosine_restarts(double lr, double min, long steps, long t)
{
    return min + (lr - min) * (1 + cos(acos(-1) * (double)(t % steps) / (double)steps)) / 2;
}

static double cosine_to_nothing(double lr, double min, long steps, long t)
{
    return t < steps ? min + (lr - min) * (1 + cos(acos(-1) * (double)t / (double)steps)) / 2 : 0;
}

static double cosine_straight(double lr, double min, long steps, long t)
{
    return t < steps ? lr + (min - lr) * (double)t / (double)steps : min;
}

static void cosine_mended(void)
{
    trial_rule("past `steps` the rate stays at min: it does not climb again", "超过 steps 后学习率保持为 min，不再升高");
    for (long t = 0; t <= 200; t += 5) trial_row(mended_cosine(0.2, 0.004, 80, t), "steps 80, t = %ld", t);
}

static void cosine_jury(void)
{
    faulty(proves_cosine(faulty_cosine));
    right(proves_cosine(cosine_by_square), "the square of the cosine of half the angle");
    wrong(proves_cosine(cosine_restarts), "which starts again");
    wrong(proves_cosine(cosine_to_nothing), "which is 0 at the end");
    wrong(proves_cosine(cosine_straight), "which falls in a straight line");
}

/* --- 4. Adam ------------------------------------------------------------------------------------------------------- */

static void means(adam *a, double g)
{
    a->t++;
    a->m = a->beta1 * a->m + (1 - a->beta1) * g;
    a->v = a->beta2 * a->v + (1 - a->beta2) * g * g;
}

static void adam_by_rate(adam *a, double *w, double g)       /* right: the paper's short form; eps moves with it */
{
    means(a, g);
    double root = sqrt(1 - pow(a->beta2, (double)a->t)), rate = a->lr * root / (1 - pow(a->beta1, (double)a->t));
    *w -= rate * a->m / (sqrt(a->v) + a->eps * root);
}

static void adam_uncorrected(adam *a, double *w, double g)
{
    means(a, g);
    *w -= a->lr * a->m / (sqrt(a->v) + a->eps);
}

static void adam_half_corrected(adam *a, double *w, double g)
{
    means(a, g);
    *w -= a->lr * a->m / (1 - pow(a->beta1, (double)a->t)) / (sqrt(a->v) + a->eps);
}

static void adam_from_0(adam *a, double *w, double g)                                   /* corrects by t − 1: at first it divides by 0 */
{
    means(a, g);
    double t = (double)(a->t - 1), m = a->m / (1 - pow(a->beta1, t)), v = a->v / (1 - pow(a->beta2, t));
    *w -= a->lr * m / (sqrt(v) + a->eps);
}

static void adam_mended(void)
{
    adam a = { .lr = 0.1, .beta1 = 0.8, .beta2 = 0.95, .eps = 1e-8 };
    double w = 10;
    trial_rule("m and v begin at 0, so they are too small at first: they are divided by 1 - beta^t", "m 和 v 从 0 开始，起初偏小：要除以 1 − β^t");
    for (int t = 1; t <= 30; t++) {
        mended_adam(&a, &w, 3 * w - 1 + (t % 4));
        trial_row(w, "w after update %d", t);
    }
}

static void adam_jury(void)
{
    faulty(proves_adam(faulty_adam));
    right(proves_adam(adam_by_rate), "which corrects the rate in place of m and v");
    wrong(proves_adam(adam_uncorrected), "which corrects nothing");
    wrong(proves_adam(adam_half_corrected), "which corrects m and not v");
    wrong(proves_adam(adam_from_0), "which counts from 0, and divides by it");
}

/* --- 5. dropout ---------------------------------------------------------------------------------------------------- */

static void dropout_by_mask(double y[], const double x[], const double u[], int n, double rate, int training)   /* right */
{
    for (int i = 0; i < n; i++) y[i] = training ? (u[i] >= rate) * (1 / (1 - rate)) * x[i] : x[i];
}

static void dropout_always(double y[], const double x[], const double u[], int n, double rate, int training)
{
    for (int i = 0; i < n; i++) y[i] = u[i] < rate ? 0 : training ? x[i] / (1 - rate) : x[i];
}

static void dropout_unscaled(double y[], const double x[], const double u[], int n, double rate, int training)
{
    for (int i = 0; i < n; i++) y[i] = training && u[i] < rate ? 0 : x[i];
}

static void dropout_of_the_rest(double y[], const double x[], const double u[], int n, double rate, int training)
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
        for (int i = 0; i < 5; i++) trial_row(y[i], "%s, rate 0.2, y[%d]", training ? "training" : "prediction", i);
    }
}

static void dropout_jury(void)
{
    faulty(proves_dropout(faulty_dropout));
    right(proves_dropout(dropout_by_mask), "which multiplies by a mask");
    wrong(proves_dropout(dropout_always), "which drops in prediction, too");
    wrong(proves_dropout(dropout_unscaled), "which never scales");
    wrong(proves_dropout(dropout_of_the_rest), "which takes rate for the share that is kept");
}

/* --- 6. gradient --------------------------------------------------------------------------------------------------- */

static void gradient_by_means(double *dw, double *db, const double x[], const double y[], int m, double w, double b)     /* right */
{
    double mx = 0, my = 0, mxx = 0, mxy = 0;
    for (int i = 0; i < m; i++) mx += x[i], my += y[i], mxx += x[i] * x[i], mxy += x[i] * y[i];
    *dw = (w * mxx + b * mx - mxy) / m;
    *db = (w * mx + b * m - my) / m;
}

static void gradient_half_summed(double *dw, double *db, const double x[], const double y[], int m, double w, double b)
{
    gradient_by_means(dw, db, x, y, m, w, b);
    *dw *= m;                                                               /* as the iris program that circulates with the book */
}

static void gradient_unhalved(double *dw, double *db, const double x[], const double y[], int m, double w, double b)
{
    gradient_by_means(dw, db, x, y, m, w, b);
    *dw *= 2, *db *= 2;
}

static void gradient_of_first(double *dw, double *db, const double x[], const double y[], int m, double w, double b)
{
    (void)m;
    gradient_by_means(dw, db, x, y, 1, w, b);
}

static void gradient_mended(void)
{
    static const double x[] = { 1, 2, -1, 0.5, 1, 2, -1, 0.5 }, y[] = { 1, 5, -2, 0, 1, 5, -2, 0 };
    trial_rule("the loss is a mean, and so is its gradient: a batch in which each sample stands twice has the same one",
               "损失是平均值，梯度也是：每个样本出现两次的批次，梯度不变");
    for (int m = 1; m <= 8; m++) {
        double dw, db;
        mended_gradient(&dw, &db, x, y, m, 0.75, 0.5);
        trial_row(dw, "dw, batch of %d", m);
        trial_row(db, "db, batch of %d", m);
    }
}

static void gradient_jury(void)
{
    faulty(proves_gradient(faulty_gradient));
    right(proves_gradient(gradient_by_means), "by the means of x, y, x x and x y");
    wrong(proves_gradient(gradient_half_summed), "which sums dw and averages db");
    wrong(proves_gradient(gradient_unhalved), "twice as large, as if the loss were not halved");
    wrong(proves_gradient(gradient_of_first), "which looks at the first sample only");
}

/* --- 7. shuffle ---------------------------------------------------------------------------------------------------- */

static void change_places(double v[], int j, int k)
{
    double kept = v[j];
    v[j] = v[k];
    v[k] = kept;
}

static void shuffle_row(double row[], int m, unsigned seed)
{
    for (int j = 0; j < m - 1; j++) change_places(row, j, j + draw(&seed, m - j));
}

static void shuffle_labels(int label[], int m, unsigned seed)
{
    for (int j = 0; j < m - 1; j++) {
        int k = j + draw(&seed, m - j), kept = label[j];
        label[j] = label[k];
        label[k] = kept;
    }
}

static void shuffle_from_one_seed(double x[], int label[], int n, int m, unsigned seed)     /* right: each row by the same drawing */
{
    for (int i = 0; i < n; i++) shuffle_row(x + i * m, m, seed);
    shuffle_labels(label, m, seed);
}

static void shuffle_rows_apart(double x[], int label[], int n, int m, unsigned seed)
{
    for (int i = 0; i < n; i++) shuffle_row(x + i * m, m, seed + (unsigned)i);
    shuffle_labels(label, m, seed);
}

static void shuffle_samples_only(double x[], int label[], int n, int m, unsigned seed)
{
    (void)label;
    for (int i = 0; i < n; i++) shuffle_row(x + i * m, m, seed);
}

static void shuffle_with_doubles(double x[], int label[], int n, int m, unsigned seed)     /* some come twice, some never */
{
    for (int j = 0; j < m; j++) {
        int from = draw(&seed, m);
        for (int i = 0; i < n; i++) x[i * m + j] = x[i * m + from];
        label[j] = label[from];
    }
}

static void shuffle_nothing(double x[], int label[], int n, int m, unsigned seed)
{
    (void)x, (void)label, (void)n, (void)m, (void)seed;
}

static void shuffle_mended(void)
{
    double x[3 * 40];
    int label[40], moved = 0;
    for (int j = 0; j < 40; j++) x[j] = j, x[40 + j] = 100 + j, x[80 + j] = 200 + j, label[j] = j;
    mended_shuffle(x, label, 3, 40, 12);
    trial_rule("a sample's features and its label stay together", "样本的各个特征和它的标签要待在一起");
    for (int j = 0; j < 40; j++)
        for (int i = 0; i < 3; i++) trial_row(x[i * 40 + j] - label[j], "feature %d at place %d, minus its label", i, j);
    trial_rule("and the order is another one", "顺序要与原来不同");
    for (int j = 0; j < 40; j++) moved |= label[j] != j;
    trial_row(moved, "the order (1: something has moved)");
}

static void shuffle_jury(void)
{
    faulty(proves_shuffle(faulty_shuffle));
    right(proves_shuffle(shuffle_from_one_seed), "which shuffles rows and labels from the same seed, one after the other");
    wrong(proves_shuffle(shuffle_rows_apart), "which shuffles each feature in its own way");
    wrong(proves_shuffle(shuffle_samples_only), "which leaves the labels where they are");
    wrong(proves_shuffle(shuffle_with_doubles), "which takes some samples twice and some never");
    wrong(proves_shuffle(shuffle_nothing), "which does nothing");
}

/* --- 8. scale ------------------------------------------------------------------------------------------------------ */

static void figures(const double x[], int m, double *mean, double *deviation)           /* by sums of squares, in one walk */
{
    double sum = 0, squares = 0;
    for (int j = 0; j < m; j++) sum += x[j], squares += x[j] * x[j];
    *mean = sum / m;
    *deviation = sqrt(squares / m - *mean * *mean);
}

static void bring(double x[], int m, double mean, double deviation)
{
    for (int j = 0; j < m; j++) x[j] = (x[j] - mean) / deviation;
}

static void scale_in_one_walk(double x[], int m, int train)                             /* right */
{
    double mean, deviation;
    figures(x, train, &mean, &deviation);
    bring(x, m, mean, deviation);
}

static void scale_each_by_its_own(double x[], int m, int train)
{
    double mean, deviation;
    figures(x, train, &mean, &deviation);
    bring(x, train, mean, deviation);
    if (train == m) return;
    figures(x + train, m - train, &mean, &deviation);
    bring(x + train, m - train, mean, deviation);
}

static void scale_training_only(double x[], int m, int train)
{
    double mean, deviation;
    (void)m;
    figures(x, train, &mean, &deviation);
    bring(x, train, mean, deviation);
}

static void scale_by_all_deviations(double x[], int m, int train)
{
    double mean, deviation, unused;
    figures(x, m, &unused, &deviation);
    figures(x, train, &mean, &unused);
    bring(x, m, mean, deviation);
}

static void scale_mended(void)
{
    for (int other = 0; other <= 1; other++) {
        double x[] = { 2, 4, 9, 1, other ? 50 : 3, 8 };
        mended_scale(x, 6, 4);
        trial_rule("mean and deviation are those of the training rows: what validates changes nothing about them",
                   "均值和标准差来自训练样本：验证样本对它们没有影响");
        for (int j = 0; j < 6; j++) trial_row(x[j], "four rows train, x[4] was %d, x[%d]", other ? 50 : 3, j);
    }
}

static void scale_jury(void)
{
    faulty(proves_scale(faulty_scale));
    right(proves_scale(scale_in_one_walk), "which sums squares, in one walk");
    wrong(proves_scale(scale_each_by_its_own), "which scales what validates by figures of its own");
    wrong(proves_scale(scale_training_only), "which leaves what validates as it is");
    wrong(proves_scale(scale_by_all_deviations), "which takes the deviation of all rows");
}

#define ANSWER "answer (1 accepts, 0 rejects)", "回答（1 接受，0 拒绝）"

const trial_part trial_parts[] = {
    { 0.5,  "1 step: mended",              step_mended,     "rate",    "学习率", 0, 0 },
    { 0.5,  "2 poly: mended",              poly_mended,     "rate",    "学习率", 0, 0 },
    { 0.5,  "3 cosine: mended",            cosine_mended,   "rate",    "学习率", 0, 0 },
    { 0.5,  "4 adam: mended",              adam_mended,     "weight",  "权重",   0, 0 },
    { 0.5,  "5 dropout: mended",           dropout_mended,  "value",   "数值",   0, 0 },
    { 0.5,  "6 gradient: mended",          gradient_mended, "value",   "数值",   0, 0 },
    { 0.5,  "7 shuffle: mended",           shuffle_mended,  "value",   "数值",   0, 0 },
    { 0.5,  "8 scale: mended",             scale_mended,    "value",   "数值",   0, 0 },
    { 0.75, "1 step: before the jury",     step_jury,       ANSWER, 0, 0 },
    { 0.75, "2 poly: before the jury",     poly_jury,       ANSWER, 0, 0 },
    { 0.75, "3 cosine: before the jury",   cosine_jury,     ANSWER, 0, 0 },
    { 0.75, "4 adam: before the jury",     adam_jury,       ANSWER, 0, 0 },
    { 0.75, "5 dropout: before the jury",  dropout_jury,    ANSWER, 0, 0 },
    { 0.75, "6 gradient: before the jury", gradient_jury,   ANSWER, 0, 0 },
    { 0.75, "7 shuffle: before the jury",  shuffle_jury,    ANSWER, 0, 0 },
    { 0.75, "8 scale: before the jury",    scale_jury,      ANSWER, 0, 0 },
    { .points = 0 },
};
