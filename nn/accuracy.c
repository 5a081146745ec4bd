#include "nn/accuracy.h"
#include "core/base/status.h"
#include <math.h>

int lehr_predicted_class(const lehr_tensor *logits, int i)
{
    if (!logits || logits->shape.rank != 2 || i < 0 || i >= logits->shape.dim[1]) return -1;
    size_t classes = (size_t)logits->shape.dim[0], m = (size_t)logits->shape.dim[1], best = 0;
    const lehr_real *value = logits->data + i;
    if (classes == 1) return *value >= 0;
    for (size_t k = 1; k < classes; k++)
        if (value[k * m] > value[best * m]) best = k;
    return (int)best;
}

double lehr_accuracy(const lehr_tensor *logits, const int *labels)
{
    if (!logits || !labels || logits->shape.rank != 2) {
        lehr_fail(LEHR_ERR_SHAPE, !logits   ? "accuracy: logits is NULL"
                                  : !labels ? "accuracy: labels is NULL"
                                            : "accuracy: logits must be [classes x samples]");
        return (double)NAN;
    }
    int m = logits->shape.dim[1], correct = 0;
    for (int i = 0; i < m; i++) correct += lehr_predicted_class(logits, i) == labels[i];
    return (double)correct / m;
}
