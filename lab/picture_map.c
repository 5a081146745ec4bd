/* picture_map.c — the decision map of a trained net: which class wins where, and where the samples lie */
#include "core/arena.h"
#include "lab/map.h"
#include "lab/pictures.h"
#include <math.h>
#include <string.h>

enum { GRID = 240 };                    /* cells along each side of the map */

/* How well a feature tells the classes apart: variance between their means over variance within them (Fisher's ratio). */
static double separation(const lehr_data *d, int feature)
{
    double between = 0, within = 0, mean = 0;
    for (int i = 0; i < d->rows; i++) mean += d->x[(size_t)i * (size_t)d->features + (size_t)feature] / d->rows;
    for (int c = 0; c < d->classes; c++) {
        double sum = 0, squares = 0;
        int n = 0;
        for (int i = 0; i < d->rows; i++) {
            double v = d->x[(size_t)i * (size_t)d->features + (size_t)feature];
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

/* Two features in a plane; otherwise the two that separate best, in the order of the table. */
static void choose_axes(const lehr_data *d, int axis[2])
{
    axis[0] = 0;
    axis[1] = 1;
    if (d->features < 3) return;
    for (int a = 0; a < 2; a++) {
        axis[a] = -1;
        for (int f = 0; f < d->features; f++)
            if (!(a && f == axis[0]) && (axis[a] < 0 || separation(d, f) > separation(d, axis[a]))) axis[a] = f;
    }
    if (axis[0] > axis[1]) {
        int kept = axis[0];
        axis[0] = axis[1];
        axis[1] = kept;
    }
}

typedef struct sheet {                  /* the map's arrays, all from one arena */
    int    *winner, *said;
    double *probability, *sure, *x, *y;
    lehr_real *input;
    lehr_arena memory;
} sheet;

static lehr_status make_sheet(sheet *s, const lehr_data *d)
{
    size_t rows = (size_t)d->rows;
    s->winner = lehr_arena_take(&s->memory, GRID * GRID, sizeof *s->winner);
    s->probability = lehr_arena_take(&s->memory, GRID * GRID, sizeof *s->probability);
    s->said = lehr_arena_take(&s->memory, rows, sizeof *s->said);
    s->sure = lehr_arena_take(&s->memory, rows, sizeof *s->sure);
    s->x = lehr_arena_take(&s->memory, rows, sizeof *s->x);
    s->y = lehr_arena_take(&s->memory, rows, sizeof *s->y);
    s->input = lehr_arena_take(&s->memory, GRID * (size_t)d->features, sizeof *s->input);
    return s->winner && s->probability && s->said && s->sure && s->x && s->y && s->input ? LEHR_OK : LEHR_ERR_MEMORY;
}

static double value(const lehr_data *d, int row, int feature)
{
    return d->x[(size_t)row * (size_t)d->features + (size_t)feature];
}

/* What the net says over the grid, a row of cells at a time; features that are no axis stay at their means. */
static lehr_status ask_grid(lehr_run *r, const int axis[2], const lehr_map *m, sheet *s)
{
    const lehr_data *d = r->data;
    lehr_status status = LEHR_OK;
    for (int f = 0; f < d->features; f++) {
        double mean = 0;
        for (int k = 0; k < d->rows; k++) mean += value(d, k, f) / d->rows;
        for (int i = 0; i < GRID; i++) {
            double x = m->x_low + (m->x_high - m->x_low) * (i + 0.5) / GRID;
            s->input[f * GRID + i] = (lehr_real)(f == axis[0] ? (x - d->zero[f]) / d->unit[f] : mean);
        }
    }
    for (int row = 0; row < GRID && !status; row++) {
        double y = m->y_low + (m->y_high - m->y_low) * (row + 0.5) / GRID;
        for (int i = 0; i < GRID; i++) s->input[axis[1] * GRID + i] = (lehr_real)((y - d->zero[axis[1]]) / d->unit[axis[1]]);
        status = lehr_run_classify(r, s->input, GRID, s->winner + row * GRID, s->probability + row * GRID);
    }
    return status;
}

/* What it says of the samples themselves, so many at a time that they fit into a row of cells. */
static lehr_status ask_samples(lehr_run *r, const lehr_data *raw, const int axis[2], sheet *s)
{
    const lehr_data *d = r->data;
    lehr_status status = LEHR_OK;
    for (int from = 0; from < d->rows && !status; from += GRID) {
        int m = d->rows - from < GRID ? d->rows - from : GRID;
        for (int i = 0; i < m; i++) {
            s->x[from + i] = value(raw, from + i, axis[0]);
            s->y[from + i] = value(raw, from + i, axis[1]);
            for (int f = 0; f < d->features; f++) s->input[f * m + i] = (lehr_real)value(d, from + i, f);
        }
        status = lehr_run_classify(r, s->input, m, s->said + from, s->sure + from);
    }
    return status;
}

/* The samples' range along one feature, and a little more on either side. */
static void span(const lehr_data *d, int feature, double *low, double *high)
{
    *low = INFINITY;
    *high = -INFINITY;
    for (int i = 0; i < d->rows; i++) {
        *low = fmin(*low, value(d, i, feature));
        *high = fmax(*high, value(d, i, feature));
    }
    double margin = *low < *high ? 0.04 * (*high - *low) : 1;
    *low -= margin;
    *high += margin;
}

bool lehr_can_be_mapped(const lehr_data *d) { return d->features > 1 && !d->targets && d->picture.rank != 3; }

lehr_status lehr_picture_map(lehr_run *r, const lehr_data *data, const char *subtitle, const char *path)
{
    if (data->features < 2) return lehr_fail(LEHR_ERR_SHAPE, "a map needs two features; the data have %d", data->features);
    if (!lehr_can_be_mapped(data))
        return lehr_fail(LEHR_ERR_SHAPE, "a map shows classes in a plane; the data have %s",
                         data->targets ? "numbers to predict" : "pictures");
    int axis[2];
    choose_axes(data, axis);
    char title[80];
    lehr_print(title, sizeof title, "%.40s: where each class wins", r->plan.task);
    sheet s = {0};
    bool named = strcmp(data->class_name[0], "0");           /* classes that are only numbers are shown as "class 0", … */
    lehr_map m = { .title = title, .subtitle = subtitle, .x_label = data->feature_name[axis[0]], .y_label = data->feature_name[axis[1]],
                   .rows = GRID, .columns = GRID, .classes = data->classes, .class_name = named ? data->class_name : NULL,
                   .label = data->label, .count = data->rows };
    span(data, axis[0], &m.x_low, &m.x_high);
    span(data, axis[1], &m.y_low, &m.y_high);
    lehr_status status = make_sheet(&s, data);
    if (!status) status = ask_grid(r, axis, &m, &s);
    if (!status) status = ask_samples(r, data, axis, &s);
    m.winner = s.winner;
    m.probability = s.probability;
    m.x = s.x;
    m.y = s.y;
    m.said = s.said;
    if (!status) status = lehr_map_png(&m, path);
    lehr_arena_release(&s.memory);
    return status;
}
