#include "lab/figures/decision_grid.h"
#include "core/base/translate.h"
#include <math.h>

enum { MAX_SIDE = 16384 };

/* Fisher's ratio of a feature: the variance between the means of the classes over the variance within them. */
static double separation(const lehr_data *d, int feature)
{
    double between = 0, within = 0, mean = 0;
    for (int i = 0; i < d->rows; i++) mean += lehr_data_value(d, i, feature) / d->rows;
    for (int c = 0; c < d->classes; c++) {
        double sum = 0, squares = 0;
        int n = 0;
        for (int i = 0; i < d->rows; i++) {
            double v = lehr_data_value(d, i, feature);
            if (d->label[i] != c) continue;
            sum += v;
            squares += v * v;
            n++;
        }
        if (!n) continue;
        between += n * (sum / n - mean) * (sum / n - mean);
        within += squares - sum * sum / n;
    }
    return within > 0 ? between / within : INFINITY;
}

/* The two features that separate the classes best, in the order of the data. */
static void choose_axes(const lehr_data *d, int axis[2])
{
    axis[0] = 0;
    axis[1] = 1;
    if (d->features < 3) return;
    int best = 0, second = -1;
    for (int f = 1; f < d->features; f++)
        if (separation(d, f) > separation(d, best)) second = best, best = f;
        else if (second < 0 || separation(d, f) > separation(d, second)) second = f;
    axis[0] = best < second ? best : second;
    axis[1] = best < second ? second : best;
}

/* The range of a feature, with a margin on both sides. */
static void span(const lehr_data *d, int feature, double *low, double *high)
{
    *low = INFINITY;
    *high = -INFINITY;
    for (int i = 0; i < d->rows; i++) {
        *low = fmin(*low, lehr_data_value(d, i, feature));
        *high = fmax(*high, lehr_data_value(d, i, feature));
    }
    double margin = *low < *high ? 0.04 * (*high - *low) : 1;
    *low -= margin;
    *high += margin;
}

lehr_status lehr_decision_grid_init(lehr_decision_grid *p, const lehr_data *d, int side)
{
    if (!p) return lehr_fail_null(__func__, "p");
    *p = (lehr_decision_grid){0};
    if (!d) return lehr_fail_null(__func__, "d");
    if (side < 1 || side > MAX_SIDE)
        return lehr_fail(LEHR_ERR_VALUE, "%s: a side of %d cells; 1 to %d is possible", __func__, side, MAX_SIDE);
    size_t cells = (size_t)side * (size_t)side;
    *p = (lehr_decision_grid){ .side = side, .features = d->features };
    if (d->features < 2) return lehr_fail(LEHR_ERR_SHAPE, "a map needs two features; the data have %d", d->features);
    if (!lehr_has_decision_map(d))
        return lehr_fail(LEHR_ERR_SHAPE, "a map shows classes in a plane; the data have %s",
                         lehr_translate(d->targets ? "targets" : "images"));
    choose_axes(d, p->axis);
    for (int a = 0; a < 2; a++) span(d, p->axis[a], &p->low[a], &p->high[a]);
    p->cell_class = lehr_arena_alloc(&p->memory, cells, sizeof *p->cell_class);
    p->probability = lehr_arena_alloc(&p->memory, cells, sizeof *p->probability);
    p->input = lehr_arena_alloc(&p->memory, (size_t)side * (size_t)d->features, sizeof *p->input);
    if (p->cell_class && p->probability && p->input) return LEHR_OK;
    lehr_decision_grid_release(p);
    return LEHR_ERR_MEMORY;
}

/* The middle of cell i along an axis. */
static double place(const lehr_decision_grid *p, int axis, int i)
{
    return p->low[axis] + (p->high[axis] - p->low[axis]) * (i + 0.5) / p->side;
}

lehr_status lehr_decision_grid_evaluate(lehr_decision_grid *p, lehr_run *r)
{
    if (!p || !p->cell_class) return lehr_fail_null(__func__, p ? lehr_translate("the grid's memory") : "p");
    if (!r) return lehr_fail_null(__func__, "r");
    const lehr_data *d = r->data;
    if (d->features != p->features)
        return lehr_fail(LEHR_ERR_SHAPE, "%s: the grid has %d features, the run's data have %d", __func__, p->features,
                         d->features);
    int n = p->side;
    lehr_status status = LEHR_OK;
    for (int f = 0; f < d->features; f++) {
        double mean = 0;
        for (int k = 0; k < d->rows; k++) mean += lehr_data_value(d, k, f) / d->rows;
        for (int i = 0; i < n; i++)
            p->input[f * n + i] = (lehr_real)(f == p->axis[0] ? (place(p, 0, i) - d->offset[f]) / d->scale[f] : mean);
    }
    for (int row = 0; row < n && !status; row++) {
        int f = p->axis[1];
        for (int i = 0; i < n; i++) p->input[f * n + i] = (lehr_real)((place(p, 1, row) - d->offset[f]) / d->scale[f]);
        status = lehr_run_classify(r, p->input, n, p->cell_class + (size_t)row * (size_t)n,
                                   p->probability + (size_t)row * (size_t)n);
    }
    return status;
}

void lehr_decision_grid_release(lehr_decision_grid *p)
{
    if (!p) return;
    lehr_arena_release(&p->memory);
    *p = (lehr_decision_grid){0};
}
