#include "lab/data/batch.h"
#include "core/base/internal.h"

/* Columns of features; returns how many, 0 where an argument is NULL. */
static int copy_features(const lehr_data *d, const int *order, int rows, int from, int max, lehr_real *x)
{
    if (LEHR_NOT_NULL(d, order, x) || from < 0) return 0;
    int m = rows - from < max ? rows - from : max;
    for (int i = 0; i < m; i++) {
        int row = order[from + i];
        const double *sample = d->x ? d->x + (size_t)row * (size_t)d->features : NULL;
        for (int f = 0; f < d->features; f++)
            x[(size_t)f * (size_t)m + (size_t)i] = (lehr_real)(sample ? sample[f] : lehr_data_value(d, row, f));
    }
    return m > 0 ? m : 0;
}

int lehr_batch(const lehr_data *d, const int *order, int rows, int from, int max, lehr_real *x, int *label)
{
    if (LEHR_NOT_NULL(d, label)) return 0;
    if (!d->label) return lehr_fail(LEHR_ERR_VALUE, "lehr_batch: the data have no classes; use lehr_batch_numbers"), 0;
    int m = copy_features(d, order, rows, from, max, x);
    for (int i = 0; i < m; i++) label[i] = d->label[order[from + i]];
    return m;
}

int lehr_batch_numbers(const lehr_data *d, const int *order, int rows, int from, int max, lehr_real *x, lehr_real *y)
{
    if (LEHR_NOT_NULL(d, y)) return 0;
    int m = copy_features(d, order, rows, from, max, x);
    for (int i = 0; i < m; i++)
        for (int j = 0; j < d->targets; j++)
            y[(size_t)j * (size_t)m + (size_t)i] =
                (lehr_real)d->y[(size_t)order[from + i] * (size_t)d->targets + (size_t)j];
    return m;
}

lehr_shape lehr_batch_shape(const lehr_data *d, int m)
{
    if (LEHR_NOT_NULL(d)) return (lehr_shape){ 0 };
    if (d->image_shape.rank != 3) return LEHR_MATRIX(d->features, m);
    return (lehr_shape){ 4, { d->image_shape.dim[0], d->image_shape.dim[1], d->image_shape.dim[2], m } };
}

void lehr_one_hot(const int *label, int m, int classes, lehr_real *y)
{
    if (LEHR_NOT_NULL(label, y)) return;
    for (int c = 0; c < classes; c++)
        for (int i = 0; i < m; i++) y[(size_t)c * (size_t)m + (size_t)i] = label[i] == c;
}
