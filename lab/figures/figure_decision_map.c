/* figure_decision_map.c — the decision map of a trained net: which class wins where, and where the samples lie */
#include "core/base/translate.h"
#include "lab/plot/charts/decision_map.h"
#include "lab/figures/figures.h"
#include <string.h>

enum { GRID = 240 };                    /* cells along each side of the map */

typedef struct samples {                /* where they lie, and what the net says of them */
    int    *said;
    double *sure, *x, *y;
    lehr_real *input;
    lehr_arena memory;
} samples;

enum { PIECE = 256 };                   /* of them are asked about at a time */

static lehr_status make_room(samples *s, const lehr_data *d)
{
    size_t rows = (size_t)d->rows;
    s->said = lehr_arena_alloc(&s->memory, rows, sizeof *s->said);
    s->sure = lehr_arena_alloc(&s->memory, rows, sizeof *s->sure);
    s->x = lehr_arena_alloc(&s->memory, rows, sizeof *s->x);
    s->y = lehr_arena_alloc(&s->memory, rows, sizeof *s->y);
    s->input = lehr_arena_alloc(&s->memory, PIECE * (size_t)d->features, sizeof *s->input);
    return s->said && s->sure && s->x && s->y && s->input ? LEHR_OK : LEHR_ERR_MEMORY;
}

static double value(const lehr_data *d, int row, int feature)
{
    return d->x[(size_t)row * (size_t)d->features + (size_t)feature];
}

static lehr_status ask_samples(lehr_run *r, const lehr_data *raw, const int axis[2], samples *s)
{
    const lehr_data *d = r->data;
    lehr_status status = make_room(s, raw);
    for (int from = 0; from < d->rows && !status; from += PIECE) {
        int m = d->rows - from < PIECE ? d->rows - from : PIECE;
        for (int i = 0; i < m; i++) {
            s->x[from + i] = value(raw, from + i, axis[0]);
            s->y[from + i] = value(raw, from + i, axis[1]);
            for (int f = 0; f < d->features; f++) s->input[f * m + i] = (lehr_real)value(d, from + i, f);
        }
        status = lehr_run_classify(r, s->input, m, s->said + from, s->sure + from);
    }
    return status;
}

lehr_status lehr_figure_decision_map(lehr_run *r, const lehr_data *data, const char *subtitle, const char *path)
{
    lehr_decision_grid p;
    samples s = { .memory = { 0 } };
    char title[80];
    lehr_status status = lehr_decision_grid_init(&p, data, GRID);
    if (status) return status;
    status = lehr_decision_grid_evaluate(&p, r);
    if (!status) status = ask_samples(r, data, p.axis, &s);
    lehr_snprintf(title, sizeof title, lehr_translate("%.40s: where each class wins"), r->plan.task);
    bool named = strcmp(data->class_name[0], "0");         /* classes that are only numbers are shown as "class 0", … */
    lehr_decision_map m = { .title = title,
                            .subtitle = subtitle,
                            .x_label = data->feature_name[p.axis[0]],
                            .y_label = data->feature_name[p.axis[1]],
                            .x_low = p.low[0],
                            .x_high = p.high[0],
                            .y_low = p.low[1],
                            .y_high = p.high[1],
                            .rows = GRID,
                            .columns = GRID,
                            .winner = p.winner,
                            .probability = p.probability,
                            .classes = data->classes,
                            .class_name = named ? data->class_name : NULL,
                            .x = s.x,
                            .y = s.y,
                            .label = data->label,
                            .said = s.said,
                            .count = data->rows };
    if (!status) status = lehr_decision_map_png(&m, path);
    lehr_arena_release(&s.memory);
    lehr_decision_grid_release(&p);
    return status;
}
