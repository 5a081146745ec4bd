/* metrics.h — R² of predicted numbers; accuracy, precision, recall, F1 and the confusion matrix of predicted classes
 * (book chapters 3 and 4).
 *
 * Where the quotient of a class would be 0 / 0, it is 0, never NaN: the precision of a class that is never predicted,
 * the recall of a class without rows, the F1 of a class that is never predicted correctly. scikit-learn does the same.
 * NULL instead of an array of counts gives 0, too. An undefined R² is NaN.
 */
#ifndef LEHR_LAB_TRAIN_METRICS_H
#define LEHR_LAB_TRAIN_METRICS_H
#include "core/base/format.h"
#include "core/base/status.h"

/* R² = 1 − residual / total; residual: Σ(y − predicted)², total: Σ(y − mean y)². Where total is 0, all y are equal or
 * there is a single one: R² is undefined, and the result is NaN. Predictions worse than the mean give a negative R². */
double      lehr_r2(double residual, double total);

double      lehr_r2_of(const double *predicted, const double *actual, int n);       /* n < 1 or NULL: NaN */
lehr_short_text lehr_r2_text(double r2);                                    /* "0.9712"; "undefined" for NaN */

/* The confusion matrix, count [classes x classes]: count[actual·classes + predicted] of n rows. LEHR_ERR_VALUE: a label
 * is not in 0 … classes − 1; count is then incomplete. */
lehr_status lehr_confusion_count(const int *predicted, const int *actual, int n, int classes, long *count);

typedef struct lehr_class_scores {  /* of one class, or means over the classes                      */
    double precision;               /* of the rows predicted to be of the class, the share that is  */
    double recall;                  /* of the rows of the class, the share predicted to be of it    */
    double f1;                      /* their harmonic mean                                          */
} lehr_class_scores;

double      lehr_confusion_accuracy(const long *count, int classes);        /* share of correct rows; no rows: 0 */
lehr_class_scores lehr_class_scores_of(const long *count, int classes, int c); /* of class c, against all others */

/* The means over the classes, all with equal weight ("macro"). A class without rows that is never predicted is left
 * out. */
lehr_class_scores lehr_class_scores_macro(const long *count, int classes);

#endif
