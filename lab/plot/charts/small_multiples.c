#include "lab/plot/charts/small_multiples.h"
#include "core/base/translate.h"
#include "lab/plot/charts/figure.h"
#include "lab/plot/charts/line_series.h"
#include "lab/plot/draw/png.h"
#include <math.h>

static const lehr_colour black = { 34, 34, 34 }, grey = { 102, 102, 102 }, line = { 170, 170, 170 },
                         empty = { 243, 243, 243 };

enum {
    APART = 34,
    NAME = 24,
    GAP = 6,
    TIE = 22,
    BELOW = 18,
    LEGEND = 30,
    LARGEST_MAP = 150,
    MOST_CLASSES = 64,
    MOST_COLUMNS = 8
};

/* Where everything in a strip goes, the same in each. */
typedef struct frame {
    int    columns, rows;               /* of strips                        */
    double width, height;               /* of one                           */
    double left;                        /* room for the rates at the left   */
    double curve, map;                  /* height of the curve; side of a map */
} frame;

/* --- what is asked ------------------------------------------------------------------------------------------------ */

static lehr_status check_strip(const lehr_small_multiples *s, int i)
{
    const lehr_small_multiple *k = &s->panel[i];
    if (s->points && !k->rate) return lehr_fail(LEHR_ERR_VALUE, "strips: strip %d has no rates", i + 1);
    for (int m = 0; m < s->maps; m++)
        for (int c = 0; k->cell_class[m] && c < s->map_size * s->map_size; c++)
            if (k->cell_class[m][c] < 0 || k->cell_class[m][c] >= s->classes)
                return lehr_fail(LEHR_ERR_VALUE, "strips: in map %d of strip %d, cell %d is class %d; 0 to %d exist",
                                 m + 1, i + 1, c, k->cell_class[m][c], s->classes - 1);
    return LEHR_OK;
}

static lehr_status check(const lehr_small_multiples *s)
{
    if (s->count < 1 || !s->panel)
        return lehr_fail(LEHR_ERR_VALUE, "strips: %d strips; at least 1 is needed", s->panel ? s->count : 0);
    if (s->points < 0 || (s->points && !s->t))
        return lehr_fail(LEHR_ERR_VALUE, "strips: %d points, but no t", s->points);
    if (s->maps < 1 || s->maps > LEHR_MAX_PANEL_MAPS || s->map_size < 1 || s->map_size > 4096 || s->classes < 1)
        return lehr_fail(
            LEHR_ERR_VALUE,
            "strips: %d maps of %d x %d cells and %d classes; 1 to %d maps of 1 x 1 to 4096 x 4096 are drawn", s->maps,
            s->map_size, s->map_size, s->classes, LEHR_MAX_PANEL_MAPS);
    for (int m = 0; m < s->maps; m++)
        if (!isfinite(s->map_step[m]) || (m && s->map_step[m] < s->map_step[m - 1]))
            return lehr_fail(LEHR_ERR_VALUE, "strips: moment %d is %g; moments are numbers that rise", m + 1,
                             s->map_step[m]);
    for (int i = 0; i < s->count; i++)
        if (check_strip(s, i)) return LEHR_ERR_VALUE;
    return LEHR_OK;
}

/* --- where everything goes ---------------------------------------------------------------------------------------- */

static double paper_width(const lehr_small_multiples *s) { return s->width ? s->width : 960; }

static void span_axes(const lehr_small_multiples *s, lehr_figure *panel)
{
    lehr_range t = LEHR_NO_RANGE, rate = LEHR_NO_RANGE;
    lehr_range_add(&t, false, s->t, s->points);
    lehr_range_add(&t, false, s->map_step, s->maps);
    for (int i = 0; i < s->count; i++) lehr_range_add(&rate, false, s->panel[i].rate, s->points);
    lehr_axis_set_range(&panel->x, false, t, 0);
    lehr_axis_set_range(&panel->y, false, rate, 0.06);
    panel->x.integer = true;
}

/* So many strips beside each other. Maps are as wide as a strip allows; a given height takes from curve and maps alike.
 */
static frame try_columns(const lehr_small_multiples *s, int columns, double left, double top)
{
    const double fixed = NAME + TIE + BELOW;
    frame f = { .columns = columns, .rows = (s->count + columns - 1) / columns, .left = left };
    f.width = (paper_width(s) - 48 - (f.columns - 1) * APART) / f.columns;
    f.map = fmax(8, fmin((f.width - left - (s->maps - 1) * GAP) / s->maps, LARGEST_MAP));
    f.curve = fmax(40, fmin(0.75 * f.map, 100));
    f.height = fixed + f.curve + f.map;
    if (!s->height) return f;
    f.height = (s->height - top - 24 - (f.rows - 1) * APART) / f.rows;
    double share = (f.height - fixed) / (f.curve + f.map);
    if (share >= 1) f.curve = f.height - fixed - f.map;
    else f.map = fmax(8, f.map * share), f.curve = fmax(8, f.curve * share);
    return f;
}

/* Two beside each other where the paper is as high as they need; on given paper, so many that the maps are largest. */
static frame lay_out(const lehr_small_multiples *s, double left, double top)
{
    frame best = try_columns(s, s->count > 2 && paper_width(s) >= 700 ? 2 : 1, left, top);
    for (int columns = 1; s->height && columns <= s->count && columns <= MOST_COLUMNS; columns++) {
        frame f = try_columns(s, columns, left, top);
        if (f.map > best.map) best = f;
    }
    return best;
}

static double head_of(const lehr_small_multiples *s)
{
    return 24 + (s->title ? 28 : 0) + (s->subtitle ? 21 : 0) + (s->title || s->subtitle ? 12 : 0) + LEGEND;
}

/* --- drawing ------------------------------------------------------------------------------------------------------ */

static void write_at(lehr_figure *p, double size, lehr_colour colour, bool bold, double anchor, double room, double x,
                     double y, const char *text)
{
    lehr_text_style l = { .size = size, .colour = colour, .bold = bold, .anchor = anchor, .max_width = room };
    if (room > 0) lehr_font_draw(p->font, &p->canvas, &l, x, y, text);
}

/* The classes side by side, as far as they go. */
static void legend(lehr_figure *p, const lehr_small_multiples *s)
{
    double x = 24, y = p->box.top + 6;
    for (int i = 0; i < s->classes && i < MOST_CLASSES; i++) {
        lehr_short_text usual = lehr_short_printf(lehr_translate("class %d"), i);
        lehr_legend_entry key = { s->class_name && s->class_name[i] ? s->class_name[i] : usual.s, LEHR_MARKER_DOT,
                                  lehr_palette(i), NULL };
        lehr_text_style l = { .size = 13, .max_width = 160 };
        double wide = 24 + lehr_font_width(p->font, &l, key.label);
        if (x + wide > paper_width(s) - 24) return;
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
    bool jitters = lehr_line_series_is_noisy(p, &series);
    lehr_figure_gridlines(p);
    lehr_canvas_clip(&p->canvas, &wide);
    if (jitters) lehr_line_series_line(p, &series, &pale, 0.25);
    if (jitters) lehr_line_series_running_mean(p, &series, &stroke);
    else lehr_line_series_line(p, &series, &stroke, 1);
    lehr_canvas_clip(&p->canvas, NULL);
}

/* A thin line from a moment below the curve to the middle of its map. */
static void tie(lehr_figure *p, double from, double to, double y, double below)
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

/* "7,500", as an axis would have it. */
static lehr_short_text number(double v)
{
    lehr_short_text out = lehr_short_printf("%.0f", v), digits = out;
    size_t n = 0, all = 0;
    while (digits.s[all]) all++;
    for (size_t i = 0; i < all && n + 2 < sizeof out.s; i++) {
        if (i && digits.s[i - 1] != '-' && (all - i) % 3 == 0) out.s[n++] = ',';
        out.s[n++] = digits.s[i];
    }
    out.s[n] = '\0';
    return out;
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
    write_at(p, 10.5, grey, false, 0.5, slot, x, b.bottom + 13, number(s->map_step[m]).s);
}

static void draw_strip(lehr_figure *on, const lehr_small_multiples *s, const frame *f, const lehr_figure *axes, int i)
{
    const lehr_small_multiple *k = &s->panel[i];
    double left = on->box.left + (i % f->columns) * (f->width + APART),
           top = on->box.top + LEGEND + (i / f->columns) * (f->height + APART);
    double right = left + f->width, start = left + f->left, slot = (f->width - f->left + GAP) / s->maps;
    lehr_figure panel = *axes;
    lehr_text_style bold = { .size = 14, .bold = true, .max_width = f->width * 0.62 };
    double used = k->name ? lehr_font_width(on->font, &bold, k->name) : 0;
    if (k->name) write_at(on, 14, black, true, 0, bold.max_width, left, top + 10, k->name);
    if (k->result) write_at(on, 13, grey, false, 1, f->width - used - 12, right, top + 10, k->result);
    lehr_panel_begin(&panel, on, (lehr_box){ start, top + NAME, right, top + NAME + f->curve });
    draw_curve(&panel, s, k);
    panel.x.count = 0;                                      /* the maps tell the time */
    lehr_panel_axes(&panel);
    for (int m = 0; m < s->maps; m++) {
        double middle = start + m * slot + (slot - GAP) / 2, y = panel.box.bottom + TIE;
        lehr_box b = { lehr_canvas_snap(&on->canvas, middle - f->map / 2), lehr_canvas_snap(&on->canvas, y),
                       lehr_canvas_snap(&on->canvas, middle + f->map / 2), lehr_canvas_snap(&on->canvas, y + f->map) };
        tie(on, lehr_axis_position(&panel.x, s->map_step[m]), middle, panel.box.bottom, b.top);
        draw_map(on, s, k, m, b, slot - 2);
    }
}

lehr_status lehr_small_multiples_png(const lehr_small_multiples *s, const char *path)
{
    if (lehr_png_check(__func__, s, path) || check(s)) return LEHR_ERR_VALUE;
    lehr_figure p = { .title = s->title, .subtitle = s->subtitle, .width = (int)paper_width(s), .height = s->height,
                    .scale = s->scale != 0 ? s->scale : 2, .no_axes = true };
    lehr_figure axes = { .tick_size = 10.5 };
    span_axes(s, &axes);
    lehr_figure probe = { .font = lehr_font_new() };        /* the letters at the left decide how wide a map is, and
                                                               so how high the paper */
    if (!probe.font) return lehr_last_status();
    frame f = lay_out(s, fmin(60, lehr_panel_left(&axes, &probe, 60)), head_of(s));
    lehr_font_free(probe.font);
    if (!s->height) p.height = (int)ceil(head_of(s) + f.rows * f.height + (f.rows - 1) * APART + 24);
    lehr_status status = lehr_figure_begin(&p);
    if (status) return status;
    legend(&p, s);
    for (int i = 0; i < s->count; i++) draw_strip(&p, s, &f, &axes, i);
    return lehr_figure_finish(&p, path);
}
