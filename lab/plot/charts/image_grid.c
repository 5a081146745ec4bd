#include "lab/plot/charts/image_grid.h"
#include "lab/plot/parts/figure.h"
#include "lab/plot/draw/colormap.h"
#include "lab/plot/draw/png.h"
#include "core/base/translate.h"
#include <limits.h>
#include <math.h>

static const lehr_colour edge = { 205, 205, 205 }, nothing = { 170, 170, 170 }, grey = { 102, 102, 102 };

enum { PAD = LEHR_FIGURE_PAD, COLORBAR = 180, FOOT = 34 };

typedef struct layout {
    int    rows, columns;               /* of tiles                             */
    bool   transposed;                  /* rows of tiles are drawn as columns   */
    double across, down, gap;           /* size of a tile; between two tiles    */
    double left, top;
    double largest;                     /* absolute value, of the largest colour */
} layout;

static lehr_status check(const lehr_image_grid *t)
{
    double all = (double)t->rows * t->columns * t->tile_rows * t->tile_columns;
    if (t->rows < 1 || t->columns < 1 || t->tile_rows < 1 || t->tile_columns < 1 || all > INT_MAX || !t->v)
        return lehr_fail(LEHR_ERR_VALUE, "tiles: %d x %d of %d x %d numbers%s cannot be drawn", t->rows, t->columns,
                         t->tile_rows, t->tile_columns, t->v ? "" : lehr_translate(", but v is NULL,"));
    return LEHR_OK;
}

static double largest_of(const double *v, size_t n)
{
    double most = 0;
    for (size_t i = 0; i < n; i++)
        if (isfinite(v[i])) most = fmax(most, fabs(v[i]));
    return most;
}

/* Tiles are as large as fits, with 0.5 to 16 pixels for a number, or less in a figure of a given size. */
static layout lay_out(const lehr_image_grid *t, double top)
{
    layout s = { .rows = t->rows, .columns = t->columns, .left = PAD, .top = top };
    double width = (t->width ? t->width : 960) - 2 * PAD, height = (t->height ? t->height - FOOT : 2500) - s.top - PAD;
    s.transposed = t->rows > t->columns;
    if (s.transposed) s.rows = t->columns, s.columns = t->rows;
    if (s.rows == 1) {
        double ratio = (double)t->tile_rows / t->tile_columns * (t->height ? width / fmax(height, 1) : 2);
        s.rows = (int)ceil(s.columns / fmin(fmax(ceil(sqrt(s.columns * ratio)), 1), s.columns));
        s.columns = (s.columns + s.rows - 1) / s.rows;
    }
    s.gap = s.columns > 150 ? 1 : (double)s.columns * t->tile_columns > 400 || s.columns > 40 ? 2 : 6;
    double x = (width - (s.columns - 1) * s.gap) / s.columns / t->tile_columns,
           y = (height - (s.rows - 1) * s.gap) / s.rows / t->tile_rows;
    double each = fmax(t->width || t->height ? 0.05 : 0.5, fmin(16, fmin(x, y)));
    if (!t->width) each = fmin(each, 96.0 / t->tile_columns);
    s.across = each * t->tile_columns;
    s.down = each * t->tile_rows;
    s.largest = largest_of(t->v, (size_t)t->rows * (size_t)t->columns * (size_t)t->tile_rows * (size_t)t->tile_columns);
    return s;
}

static void draw_tile(lehr_canvas *c, const lehr_image_grid *t, const layout *s, int i)
{
    size_t numbers = (size_t)t->tile_rows * (size_t)t->tile_columns;
    const double *v = t->v + (size_t)i * numbers;
    int at = s->transposed ? i % t->columns * t->rows + i / t->columns : i, row = at / s->columns,
        column = at % s->columns;
    double left = lehr_canvas_snap(c, s->left + column * (s->across + s->gap)),
           top = lehr_canvas_snap(c, s->top + row * (s->down + s->gap));
    double border = 1 / c->scale;
    lehr_canvas_fill_box(c,
                         (lehr_box){ left - border, top - border, lehr_canvas_snap(c, left + s->across) + border,
                                     lehr_canvas_snap(c, top + s->down) + border },
                         edge, 1);
    for (int y = 0; y < t->tile_rows; y++)
        for (int x = 0; x < t->tile_columns; x++) {
            double here = v[(size_t)y * (size_t)t->tile_columns + (size_t)x];
            lehr_box b = lehr_canvas_snap_box(c, (lehr_box){ left + s->across * x / t->tile_columns,
                                                             top + s->down * y / t->tile_rows,
                                                             left + s->across * (x + 1) / t->tile_columns,
                                                             top + s->down * (y + 1) / t->tile_rows });
            lehr_canvas_fill_box(
                c, b, isfinite(here) ? lehr_colormap_diverging(s->largest > 0 ? here / s->largest : 0) : nothing, 1);
        }
}

/* The colours from the lowest number to the highest. */
static void draw_colorbar(lehr_figure *p, const layout *s, double y)
{
    lehr_text_style l = { .size = 11, .colour = grey };
    lehr_short_text low = lehr_short_printf("−%.3g", s->largest), high = lehr_short_printf("%.3g", s->largest);
    double x = s->left + lehr_font_width(p->font, &l, low.s) + 8,
           room = p->width - PAD - lehr_font_width(p->font, &l, high.s) - 8 - x;
    int bar = room < COLORBAR ? (int)room : COLORBAR;
    if (!(s->largest > 0) || bar < 1) return;
    lehr_font_draw(p->font, &p->canvas, &l, s->left, y + 9, low.s);
    for (int i = 0; i < bar; i++)
        lehr_canvas_fill_box(
            &p->canvas,
            (lehr_box){ lehr_canvas_snap(&p->canvas, x + i), y, lehr_canvas_snap(&p->canvas, x + i + 1), y + 10 },
            lehr_colormap_diverging(2 * (i + 0.5) / bar - 1), 1);
    lehr_font_draw(p->font, &p->canvas, &l, x + bar + 8, y + 9, high.s);
}

lehr_status lehr_image_grid_png(const lehr_image_grid *t, const char *path)
{
    if (lehr_png_check(__func__, t, path) || check(t)) return LEHR_ERR_VALUE;
    lehr_figure p = { .title = t->title, .subtitle = t->subtitle, .no_axes = true,
                      .scale = t->scale != 0 ? t->scale : 2 };
    layout s = lay_out(t, lehr_figure_head(&p));
    double right = s.left + s.columns * (s.across + s.gap) - s.gap, bottom = s.top + s.rows * (s.down + s.gap) - s.gap;
    p.width = t->width ? t->width : (int)ceil(fmax(right + PAD, 480));
    p.height = t->height ? t->height : (int)ceil(bottom + FOOT + 8);
    lehr_status status = lehr_figure_begin(&p);
    if (status) return status;
    for (int i = 0; i < t->rows * t->columns; i++) draw_tile(&p.canvas, t, &s, i);
    draw_colorbar(&p, &s, lehr_canvas_snap(&p.canvas, bottom + 14));
    return lehr_figure_finish(&p, path);
}
