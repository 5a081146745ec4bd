#include "lab/data/scale.h"
#include "core/base/did_you_mean.h"
#include <math.h>
#include <string.h>

/* A block of columns of a table that get one scale: a single column, or all pixels of a channel. */
typedef struct block { const double *v; const unsigned char *pixels; size_t columns, first; int count; } block;

static double at(const block *b, int row, int k)
{
    size_t i = (size_t)row * b->columns + b->first + (size_t)k;
    return b->v ? b->v[i] : b->pixels[i];
}

typedef struct figures { double least, greatest, mean, deviation; } figures;

/* Over the rows listed or, if rows is NULL, the first n. */
static figures measure(const block *b, const int *rows, int n)
{
    figures g = { INFINITY, -INFINITY, 0, 0 };
    double all = (double)n * b->count;
    for (int i = 0; i < n; i++)
        for (int k = 0; k < b->count; k++) {
            double v = at(b, rows ? rows[i] : i, k);
            g.least = fmin(g.least, v);
            g.greatest = fmax(g.greatest, v);
            g.mean += v / all;
        }
    for (int i = 0; i < n; i++)
        for (int k = 0; k < b->count; k++) {
            double v = at(b, rows ? rows[i] : i, k) - g.mean;
            g.deviation += v * v / all;
        }
    g.deviation = sqrt(g.deviation);
    return g;
}

typedef enum way { NONE, STANDARD, MINMAX } way;

static lehr_status read_way(const char *how, way *w)
{
    static const char *const name[] = { "none", "standard", "minmax" };
    lehr_did_you_mean near = lehr_did_you_mean_start(how, strlen(how));
    for (*w = NONE; *w <= MINMAX; ++*w) {
        if (!strcmp(how, name[*w])) return LEHR_OK;
        lehr_did_you_mean_offer(&near, name[*w]);
    }
    return lehr_fail(LEHR_ERR_NAME, "there is no scaling \"%.40s\"; it is standard, minmax or none%s", how,
                     lehr_did_you_mean_hint(&near).s);
}

/* A block's zero and unit. True: flat, all values are alike, or so close that a double cannot say how much. */
static bool find_scale(const block *b, way w, const int *rows, int n, double *zero, double *unit)
{
    figures g = measure(b, rows, n);
    *zero = w == STANDARD ? g.mean : g.least;
    *unit = w == STANDARD ? g.deviation : g.greatest - g.least;
    bool flat = g.least == g.greatest || *unit == 0;
    if (flat) *unit = 1;
    return flat;
}

/* One column of a table, in place. */
static void scale_column(double *v, size_t columns, size_t column, int all, way w, const int *rows, int n, double *zero,
                         double *unit)
{
    block b = { .v = v, .columns = columns, .first = column, .count = 1 };
    bool flat = find_scale(&b, w, rows, rows ? n : all, zero, unit);
    for (int row = 0; row < all; row++) {
        double *x = &v[(size_t)row * columns + column];
        *x = flat ? 0 : (*x - *zero) / *unit;
    }
}

/* One channel of pictures: of bytes only the scale is kept, and lehr_data_value applies it. A flat one is divided by
 * infinity. */
static void scale_channel(lehr_data *d, int channel, way w, const int *rows, int n)
{
    int size = d->image_shape.dim[1] * d->image_shape.dim[2], first = channel * size;
    block b = { d->x, d->pixels, (size_t)d->features, (size_t)first, size };
    double zero, unit;
    if (find_scale(&b, w, rows, rows ? n : d->rows, &zero, &unit)) unit = INFINITY;
    for (int f = first; f < first + size; f++) {
        d->offset[f] = zero;
        d->scale[f] = unit;
    }
    for (int row = 0; row < d->rows && d->x; row++)
        for (int k = 0; k < size; k++) {
            double *x = &d->x[(size_t)row * (size_t)d->features + (size_t)(first + k)];
            *x = (*x - zero) / unit;
        }
}

lehr_status lehr_data_scale(lehr_data *d, const char *how, const int *rows, int n)
{
    way w;
    lehr_status status = read_way(how, &w);
    if (status || w == NONE) return status;
    bool pictures = d->image_shape.rank == 3;
    for (int c = 0; pictures && c < d->image_shape.dim[0]; c++) scale_channel(d, c, w, rows, n);
    for (int f = 0; !pictures && f < d->features; f++)
        scale_column(d->x, (size_t)d->features, (size_t)f, d->rows, w, rows, n, &d->offset[f], &d->scale[f]);
    return LEHR_OK;
}

lehr_status lehr_data_scale_targets(lehr_data *d, const char *how, const int *rows, int n)
{
    way w;
    lehr_status status = read_way(how, &w);
    for (int j = 0; j < d->targets && !status && w != NONE; j++)
        scale_column(d->y, (size_t)d->targets, (size_t)j, d->rows, w, rows, n, &d->target_offset[j],
                     &d->target_scale[j]);
    return status;
}

/* --- and back ----------------------------------------------------------------------------------------------------- */

static void unscale(int lines, const double *zero, const double *unit, int m, lehr_real *v)
{
    for (int f = 0; f < lines; f++)
        for (int i = 0; i < m; i++) {
            lehr_real *x = &v[(size_t)f * (size_t)m + (size_t)i];
            *x = (lehr_real)(isinf(unit[f]) ? zero[f] : (double)*x * unit[f] + zero[f]);
        }
}

void lehr_data_unscale(const lehr_data *d, int m, lehr_real *x) { unscale(d->features, d->offset, d->scale, m, x); }
void lehr_data_unscale_targets(const lehr_data *d, int m, lehr_real *y)
{
    unscale(d->targets, d->target_offset, d->target_scale, m, y);
}
