/* batch.c — which rows train and which validate, and a handful of them as columns */
#include "lab/data/dataset.h"
#include <string.h>

/* --- splits ------------------------------------------------------------------------------------------------------- */

lehr_status lehr_data_split(const lehr_data *d, lehr_random *r, double share, int *order, int *train)
{
    bool own = share == 0 && d->train_rows > 0;
    *train = own ? d->train_rows : share > 0 && share < 1 ? (int)(share * d->rows) : 0;
    if (*train < 1 || *train >= d->rows)
        return lehr_fail(LEHR_ERR_VALUE,
                         "split is %s; of %d rows, at least one must be left for training and one for validation",
                         lehr_number_text(share).s, d->rows);
    for (int i = 0; i < d->rows; i++) order[i] = i;
    if (!own) lehr_random_shuffle(r, order, d->rows);
    return LEHR_OK;
}

static lehr_status check_folds(int rows, int k)
{
    if (k >= 2 && k <= rows) return LEHR_OK;
    return lehr_fail(LEHR_ERR_VALUE, "%d folds of %d rows; from 2 folds to one for each row are possible", k, rows);
}

lehr_status lehr_kfold_shuffle(lehr_random *r, int rows, int k, int *shuffled)
{
    lehr_status status = check_folds(rows, k);
    if (status) return status;
    for (int i = 0; i < rows; i++) shuffled[i] = i;
    lehr_random_shuffle(r, shuffled, rows);
    return LEHR_OK;
}

lehr_status lehr_kfold_part(const int *shuffled, int rows, int k, int part, int *order, int *train)
{
    lehr_status status = check_folds(rows, k);
    if (status) return status;
    if (part < 0 || part >= k) return lehr_fail(LEHR_ERR_VALUE, "fold %d of %d; they are counted from 0", part, k);
    int small = rows / k, larger = rows % k;                        /* the first few parts have one row more */
    int first = part * small + (part < larger ? part : larger), size = small + (part < larger);
    memcpy(order, shuffled, (size_t)first * sizeof *order);
    memcpy(order + first, shuffled + first + size, (size_t)(rows - first - size) * sizeof *order);
    memcpy(order + rows - size, shuffled + first, (size_t)size * sizeof *order);
    *train = rows - size;
    return LEHR_OK;
}

/* --- batches ------------------------------------------------------------------------------------------------------ */

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
    if (d->picture.rank != 3) return LEHR_MATRIX(d->features, m);
    return (lehr_shape){ 4, { d->picture.dim[0], d->picture.dim[1], d->picture.dim[2], m } };
}

void lehr_one_hot(const int *label, int m, int classes, lehr_real *y)
{
    for (int c = 0; c < classes; c++)
        for (int i = 0; i < m; i++) y[(size_t)c * (size_t)m + (size_t)i] = label[i] == c;
}
