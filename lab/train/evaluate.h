/* evaluate.h — evaluates a run's net: losses, scores and predictions. */
#ifndef LEHR_LAB_TRAIN_EVALUATE_H
#define LEHR_LAB_TRAIN_EVALUATE_H
#include "lab/train/history.h"
#include "lab/train/run.h"

/* Losses over all training and all validation rows, and accuracy or, for regression, R²; an undefined R² is NaN.
 * LEHR_ERR_NAN: another number is not finite. */
lehr_status lehr_run_evaluate(lehr_run *r, lehr_history_row *p);

/* The class of each of m samples, x [features x m], scaled, and the net's probability for it. LEHR_ERR_VALUE: the
 * data have targets. */
lehr_status lehr_run_classify(lehr_run *r, const lehr_real *x, int m, int *label, double *probability);

/* The predicted numbers of each of m samples, x [features x m], scaled: y [targets x m], in the units in which they
 * were read. LEHR_ERR_VALUE: the data have labels. */
lehr_status lehr_run_predict(lehr_run *r, const lehr_real *x, int m, lehr_real *y);

/* The confusion matrix of the rows listed, count [classes x classes]: see lab/train/metrics.h. LEHR_ERR_VALUE: the
 * data have targets. */
lehr_status lehr_run_confusion(lehr_run *r, const int *order, int rows, long *count);

#endif
