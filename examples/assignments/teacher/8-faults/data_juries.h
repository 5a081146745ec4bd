/* data_juries.h — right and wrong programs for the data: shuffle and scale; included once, by tests.c. */
#ifndef FAULTS_DATA_JURIES_H
#define FAULTS_DATA_JURIES_H
#include "jury.h"

/* --- 7. shuffle --------------------------------------------------------------------------------------------------- */

static void swap(double v[], int j, int k)
{
    double kept = v[j];
    v[j] = v[k];
    v[k] = kept;
}

static void shuffle_row(double row[], int m, unsigned seed)
{
    for (int j = 0; j < m - 1; j++) swap(row, j, j + draw(&seed, m - j));
}

static void shuffle_labels(int label[], int m, unsigned seed)
{
    for (int j = 0; j < m - 1; j++) {
        int k = j + draw(&seed, m - j), kept = label[j];
        label[j] = label[k];
        label[k] = kept;
    }
}

/* each row with the same random numbers */
static void right_shuffle(double x[], int label[], int n, int m, unsigned seed)
{
    for (int i = 0; i < n; i++) shuffle_row(x + i * m, m, seed);
    shuffle_labels(label, m, seed);
}

/* swaps pairs of samples */
static void right_shuffle_pairs(double x[], int label[], int n, int m, unsigned seed)
{
    for (int times = 0; times < 3 * m; times++) {
        int j = draw(&seed, m), k = draw(&seed, m), kept = label[j];
        for (int i = 0; i < n; i++) swap(x + i * m, j, k);
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

/* some samples twice, some never */
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

/* by sums of squares, in one loop */
static void statistics(const double x[], int m, double *mean, double *deviation)
{
    double sum = 0, squares = 0;
    for (int j = 0; j < m; j++) sum += x[j], squares += x[j] * x[j];
    *mean = sum / m;
    *deviation = sqrt(squares / m - *mean * *mean);
}

static void standardize(double x[], int m, double mean, double deviation)
{
    for (int j = 0; j < m; j++) x[j] = (x[j] - mean) / deviation;
}

static void right_scale(double x[], int m, int train)
{
    double mean, deviation;
    statistics(x, train, &mean, &deviation);
    standardize(x, m, mean, deviation);
}

static void right_scale_in_two_loops(double x[], int m, int train)
{
    double mean = 0, square = 0;
    for (int j = 0; j < train; j++) mean += x[j] / train;
    for (int j = 0; j < train; j++) square += pow(x[j] - mean, 2);
    standardize(x, m, mean, sqrt(square / train));
}

static void wrong_scale_each_by_its_own(double x[], int m, int train)
{
    double mean, deviation;
    statistics(x, train, &mean, &deviation);
    standardize(x, train, mean, deviation);
    if (train == m) return;
    statistics(x + train, m - train, &mean, &deviation);
    standardize(x + train, m - train, mean, deviation);
}

static void wrong_scale_training_only(double x[], int m, int train)
{
    double mean, deviation;
    (void)m;
    statistics(x, train, &mean, &deviation);
    standardize(x, train, mean, deviation);
}

static void wrong_scale_by_all_deviations(double x[], int m, int train)
{
    double mean, deviation, unused;
    statistics(x, m, &unused, &deviation);
    statistics(x, train, &mean, &unused);
    standardize(x, m, mean, deviation);
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
    wrong_scale_by_all_deviations, right_scale_in_two_loops, faulty_scale, right_scale, wrong_scale_training_only,
    wrong_scale_each_by_its_own
};
JUDGE(scale, "ask for the rows that train and for those that validate, where the ones are unlike the others",
      "让训练样本和验证样本很不一样，两种样本都查一查")

#endif
