#include "lab/data/split.h"
#include "core/base/internal.h"
#include <string.h>

lehr_status lehr_data_split(const lehr_data *d, lehr_random *r, double share, int *order, int *train)
{
    if (LEHR_NOT_NULL(d, r, order, train)) return LEHR_ERR_VALUE;
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
    lehr_status status = LEHR_NOT_NULL(r, shuffled);
    if (!status) status = check_folds(rows, k);
    if (status) return status;
    for (int i = 0; i < rows; i++) shuffled[i] = i;
    lehr_random_shuffle(r, shuffled, rows);
    return LEHR_OK;
}

lehr_status lehr_kfold_part(const int *shuffled, int rows, int k, int part, int *order, int *train)
{
    lehr_status status = LEHR_NOT_NULL(shuffled, order, train);
    if (!status) status = check_folds(rows, k);
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

bool lehr_data_target_varies(const lehr_data *d, int j, const int *order, int rows)
{
    if (!d || !d->y || !order || j < 0 || j >= d->targets) return false;
    const double *y = d->y + j;
    size_t targets = (size_t)d->targets;
    for (int i = 1; i < rows; i++)
        if (y[(size_t)order[i] * targets] != y[(size_t)order[0] * targets]) return true;
    return false;
}
