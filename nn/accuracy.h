/* accuracy.h — the share of samples that a net classifies correctly.
 *
 *     printf("%.1f %%\n", 100 * lehr_accuracy(z, label));         z [classes x m], label [m]
 */
#ifndef LEHR_NN_ACCURACY_H
#define LEHR_NN_ACCURACY_H
#include "core/tensor.h"

/* 0 … 1. logits [classes x m]: a sample's class is the first of its largest values. With one output, [1 x m], its sign
 * decides: class 1 above 0, else class 0. NaN: logits or labels is NULL, or logits is not a matrix; see lehr_message.
 */
double lehr_accuracy(const lehr_tensor *logits, const int *labels);

#endif
