#include "lab/data/batch.h"

static int pick(const lehr_data *d, const int *order, int rows, int from, int most, lehr_real *x)
{
    int m = rows - from < most ? rows - from : most;
    for (int i = 0; i < m; i++) {
        int row = order[from + i];
        const double *sample = d->x ? d->x + (size_t)row * (size_t)d->features : NULL;
        for (int f = 0; f < d->features; f++)
            x[(size_t)f * (size_t)m + (size_t)i] = (lehr_real)(sample ? sample[f] : lehr_data_value(d, row, f));
    }
    return m;
}

int lehr_batch(const lehr_data *d, const int *order, int rows, int from, int most, lehr_real *x, int *label)
{
    int m = pick(d, order, rows, from, most, x);
    for (int i = 0; i < m; i++) label[i] = d->label[order[from + i]];
    return m;
}

int lehr_batch_numbers(const lehr_data *d, const int *order, int rows, int from, int most, lehr_real *x, lehr_real *y)
{
    int m = pick(d, order, rows, from, most, x);
    for (int i = 0; i < m; i++)
        for (int j = 0; j < d->targets; j++)
            y[(size_t)j * (size_t)m + (size_t)i] =
                (lehr_real)d->y[(size_t)order[from + i] * (size_t)d->targets + (size_t)j];
    return m;
}

lehr_shape lehr_batch_shape(const lehr_data *d, int m)
{
    if (d->image_shape.rank != 3) return LEHR_MATRIX(d->features, m);
    return (lehr_shape){ 4, { d->image_shape.dim[0], d->image_shape.dim[1], d->image_shape.dim[2], m } };
}

void lehr_one_hot(const int *label, int m, int classes, lehr_real *y)
{
    for (int c = 0; c < classes; c++)
        for (int i = 0; i < m; i++) y[(size_t)c * (size_t)m + (size_t)i] = label[i] == c;
}
