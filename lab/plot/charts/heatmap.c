#include "lab/plot/charts/heatmap.h"
#include "lab/plot/parts/figure.h"
#include "lab/plot/draw/png.h"
#include "lab/plot/draw/colormap.h"
#include "core/base/translate.h"
#include <math.h>

static const lehr_colour white = { 255, 255, 255 }, black = { 34, 34, 34 }, grey = { 102, 102, 102 };
static const lehr_colour line = { 200, 200, 200 }, empty = { 243, 243, 243 }, hatch = { 222, 222, 222 },
                         faded = { 85, 85, 85 };

enum { PAD = LEHR_FIGURE_PAD, GAP = 10, LABEL_SIZE = 13, MAX_LABEL_WIDTH = 270, MAX_GRID_SIDE = 2500, COLORBAR = 180,
       COLORBAR_HEIGHT = 34 };

typedef struct layout {
    const lehr_heatmap *h;
    lehr_figure p;
    double left, top;               /* of the grid                                        */
    double across, down;            /* from one cell to the next                          */
    double gap, group_gap;          /* between cells; in addition, between groups         */
    double label_height;            /* of the column labels                               */
    double widest_text;             /* of the cells, without subtexts                     */
    bool   vertical;                /* column labels                                      */
    bool   has_text, has_subtext;   /* of any cell                                        */
    bool   colorbar;                /* below the grid                                     */
} layout;

/* --- arguments ---------------------------------------------------------------------------------------------------- */

static lehr_status check_groups(const lehr_heatmap *h)
{
    long grouped = 0;
    if (h->groups < 1) return LEHR_OK;
    if (!h->group) return lehr_fail(LEHR_ERR_VALUE, "heat map: %d groups, but group is NULL", h->groups);
    for (int g = 0; g < h->groups; g++) {
        if (h->group[g].columns < 1)
            return lehr_fail(LEHR_ERR_VALUE, "heat map: group %d has %d columns; at least 1 is needed", g,
                             h->group[g].columns);
        grouped += h->group[g].columns;
    }
    if (grouped == h->columns) return LEHR_OK;
    return lehr_fail(LEHR_ERR_VALUE, "heat map: the groups have %ld columns, the map has %d", grouped, h->columns);
}

static lehr_status check(const lehr_heatmap *h)
{
    if (h->rows < 1 || h->columns < 1 || !h->cell)
        return lehr_fail(LEHR_ERR_VALUE, "heat map: %d x %d cells%s; at least 1 x 1 is needed", h->rows, h->columns,
                         h->cell ? "" : lehr_translate(", but cell is NULL"));
    if (!(h->low <= h->high && isfinite(h->low) && isfinite(h->high)))
        return lehr_fail(LEHR_ERR_VALUE, "heat map: colours from %g to %g; low <= high is needed", h->low,
                         h->high);
    return check_groups(h);
}

static const lehr_heatmap_cell *cell_at(const lehr_heatmap *h, int row, int column)
{
    return &h->cell[(size_t)row * (size_t)h->columns + (size_t)column];
}

static int groups_of(const lehr_heatmap *h) { return h->groups > 0 ? h->groups : 1; }
static int columns_in(const lehr_heatmap *h, int group) { return h->groups > 0 ? h->group[group].columns : h->columns; }
static const char *label_of(const char *const *labels, int i) { return labels && labels[i] ? labels[i] : ""; }

static lehr_range range_of(const lehr_heatmap *h, int first, int end)
{
    lehr_range r = LEHR_NO_RANGE;
    for (int i = 0; i < h->rows; i++)
        for (int k = first; k < end; k++) lehr_range_add(&r, false, &cell_at(h, i, k)->value, 1);
    return h->low < h->high ? (lehr_range){ h->low, h->high } : r;
}

/* Halves, as high − low may overflow. If all values are equal, they have a medium colour. */
static lehr_colour colour_of(const lehr_heatmap *h, double v, lehr_range r)
{
    double share = r.low < r.high ? (v / 2 - r.low / 2) / (r.high / 2 - r.low / 2) : 0.35;
    return lehr_colormap_sequential(h->low_is_dark ? 1 - share : share);
}

/* --- layout ------------------------------------------------------------------------------------------------------- */

static const lehr_text_style plain = { .size = LABEL_SIZE, .colour = { 34, 34, 34 } };
static const lehr_text_style bold = { .size = LABEL_SIZE, .colour = { 34, 34, 34 }, .bold = true };
static const lehr_text_style small = { .size = 11, .colour = { 34, 34, 34 } };

static double widest(layout *s, const lehr_text_style *l, const char *const *labels, int n)
{
    double most = 0;
    for (int i = 0; i < n; i++) most = fmax(most, lehr_font_width(s->p.font, l, label_of(labels, i)));
    return most;
}

/* The widest text or subtext of the cells. */
static double measure_cells(layout *s)
{
    double most = 0;
    for (int i = 0; i < s->h->rows; i++)
        for (int k = 0; k < s->h->columns; k++) {
            const lehr_heatmap_cell *c = cell_at(s->h, i, k);
            if (c->text) s->widest_text = fmax(s->widest_text, lehr_font_width(s->p.font, &bold, c->text));
            if (c->subtext) most = fmax(most, lehr_font_width(s->p.font, &small, c->subtext));
            s->has_text |= c->text != NULL;
            s->has_subtext |= c->subtext != NULL;
        }
    return fmax(most, s->widest_text);
}

/* The default size of a cell fits its text; without text it is large enough to show a pattern. */
static void size_cells(layout *s, double text, double labels)
{
    const lehr_heatmap *h = s->h;
    double least = s->has_text || s->has_subtext ? 64
                   : h->columns <= 16 ? 40
                                      : 18,
           wanted = s->has_text || s->has_subtext ? fmin(text + 20, 150) : 0;
    if (labels <= 90 && h->columns <= 16) wanted = fmax(wanted, labels + 14);
    s->across = fmin(fmax(least, wanted), MAX_GRID_SIDE / (double)h->columns);
    s->down = fmin(s->has_subtext ? 46 : s->has_text ? 34 : h->rows <= 20 ? 28 : 18, MAX_GRID_SIDE / (double)h->rows);
}

/* Divides the rest of a given width or height among the cells. */
static void fit_cells(layout *s, double width, double height)
{
    const lehr_heatmap *h = s->h;
    if (h->width) s->across = fmax(0, width - PAD - s->left - (groups_of(h) - 1) * s->group_gap) / h->columns;
    if (h->height) s->down = fmax(0, height - PAD - (s->colorbar ? COLORBAR_HEIGHT : 0) - s->top) / h->rows;
}

static void lay_out(layout *s)
{
    const lehr_heatmap *h = s->h;
    double text = measure_cells(s), labels = h->column ? widest(s, &plain, h->column, h->columns) : 0;
    double corner = h->column_title ? lehr_font_width(s->p.font, &plain, h->column_title) : 0,
           most = h->width ? h->width * 0.35 : MAX_LABEL_WIDTH;
    double room = fmin(most, fmax(widest(s, &plain, h->row, h->rows), corner));
    size_cells(s, text, labels);
    s->colorbar = !s->has_text && !(h->scale_per_group && h->groups > 1);
    s->group_gap = h->groups > 1 ? 14 : 0;
    s->left = PAD + room + (room > 0 ? GAP : 0);
    if (h->width) fit_cells(s, h->width, HUGE_VAL);
    s->vertical = labels > s->across - 6;
    s->label_height = !h->column && !h->column_title ? 0 : s->vertical ? fmin(labels, 120) + GAP : 24;
    s->top = lehr_figure_head(&s->p) + (h->groups > 0 ? 30 : 0) + s->label_height;
    fit_cells(s, h->width, h->height);
    /* A truncated number would be wrong, so without room for the text a colour bar replaces it. */
    if (s->has_text && (s->down < 17 || s->across - 8 < s->widest_text)) {
        s->has_text = s->has_subtext = false;
        s->colorbar = !(h->scale_per_group && h->groups > 1);
        fit_cells(s, h->width, h->height);
    }
    s->gap = fmin(s->across, s->down) >= 24 ? 2 : fmin(s->across, s->down) >= 8 ? 1 : 0;
    s->has_subtext = s->has_subtext && s->down >= 40;
    double grid = s->left + h->columns * s->across + (groups_of(h) - 1) * s->group_gap + PAD;
    double titles = 2 * PAD + lehr_figure_titles_width(&s->p) + 1;
    s->p.width = h->width ? h->width : (int)ceil(fmax(fmax(grid, 320), fmin(titles, 760)));
    double below = (s->colorbar ? COLORBAR_HEIGHT : 0) + PAD;
    s->p.height = h->height ? h->height : (int)ceil(s->top + h->rows * s->down + below);
}

/* --- drawing ------------------------------------------------------------------------------------------------------ */

static void write_at(layout *s, lehr_text_style l, double anchor, double max_width, double x, double y,
                     const char *text)
{
    l.anchor = anchor;
    l.max_width = max_width;
    lehr_figure_text(&s->p, &l, x, y, text);
}

static double place_of(const layout *s, int column, int group)
{
    return s->left + column * s->across + group * s->group_gap;
}

/* Labels that would touch are thinned out: the interval between those that are drawn. */
static int label_interval(double each, double needed)
{
    return each >= needed ? 1 : (int)fmin(ceil(needed / fmax(each, 1e-6)), 1e6);
}

static void row_labels(layout *s)
{
    lehr_text_style l = plain;
    l.size = fmin(LABEL_SIZE, fmax(9, s->down * 0.9));           /* smaller letters in low rows */
    double x = s->left - GAP, max_width = x - PAD, middle = (s->down - s->gap) / 2 + l.size * 0.36;
    for (long i = 0, step = label_interval(s->down, l.size * 1.1); i < s->h->rows && s->h->row; i += step)
        write_at(s, l, 1, max_width, x, s->top + (double)i * s->down + middle, label_of(s->h->row, (int)i));
    l = plain;
    l.colour = grey;
    if (s->h->column_title) write_at(s, l, 1, max_width, x, s->top - 8, s->h->column_title);
}

static void column_labels(layout *s, int first, int end, int group)
{
    lehr_text_style l = plain;
    l.vertical = s->vertical;
    for (long i = first, step = s->vertical ? label_interval(s->across, 15) : 1; i < end; i += step) {
        int k = (int)i;
        double x = place_of(s, k, group) + (s->across - s->gap) / 2;
        if (s->vertical)
            write_at(s, l, 0, s->label_height - GAP, x + LABEL_SIZE * 0.36, s->top - 6, label_of(s->h->column, k));
        else write_at(s, l, 0.5, s->across - 4, x, s->top - 8, label_of(s->h->column, k));
    }
}

static void group_header(layout *s, int first, int end, int group)
{
    double left = place_of(s, first, group), right = place_of(s, end, group) - s->gap, y = s->top - s->label_height - 6;
    if (s->h->groups < 1 || !s->h->group[group].label) return;
    write_at(s, bold, 0.5, right - left, (left + right) / 2, y - 9, s->h->group[group].label);
    y = lehr_canvas_snap(&s->p.canvas, y);
    lehr_canvas_fill_box(&s->p.canvas, (lehr_box){ left, y, right, y + 1 }, line, 1);
}

static lehr_box inset(lehr_box b, double by)
{
    return (lehr_box){ b.left + by, b.top + by, b.right - by, b.bottom - by };
}

static void fill_hatched(layout *s, lehr_box b)
{
    double down = b.bottom - b.top;
    lehr_canvas_fill_box(&s->p.canvas, b, empty, 1);
    lehr_canvas_clip(&s->p.canvas, &b);
    lehr_stroke_start(&s->p.canvas, 1, NULL);
    for (double x = b.left - down + 3; x < b.right; x += 6) {
        lehr_stroke_move(&s->p.canvas, x, b.bottom);
        lehr_stroke_line(&s->p.canvas, x + down, b.top);
    }
    lehr_stroke_paint(&s->p.canvas, hatch, 1);
    lehr_canvas_clip(&s->p.canvas, NULL);
}

static void draw_cell_text(layout *s, const lehr_heatmap_cell *c, lehr_box b, lehr_colour ink)
{
    double x = (b.left + b.right) / 2, y = (b.top + b.bottom) / 2 + LABEL_SIZE * 0.36, max_width = b.right - b.left - 6;
    lehr_text_style one = c->best ? bold : plain, two = small;
    const char *text = c->text ? c->text : s->has_text && !isfinite(c->value) ? "–" : "";
    bool both = s->has_subtext && c->subtext;
    one.colour = two.colour = ink;
    if (!(s->has_text || s->has_subtext) || b.bottom - b.top < 14 || max_width < 14) return;
    write_at(s, one, 0.5, max_width, x, y - (both ? 8 : 0), text);
    if (both) write_at(s, two, 0.5, max_width, x, y + 9, c->subtext);
}

/* A dark and a white line, which are visible on every colour. */
static void draw_frame(layout *s, lehr_box b, lehr_colour colour)
{
    double thick = fmin(2.5, fmin(s->across, s->down) / 8);
    lehr_canvas_fill_box(&s->p.canvas, b, black, 1);
    lehr_canvas_fill_box(&s->p.canvas, inset(b, thick), white, 1);
    lehr_canvas_fill_box(&s->p.canvas, inset(b, thick + fmin(thick, 1.5)), colour, 1);
}

static void draw_cell(layout *s, const lehr_heatmap_cell *c, double left, double top, lehr_range r)
{
    lehr_box b = lehr_canvas_snap_box(&s->p.canvas, (lehr_box){ left, top, left + s->across, top + s->down });
    b.right -= s->gap;
    b.bottom -= s->gap;
    bool known = isfinite(c->value);
    lehr_colour colour = known ? colour_of(s->h, c->value, r) : empty;
    if (!known) fill_hatched(s, b);
    else if (c->best) draw_frame(s, b, colour);
    else lehr_canvas_fill_box(&s->p.canvas, b, colour, 1);
    draw_cell_text(s, c, b, known ? lehr_text_colour_on(colour) : faded);
}

static lehr_short_text number(double v) { return lehr_short_printf("%s%.4g", v < 0 ? "−" : "", fabs(v)); }

/* The lowest number, the colours, the highest number. */
static void draw_colorbar(layout *s, lehr_range r)
{
    lehr_short_text low = number(r.low), high = number(r.high);
    double y = s->top + s->h->rows * s->down + 18,
           x = lehr_canvas_snap(&s->p.canvas, s->left + lehr_font_width(s->p.font, &small, low.s) + 8);
    double max_width = s->p.canvas.width / s->p.canvas.scale - 8 - (x + COLORBAR + 8);
    if (!(r.low < r.high) || max_width < lehr_font_width(s->p.font, &small, high.s)) return;
    write_at(s, small, 0, MAX_LABEL_WIDTH, s->left, y + 9, low.s);
    for (int i = 0; i < COLORBAR; i++) {
        lehr_box b = { lehr_canvas_snap(&s->p.canvas, x + i), y, lehr_canvas_snap(&s->p.canvas, x + i + 1), y + 10 };
        double share = (i + 0.5) / COLORBAR;
        lehr_canvas_fill_box(&s->p.canvas, b, lehr_colormap_sequential(s->h->low_is_dark ? 1 - share : share), 1);
    }
    write_at(s, small, 0, max_width, x + COLORBAR + 8, y + 9, high.s);
}

static void draw(layout *s)
{
    const lehr_heatmap *h = s->h;
    lehr_range all = range_of(h, 0, h->columns);
    row_labels(s);
    for (int g = 0, first = 0; g < groups_of(h); first += columns_in(h, g), g++) {
        int end = first + columns_in(h, g);
        lehr_range r = h->scale_per_group ? range_of(h, first, end) : all;
        group_header(s, first, end, g);
        column_labels(s, first, end, g);
        for (int i = 0; i < h->rows; i++)
            for (int k = first; k < end; k++)
                draw_cell(s, cell_at(h, i, k), place_of(s, k, g), s->top + i * s->down, r);
    }
    if (s->colorbar) draw_colorbar(s, all);
}

lehr_status lehr_heatmap_png(const lehr_heatmap *h, const char *path)
{
    if (lehr_png_check(__func__, h, path) || check(h)) return LEHR_ERR_VALUE;
    layout s = { .h = h, .p = { .title = h->title, .subtitle = h->subtitle, .scale = h->scale != 0 ? h->scale : 2,
                                .no_axes = true, .font = lehr_font_new() } };
    if (!s.p.font) return lehr_last_status();
    lay_out(&s);
    lehr_status status = lehr_figure_begin(&s.p);
    if (status) return status;
    draw(&s);
    return lehr_figure_finish(&s.p, path);
}
