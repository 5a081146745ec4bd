#include "lab/plot/parts/figure.h"
#include "core/base/translate.h"
#include "lab/plot/draw/png.h"
#include <math.h>
#include <stdio.h>

static const lehr_colour black = { 34, 34, 34 }, grey = { 102, 102, 102 }, line = { 136, 136, 136 };
static const lehr_colour pale = { 230, 230, 230 }, faint = { 243, 243, 243 };

/* --- colours ------------------------------------------------------------------------------------------------------ */

/* Okabe, Ito 2008, "Color Universal Design": distinct with every kind of colour blindness. Yellow, which is too pale on
 * white, is left out; black is a dark grey and comes last. */
lehr_colour lehr_palette(int i)
{
    static const lehr_colour row[] = {
        {   0, 114, 178 },      /* blue           */
        { 230, 159,   0 },      /* orange         */
        {   0, 158, 115 },      /* bluish green   */
        { 213,  94,   0 },      /* vermilion      */
        { 204, 121, 167 },      /* reddish purple */
        {  86, 180, 233 },      /* sky blue       */
        {  51,  51,  51 },      /* black          */
    };
    return row[i % 7];
}

const double *lehr_dashes(int i, bool dashed)
{
    static const double row[][5] = { { 7, 4.5 }, { 4.5, 4 }, { 9, 4, 2, 4 }, { 1, 3.5 }, { 14, 4.5 }, { 14, 4, 1, 4 } };
    int lap = 2 * (i / 7) + dashed;
    return lap ? row[(lap - 1) % 6] : NULL;
}

/* --- layout ------------------------------------------------------------------------------------------------------- */

enum { PAD = LEHR_FIGURE_PAD, SAMPLE = 26, GAP = 8, TICK_SIZE = 12, LABEL_SIZE = 13, TITLE_SIZE = 20 };

static lehr_text_style tick_style(const lehr_figure *p)
{
    return (lehr_text_style){ .size = p->tick_size > 0 ? p->tick_size : TICK_SIZE, .colour = { 102, 102, 102 } };
}

static double max_key_width(const lehr_figure *p) { return p->width * 0.27; }

static double legend_width(const lehr_figure *p)
{
    double widest = 0;
    lehr_text_style l = { .size = LABEL_SIZE, .max_width = max_key_width(p) };
    for (int i = 0; i < p->legend_count; i++) widest = fmax(widest, lehr_font_width(p->font, &l, p->legend[i].label));
    if (p->legend_count > 12)                               /* the last row may be this text */
        widest = fmax(widest, lehr_font_width(p->font, &l, lehr_short_printf(lehr_label("and %d more"), 99).s));
    return p->legend_count ? SAMPLE + GAP + widest + 20 : 0;
}

static double widest_tick(const lehr_figure *p, const lehr_axis *a)
{
    double widest = 0;
    lehr_text_style l = tick_style(p);
    for (int i = 0; i < a->count; i++)
        widest = fmax(widest, lehr_font_width(p->font, &l, a->tick[i].label.s));
    return widest;
}

static int max_labels(double length, double each) { return length < each / 2 ? 0 : (int)(length / each) + 1; }

static bool is_panel(const lehr_figure *p) { return p->tick_size > 0; }

/* As many labels below the x axis as have a distance of 16 pixels. */
static void mark_x(lehr_figure *p)
{
    int most = max_labels(p->box.right - p->box.left, is_panel(p) ? 46 : 70);
    for (most = is_panel(p) && most > 7 ? 7 : most; most > 0; most--) {
        double least = HUGE_VAL, last = -HUGE_VAL;
        lehr_axis_set_ticks(&p->x, most);
        for (int i = 0; i < p->x.count; i++) {
            double at = lehr_axis_position_of_unit(&p->x, p->x.tick[i].at);
            if (!p->x.tick[i].label.s[0]) continue;
            least = fmin(least, at - last);
            last = at;
        }
        if (least > widest_tick(p, &p->x) + 16) return;
    }
    p->x.count = 0;
}

/* The style of the title, or of the subtitle. */
static lehr_text_style heading_style(bool is_title)
{
    return is_title ? (lehr_text_style){ .size = TITLE_SIZE, .colour = black, .bold = true }
                    : (lehr_text_style){ .size = LABEL_SIZE + 1, .colour = grey };
}

double lehr_figure_head(const lehr_figure *p)
{
    return PAD + (p->title ? 28 : 0) + (p->subtitle ? 21 : 0) + (p->title || p->subtitle ? 12 : 0);
}

double lehr_figure_titles_width(const lehr_figure *p)
{
    const lehr_text_style title = heading_style(true), subtitle = heading_style(false);
    return fmax(p->title ? lehr_font_width(p->font, &title, p->title) : 0,
                p->subtitle ? lehr_font_width(p->font, &subtitle, p->subtitle) : 0);
}

/* The positions of the axes, and the ticks of x. */
static void place_axes(lehr_figure *p)
{
    p->x.from = p->box.left;
    p->x.to = p->box.right;
    p->y.from = p->box.bottom;
    p->y.to = p->box.top;
    mark_x(p);
}

static void lay_out(lehr_figure *p)
{
    lehr_box *b = &p->box;
    b->top    = lehr_figure_head(p);
    if (p->no_axes) {
        p->legend_count = 0;
        *b = (lehr_box){ PAD, b->top, p->width - PAD, p->height - PAD };
        return;
    }
    b->bottom = p->height - 16 - 24 - (p->x_label ? 24 : 0);
    lehr_axis_set_ticks(&p->y, max_labels(b->bottom - b->top, p->square ? 70 : 44));
    b->left   = PAD + (p->y_label ? 22 : 0) + widest_tick(p, &p->y) + GAP + 2;
    b->right  = p->width - PAD - legend_width(p);
    if (b->right - b->left < p->width * 0.3) {              /* too narrow for a legend */
        p->legend_count = 0;
        b->right = p->width - PAD;
    }
    if (p->square) {
        double side = fmin(b->right - b->left, b->bottom - b->top);
        b->right = b->left + side;
        b->bottom = b->top + side;
    }
    *b = lehr_canvas_snap_box(&p->canvas, *b);
    place_axes(p);
}

/* --- panels ------------------------------------------------------------------------------------------------------- */

static void mark_panel(lehr_figure *panel, const lehr_figure *on, double height)
{
    panel->font = on->font;
    int most = max_labels(height, 24);
    lehr_axis_set_ticks(&panel->y, most < 6 ? most : 6);
}

double lehr_panel_left(lehr_figure *panel, const lehr_figure *on, double height)
{
    mark_panel(panel, on, height);
    return widest_tick(panel, &panel->y) + GAP;
}

void lehr_panel_begin(lehr_figure *panel, const lehr_figure *on, lehr_box b)
{
    panel->canvas = on->canvas;                             /* the same pixels */
    panel->scale = on->scale;
    panel->box = lehr_canvas_snap_box(&on->canvas, b);
    mark_panel(panel, on, b.bottom - b.top);
    place_axes(panel);
}

/* --- drawing ------------------------------------------------------------------------------------------------------ */

void lehr_figure_text(lehr_figure *p, const lehr_text_style *l, double x, double y, const char *text)
{
    if (l->max_width > 0) lehr_font_draw(p->font, &p->canvas, l, x, y, text);
}

static void titles(lehr_figure *p)
{
    lehr_text_style title = heading_style(true), subtitle = heading_style(false);
    title.max_width = subtitle.max_width = p->width - 2 * PAD;
    if (p->title) lehr_figure_text(p, &title, PAD, PAD + 14, p->title);
    if (p->subtitle) lehr_figure_text(p, &subtitle, PAD, PAD + 14 + (p->title ? 24 : 0), p->subtitle);
}

lehr_status lehr_figure_begin(lehr_figure *p)
{
    if (!p->font) p->font = lehr_font_new();
    lehr_status status = p->font ? lehr_canvas_init(&p->canvas, p->width, p->height, p->scale) : lehr_last_status();
    if (status) {
        lehr_figure_abandon(p);
        return status;
    }
    lay_out(p);
    titles(p);
    return LEHR_OK;
}

lehr_status lehr_figure_check_range(const char *chart, const char *axis, double low, double high)
{
    if (isfinite(low) && isfinite(high) && low < high) return LEHR_OK;
    return lehr_fail(LEHR_ERR_VALUE, "%s: %s from %g to %g; low < high is needed", lehr_translate(chart), axis, low,
                     high);
}

/* A line, one logical or device pixel thick, aligned to device pixels. */
static void rule(lehr_figure *p, double x0, double y0, double x1, double y1, lehr_colour colour)
{
    double thick = fmax(1, round(p->canvas.scale)) / p->canvas.scale;
    bool upright = x0 == x1, level = y0 == y1;
    double x = lehr_canvas_snap(&p->canvas, x0 - upright * thick / 2),
           y = lehr_canvas_snap(&p->canvas, y0 - level * thick / 2);
    lehr_canvas_fill_box(&p->canvas, (lehr_box){ x, y, upright ? x + thick : x1, level ? y + thick : y1 }, colour, 1);
}

static void grid_line(lehr_figure *p, const lehr_axis *a, int i, lehr_colour colour)
{
    double at = lehr_axis_position_of_unit(a, a->tick[i].at);
    if (a == &p->x) rule(p, at, p->box.top, at, p->box.bottom, colour);
    else rule(p, p->box.left, at, p->box.right, at, colour);
}

void lehr_figure_gridlines(lehr_figure *p)
{
    const lehr_axis *axis[] = { &p->x, &p->y };
    for (int labelled = 0; labelled < 2; labelled++)        /* lines without a label first, under the others */
        for (int k = 0; k < 2; k++)
            for (int i = 0; i < axis[k]->count; i++)
                if (!axis[k]->tick[i].label.s[0] == !labelled) grid_line(p, axis[k], i, labelled ? pale : faint);
    rule(p, p->box.left, p->box.bottom, p->box.right, p->box.bottom, line);
}

static void axes(lehr_figure *p)
{
    lehr_box b = p->box;
    lehr_text_style l = tick_style(p);
    if (b.right <= b.left || b.bottom <= b.top) return;
    for (int i = 0; i < p->x.count; i++) {
        double at = lehr_axis_position_of_unit(&p->x, p->x.tick[i].at);
        l.anchor = 0.5;
        if (p->x.tick[i].label.s[0]) rule(p, at, b.bottom, at, b.bottom + 4, line);
        /* keep a long last label inside the figure */
        double reach = lehr_font_width(p->font, &l, p->x.tick[i].label.s) / 2 + 3;
        at = fmax(fmin(at, p->canvas.width / p->canvas.scale - reach), reach);
        lehr_font_draw(p->font, &p->canvas, &l, at, b.bottom + 7 + l.size, p->x.tick[i].label.s);
    }
    for (int i = 0; i < p->y.count; i++) {
        l.anchor = 1;
        lehr_font_draw(p->font, &p->canvas, &l, b.left - GAP,
                       lehr_axis_position_of_unit(&p->y, p->y.tick[i].at) + l.size * 0.36, p->y.tick[i].label.s);
    }
}

void lehr_panel_axes(lehr_figure *panel)
{
    lehr_canvas_clip(&panel->canvas, NULL);
    axes(panel);
}

static void axis_labels(lehr_figure *p)
{
    lehr_box b = p->box;
    double middle = (b.left + b.right) / 2, height = (b.top + b.bottom) / 2;
    lehr_text_style x = { .size = LABEL_SIZE, .colour = black, .anchor = 0.5, .max_width = b.right - b.left }, y = x;
    y.vertical = true;
    y.max_width = b.bottom - b.top;
    if (p->x_label) lehr_figure_text(p, &x, middle, b.bottom + 44, p->x_label);
    if (p->y_label) lehr_figure_text(p, &y, PAD + 8, height, p->y_label);
}

static void note(lehr_figure *p)
{
    lehr_text_style x = { .size = LABEL_SIZE }, l = { .size = 11, .colour = grey, .anchor = 1 };
    double taken = p->x_label ? lehr_font_width(p->font, &x, p->x_label) : 0, below = p->x_label ? 44 : 36;
    l.max_width = (p->box.right - p->box.left - taken) / 2 - 2 * GAP;
    lehr_figure_text(p, &l, p->box.right, p->box.bottom + below, p->note);
}

void lehr_legend_marker_draw(lehr_figure *p, const lehr_legend_entry *k, double x, double y)
{
    static const lehr_colour white = { 255, 255, 255 };
    lehr_canvas *c = &p->canvas;
    double middle = x + SAMPLE / 2.0;
    lehr_stroke_start(c, 2.4, k->dash);
    if (k->marker == LEHR_MARKER_LINE) {
        lehr_stroke_move(c, x + 1, y);
        lehr_stroke_line(c, x + SAMPLE - 1, y);
    } else lehr_stroke_dot(c, middle, y, 5.5);
    lehr_stroke_paint(c, k->colour, 1);
    if (k->marker != LEHR_MARKER_RING) return;
    lehr_stroke_dot(c, middle, y, 3.7);
    lehr_stroke_paint(c, white, 1);
}

static void legend(lehr_figure *p)
{
    double height = p->box.bottom - p->box.top, row = fmin(23, fmax(14, height / fmax(1, p->legend_count)));
    int rows = (int)(height / row + 1e-9), shown = p->legend_count <= rows ? p->legend_count : rows - 1;
    lehr_text_style l = { .size = LABEL_SIZE - (row < 16 ? 2 : row < 18 ? 1 : 0), .colour = black,
                          .max_width = max_key_width(p) };
    double x = p->box.right + 20, y = p->box.top + row / 2;
    for (int i = 0; i < shown; i++, y += row) {
        lehr_legend_marker_draw(p, &p->legend[i], x, y);
        lehr_font_draw(p->font, &p->canvas, &l, x + SAMPLE + GAP, y + l.size * 0.36, p->legend[i].label);
    }
    if (shown == p->legend_count || shown < 0) return;
    lehr_short_text more = lehr_short_printf(lehr_label("and %d more"), p->legend_count - shown);
    l.colour = grey;
    lehr_font_draw(p->font, &p->canvas, &l, x + SAMPLE + GAP, y + l.size * 0.36, more.s);
}

lehr_status lehr_figure_finish(lehr_figure *p, const char *path)
{
    lehr_canvas_clip(&p->canvas, NULL);
    if (!p->no_axes) axes(p);
    if (!p->no_axes) axis_labels(p);
    if (p->legend_count) legend(p);
    if (p->note) note(p);
    lehr_status status = lehr_font_status(p->font);
    if (!status) status = lehr_png_write(path, p->canvas.rgb, p->canvas.width, p->canvas.height);
    lehr_figure_abandon(p);
    return status;
}

void lehr_figure_abandon(lehr_figure *p)
{
    lehr_font_free(p->font);
    lehr_canvas_release(&p->canvas);
}
