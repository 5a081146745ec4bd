#include "nn/accuracy.h"
#include "core/base/status.h"
#include <math.h>

/* column: a sample's first value; the others follow at distance m. */
static int predicted_class(const lehr_real *column, size_t classes, size_t m)
{
    if (classes == 1) return *column > 0;
    size_t best = 0;
    for (size_t k = 1; k < classes; k++)
        if (column[k * m] > column[best * m]) best = k;
    return (int)best;
}

double lehr_accuracy(const lehr_tensor *logits, const int *labels)
{
    if (!logits || !labels || logits->shape.rank != 2) {
        lehr_fail(LEHR_ERR_SHAPE, "accuracy: %s",
                  !logits ? "logits is NULL" : !labels ? "labels is NULL" : "logits must be [classes x samples]");
        return (double)NAN;
    }
    size_t classes = (size_t)logits->shape.dim[0], m = (size_t)logits->shape.dim[1], correct = 0;
    for (size_t i = 0; i < m; i++) correct += predicted_class(logits->data + i, classes, m) == labels[i];
    return (double)correct / (double)m;
}
