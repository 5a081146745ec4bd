/* tests.c — the hidden tests of assignment 8. Of each program: what the mended one does where the faulty one errs;
 * and the student's test before a jury: right programs that are written differently, and wrong ones with other
 * faults. */
#include "faults.h"
#include "faulty.h"
#include "trial.h"
#include <math.h>
#include <stddef.h>

/* The student's test before a jury of programs: right_… ones, written in different ways, the faulty one and wrong_…
 * ones in mixed order. Its verdicts are one number, so that there is none to guess one by one, and nothing that the
 * student's program could see in here, a name, a rule or a pointer, says which are right: the names stand in this
 * source only, and all are functions of this file. Which one was misjudged, you find where the two sums differ: 4 too
 * many, and the third was accepted. */
#define JUDGE(kind, ask, ask_zh)                                                                                       \
    static void kind##_judged(void)                                                                                    \
    {                                                                                                                  \
        double accepted = 0, counts = 1;                                                                               \
        for (size_t i = 0; i < sizeof kind##_jury / sizeof *kind##_jury; i++, counts *= 2)                             \
            if (proves_##kind(kind##_jury[i])) accepted += counts;                                                     \
        trial_rule("a test accepts what is right, however it is written, and rejects all else: " ask,                  \
                   "正确的程序，不管怎么写，测试都要接受，其余的都要拒绝：" ask_zh);                                   \
        trial_row(accepted, "the jury (its programs count 1, 2, 4, 8 …)");                                             \
    }

/* --- 1. step ------------------------------------------------------------------------------------------------------ */

static void right_step(double rate[], long count, double lr, double gamma, long every)
{
    for (long t = 0; t < count; t++) {
        if (t > 0 && t % every == 0) lr *= gamma;
        rate[t] = lr;
    }
}

static void right_step_by_floor(double rate[], long count, double lr, double gamma, long every)
{
    for (long t = 0; t < count; t++) rate[t] = lr * pow(gamma, floor((double)t / (double)every));
}

static void wrong_step_late(double rate[], long count, double lr, double gamma, long every)
{
    for (long t = 0; t < count; t++) rate[t] = lr * pow(gamma, t > 0 ? (double)((t - 1) / every) : 0);
}

static void wrong_step_once(double rate[], long count, double lr, double gamma, long every)
{
    for (long t = 0; t < count; t++) rate[t] = t < every ? lr : lr * gamma;
}

static void wrong_step_smooth(double rate[], long count, double lr, double gamma, long every)
{
    for (long t = 0; t < count; t++) rate[t] = lr * pow(gamma, (double)t / (double)every);
}

static void step_mended(void)
{
    double rate[200];
    mended_step(rate, 200, 0.3, 0.8, 30);
    trial_rule(
        "gamma to the power of the drops so far is left of the base rate, not of the rate that has fallen already",
        "剩下的是初始值的 gamma 的（下降次数）次方，不是在已经降过的学习率上再乘");
    for (int t = 0; t < 200; t += 10) trial_row(rate[t], "t = %d (every 30)", t);
}

static step_fn *const step_jury[] = { wrong_step_once, right_step,          wrong_step_late,
                                      faulty_step,     right_step_by_floor, wrong_step_smooth };
JUDGE(step, "ask which update drops, what is left after the second drop, and what stands between",
      "查一查在哪一次更新下降，第二次下降之后还剩多少，两次下降之间又怎样")

/* --- 2. poly ------------------------------------------------------------------------------------------------------ */

static double right_poly(double lr, double end, double power, long steps, long t)
{
    if (t >= steps) return end;
    return end + (lr - end) * exp(power * log((double)(steps - t) / (double)steps));
}

static double right_poly_mixed(double lr, double end, double power, long steps, long t)
{
    double left = pow(1 - fmin((double)t / (double)steps, 1), power);
    return lr * left + end * (1 - left);
}

static double wrong_poly_to_nothing(double lr, double end, double power, long steps, long t)
{
    return t < steps ? end + (lr - end) * pow(1 - (double)t / (double)steps, power) : 0;
}

/* the rate falls, not its way to the end */
static double wrong_poly_of_all(double lr, double end, double power, long steps, long t)
{
    return t < steps ? fmax(end, lr * pow(1 - (double)t / (double)steps, power)) : end;
}

static double wrong_poly_straight(double lr, double end, double power, long steps, long t)
{
    return power > 0 && t < steps ? lr + (end - lr) * (double)t / (double)steps : end;
}

static void poly_mended(void)
{
    static const double power[] = { 0.9, 2, 3 };
    trial_rule("past `steps` nothing is left of the way: the rate stays at end, whatever the power",
               "超过 steps 后路已走完：不管 power 是多少，学习率保持为 end");
    for (int i = 0; i < 3; i++)
        for (long t = 0; t <= 200; t += 10)
            trial_row(mended_poly(0.2, 0.004, power[i], 80, t), "t = %ld (power %g, steps 80)", t, power[i]);
}

static poly_fn *const poly_jury[] = {
    right_poly, wrong_poly_of_all, faulty_poly, wrong_poly_straight, wrong_poly_to_nothing, right_poly_mixed
};
JUDGE(poly, "ask for several powers, on the way and past `steps`, with an end that is not 0",
      "power 多取几个，end 不取 0，路上和超过 steps 之后都查一查")

/* --- 3. cosine ---------------------------------------------------------------------------------------------------- */

static double right_cosine(double lr, double min, long steps, long t)     /* (1 + cos x) / 2 is the square of cos x/2 */
{
    double half = cos(acos(-1) / 2 * fmin((double)t / (double)steps, 1));
    return min + (lr - min) * half * half;
}

static double right_cosine_by_sine(double lr, double min, long steps, long t)
{
    double half = sin(acos(-1) / 2 * fmin((double)t / (double)steps, 1));
    return lr - (lr - min) * half * half;
}

static double wrong_cosine_restarts(double lr, double min, long steps, long t)
{
    return min + (lr - min) * (1 + cos(acos(-1) * (double)(t % steps) / (double)steps)) / 2;
}

static double wrong_cosine_to_nothing(double lr, double min, long steps, long t)
{
    return t < steps ? min + (lr - min) * (1 + cos(acos(-1) * (double)t / (double)steps)) / 2 : 0;
}

static double wrong_cosine_straight(double lr, double min, long steps, long t)
{
    return t < steps ? lr + (min - lr) * (double)t / (double)steps : min;
}

static void cosine_mended(void)
{
    trial_rule("past `steps` the rate stays at min: it does not climb again", "超过 steps 后学习率保持为 min，不再升高");
    for (long t = 0; t <= 200; t += 5) trial_row(mended_cosine(0.2, 0.004, 80, t), "t = %ld (steps 80)", t);
}

static cosine_fn *const cosine_jury[] = { wrong_cosine_straight, faulty_cosine,         right_cosine_by_sine,
                                          right_cosine,          wrong_cosine_restarts, wrong_cosine_to_nothing };
JUDGE(cosine, "ask for the rates on the way and far past `steps`, with a min that is not 0",
      "min 不取 0，路上的学习率和远远超过 steps 之后的都查一查")

/* --- 4. Adam ------------------------------------------------------------------------------------------------------ */

static void means(adam *a, double g)
{
    a->t++;
    a->m = a->beta1 * a->m + (1 - a->beta1) * g;
    a->v = a->beta2 * a->v + (1 - a->beta2) * g * g;
}

static void right_adam(adam *a, double *w, double g)       /* the paper's short form; eps moves with it */
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

static void wrong_adam_from_0(adam *a, double *w, double g)        /* corrects by t − 1: at first it divides by 0 */
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

static void right_dropout_in_two_walks(double y[], const double x[], const double u[], int n, double rate, int training)
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
    wrong_dropout_of_the_rest, faulty_dropout,       right_dropout_in_two_walks
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
    *dw *= m;                                                    /* as the iris program that circulates with the book */
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

/* --- 7. shuffle --------------------------------------------------------------------------------------------------- */

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

static void right_shuffle(double x[], int label[], int n, int m, unsigned seed)     /* each row by the same drawing */
{
    for (int i = 0; i < n; i++) shuffle_row(x + i * m, m, seed);
    shuffle_labels(label, m, seed);
}

/* samples change places, two by two */
static void right_shuffle_pairs(double x[], int label[], int n, int m, unsigned seed)
{
    for (int times = 0; times < 3 * m; times++) {
        int j = draw(&seed, m), k = draw(&seed, m), kept = label[j];
        for (int i = 0; i < n; i++) change_places(x + i * m, j, k);
        label[j] = label[k];
        label[k] = kept;
    }
}

static void wrong_shuffle_rows_apart(double x[], int label[], int n, int m, unsigned seed)
{
    for (int i = 0; i < n; i++) shuffle_row(x + i * m, m, seed + (unsigned)i);
    shuffle_labels(label, m, seed);
}

static void wrong_shuffle_samples_only(double x[], int label[], int n, int m, unsigned seed)
{
    (void)label;
    for (int i = 0; i < n; i++) shuffle_row(x + i * m, m, seed);
}

/* some come twice, some never */
static void wrong_shuffle_with_doubles(double x[], int label[], int n, int m, unsigned seed)
{
    for (int j = 0; j < m; j++) {
        int from = draw(&seed, m);
        for (int i = 0; i < n; i++) x[i * m + j] = x[i * m + from];
        label[j] = label[from];
    }
}

static void wrong_shuffle_nothing(double x[], int label[], int n, int m, unsigned seed)
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
        for (int i = 0; i < 3; i++) trial_row(x[i * 40 + j] - label[j], "place %d (feature %d minus label)", j, i);
    trial_rule("and the order is another one", "顺序要与原来不同");
    for (int j = 0; j < 40; j++) moved |= label[j] != j;
    trial_row(moved, "the order (1: something has moved)");
}

static shuffle_fn *const shuffle_jury[] = { wrong_shuffle_samples_only,
                                            wrong_shuffle_nothing,
                                            wrong_shuffle_rows_apart,
                                            right_shuffle,
                                            wrong_shuffle_with_doubles,
                                            right_shuffle_pairs,
                                            faulty_shuffle };
JUDGE(shuffle, "ask whether each sample is there once, with all its features and its label, and the order another one",
      "查一查每个样本是不是恰好出现一次，各个特征和标签是不是都跟着它，顺序变了没有")

/* --- 8. scale ----------------------------------------------------------------------------------------------------- */

static void figures(const double x[], int m, double *mean, double *deviation)      /* by sums of squares, in one walk */
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

static void right_scale(double x[], int m, int train)
{
    double mean, deviation;
    figures(x, train, &mean, &deviation);
    bring(x, m, mean, deviation);
}

static void right_scale_in_two_walks(double x[], int m, int train)
{
    double mean = 0, square = 0;
    for (int j = 0; j < train; j++) mean += x[j] / train;
    for (int j = 0; j < train; j++) square += pow(x[j] - mean, 2);
    bring(x, m, mean, sqrt(square / train));
}

static void wrong_scale_each_by_its_own(double x[], int m, int train)
{
    double mean, deviation;
    figures(x, train, &mean, &deviation);
    bring(x, train, mean, deviation);
    if (train == m) return;
    figures(x + train, m - train, &mean, &deviation);
    bring(x + train, m - train, mean, deviation);
}

static void wrong_scale_training_only(double x[], int m, int train)
{
    double mean, deviation;
    (void)m;
    figures(x, train, &mean, &deviation);
    bring(x, train, mean, deviation);
}

static void wrong_scale_by_all_deviations(double x[], int m, int train)
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
        for (int j = 0; j < 6; j++) trial_row(x[j], "x[%d] (four rows train, x[4] was %d)", j, other ? 50 : 3);
    }
}

static scale_fn *const scale_jury[] = {
    wrong_scale_by_all_deviations, right_scale_in_two_walks, faulty_scale, right_scale, wrong_scale_training_only,
    wrong_scale_each_by_its_own
};
JUDGE(scale, "ask for the rows that train and for those that validate, where the ones are unlike the others",
      "让训练样本和验证样本很不一样，两种样本都查一查")

#define ACCEPTED "sum of those accepted", "测试所接受程序之和"

const trial_part trial_parts[] = {
    { 0.5,  "1 step: mended",              step_mended,     "rate",    "学习率", 0, 0 },
    { 0.5,  "2 poly: mended",              poly_mended,     "rate",    "学习率", 0, 0 },
    { 0.5,  "3 cosine: mended",            cosine_mended,   "rate",    "学习率", 0, 0 },
    { 0.5,  "4 adam: mended",              adam_mended,     "weight",  "权重",   0, 0 },
    { 0.5,  "5 dropout: mended",           dropout_mended,  "value",   "数值",   0, 0 },
    { 0.5,  "6 gradient: mended",          gradient_mended, "value",   "数值",   0, 0 },
    { 0.5,  "7 shuffle: mended",           shuffle_mended,  "value",   "数值",   0, 0 },
    { 0.5,  "8 scale: mended",             scale_mended,    "value",   "数值",   0, 0 },
    { 0.75, "1 step: before the jury",     step_judged,       ACCEPTED, 0, 0 },
    { 0.75, "2 poly: before the jury",     poly_judged,       ACCEPTED, 0, 0 },
    { 0.75, "3 cosine: before the jury",   cosine_judged,     ACCEPTED, 0, 0 },
    { 0.75, "4 adam: before the jury",     adam_judged,       ACCEPTED, 0, 0 },
    { 0.75, "5 dropout: before the jury",  dropout_judged,    ACCEPTED, 0, 0 },
    { 0.75, "6 gradient: before the jury", gradient_judged,   ACCEPTED, 0, 0 },
    { 0.75, "7 shuffle: before the jury",  shuffle_judged,    ACCEPTED, 0, 0 },
    { 0.75, "8 scale: before the jury",    scale_judged,      ACCEPTED, 0, 0 },
    { .points = 0 },
};
