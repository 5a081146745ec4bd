#include "lab/plot/charts/histogram.h"
#include "lab/plot/parts/bins.h"
#include "core/base/translate.h"
#include "lab/plot/parts/figure.h"
#include "core/base/memory.h"
#include "lab/plot/draw/png.h"
#include <math.h>

static const lehr_colour black = { 34, 34, 34 }, grey = { 102, 102, 102 };

enum { PAD = LEHR_FIGURE_PAD, COLUMN_GAP = 30, ROW_GAP = 16, NAME = 20, TICKS = 22, PANEL = 118, MAX_PANELS = 60 };

/* --- arguments ---------------------------------------------------------------------------------------------------- */

static lehr_status check(const lehr_histogram *h)
{
    if (h->count < 0 || (h->count && !h->values))
        return lehr_fail(LEHR_ERR_VALUE, "histogram: %d sets of numbers, but values is NULL", h->count);
    for (int i = 0; i < h->count; i++)
        if (h->values[i].count < 0 || (h->values[i].count && !h->values[i].v))
            return lehr_fail(LEHR_ERR_VALUE, "histogram: set %d has %d numbers%s", i + 1, h->values[i].count,
                             h->values[i].v ? "" : lehr_translate(", but v is NULL"));
    if (h->separate && h->count > MAX_PANELS)
        return lehr_fail(LEHR_ERR_VALUE, "histogram: %d panels; at most %d are possible", h->count,
                         MAX_PANELS);
    return LEHR_OK;
}

/* --- bins of one panel -------------------------------------------------------------------------------------------- */

/* The bins of the sets first … end − 1 over one x axis. Fails only without memory. */
static lehr_status count_all(const lehr_histogram *h, int first, int end, lehr_bins *b, lehr_figure *p)
{
    lehr_range r = LEHR_NO_RANGE, up = { 0, 0 };
    int bins = LEHR_MIN_BINS;
    for (int i = first; i < end; i++) lehr_range_add(&r, false, h->values[i].v, h->values[i].count);
    lehr_axis_set_range(&p->x, false, r, 0);
    r = (lehr_range){ p->x.low, p->x.high };
    for (int i = first; i < end; i++) {
        int wanted = lehr_bins_choose_count(h->values[i].v, h->values[i].count, r);
        if (!wanted) return LEHR_ERR_MEMORY;
        if (wanted > bins) bins = wanted;
    }
    for (int i = first; i < end; i++) {
        lehr_bins_fill(&b[i - first], bins, r, h->values[i].v, h->values[i].count);
        up.high = fmax(up.high, (double)b[i - first].most);
    }
    if (up.high < 1) up.high = 1;
    lehr_axis_set_range(&p->y, false, up, 0);
    p->y.high *= 1.05;
    p->y.integer = true;
    return LEHR_OK;
}

/* The left edge of bin k. */
static double edge(const lehr_figure *p, const lehr_bins *b, int k)
{
    return lehr_canvas_snap(&p->canvas, p->box.left + (p->box.right - p->box.left) * k / b->count);
}

/* Outlines of the bars, but not the x axis between them. */
static void outline(lehr_figure *p, const lehr_bins *b, lehr_colour colour)
{
    lehr_stroke_start(&p->canvas, 1.6, NULL);
    for (int k = 0; k < b->count; k++) {
        double top = lehr_axis_position(&p->y, (double)b->count_in[k]);
        if (!b->count_in[k]) continue;
        if (!k || !b->count_in[k - 1]) lehr_stroke_move(&p->canvas, edge(p, b, k), p->box.bottom);
        lehr_stroke_line(&p->canvas, edge(p, b, k), top);
        lehr_stroke_line(&p->canvas, edge(p, b, k + 1), top);
        if (k + 1 == b->count || !b->count_in[k + 1]) lehr_stroke_line(&p->canvas, edge(p, b, k + 1), p->box.bottom);
    }
    lehr_stroke_paint(&p->canvas, colour, 1);
}

static void draw_bins(lehr_figure *p, const lehr_bins *b, lehr_colour colour, bool alone)
{
    double gap = edge(p, b, 1) - edge(p, b, 0) >= 5 && alone ? 1 : 0;
    for (int k = 0; k < b->count; k++) {
        lehr_box bar = { edge(p, b, k), lehr_axis_position(&p->y, (double)b->count_in[k]), edge(p, b, k + 1) - gap,
                         p->box.bottom };
        if (b->count_in[k]) bar.top = fmin(bar.top, bar.bottom - 1);    /* at least one pixel high */
        if (b->count_in[k]) lehr_canvas_fill_box(&p->canvas, bar, colour, alone ? 0.8 : 0.22);
    }
    if (!alone) outline(p, b, colour);
}

/* --- over one axis ------------------------------------------------------------------------------------------------ */

static lehr_status draw_together(const lehr_histogram *h, lehr_bins *b, lehr_legend_entry *key, const char *path)
{
    lehr_figure p = { .title = h->title, .subtitle = h->subtitle, .x_label = h->x_label,
                      .y_label = lehr_label("how many"), .width = h->width ? h->width : 960,
                      .height = h->height ? h->height : 560, .scale = h->scale != 0 ? h->scale : 2, .legend = key };
    for (int i = 0; i < h->count; i++)
        if (h->values[i].label && h->count > 1)
            key[p.legend_count++] = (lehr_legend_entry){ h->values[i].label, LEHR_MARKER_DOT, lehr_palette(i), NULL };
    lehr_status status = count_all(h, 0, h->count, b, &p);
    if (!status) status = lehr_figure_begin(&p);
    if (status) return status;
    long non_numbers = 0;
    for (int i = 0; i < h->count; i++) non_numbers += b[i].non_numbers;
    lehr_short_text note = lehr_short_printf(lehr_label("%ld without a number"), non_numbers);
    if (non_numbers) p.note = note.s;
    lehr_figure_gridlines(&p);
    for (int i = 0; i < h->count; i++) draw_bins(&p, &b[i], lehr_palette(i), h->count == 1);
    return lehr_figure_finish(&p, path);
}

/* --- panels ------------------------------------------------------------------------------------------------------- */

/* The name at the left, the number of values at the right. */
static void head_panel(lehr_figure *on, const lehr_values *h, const lehr_bins *b, lehr_box box)
{
    lehr_text_style name = { .size = 13, .colour = black, .bold = true, .max_width = box.right - box.left };
    double used = h->label ? lehr_font_width(on->font, &name, h->label) : 0;
    lehr_text_style count = { .size = 11, .colour = grey, .anchor = 1, .max_width = box.right - box.left - used - 10 };
    lehr_short_text note = lehr_short_printf(lehr_label("%ld without a number"), b->non_numbers),
                    all = lehr_short_printf("%d", h->count);
    if (h->label) lehr_figure_text(on, &name, box.left, box.top + 10, h->label);
    if (count.max_width > 20)
        lehr_font_draw(on->font, &on->canvas, &count, box.right, box.top + 10, b->non_numbers ? note.s : all.s);
}

static lehr_status draw_panel(const lehr_histogram *h, lehr_figure *on, int i, lehr_bins *b, lehr_box box)
{
    lehr_figure panel = { .tick_size = 10.5 };
    lehr_status status = count_all(h, i, i + 1, b, &panel);
    if (status) return status;
    double height = box.bottom - box.top - NAME - TICKS, left = lehr_panel_left(&panel, on, height);
    head_panel(on, &h->values[i], b, box);
    lehr_panel_begin(&panel, on, (lehr_box){ box.left + left, box.top + NAME, box.right, box.bottom - TICKS });
    if (panel.box.right - panel.box.left < 20 || panel.box.bottom - panel.box.top < 10) return LEHR_OK;
    lehr_figure_gridlines(&panel);
    draw_bins(&panel, b, lehr_palette(0), true);
    lehr_panel_axes(&panel);
    return LEHR_OK;
}

/* At most three columns; four panels are two rows of two. */
static int columns_of(int panels, double width)
{
    int most = width >= 700 ? 3 : width >= 420 ? 2 : 1;
    return panels < most ? (panels ? panels : 1) : panels == 4 && most == 3 ? 2 : most;
}

static lehr_status draw_apart(const lehr_histogram *h, lehr_bins *b, const char *path)
{
    lehr_figure p = { .title = h->title, .subtitle = h->subtitle, .width = h->width ? h->width : 960,
                      .scale = h->scale != 0 ? h->scale : 2, .no_axes = true };
    double top = lehr_figure_head(&p);
    int columns = columns_of(h->count, p.width), rows = (h->count + columns - 1) / columns;
    double each = (p.width - 2 * PAD - (columns - 1) * COLUMN_GAP) / (double)columns, down = NAME + PANEL + TICKS;
    if (h->height && rows) down = (h->height - top - PAD - (rows - 1) * ROW_GAP) / rows;
    p.height = h->height ? h->height : (int)ceil(top + rows * (down + ROW_GAP) + 8);
    lehr_status status = lehr_figure_begin(&p);
    if (status) return status;
    for (int i = 0; i < h->count && !status; i++) {
        double x = PAD + (i % columns) * (each + COLUMN_GAP), y = top + (i / columns) * (down + ROW_GAP);
        status = draw_panel(h, &p, i, b, (lehr_box){ x, y, x + each, y + down });
    }
    if (!status) return lehr_figure_finish(&p, path);
    lehr_figure_abandon(&p);
    return status;
}

lehr_status lehr_histogram_png(const lehr_histogram *h, const char *path)
{
    if (lehr_png_check(__func__, h, path) || check(h)) return LEHR_ERR_VALUE;
    lehr_bins *b = lehr_alloc((size_t)h->count + 1, sizeof *b);
    lehr_legend_entry *key = lehr_alloc((size_t)h->count + 1, sizeof *key);
    lehr_status status = b && key ? LEHR_OK : LEHR_ERR_MEMORY;
    if (!status) status = h->separate ? draw_apart(h, b, path) : draw_together(h, b, key, path);
    lehr_free(key);
    lehr_free(b);
    return status;
}
