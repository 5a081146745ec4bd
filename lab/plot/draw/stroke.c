#include "lab/plot/draw/canvas.h"
#include <limits.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>

/* The coverage of a pixel is the maximum of its parts, so that joints are not darker than lines. */
static void cover(lehr_canvas *c, int x, int y, double share)
{
    unsigned char *ink = c->ink + (size_t)y * (size_t)c->width + (size_t)x;
    unsigned char strength = (unsigned char)(share * 255 + 0.5);
    if (strength > *ink) *ink = strength;
}

static void touch(lehr_canvas *c, int left, int top, int right, int bottom)
{
    lehr_pixels *t = &c->stroke.touched;
    if (left < t->left) t->left = left;
    if (top < t->top) t->top = top;
    if (right > t->right) t->right = right;
    if (bottom > t->bottom) t->bottom = bottom;
}

static int at_least(double v, int least) { return v > least ? (int)fmin(v, INT_MAX) : least; }
static int at_most(double v, int most)   { return v < most ? (int)fmax(v, -1) : most; }

/* --- coverage ----------------------------------------------------------------------------------------------------- */

typedef struct stroke { double x, y, dx, dy, radius; } stroke;  /* from (x, y) to (x + dx, y + dy), round at the ends */

/* The coverage of one row of pixels, from their distances to the line between the ends. */
static void stroke_row(lehr_canvas *c, const stroke *s, int row, int left, int right)
{
    double length2 = s->dx * s->dx + s->dy * s->dy, per = length2 > 0 ? 1 / length2 : 0;
    double py = row + 0.5 - s->y, outer = s->radius + 0.5, most = fmin(1, 2 * s->radius);
    for (int x = left; x < right; x++) {
        double px = x + 0.5 - s->x, t = (px * s->dx + py * s->dy) * per;
        t = t < 0 ? 0 : t > 1 ? 1 : t;
        double ex = px - t * s->dx, ey = py - t * s->dy, d2 = ex * ex + ey * ey;
        if (d2 < outer * outer) cover(c, x, row, fmin(most, outer - sqrt(d2)));
    }
}

static void stroke_cover(lehr_canvas *c, stroke s)
{
    double reach = s.radius + 1;
    int top    = at_least(fmin(s.y, s.y + s.dy) - reach, c->clip.top);
    int bottom = at_most(fmax(s.y, s.y + s.dy) + reach + 1, c->clip.bottom);
    for (int row = top; row < bottom; row++) {
        double t0 = 0, t1 = 1;                              /* the part of the stroke that reaches this row */
        if (fabs(s.dy) > 1e-9) {
            double a = (row + 0.5 - reach - s.y) / s.dy, b = (row + 0.5 + reach - s.y) / s.dy;
            t0 = fmin(1, fmax(0, fmin(a, b)));
            t1 = fmin(1, fmax(0, fmax(a, b)));
        }
        double x0 = s.x + t0 * s.dx, x1 = s.x + t1 * s.dx;
        int left  = at_least(fmin(x0, x1) - reach, c->clip.left);
        int right = at_most(fmax(x0, x1) + reach + 1, c->clip.right);
        if (left >= right) continue;
        stroke_row(c, &s, row, left, right);
        touch(c, left, row, right, row + 1);
    }
}

/* Reduces t0 … t1 to the part of a line where from + t·way is between low and high. Liang, Barsky 1984. */
static bool cut(double from, double way, double low, double high, double *t0, double *t1)
{
    if (way == 0) return from >= low && from <= high;
    double a = (low - from) / way, b = (high - from) / way;
    *t0 = fmax(*t0, fmin(a, b));
    *t1 = fmin(*t1, fmax(a, b));
    return *t0 < *t1;
}

/* Draws the dashes of a stroke that begins at the length `along` of the pattern. */
static void dashes(lehr_canvas *c, stroke s, double along)
{
    double scale = c->scale, period = 0, length = hypot(s.dx, s.dy);
    for (const double *d = c->stroke.dash; *d > 0; d++) period += *d * scale;
    double rest = fmod(along, period), at = 0;
    int i = 0;
    for (; rest >= c->stroke.dash[i] * scale && c->stroke.dash[i + 1] > 0; i++) rest -= c->stroke.dash[i] * scale;
    while (at < length) {
        double step = fmin(fmax(c->stroke.dash[i] * scale - rest, 1e-3), length - at);
        stroke part = { s.x + s.dx * at / length, s.y + s.dy * at / length,
                        s.dx * step / length, s.dy * step / length, s.radius };
        if (i % 2 == 0) stroke_cover(c, part);
        at += step;
        rest = 0;
        i = c->stroke.dash[i + 1] > 0 ? i + 1 : 0;
    }
}

/* --- strokes of a canvas ------------------------------------------------------------------------------------------ */

void lehr_stroke_start(lehr_canvas *c, double width, const double *dash)
{
    c->stroke = (lehr_stroke){ .radius = width * c->scale / 2, .dash = dash };
    c->stroke.touched = (lehr_pixels){ c->width, c->height, 0, 0 };
}

void lehr_stroke_dot(lehr_canvas *c, double x, double y, double radius)
{
    double s = c->scale;
    stroke_cover(c, (stroke){ x * s, y * s, 0, 0, radius * s });
}

void lehr_stroke_move(lehr_canvas *c, double x, double y)
{
    lehr_stroke *p = &c->stroke;
    p->x = x * c->scale;
    p->y = y * c->scale;
    p->along = 0;
    stroke_cover(c, (stroke){ p->x, p->y, 0, 0, p->radius });
}

/* A line long enough to cross every pixel eight times is a solid area; the rest of it is not drawn. */
static bool is_solid(const lehr_canvas *c) { return c->stroke.drawn > 8.0 * c->width * c->height + 1e6; }

void lehr_stroke_line(lehr_canvas *c, double x, double y)
{
    lehr_stroke *p = &c->stroke;
    double dx = x * c->scale - p->x, dy = y * c->scale - p->y, edge = p->radius + 2, t0 = 0, t1 = 1;
    if (!is_solid(c) && cut(p->x, dx, c->clip.left - edge, c->clip.right + edge, &t0, &t1) &&
        cut(p->y, dy, c->clip.top - edge, c->clip.bottom + edge, &t0, &t1)) {
        stroke s = { p->x + t0 * dx, p->y + t0 * dy, (t1 - t0) * dx, (t1 - t0) * dy, p->radius };
        p->drawn += hypot(s.dx, s.dy);
        if (p->dash) dashes(c, s, p->along + t0 * hypot(dx, dy));
        else stroke_cover(c, s);
    }
    p->along += hypot(dx, dy);
    p->x += dx;
    p->y += dy;
}

void lehr_stroke_band(lehr_canvas *c, lehr_edge from, lehr_edge to)
{
    double s = c->scale, x0 = from.x * s, x1 = to.x * s;
    int left = at_least(floor(fmin(x0, x1)), c->clip.left), right = at_most(floor(fmax(x0, x1)) + 1, c->clip.right);
    for (int x = left; x < right; x++) {
        double t = x1 == x0 ? 0 : fmin(1, fmax(0, (x + 0.5 - x0) / (x1 - x0)));
        double top    = (from.top + t * (to.top - from.top)) * s;
        double bottom = (from.bottom + t * (to.bottom - from.bottom)) * s;
        int first = at_least(floor(top), c->clip.top), last = at_most(ceil(bottom), c->clip.bottom);
        for (int y = first; y < last; y++) cover(c, x, y, fmax(0, fmin(bottom, y + 1.0) - fmax(top, y)));
        if (first < last) touch(c, x, first, x + 1, last);
    }
}

void lehr_stroke_paint(lehr_canvas *c, lehr_colour colour, double alpha)
{
    lehr_pixels t = c->stroke.touched;
    for (int y = t.top; y < t.bottom; y++) {
        unsigned char *ink = c->ink + (size_t)y * (size_t)c->width;
        for (int x = t.left; x < t.right; x++) {
            if (ink[x]) lehr_canvas_blend(c, x, y, colour, alpha * ink[x] / 255);
            ink[x] = 0;
        }
    }
    c->stroke.touched = (lehr_pixels){ c->width, c->height, 0, 0 };
}
