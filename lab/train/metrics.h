/* metrics.h — how good answers are: R² where they are numbers; accuracy, precision, recall, F1 and the table of
 * confusions where they are classes (book chapters 3 and 4).
 *
 * Whatever would be 0 / 0 is 0, never a NaN: the precision of a class that is never said, the recall of one without a
 * row, the F1 of one that is never said rightly. scikit-learn does the same.
 */
#ifndef LEHR_LAB_TRAIN_METRICS_H
#define LEHR_LAB_TRAIN_METRICS_H
#include "core/base/status.h"

/* R², the share of the spread that is explained: 1 − left / all. left: Σ(y − said)², all: Σ(y − mean y)². Where all
 * is 0, all answers are alike: then 1 if nothing is left, otherwise 0. It has no least value: what is worse than
 * saying the mean is negative. */
double      lehr_r2(double left, double all);

/* R² of n answers. */
double      lehr_r2_of(const double *said, const double *right, int n);     /* n < 1: 0 */

/* The table of confusions, count [classes x classes]: count[right·classes + said] of n rows. LEHR_ERR_VALUE: a label
 * outside 0 … classes − 1; count is then half done. */
lehr_status lehr_confusion_count(const int *said, const int *right, int n, int classes, long *count);

typedef struct lehr_class_scores {  /* of one class, or means over them                                */
    double precision;               /* of those said to be of the class, the share that is         */
    double recall;                  /* of those that are of the class, the share that is said to be */
    double f1;                      /* their harmonic mean                                          */
} lehr_class_scores;

double      lehr_confusion_accuracy(const long *count, int classes);        /* the share said rightly; no rows: 0 */
lehr_class_scores lehr_class_scores_of(const long *count, int classes, int c); /* of class c, against all others  */

/* The means over the classes, each class alike ("macro"). A class that neither has a row nor is ever said is left out.
 */
lehr_class_scores lehr_class_scores_macro(const long *count, int classes);

#endif
