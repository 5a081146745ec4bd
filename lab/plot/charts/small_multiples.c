#include "lab/plot/charts/small_multiples.h"
#include "core/base/translate.h"
#include "lab/plot/parts/figure.h"
#include "lab/plot/parts/line_series.h"
#include "lab/plot/draw/png.h"
#include <math.h>

static const lehr_colour black = { 34, 34, 34 }, grey = { 102, 102, 102 }, line = { 170, 170, 170 },
                         empty = { 243, 243, 243 };

enum { PANEL_GAP = 34, NAME = 24, MAP_GAP = 6, CONNECTOR = 22, STEP_LABEL = 18, LEGEND = 30, MAX_MAP_SIDE = 150,
       MAX_CLASSES = 64, MAX_COLUMNS = 8 };

/* The sizes of all panels. */
typedef struct layout {
    int    columns, rows;               /* of panels                          */
    double width, height;               /* of a panel                         */
    double left;                        /* width of the rate labels           */
    double curve, map;                  /* height of the curve; side of a map */
} layout;

/* --- arguments ---------------------------------------------------------------------------------------------------- */

static lehr_status check_panel(const lehr_small_multiples *s, int i)
{
    const lehr_small_multiple *k = &s->panel[i];
    if (s->points && !k->rate) return lehr_fail(LEHR_ERR_VALUE, "strips: panel %d has no rates", i + 1);
    for (int m = 0; m < s->maps; m++)
        for (int c = 0; k->cell_class[m] && c < s->map_size * s->map_size; c++)
            if (k->cell_class[m][c] < 0 || k->cell_class[m][c] >= s->classes)
                return lehr_fail(LEHR_ERR_VALUE, "strips: in map %d of panel %d, cell %d is class %d; 0 to %d exist",
                                 m + 1, i + 1, c, k->cell_class[m][c], s->classes - 1);
    return LEHR_OK;
}

static lehr_status check(const lehr_small_multiples *s)
{
    if (s->count < 1 || !s->panel)
        return lehr_fail(LEHR_ERR_VALUE, "strips: %d panels; at least 1 is needed", s->panel ? s->count : 0);
    if (s->points < 0 || (s->points && !s->t))
        return lehr_fail(LEHR_ERR_VALUE, "strips: %d points, but t is NULL", s->points);
    if (s->maps < 1 || s->maps > LEHR_MAX_PANEL_MAPS || s->map_size < 1 || s->map_size > 4096 || s->classes < 1)
        return lehr_fail(LEHR_ERR_VALUE,
                         "strips: %d maps of %d x %d cells and %d classes; 1 to %d maps of 1 x 1 to 4096 x 4096 cells "
                         "and at least 1 class are needed",
                         s->maps, s->map_size, s->map_size, s->classes, LEHR_MAX_PANEL_MAPS);
    for (int m = 0; m < s->maps; m++)
        if (!isfinite(s->map_step[m]) || (m && s->map_step[m] < s->map_step[m - 1]))
            return lehr_fail(LEHR_ERR_VALUE, "strips: map_step %d is %g; steps must be finite and not fall", m + 1,
                             s->map_step[m]);
    for (int i = 0; i < s->count; i++)
        if (check_panel(s, i)) return LEHR_ERR_VALUE;
    return LEHR_OK;
}

/* --- layout ------------------------------------------------------------------------------------------------------- */

static double figure_width(const lehr_small_multiples *s) { return s->width ? s->width : 960; }

static void set_ranges(const lehr_small_multiples *s, lehr_figure *panel)
{
    lehr_range t = LEHR_NO_RANGE, rate = LEHR_NO_RANGE;
    lehr_range_add(&t, false, s->t, s->points);
    lehr_range_add(&t, false, s->map_step, s->maps);
    for (int i = 0; i < s->count; i++) lehr_range_add(&rate, false, s->panel[i].rate, s->points);
    lehr_axis_set_range(&panel->x, false, t, 0);
    lehr_axis_set_range(&panel->y, false, rate, 0.06);
    panel->x.integer = true;
}

/* The layout in so many columns. Maps are as wide as a panel allows; a given height scales curve and maps. */
static layout try_columns(const lehr_small_multiples *s, int columns, double left, double top)
{
    const double fixed = NAME + CONNECTOR + STEP_LABEL;
    layout f = { .columns = columns, .rows = (s->count + columns - 1) / columns, .left = left };
    f.width = (figure_width(s) - 48 - (f.columns - 1) * PANEL_GAP) / f.columns;
    f.map = fmax(8, fmin((f.width - left - (s->maps - 1) * MAP_GAP) / s->maps, MAX_MAP_SIDE));
    f.curve = fmax(40, fmin(0.75 * f.map, 100));
    f.height = fixed + f.curve + f.map;
    if (!s->height) return f;
    f.height = (s->height - top - 24 - (f.rows - 1) * PANEL_GAP) / f.rows;
    double share = (f.height - fixed) / (f.curve + f.map);
    if (share >= 1) f.curve = f.height - fixed - f.map;
    else f.map = fmax(8, f.map * share), f.curve = fmax(8, f.curve * share);
    return f;
}

/* Two columns, if the height is free and the width suffices; for a given height, the columns with the largest maps. */
static layout lay_out(const lehr_small_multiples *s, double left, double top)
{
    layout best = try_columns(s, s->count > 2 && figure_width(s) >= 700 ? 2 : 1, left, top);
    for (int columns = 1; s->height && columns <= s->count && columns <= MAX_COLUMNS; columns++) {
        layout f = try_columns(s, columns, left, top);
        if (f.map > best.map) best = f;
    }
    return best;
}

/* --- drawing ------------------------------------------------------------------------------------------------------ */

static void write_at(lehr_figure *p, double size, lehr_colour colour, bool bold, double anchor, double max_width,
                     double x, double y, const char *text)
{
    lehr_text_style l = { .size = size, .colour = colour, .bold = bold, .anchor = anchor, .max_width = max_width };
    lehr_figure_text(p, &l, x, y, text);
}

/* The classes in one row, as many as fit. */
static void legend(lehr_figure *p, const lehr_small_multiples *s)
{
    double x = 24, y = p->box.top + 6;
    for (int i = 0; i < s->classes && i < MAX_CLASSES; i++) {
        lehr_short_text number = lehr_short_printf(lehr_label("class %d"), i);
        lehr_legend_entry key = { s->class_name && s->class_name[i] ? s->class_name[i] : number.s, LEHR_MARKER_DOT,
                                  lehr_palette(i), NULL };
        lehr_text_style l = { .size = 13, .max_width = 160 };
        double wide = 24 + lehr_font_width(p->font, &l, key.label);
        if (x + wide > figure_width(s) - 24) return;
        lehr_legend_marker_draw(p, &key, x - 8, y);
        write_at(p, 13, black, false, 0, 160, x + 16, y + 4.7, key.label);
        x += wide + 18;
    }
}

static void draw_curve(lehr_figure *p, const lehr_small_multiples *s, const lehr_small_multiple *k)
{
    lehr_series series = { .x = s->t, .y = k->rate, .count = s->points };
    lehr_box wide = { p->box.left - 3, p->box.top - 3, p->box.right + 3, p->box.bottom + 3 };
    lehr_line_style stroke = { lehr_palette(0), NULL, 1.9 }, pale = { lehr_palette(0), NULL, 1 };
    bool noisy = lehr_line_series_is_noisy(p, &series);
    lehr_figure_gridlines(p);
    lehr_canvas_clip(&p->canvas, &wide);
    if (noisy) lehr_line_series_line(p, &series, &pale, 0.25);
    if (noisy) lehr_line_series_running_mean(p, &series, &stroke);
    else lehr_line_series_line(p, &series, &stroke, 1);
    lehr_canvas_clip(&p->canvas, NULL);
}

/* A thin line from a step on the time axis to the middle of its map. */
static void draw_connector(lehr_figure *p, double from, double to, double y, double below)
{
    lehr_stroke_start(&p->canvas, 1, NULL);
    lehr_stroke_move(&p->canvas, from, y);
    lehr_stroke_line(&p->canvas, from, y + 4);
    lehr_stroke_line(&p->canvas, to, below - 3);
    lehr_stroke_line(&p->canvas, to, below);
    lehr_stroke_paint(&p->canvas, line, 1);
    lehr_stroke_start(&p->canvas, 0, NULL);
    lehr_stroke_dot(&p->canvas, from, y, 2.6);
    lehr_stroke_paint(&p->canvas, grey, 1);
}

static void draw_map(lehr_figure *p, const lehr_small_multiples *s, const lehr_small_multiple *k, int m, lehr_box b,
                     double slot)
{
    lehr_class_fill g = { s->map_size, s->map_size, s->classes, k->cell_class[m], k->probability[m], 0.62 };
    double x = (b.left + b.right) / 2;
    if (k->cell_class[m]) lehr_class_fill_draw(&g, &p->canvas, b);
    lehr_canvas_clip(&p->canvas, NULL);
    if (!k->cell_class[m]) lehr_canvas_fill_box(&p->canvas, b, empty, 1);
    if (!k->cell_class[m] && s->missing_text)
        write_at(p, 11, grey, false, 0.5, b.right - b.left - 4, x, (b.top + b.bottom) / 2 + 4, s->missing_text);
    write_at(p, 10.5, grey, false, 0.5, slot, x, b.bottom + 13, lehr_number_grouped(s->map_step[m], 0).s);
}

static void draw_panel(lehr_figure *on, const lehr_small_multiples *s, const layout *f, const lehr_figure *axes, int i)
{
    const lehr_small_multiple *k = &s->panel[i];
    double left = on->box.left + (i % f->columns) * (f->width + PANEL_GAP),
           top = on->box.top + LEGEND + (i / f->columns) * (f->height + PANEL_GAP);
    double right = left + f->width, start = left + f->left, slot = (f->width - f->left + MAP_GAP) / s->maps;
    lehr_figure panel = *axes;
    lehr_text_style bold = { .size = 14, .bold = true, .max_width = f->width * 0.62 };
    double used = k->name ? lehr_font_width(on->font, &bold, k->name) : 0;
    if (k->name) write_at(on, 14, black, true, 0, bold.max_width, left, top + 10, k->name);
    if (k->result) write_at(on, 13, grey, false, 1, f->width - used - 12, right, top + 10, k->result);
    lehr_panel_begin(&panel, on, (lehr_box){ start, top + NAME, right, top + NAME + f->curve });
    draw_curve(&panel, s, k);
    panel.x.count = 0;                                      /* the steps of the maps replace them */
    lehr_panel_axes(&panel);
    for (int m = 0; m < s->maps; m++) {
        double middle = start + m * slot + (slot - MAP_GAP) / 2, y = panel.box.bottom + CONNECTOR;
        lehr_box b = lehr_canvas_snap_box(&on->canvas, (lehr_box){ middle - f->map / 2, y, middle + f->map / 2,
                                                                   y + f->map });
        draw_connector(on, lehr_axis_position(&panel.x, s->map_step[m]), middle, panel.box.bottom, b.top);
        draw_map(on, s, k, m, b, slot - 2);
    }
}

lehr_status lehr_small_multiples_png(const lehr_small_multiples *s, const char *path)
{
    if (lehr_png_check(__func__, s, path) || check(s)) return LEHR_ERR_VALUE;
    lehr_figure p = { .title = s->title, .subtitle = s->subtitle, .width = (int)figure_width(s), .height = s->height,
                      .scale = s->scale != 0 ? s->scale : 2, .no_axes = true, .font = lehr_font_new() };
    lehr_figure axes = { .tick_size = 10.5 };
    if (!p.font) return lehr_last_status();
    set_ranges(s, &axes);
    /* The rate labels determine the width of the maps, and so the height of the figure. */
    double top = lehr_figure_head(&p) + LEGEND;
    layout f = lay_out(s, fmin(60, lehr_panel_left(&axes, &p, 60)), top);
    if (!s->height) p.height = (int)ceil(top + f.rows * f.height + (f.rows - 1) * PANEL_GAP + LEHR_FIGURE_PAD);
    lehr_status status = lehr_figure_begin(&p);
    if (status) return status;
    legend(&p, s);
    for (int i = 0; i < s->count; i++) draw_panel(&p, s, &f, &axes, i);
    return lehr_figure_finish(&p, path);
}
