#include "lab/data/scale.h"
#include "core/base/did_you_mean.h"
#include "core/base/internal.h"
#include <math.h>
#include <string.h>

/* Neighbouring columns of a table that share one scale: a single column, or all pixels of a channel. */
typedef struct block { const double *v; const unsigned char *pixels; size_t columns, first; int count; } block;

static double value_at(const block *b, int row, int k)
{
    size_t i = (size_t)row * b->columns + b->first + (size_t)k;
    return b->v ? b->v[i] : b->pixels[i];
}

typedef struct statistics { double min, max, mean, deviation; } statistics;

/* The mean square of (v − mean) / unit. */
static double mean_square(const block *b, const int *rows, int n, double mean, double unit)
{
    double total = (double)n * b->count, sum = 0;
    for (int i = 0; i < n; i++)
        for (int k = 0; k < b->count; k++) {
            double v = (value_at(b, rows ? rows[i] : i, k) - mean) / unit;
            sum += v * v / total;
        }
    return sum;
}

/* Over the rows listed or, if rows is NULL, the first n. */
static statistics measure(const block *b, const int *rows, int n)
{
    statistics g = { INFINITY, -INFINITY, 0, 0 };
    double total = (double)n * b->count;
    for (int i = 0; i < n; i++)
        for (int k = 0; k < b->count; k++) {
            double v = value_at(b, rows ? rows[i] : i, k);
            g.min = fmin(g.min, v);
            g.max = fmax(g.max, v);
            g.mean += v / total;
        }
    double square = mean_square(b, rows, n, g.mean, 1), unit = fmax(g.max - g.mean, g.mean - g.min);
    bool underflows = square < 1e-280 && unit > 0;          /* squares of values such as 1e-200 are 0 */
    g.deviation = underflows ? unit * sqrt(mean_square(b, rows, n, g.mean, unit)) : sqrt(square);
    return g;
}

typedef enum method { STANDARD, MINMAX, NONE, METHODS } method;

static const char *const names[METHODS] = { "standard", "minmax", "none" };

const char *lehr_scaling_name(int i) { return i >= 0 && i < METHODS ? names[i] : NULL; }

static lehr_status parse_method(const char *how, method *m)
{
    lehr_did_you_mean near = lehr_did_you_mean_start(how, strlen(how));
    for (*m = STANDARD; *m < METHODS; ++*m) {
        if (!strcmp(how, names[*m])) return LEHR_OK;
        lehr_did_you_mean_offer(&near, names[*m]);
    }
    return lehr_fail(LEHR_ERR_NAME, "there is no scaling \"%.40s\"; it is standard, minmax or none%s", how,
                     lehr_did_you_mean_hint(&near).s);
}

/* True: the block is flat, its values are equal. */
static bool find_scale(const block *b, method w, const int *rows, int n, double *offset, double *scale)
{
    statistics g = measure(b, rows, n);
    *offset = w == STANDARD ? g.mean : g.min;
    *scale = w == STANDARD ? g.deviation : g.max - g.min;
    bool flat = g.min == g.max || *scale == 0;
    if (flat) *scale = 1;
    return flat;
}

/* One column of a table, in place. */
static void scale_column(double *v, size_t columns, size_t column, int all, method w, const int *rows, int n,
                         double *offset, double *scale)
{
    block b = { .v = v, .columns = columns, .first = column, .count = 1 };
    bool flat = find_scale(&b, w, rows, rows ? n : all, offset, scale);
    for (int row = 0; row < all; row++) {
        double *x = &v[(size_t)row * columns + column];
        *x = flat ? 0 : (*x - *offset) / *scale;
    }
}

/* One channel of images. Bytes are not changed: lehr_data_value applies the scale. A flat channel is divided by
 * infinity. */
static void scale_channel(lehr_data *d, int channel, method w, const int *rows, int n)
{
    int size = d->image_shape.dim[1] * d->image_shape.dim[2], first = channel * size;
    block b = { d->x, d->pixels, (size_t)d->features, (size_t)first, size };
    double offset, scale;
    if (find_scale(&b, w, rows, rows ? n : d->rows, &offset, &scale)) scale = INFINITY;
    for (int f = first; f < first + size; f++) {
        d->offset[f] = offset;
        d->scale[f] = scale;
    }
    for (int row = 0; row < d->rows && d->x; row++)
        for (int k = 0; k < size; k++) {
            double *x = &d->x[(size_t)row * (size_t)d->features + (size_t)(first + k)];
            *x = (*x - offset) / scale;
        }
}

lehr_status lehr_data_scale(lehr_data *d, const char *how, const int *rows, int n)
{
    method w;
    lehr_status status = LEHR_NOT_NULL(d, how);
    if (!status) status = parse_method(how, &w);
    if (status || w == NONE) return status;
    bool images = d->image_shape.rank == 3;
    for (int c = 0; images && c < d->image_shape.dim[0]; c++) scale_channel(d, c, w, rows, n);
    for (int f = 0; !images && f < d->features; f++)
        scale_column(d->x, (size_t)d->features, (size_t)f, d->rows, w, rows, n, &d->offset[f], &d->scale[f]);
    return LEHR_OK;
}

lehr_status lehr_data_scale_targets(lehr_data *d, const char *how, const int *rows, int n)
{
    method w;
    lehr_status status = LEHR_NOT_NULL(d, how);
    if (!status) status = parse_method(how, &w);
    for (int j = 0; !status && w != NONE && j < d->targets; j++)
        scale_column(d->y, (size_t)d->targets, (size_t)j, d->rows, w, rows, n, &d->target_offset[j],
                     &d->target_scale[j]);
    return status;
}

/* --- and back ----------------------------------------------------------------------------------------------------- */

static void unscale(int rows, const double *offset, const double *scale, int m, lehr_real *v)
{
    for (int f = 0; f < rows; f++)
        for (int i = 0; i < m; i++) {
            lehr_real *x = &v[(size_t)f * (size_t)m + (size_t)i];
            *x = (lehr_real)(isinf(scale[f]) ? offset[f] : (double)*x * scale[f] + offset[f]);
        }
}

void lehr_data_unscale(const lehr_data *d, int m, lehr_real *x)
{
    if (!LEHR_NOT_NULL(d, x)) unscale(d->features, d->offset, d->scale, m, x);
}

void lehr_data_unscale_targets(const lehr_data *d, int m, lehr_real *y)
{
    if (!LEHR_NOT_NULL(d, y)) unscale(d->targets, d->target_offset, d->target_scale, m, y);
}
