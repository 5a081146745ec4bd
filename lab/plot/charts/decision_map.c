#include "lab/plot/charts/decision_map.h"
#include "lab/plot/parts/class_fill.h"
#include "core/base/translate.h"
#include "lab/plot/parts/figure.h"
#include "core/base/arena.h"
#include "lab/plot/draw/png.h"
#include <math.h>
#include <stdio.h>

static const lehr_colour white = { 255, 255, 255 }, dark = { 34, 34, 34 };

/* --- arguments ---------------------------------------------------------------------------------------------------- */

static lehr_status check_classes(const char *what, const int *v, size_t n, int classes)
{
    for (size_t i = 0; i < n; i++)
        if (v[i] < 0 || v[i] >= classes)
            return lehr_fail(LEHR_ERR_VALUE, "map: %s %zu is class %d; 0 to %d exist", lehr_translate(what), i, v[i],
                             classes - 1);
    return LEHR_OK;
}

static lehr_status check(const lehr_decision_map *m)
{
    lehr_status status = lehr_figure_check_range("map", "x", m->x_low, m->x_high);
    if (!status) status = lehr_figure_check_range("map", "y", m->y_low, m->y_high);
    if (status) return status;
    if (m->classes < 1 || m->rows < 1 || m->columns < 1 || !m->cell_class)
        return lehr_fail(LEHR_ERR_VALUE, "map: %d classes on a grid of %d x %d%s; at least 1 on 1 x 1 is needed",
                         m->classes, m->rows, m->columns,
                         m->cell_class ? "" : lehr_translate(", but cell_class is NULL"));
    if (m->count < 0 || (m->count && !(m->x && m->y && m->label)))
        return lehr_fail(LEHR_ERR_VALUE, "map: %d samples, but x, y or label is NULL", m->count);
    status = check_classes("cell", m->cell_class, (size_t)m->rows * (size_t)m->columns, m->classes);
    if (!status) status = check_classes("sample", m->label, (size_t)m->count, m->classes);
    if (!status && m->predicted_label)
        status = check_classes("the prediction for sample", m->predicted_label, (size_t)m->count, m->classes);
    return status;
}

/* --- the samples -------------------------------------------------------------------------------------------------- */

static bool inside(const lehr_decision_map *m, int i)
{
    return m->x[i] >= m->x_low && m->x[i] <= m->x_high && m->y[i] >= m->y_low && m->y[i] <= m->y_high;
}

static bool wrong(const lehr_decision_map *m, int i)
{
    double t;
    if (m->predicted_label) return m->predicted_label[i] != m->label[i];
    if (!inside(m, i)) return false;
    double across = (m->x[i] / 2 - m->x_low / 2) / (m->x_high / 2 - m->x_low / 2);
    double up = (m->y[i] / 2 - m->y_low / 2) / (m->y_high / 2 - m->y_low / 2);
    int column = lehr_class_fill_cell(across, m->columns, &t) + (t >= 0.5), row;
    row = lehr_class_fill_cell(up, m->rows, &t) + (t >= 0.5);
    return m->cell_class[(size_t)row * (size_t)m->columns + (size_t)column] != m->label[i];
}

/* Draws the samples that are classified correctly, or those that are not. */
static void draw_samples(lehr_figure *p, const lehr_decision_map *m, bool wrong_ones)
{
    double r = m->count <= 300 ? 4.2 : m->count <= 2000 ? 3.4 : 2.4;
    for (int i = 0; i < m->count; i++) {
        if (!inside(m, i) || wrong(m, i) != wrong_ones) continue;
        double x = lehr_axis_position(&p->x, m->x[i]), y = lehr_axis_position(&p->y, m->y[i]);
        lehr_stroke_start(&p->canvas, 0, NULL);
        if (wrong_ones) {
            lehr_stroke_dot(&p->canvas, x, y, r + 2.6);
            lehr_stroke_paint(&p->canvas, dark, 1);
        }
        lehr_stroke_dot(&p->canvas, x, y, r + 1.2);
        lehr_stroke_paint(&p->canvas, white, 1);
        lehr_stroke_dot(&p->canvas, x, y, r);
        lehr_stroke_paint(&p->canvas, lehr_palette(m->label[i]), 1);
    }
}

/* --- the map ------------------------------------------------------------------------------------------------------ */

static int legend_keys(const lehr_decision_map *m, lehr_legend_entry *key, lehr_short_text *text)
{
    int n = 0, errors = 0;
    for (int i = 0; i < m->count; i++) errors += wrong(m, i);
    for (; n < m->classes; n++) {
        text[n] = lehr_short_printf(lehr_label("class %d"), n);
        const char *name = m->class_name && m->class_name[n] ? m->class_name[n] : text[n].s;
        key[n] = (lehr_legend_entry){ name, LEHR_MARKER_DOT, lehr_palette(n), NULL };
    }
    if (!errors) return n;
    text[n] = lehr_short_printf(lehr_label("misclassified: %d"), errors);
    key[n] = (lehr_legend_entry){ text[n].s, LEHR_MARKER_RING, dark, NULL };
    return n + 1;
}

static lehr_status draw(const lehr_decision_map *m, const char *path, lehr_legend_entry *key, lehr_short_text *text)
{
    lehr_figure p = {
        .title = m->title, .subtitle = m->subtitle, .x_label = m->x_label, .y_label = m->y_label,
        .width = m->width ? m->width : 760, .height = m->height ? m->height : 640,
        .scale = m->scale != 0 ? m->scale : 2, .legend = key, .legend_count = legend_keys(m, key, text), .square = true,
    };
    lehr_axis_set_range(&p.x, false, (lehr_range){ m->x_low, m->x_high }, 0);
    lehr_axis_set_range(&p.y, false, (lehr_range){ m->y_low, m->y_high }, 0);
    lehr_status status = lehr_figure_begin(&p);
    if (status) return status;
    lehr_class_fill g = { m->rows, m->columns, m->classes, m->cell_class, m->probability, 0 };
    lehr_class_fill_draw(&g, &p.canvas, p.box);
    lehr_box b = { p.box.left - 8, p.box.top - 8, p.box.right + 8, p.box.bottom + 8 };    /* full dots at the edge */
    lehr_canvas_clip(&p.canvas, &b);
    draw_samples(&p, m, false);
    draw_samples(&p, m, true);
    return lehr_figure_finish(&p, path);
}

lehr_status lehr_decision_map_png(const lehr_decision_map *m, const char *path)
{
    if (lehr_png_check(__func__, m, path) || check(m)) return LEHR_ERR_VALUE;
    lehr_arena a = {0};
    size_t most = (size_t)m->classes + 1;
    lehr_legend_entry *key = lehr_arena_alloc(&a, most, sizeof *key);
    lehr_short_text *text = key ? lehr_arena_alloc(&a, most, sizeof *text) : NULL;
    lehr_status status = text ? draw(m, path, key, text) : LEHR_ERR_MEMORY;
    lehr_arena_release(&a);
    return status;
}
