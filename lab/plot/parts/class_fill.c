#include "lab/plot/parts/class_fill.h"
#include "lab/plot/parts/figure.h"
#include <math.h>

static double mix(double a, double b, double t) { return a + (b - a) * t; }

/* The colour of the predicted class; its strength grows from 1/6 at equal probabilities to all at probability 1. */
static void cell_colour(const lehr_class_fill *g, int row, int column, double rgb[3])
{
    size_t i = (size_t)row * (size_t)g->columns + (size_t)column;
    double even = g->classes > 1 ? 1.0 / g->classes : 0, p = g->probability ? g->probability[i] : 1;
    double sure = p > even ? (fmin(p, 1) - even) / (1 - even) : 0;          /* NaN: 0 */
    lehr_colour c = lehr_palette(g->cell_class[i]);
    double most = g->strength > 0 ? g->strength : 0.36, strength = most / 6 + (most - most / 6) * sure;
    rgb[0] = mix(255, c.r, strength);
    rgb[1] = mix(255, c.g, strength);
    rgb[2] = mix(255, c.b, strength);
}

int lehr_class_fill_cell(double at, int cells, double *t)
{
    double place = fmin(cells - 1, fmax(0, at * cells - 0.5));
    int i = (int)place < cells - 1 ? (int)place : cells - 1;
    *t = place - i;
    return i;
}

/* Colours are interpolated between the middles of cells, which gives smooth borders on a coarse grid. */
static lehr_colour background_at(const lehr_class_fill *g, double across, double up)
{
    double tx, ty, corner[4][3], c[3];
    int x = lehr_class_fill_cell(across, g->columns, &tx), y = lehr_class_fill_cell(up, g->rows, &ty);
    int right = x + 1 < g->columns ? x + 1 : x, above = y + 1 < g->rows ? y + 1 : y;
    for (int k = 0; k < 4; k++) cell_colour(g, k < 2 ? y : above, k % 2 ? right : x, corner[k]);
    for (int k = 0; k < 3; k++)
        c[k] = mix(mix(corner[0][k], corner[1][k], tx), mix(corner[2][k], corner[3][k], tx), ty) + 0.5;
    return (lehr_colour){ (unsigned char)c[0], (unsigned char)c[1], (unsigned char)c[2] };
}

void lehr_class_fill_draw(const lehr_class_fill *g, lehr_canvas *c, lehr_box box)
{
    lehr_canvas_clip(c, &box);
    lehr_pixels k = c->clip;
    double width = k.right - k.left, height = k.bottom - k.top;
    for (int y = k.top; y < k.bottom; y++)
        for (int x = k.left; x < k.right; x++)
            lehr_canvas_blend(c, x, y, background_at(g, (x + 0.5 - k.left) / width, (k.bottom - y - 0.5) / height), 1);
}
