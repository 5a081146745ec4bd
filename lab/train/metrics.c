#include "lab/train/metrics.h"
#include <string.h>

double lehr_r2(double left, double all)
{
    if (all > 0) return 1 - left / all;
    return left == 0 ? 1 : 0;
}

double lehr_r2_of(const double *said, const double *right, int n)
{
    double mean = 0, left = 0, all = 0;
    if (n < 1) return 0;
    for (int i = 0; i < n; i++) mean += right[i] / n;
    for (int i = 0; i < n; i++) {
        left += (right[i] - said[i]) * (right[i] - said[i]);
        all += (right[i] - mean) * (right[i] - mean);
    }
    return lehr_r2(left, all);
}

lehr_status lehr_confusion_count(const int *said, const int *right, int n, int classes, long *count)
{
    memset(count, 0, (size_t)classes * (size_t)classes * sizeof *count);
    for (int i = 0; i < n; i++) {
        int wrong = said[i] < 0 || said[i] >= classes ? said[i] : right[i];
        if (wrong < 0 || wrong >= classes)
            return lehr_fail(LEHR_ERR_VALUE, "row %d is class %d; 0 to %d exist", i, wrong, classes - 1);
        count[(size_t)right[i] * (size_t)classes + (size_t)said[i]]++;
    }
    return LEHR_OK;
}

static double share(long part, long of) { return of ? (double)part / (double)of : 0; }

/* Of class c: how many are it, how many are said to be it, how many are both. */
typedef struct tally { long are, said, both; } tally;

static tally tally_of(const long *count, int classes, int c)
{
    tally t = { 0, 0, count[(size_t)c * (size_t)classes + (size_t)c] };
    for (int k = 0; k < classes; k++) {
        t.are += count[(size_t)c * (size_t)classes + (size_t)k];
        t.said += count[(size_t)k * (size_t)classes + (size_t)c];
    }
    return t;
}

double lehr_confusion_accuracy(const long *count, int classes)
{
    long all = 0, right = 0;
    for (int c = 0; c < classes; c++) {
        tally t = tally_of(count, classes, c);
        all += t.are;
        right += t.both;
    }
    return share(right, all);
}

lehr_class_scores lehr_class_scores_of(const long *count, int classes, int c)
{
    tally t = tally_of(count, classes, c);
    return (lehr_class_scores){ share(t.both, t.said), share(t.both, t.are), share(2 * t.both, t.said + t.are) };
}

lehr_class_scores lehr_class_scores_macro(const long *count, int classes)
{
    lehr_class_scores sum = { 0, 0, 0 };
    int n = 0;
    for (int c = 0; c < classes; c++) {
        tally t = tally_of(count, classes, c);
        lehr_class_scores s = lehr_class_scores_of(count, classes, c);
        if (!t.are && !t.said) continue;
        sum.precision += s.precision;
        sum.recall += s.recall;
        sum.f1 += s.f1;
        n++;
    }
    return n ? (lehr_class_scores){ sum.precision / n, sum.recall / n, sum.f1 / n } : sum;
}
