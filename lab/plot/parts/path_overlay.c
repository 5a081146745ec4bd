#include "lab/plot/parts/path_overlay.h"
#include "core/base/translate.h"
#include "lab/plot/parts/contour_labels.h"
#include "lab/plot/parts/line_series.h"
#include <math.h>

static const lehr_colour white = { 255, 255, 255 }, dark = { 34, 34, 34 };

/* --- paths -------------------------------------------------------------------------------------------------------- */

static bool inside(const lehr_figure *p, double x, double y)
{
    return x >= p->box.left && x <= p->box.right && y >= p->box.top && y <= p->box.bottom;
}

/* A step from outside to outside is not drawn: a diverging path would cover the map. */
static void trace(lehr_figure *p, const lehr_series *s, double width, const double *dash, lehr_colour colour,
                  double alpha)
{
    double x, y;
    bool joined = false, was_inside = false;
    lehr_stroke_start(&p->canvas, width, dash);
    for (int i = 0; i < s->count; i++) {
        bool there = lehr_line_series_position(p, s, i, &x, &y), is_inside = there && inside(p, x, y);
        if (there && joined && (is_inside || was_inside)) lehr_stroke_line(&p->canvas, x, y);
        else if (there) lehr_stroke_move(&p->canvas, x, y);
        joined = there;
        was_inside = is_inside;
    }
    lehr_stroke_paint(&p->canvas, colour, alpha);
}

double lehr_path_overlay_length(const lehr_figure *p, const lehr_series *s)
{
    double length = 0, x, y, last_x = 0, last_y = 0;
    bool joined = false;
    for (int i = 0; i < s->count; i++) {
        bool there = lehr_line_series_position(p, s, i, &x, &y) && inside(p, x, y);
        if (there && joined) length += hypot(x - last_x, y - last_y);
        if (there) last_x = x, last_y = y;
        joined = there;
    }
    return length;
}

/* A dot at each of the first steps, at a distance of 8 pixels or more. */
static void dots(lehr_figure *p, const lehr_series *s, double radius, lehr_colour colour)
{
    enum { FIRST = 60 };
    double x, y, last_x = -HUGE_VAL, last_y = -HUGE_VAL;
    lehr_stroke_start(&p->canvas, 0, NULL);
    for (int i = 0; i < s->count && i < FIRST; i++) {
        if (!lehr_line_series_position(p, s, i, &x, &y)) continue;
        if (hypot(x - last_x, y - last_y) >= 8) lehr_stroke_dot(&p->canvas, x, y, radius);
        last_x = x;
        last_y = y;
    }
    lehr_stroke_paint(&p->canvas, colour, 1);
}

/* A very long path is drawn thin, and without an outline that would hide the map. */
void lehr_path_overlay_draw(lehr_figure *p, const lehr_series *s, int i)
{
    bool very_long = lehr_path_overlay_length(p, s) > 5 * (p->box.right - p->box.left);
    double width = very_long ? 1 : 1.9;
    if (!very_long) trace(p, s, width + 2.2, NULL, white, 0.85);
    if (!very_long) dots(p, s, 3.1, white);
    trace(p, s, width, lehr_dashes(i, s->dashed), lehr_palette(i), very_long ? 0.8 : 1);
    dots(p, s, 2.1, lehr_palette(i));
}

void lehr_path_overlay_end(lehr_figure *p, const lehr_series *s, int i)
{
    double x, y;
    int last = s->count - 1;
    while (last >= 0 && !lehr_line_series_position(p, s, last, &x, &y)) last--;
    for (int k = 0; k < 2 && last >= 0; k++) {
        lehr_stroke_start(&p->canvas, 0, NULL);
        lehr_stroke_dot(&p->canvas, x, y, k ? 3.8 : 5.2);
        lehr_stroke_paint(&p->canvas, k ? lehr_palette(i) : white, 1);
    }
}

/* --- start and goal ----------------------------------------------------------------------------------------------- */

/* A triangle as two bands that meet at the x of its middle corner. */
static void triangle(lehr_canvas *c, const double x[3], const double y[3])
{
    int a = 0, b = 1, d = 2, t;
    if (x[a] > x[b]) t = a, a = b, b = t;
    if (x[b] > x[d]) t = b, b = d, d = t;
    if (x[a] > x[b]) t = a, a = b, b = t;
    double across = x[d] > x[a] ? (x[b] - x[a]) / (x[d] - x[a]) : 0, far = y[a] + across * (y[d] - y[a]);
    lehr_edge middle = { x[b], fmin(y[b], far), fmax(y[b], far) };
    lehr_stroke_band(c, (lehr_edge){ x[a], y[a], y[a] }, middle);
    lehr_stroke_band(c, middle, (lehr_edge){ x[d], y[d], y[d] });
}

/* Five triangles that overlap in the middle, so that no seams are visible. */
static void star(lehr_figure *p, double x, double y, double radius, lehr_colour colour)
{
    const double fifth = 1.2566370614359172, up = -1.5707963267948966, inner = 0.42 * radius;
    lehr_stroke_start(&p->canvas, 0, NULL);
    for (int k = 0; k < 5; k++) {
        double tip = up + k * fifth, left = tip - 1.5 * fifth, right = tip + 1.5 * fifth;
        triangle(&p->canvas, (const double[]){ x + radius * cos(tip), x + inner * cos(left), x + inner * cos(right) },
                 (const double[]){ y + radius * sin(tip), y + inner * sin(left), y + inner * sin(right) });
    }
    lehr_stroke_paint(&p->canvas, colour, 1);
}

static void ring(lehr_figure *p, double x, double y)
{
    const double radius[] = { 8, 6.6, 3.8 };
    const lehr_colour colour[] = { white, dark, white };
    for (int k = 0; k < 3; k++) {
        lehr_stroke_start(&p->canvas, 0, NULL);
        lehr_stroke_dot(&p->canvas, x, y, radius[k]);
        lehr_stroke_paint(&p->canvas, colour[k], 1);
    }
}

bool lehr_path_overlay_position(const lehr_figure *p, const double *mark, double *x, double *y)
{
    if (!mark || !lehr_axis_accepts(false, mark[0]) || !lehr_axis_accepts(false, mark[1])) return false;
    *x = lehr_axis_position(&p->x, mark[0]);
    *y = lehr_axis_position(&p->y, mark[1]);
    return inside(p, *x, *y);
}

static void word_at(lehr_figure *p, double x, double y, const char *word)
{
    bool left = x > (p->box.left + p->box.right) / 2 && x > p->box.right - 70;
    lehr_text_style l = { .size = 12, .colour = dark, .bold = true, .anchor = left };
    lehr_text_with_halo(p, &l, white, x + (left ? -15 : 15), y + (y < p->box.top + 20 ? 14 : -11), word);
}

void lehr_path_overlay_start(lehr_figure *p, const double *mark)
{
    double x, y;
    if (!lehr_path_overlay_position(p, mark, &x, &y)) return;
    ring(p, x, y);
    word_at(p, x, y, lehr_label("start"));
}

void lehr_path_overlay_goal(lehr_figure *p, const double *mark)
{
    const lehr_colour gold = { 255, 200, 40 };
    double x, y;
    if (!lehr_path_overlay_position(p, mark, &x, &y)) return;
    star(p, x, y, 15, white);
    star(p, x, y, 12.5, dark);
    star(p, x, y, 8.5, gold);
    word_at(p, x, y, lehr_label("goal"));
}
