#include "lab/plot/parts/contour_labels.h"
#include "lab/plot/parts/line_series.h"
#include <math.h>

/* --- occupancy ---------------------------------------------------------------------------------------------------- */

static double share(double v, double from, double to) { return (v - from) / (to - from); }

/* The cell of a position; false: it is outside. */
static bool cell_of(const lehr_figure *p, double x, double y, int *row, int *column)
{
    double across = share(x, p->box.left, p->box.right), down = share(y, p->box.top, p->box.bottom);
    if (!(across >= 0 && across < 1 && down >= 0 && down < 1)) return false;
    *row = (int)(down * LEHR_OCCUPANCY_ROWS);
    *column = (int)(across * LEHR_OCCUPANCY_COLUMNS);
    return true;
}

static void mark_occupied(lehr_occupancy *k, const lehr_figure *p, double x, double y)
{
    int row, column;
    if (cell_of(p, x, y, &row, &column)) k->cell[row][column] = true;
}

/* Are all cells of the box free? Outside the map they are not. */
static bool box_is_free(const lehr_occupancy *k, const lehr_figure *p, lehr_box b)
{
    int top, left, bottom, right;
    if (!cell_of(p, b.left, b.top, &top, &left) || !cell_of(p, b.right, b.bottom, &bottom, &right)) return false;
    for (int row = top; row <= bottom; row++)
        for (int column = left; column <= right; column++)
            if (k->cell[row][column]) return false;
    return true;
}

void lehr_occupancy_add_box(lehr_occupancy *k, const lehr_figure *p, lehr_box b)
{
    double across = (p->box.right - p->box.left) / LEHR_OCCUPANCY_COLUMNS,
           down = (p->box.bottom - p->box.top) / LEHR_OCCUPANCY_ROWS;
    if (!(across > 0) || !(down > 0)) return;
    b = (lehr_box){ fmax(b.left, p->box.left), fmax(b.top, p->box.top), fmin(b.right, p->box.right),
                    fmin(b.bottom, p->box.bottom) };
    for (double y = b.top; y < b.bottom + down; y += down)
        for (double x = b.left; x < b.right + across; x += across)
            mark_occupied(k, p, fmin(x, b.right), fmin(y, b.bottom));
}

void lehr_occupancy_add_path(lehr_occupancy *k, const lehr_figure *p, const lehr_series *s)
{
    enum { MAX_STEPS = 200 };               /* samples along one step: more than cells across */
    double x = NAN, y = NAN;
    for (int i = 0; i < s->count; i++) {
        double x0 = x, y0 = y;
        if (!lehr_line_series_position(p, s, i, &x, &y)) x = y = NAN;
        mark_occupied(k, p, x, y);
        double length = hypot(x - x0, y - y0);
        int n = length < 4.0 * MAX_STEPS ? (int)(length / 4) : length >= 4.0 * MAX_STEPS ? MAX_STEPS : 0;
        for (int j = 1; j < n; j++) mark_occupied(k, p, x0 + (x - x0) * j / n, y0 + (y - y0) * j / n);
    }
}

/* --- text --------------------------------------------------------------------------------------------------------- */

void lehr_text_with_halo(lehr_figure *p, const lehr_text_style *l, lehr_colour halo, double x, double y,
                         const char *text)
{
    lehr_text_style around = *l;
    double base = y + l->size * 0.36;
    around.colour = halo;
    for (int k = 0; k < 16; k++) {
        double angle = k * 0.39269908169872414, distance = k % 2 ? 1.2 : 2;
        lehr_font_draw(p->font, &p->canvas, &around, x + distance * cos(angle), base + distance * sin(angle), text);
    }
    lehr_font_draw(p->font, &p->canvas, l, x, base, text);
}

/* --- positions of labels ------------------------------------------------------------------------------------------ */

typedef struct search {
    const lehr_figure *p;
    const lehr_heightfield *field;
    const lehr_occupancy *occupied;
    double half_width, half_height, below, above;       /* below, above: heights of the neighbours */
    double best, x, y;                                  /* the least slope so far, and its position */
} search;

/* Is no neighbouring line within the height of the label? */
static bool is_clear(const search *s, double x, double y)
{
    lehr_box b = s->p->box;
    for (int k = -2; k <= 2; k++)
        for (int up = -1; up <= 1; up += 2) {
            double beside = x + k * s->half_width / 2, above = y + up * s->half_height * 0.6;
            double h = lehr_heightfield_at(s->field, share(beside, b.left, b.right), share(above, b.bottom, b.top));
            if (!(h > s->below && h < s->above)) return false;
        }
    return true;
}

static void try_segment(void *context, double x0, double y0, double x1, double y1)
{
    const double edge = 8;
    search *s = context;
    lehr_box b = s->p->box;
    double dx = fabs(x1 - x0) * (b.right - b.left), dy = fabs(y1 - y0) * (b.bottom - b.top), steep = dy / (dx + dy);
    if (!(steep < s->best)) return;
    double x = b.left + (x0 + x1) / 2 * (b.right - b.left), y = b.bottom - (y0 + y1) / 2 * (b.bottom - b.top);
    if (fmin(x - b.left, b.right - x) < s->half_width + edge || fmin(y - b.top, b.bottom - y) < s->half_height + edge)
        return;
    lehr_box label = { x - s->half_width, y - s->half_height, x + s->half_width, y + s->half_height };
    if (!box_is_free(s->occupied, s->p, label) || !is_clear(s, x, y)) return;
    s->best = steep;
    s->x = x;
    s->y = y;
}

void lehr_contour_label_draw(lehr_figure *p, const lehr_heightfield *r, const lehr_contour_level level[], int n, int i,
                             lehr_colour halo, lehr_occupancy *k)
{
    const lehr_text_style l = { .size = 10.5, .colour = { 88, 92, 100 }, .anchor = 0.5 };
    if (!level[i].label.s[0]) return;
    double half = lehr_font_width(p->font, &l, level[i].label.s) / 2;
    search s = { .p = p, .field = r, .occupied = k, .half_width = half + 6, .half_height = 9, .best = HUGE_VAL,
                 .below = i ? level[i - 1].height : -HUGE_VAL, .above = i + 1 < n ? level[i + 1].height : HUGE_VAL };
    lehr_heightfield_contour(r, level[i].height, try_segment, &s);
    if (s.best == HUGE_VAL) return;
    lehr_text_with_halo(p, &l, halo, s.x, s.y, level[i].label.s);
    lehr_occupancy_add_box(k, p, (lehr_box){ s.x - half - 14, s.y - 12, s.x + half + 14, s.y + 12 });
}
