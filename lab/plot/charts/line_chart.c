#include "lab/plot/charts/line_chart.h"
#include "core/base/translate.h"
#include "lab/plot/parts/line_series.h"
#include "core/base/memory.h"
#include "lab/plot/draw/png.h"
#include <math.h>

/* --- arguments ---------------------------------------------------------------------------------------------------- */

static lehr_status check_series(const lehr_series *s, int i)
{
    if (s->count < 0 || (s->count && !s->y))
        return lehr_fail(LEHR_ERR_VALUE, "chart: series %d has %d points%s", i + 1, s->count,
                         s->y ? "" : lehr_translate(", but y is NULL"));
    if (!s->low != !s->high)
        return lehr_fail(LEHR_ERR_VALUE, "chart: series %d needs both low and high, or neither", i + 1);
    return LEHR_OK;
}

static lehr_status check(const lehr_line_chart *c)
{
    if (c->count < 0 || (c->count && !c->series))
        return lehr_fail(LEHR_ERR_VALUE, "chart: %d series, but series is NULL", c->count);
    for (int i = 0; i < c->count; i++)
        if (check_series(&c->series[i], i)) return LEHR_ERR_VALUE;
    bool on_axis = lehr_axis_accepts(c->log_y, c->y_low) && lehr_axis_accepts(c->log_y, c->y_high);
    if (c->y_low != c->y_high && !(on_axis && c->y_low < c->y_high))
        return lehr_fail(LEHR_ERR_VALUE,
                         c->log_y ? "chart: y from %g to %g; a log axis needs 0 < low < high"
                                  : "chart: y from %g to %g; low < high is needed", c->y_low, c->y_high);
    if (c->vlines < 0 || (c->vlines && !c->vline))
        return lehr_fail(LEHR_ERR_VALUE, "chart: %d vertical lines, but vline is NULL", c->vlines);
    return LEHR_OK;
}

/* --- the axes ----------------------------------------------------------------------------------------------------- */

static lehr_range x_range(const lehr_line_chart *c)
{
    lehr_range r = LEHR_NO_RANGE;
    for (int i = 0; i < c->count; i++) {
        const lehr_series *s = &c->series[i];
        double ends[] = { c->log_x ? 1 : 0, s->count - 1 };
        if (s->x) lehr_range_add(&r, c->log_x, s->x, s->count);
        else if (s->count) lehr_range_add(&r, c->log_x, ends, 2);
    }
    return r;
}

/* Are all x whole numbers? Then ticks are, too. */
static bool is_whole(const lehr_line_chart *c)
{
    for (int i = 0; i < c->count; i++)
        for (int k = 0; k < c->series[i].count && c->series[i].x; k++)
            if (isfinite(c->series[i].x[k]) && c->series[i].x[k] != floor(c->series[i].x[k])) return false;
    return true;
}

static lehr_range y_range(const lehr_line_chart *c)
{
    lehr_range r = LEHR_NO_RANGE;
    if (c->y_low < c->y_high) return (lehr_range){ c->y_low, c->y_high };
    for (int i = 0; i < c->count; i++) {
        const lehr_series *s = &c->series[i];
        lehr_range_add(&r, c->log_y, s->y, s->count);
        if (s->low) lehr_range_add(&r, c->log_y, s->low, s->count);
        if (s->high) lehr_range_add(&r, c->log_y, s->high, s->count);
    }
    return r;
}

/* --- the chart ---------------------------------------------------------------------------------------------------- */

/* The labels of vertical lines are in rows below the top, each in the first row where it does not touch another. */
enum { LABEL_ROWS = 16, LABELS_IN_ROW = 16, ROW = 17 };

typedef struct label_rows {
    int rows, count[LABEL_ROWS];
    double left[LABEL_ROWS][LABELS_IN_ROW], right[LABEL_ROWS][LABELS_IN_ROW];
} label_rows;

static bool place_label(label_rows *k, int row, double left, double right)
{
    int n = k->count[row];
    for (int i = 0; i < n; i++)
        if (left < k->right[row][i] + 8 && right > k->left[row][i] - 8) return false;
    if (n == LABELS_IN_ROW) return false;
    k->left[row][n] = left;
    k->right[row][n] = right;
    k->count[row]++;
    return true;
}

/* On a white background that hides other vertical lines. If it does not fit into any row, it is left out. */
static void draw_vline_label(lehr_figure *p, const char *label, double x, label_rows *k)
{
    const lehr_colour dark = { 70, 70, 70 }, white = { 255, 255, 255 };
    double middle = (p->box.left + p->box.right) / 2;
    lehr_text_style l = { .size = 12, .colour = dark, .anchor = x > middle, .max_width = middle - p->box.left };
    double at = x + (x > middle ? -6 : 6), wide = fmin(lehr_font_width(p->font, &l, label), l.max_width),
           left = x > middle ? at - wide : at;
    int row = 0;
    while (row < k->rows && !place_label(k, row, left, left + wide)) row++;
    if (l.max_width <= 0 || row == k->rows) return;
    double y = p->box.top + 12 + row * ROW;
    lehr_canvas_fill_box(&p->canvas, (lehr_box){ left - 2, y - 12, left + wide + 2, y + 4 }, white, 0.85);
    lehr_font_draw(p->font, &p->canvas, &l, at, y, label);
}

/* Labels use at most the upper two fifths of the plot. */
static void draw_vlines(lehr_figure *p, const lehr_line_chart *c)
{
    static const double dash[] = { 3, 4, 0 };
    const lehr_colour dark = { 70, 70, 70 };
    label_rows k = { .rows = (int)fmin(fmax(0.4 * (p->box.bottom - p->box.top) / ROW, 1), LABEL_ROWS) };
    for (int i = 0; i < c->vlines; i++) {
        if (!lehr_axis_accepts(c->log_x, c->vline[i].x)) continue;
        double x = lehr_axis_position(&p->x, c->vline[i].x);
        lehr_stroke_start(&p->canvas, 1.2, dash);
        lehr_stroke_move(&p->canvas, x, p->box.bottom);
        lehr_stroke_line(&p->canvas, x, p->box.top);
        lehr_stroke_paint(&p->canvas, dark, 1);
    }
    for (int i = 0; i < c->vlines; i++)
        if (lehr_axis_accepts(c->log_x, c->vline[i].x) && c->vline[i].label)
            draw_vline_label(p, c->vline[i].label, lehr_axis_position(&p->x, c->vline[i].x), &k);
}

static void draw_empty_note(lehr_figure *p)
{
    lehr_text_style l = {
        .size = 13, .colour = { 136, 136, 136 }, .anchor = 0.5, .max_width = p->box.right - p->box.left
    };
    double x = (p->box.left + p->box.right) / 2, y = (p->box.top + p->box.bottom) / 2;
    lehr_figure_text(p, &l, x, y, lehr_label("nothing to draw"));
}

static void draw_all(lehr_figure *p, const lehr_line_chart *c)
{
    double above = c->y_low < c->y_high ? 1 : 4;            /* a line on the edge is drawn in full */
    lehr_box b = { p->box.left - 4, p->box.top - above, p->box.right + 4, p->box.bottom + above };
    lehr_figure_gridlines(p);
    lehr_canvas_clip(&p->canvas, &b);
    for (int i = 0; i < c->count; i++) {
        const lehr_series *s = &c->series[i];
        lehr_line_style k = lehr_line_series_style(c->series, c->count, i), thin = { k.colour, NULL, 1 };
        bool noisy = !s->faint && lehr_line_series_is_noisy(p, s);
        if (s->low) lehr_line_series_band(p, s, &k);
        if (s->faint || noisy)
            lehr_line_series_line(p, s, &thin, s->faint ? 1 : c->count <= 4 ? 0.25 : 0.16);
        if (noisy) p->note = lehr_label("pale: every value; line: running mean");
    }
    for (int i = 0; i < c->count; i++) {
        const lehr_series *s = &c->series[i];
        lehr_line_style k = lehr_line_series_style(c->series, c->count, i);
        if (s->faint) continue;
        if (lehr_line_series_is_noisy(p, s)) lehr_line_series_running_mean(p, s, &k);
        else lehr_line_series_line(p, s, &k, 1);
    }
    draw_vlines(p, c);
    if (x_range(c).low > x_range(c).high || y_range(c).low > y_range(c).high) draw_empty_note(p);
}

lehr_status lehr_line_chart_png(const lehr_line_chart *c, const char *path)
{
    if (lehr_png_check(__func__, c, path) || check(c)) return LEHR_ERR_VALUE;
    lehr_legend_entry *key = lehr_alloc((size_t)c->count + 1, sizeof *key);
    if (!key) return LEHR_ERR_MEMORY;
    lehr_figure p = {
        .title = c->title, .subtitle = c->subtitle, .x_label = c->x_label, .y_label = c->y_label,
        .width = c->width ? c->width : 960, .height = c->height ? c->height : 560,
        .scale = c->scale != 0 ? c->scale : 2, .legend = key,
        .legend_count = lehr_line_series_legend(c->series, c->count, key),
    };
    lehr_axis_set_range(&p.x, c->log_x, x_range(c), 0);
    p.x.integer = is_whole(c) && c->count > 0;
    lehr_axis_set_range(&p.y, c->log_y, y_range(c), c->y_low < c->y_high ? 0 : 0.04);
    lehr_status status = lehr_figure_begin(&p);
    if (!status) {
        draw_all(&p, c);
        status = lehr_figure_finish(&p, path);
    }
    lehr_free(key);
    return status;
}
