/* figure_decision_map.c — the decision map of a trained net: the class that it predicts at each point, and samples */
#include "core/base/translate.h"
#include "lab/plot/charts/decision_map.h"
#include "lab/figures/figures.h"
#include <string.h>

enum { GRID = 240, CHUNK = 256 };       /* cells along each side of the map; samples classified at a time */

typedef struct samples {                /* their places, and the predictions of the net */
    int    *label;
    double *probability, *x, *y;
    lehr_real *input;
    lehr_arena memory;
} samples;

static lehr_status alloc_samples(samples *s, const lehr_data *d)
{
    size_t rows = (size_t)d->rows;
    s->label = lehr_arena_alloc(&s->memory, rows, sizeof *s->label);
    s->probability = lehr_arena_alloc(&s->memory, rows, sizeof *s->probability);
    s->x = lehr_arena_alloc(&s->memory, rows, sizeof *s->x);
    s->y = lehr_arena_alloc(&s->memory, rows, sizeof *s->y);
    s->input = lehr_arena_alloc(&s->memory, CHUNK * (size_t)d->features, sizeof *s->input);
    return s->label && s->probability && s->x && s->y && s->input ? LEHR_OK : LEHR_ERR_MEMORY;
}

static lehr_status classify_samples(lehr_run *r, const lehr_data *raw, const int axis[2], samples *s)
{
    const lehr_data *d = r->data;
    lehr_status status = alloc_samples(s, raw);
    for (int from = 0; from < d->rows && !status; from += CHUNK) {
        int m = d->rows - from < CHUNK ? d->rows - from : CHUNK;
        for (int i = 0; i < m; i++) {
            s->x[from + i] = lehr_data_value(raw, from + i, axis[0]);
            s->y[from + i] = lehr_data_value(raw, from + i, axis[1]);
            for (int f = 0; f < d->features; f++) s->input[f * m + i] = (lehr_real)lehr_data_value(d, from + i, f);
        }
        status = lehr_run_classify(r, s->input, m, s->label + from, s->probability + from);
    }
    return status;
}

lehr_status lehr_figure_decision_map(lehr_run *r, const lehr_data *data, const char *subtitle, const char *path)
{
    if (!r) return lehr_fail_null(__func__, "r");
    if (!data) return lehr_fail_null(__func__, "data");
    if (data->rows != r->data->rows || data->features != r->data->features)
        return lehr_fail(LEHR_ERR_SHAPE, "%s: the run has %d rows of %d features, the data have %d of %d", __func__,
                         r->data->rows, r->data->features, data->rows, data->features);
    lehr_decision_grid p;
    samples s = { .memory = { 0 } };
    char title[80];
    lehr_status status = lehr_decision_grid_init(&p, data, GRID);
    if (status) return status;
    status = lehr_decision_grid_evaluate(&p, r);
    if (!status) status = classify_samples(r, data, p.axis, &s);
    lehr_snprintf(title, sizeof title, lehr_label("%.40s: where each class wins"), r->plan.task);
    bool named = strcmp(data->class_name[0], "0");         /* numbers are shown as "class 0", … */
    lehr_decision_map m = { .title = title, .subtitle = subtitle, .x_label = data->feature_name[p.axis[0]],
                            .y_label = data->feature_name[p.axis[1]], .x_low = p.low[0], .x_high = p.high[0],
                            .y_low = p.low[1], .y_high = p.high[1], .rows = GRID, .columns = GRID,
                            .cell_class = p.cell_class, .probability = p.probability, .classes = data->classes,
                            .class_name = named ? data->class_name : NULL, .x = s.x, .y = s.y, .label = data->label,
                            .predicted_label = s.label, .count = data->rows };
    if (!status) status = lehr_decision_map_png(&m, path);
    lehr_arena_release(&s.memory);
    lehr_decision_grid_release(&p);
    return status;
}
