#include "lab/train/metrics.h"
#include "core/base/internal.h"
#include "core/base/translate.h"
#include <math.h>
#include <string.h>

double lehr_r2(double residual, double total) { return total > 0 ? 1 - residual / total : (double)NAN; }

lehr_short_text lehr_r2_text(double r2)
{
    return isnan(r2) ? lehr_short_printf("%s", lehr_translate("undefined")) : lehr_short_printf("%.4f", r2);
}

double lehr_r2_of(const double *predicted, const double *actual, int n)
{
    double mean = 0, residual = 0, total = 0;
    bool varies = false;
    if (n < 1 || LEHR_NOT_NULL(predicted, actual)) return NAN;
    for (int i = 0; i < n; i++) mean += actual[i] / n;
    for (int i = 0; i < n; i++) {
        residual += (actual[i] - predicted[i]) * (actual[i] - predicted[i]);
        total += (actual[i] - mean) * (actual[i] - mean);
        varies |= actual[i] != actual[0];
    }
    return lehr_r2(residual, varies ? total : 0);           /* the rounding of the mean must not count as variance */
}

lehr_status lehr_confusion_count(const int *predicted, const int *actual, int n, int classes, long *count)
{
    lehr_status status = LEHR_NOT_NULL(predicted, actual, count);
    if (status || classes < 1) return status;
    memset(count, 0, (size_t)classes * (size_t)classes * sizeof *count);
    for (int i = 0; i < n; i++) {
        int wrong = predicted[i] < 0 || predicted[i] >= classes ? predicted[i] : actual[i];
        if (wrong < 0 || wrong >= classes)
            return lehr_fail(LEHR_ERR_VALUE, "row %d is class %d; 0 to %d exist", i, wrong, classes - 1);
        count[(size_t)actual[i] * (size_t)classes + (size_t)predicted[i]]++;
    }
    return LEHR_OK;
}

static double share(long part, long of) { return of ? (double)part / (double)of : 0; }

/* Rows of class c: how many are of it, how many are predicted to be, how many are both. */
typedef struct class_count { long actual, predicted, correct; } class_count;

static class_count count_class(const long *count, int classes, int c)
{
    if (!count || c < 0 || c >= classes) return (class_count){ 0 };
    class_count t = { 0, 0, count[(size_t)c * (size_t)classes + (size_t)c] };
    for (int k = 0; k < classes; k++) {
        t.actual += count[(size_t)c * (size_t)classes + (size_t)k];
        t.predicted += count[(size_t)k * (size_t)classes + (size_t)c];
    }
    return t;
}

double lehr_confusion_accuracy(const long *count, int classes)
{
    long rows = 0, correct = 0;
    for (int c = 0; c < classes; c++) {
        class_count t = count_class(count, classes, c);
        rows += t.actual;
        correct += t.correct;
    }
    return share(correct, rows);
}

lehr_class_scores lehr_class_scores_of(const long *count, int classes, int c)
{
    class_count t = count_class(count, classes, c);
    return (lehr_class_scores){ share(t.correct, t.predicted), share(t.correct, t.actual),
                                share(2 * t.correct, t.predicted + t.actual) };
}

lehr_class_scores lehr_class_scores_macro(const long *count, int classes)
{
    lehr_class_scores sum = { 0, 0, 0 };
    int n = 0;
    for (int c = 0; c < classes; c++) {
        class_count t = count_class(count, classes, c);
        lehr_class_scores s = lehr_class_scores_of(count, classes, c);
        if (!t.actual && !t.predicted) continue;
        sum.precision += s.precision;
        sum.recall += s.recall;
        sum.f1 += s.f1;
        n++;
    }
    return n ? (lehr_class_scores){ sum.precision / n, sum.recall / n, sum.f1 / n } : sum;
}
