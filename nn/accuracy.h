/* accuracy.h — the share of samples that a net classifies correctly.
 *
 *     printf("%.1f %%\n", 100 * lehr_accuracy(z, label));         z [classes x m], label [m]
 */
#ifndef LEHR_NN_ACCURACY_H
#define LEHR_NN_ACCURACY_H
#include "core/tensor.h"

/* The class of sample i, of logits [classes x m]: the first with the largest value. With one output, [1 x m], its sign
 * decides: class 0 below 0, else class 1. −1: logits is NULL or not a matrix, or there is no such sample. */
int    lehr_predicted_class(const lehr_tensor *logits, int i);

/* The share of samples whose predicted class is their label, 0 … 1. NaN: logits or labels is NULL, or logits is not a
 * matrix; see lehr_message. */
double lehr_accuracy(const lehr_tensor *logits, const int *labels);

#endif
