#include "lab/plot/parts/heightfield.h"
#include "core/base/memory.h"
#include <float.h>
#include <math.h>

/* --- interpolation ------------------------------------------------------------------------------------------------ */

typedef struct grid { const double *v; int rows, columns; } grid;

static int clamp_index(int i, int count) { return i < 0 ? 0 : i < count ? i : count - 1; }

static double at(const grid *g, int row, int column)
{
    return g->v[(size_t)clamp_index(row, g->rows) * (size_t)g->columns + (size_t)clamp_index(column, g->columns)];
}

/* The grid point below a share of the axis; *t is the share of the distance to the next. */
static int point_below(double share, int count, double *t)
{
    double place = fmin(count - 1, fmax(0, share * (count - 1)));
    int i = (int)place < count - 2 ? (int)place : count > 1 ? count - 2 : 0;
    *t = place - i;
    return i;
}

static double lerp(double a, double b, double t) { return t == 0 ? a : t == 1 ? b : a * (1 - t) + b * t; }

static double bilinear(const grid *g, int row, int column, double tx, double ty)
{
    return lerp(lerp(at(g, row, column), at(g, row, column + 1), tx),
                lerp(at(g, row + 1, column), at(g, row + 1, column + 1), tx), ty);
}

/* A cubic through v[1] and v[2] with slopes from their neighbours; exact for parabolas. Catmull, Rom 1974. */
static double catmull_rom(const double v[4], double t)
{
    double a = v[0], b = v[1], c = v[2], d = v[3];
    return b + t / 2 * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

/* Four values of a row from column − 1; beyond an end, extrapolated from the last three. */
static void neighbours(const grid *g, int row, int column, double v[4])
{
    int last = g->columns - 1;
    for (int k = 0; k < 4; k++) v[k] = at(g, row, column - 1 + k);
    if (last < 2) return;
    if (column == 0) v[0] = 3 * v[1] - 3 * v[2] + v[3];
    if (column == last - 1) v[3] = 3 * v[2] - 3 * v[1] + v[0];
}

static double bicubic(const grid *g, int row, int column, double tx, double ty)
{
    double v[4], w[4];
    for (int k = 0; k < 4; k++) {
        neighbours(g, clamp_index(row - 1 + k, g->rows), column, v);
        w[k] = catmull_rom(v, tx);
    }
    if (g->rows > 2 && row == 0) w[0] = 3 * w[1] - 3 * w[2] + w[3];
    if (g->rows > 2 && row == g->rows - 2) w[3] = 3 * w[2] - 3 * w[1] + w[0];
    return catmull_rom(w, ty);
}

/* Bicubic; bilinear beside NaN, and where the cubic is not positive and has no logarithm. */
static double value_at(const grid *g, bool log, double across, double up)
{
    double tx, ty;
    int column = point_below(across, g->columns, &tx), row = point_below(up, g->rows, &ty);
    double v = bicubic(g, row, column, tx, ty), plain = bilinear(g, row, column, tx, ty);
    return isfinite(v) && isfinite(plain) && !(log && v <= 0 && plain > 0) ? v : plain;
}

static double least_above_zero(const double *v, size_t n)
{
    double least = INFINITY;
    for (size_t i = 0; i < n; i++)
        if (v[i] >= DBL_MIN && v[i] < least) least = v[i];
    return isfinite(least) ? least : 1;
}

lehr_status lehr_heightfield_init(lehr_heightfield *r, const double *value, int rows, int columns, bool log,
                                  int fine_rows, int fine_columns)
{
    const grid g = { value, rows, columns };
    double lowest = log ? fmax(DBL_MIN, least_above_zero(value, (size_t)rows * (size_t)columns) / 10) : 0;
    *r = (lehr_heightfield){ fine_rows, fine_columns, NULL };
    r->height = lehr_alloc((size_t)fine_rows * (size_t)fine_columns, sizeof *r->height);
    if (!r->height) return LEHR_ERR_MEMORY;
    double *out = r->height, across = fine_columns > 1 ? fine_columns - 1 : 1, up = fine_rows > 1 ? fine_rows - 1 : 1;
    for (int y = 0; y < fine_rows; y++)
        for (int x = 0; x < fine_columns; x++, out++) {
            double v = value_at(&g, log, x / across, y / up);
            *out = !isfinite(v) ? NAN : log ? log10(fmax(v, lowest)) : v;
        }
    return LEHR_OK;
}

void lehr_heightfield_release(lehr_heightfield *r)
{
    lehr_free(r->height);
    *r = (lehr_heightfield){0};
}

double lehr_heightfield_at(const lehr_heightfield *r, double across, double up)
{
    const grid g = { r->height, r->rows, r->columns };
    double tx, ty;
    int column = point_below(across, r->columns, &tx), row = point_below(up, r->rows, &ty);
    return bilinear(&g, row, column, tx, ty);
}

/* --- lines of equal height: marching squares, Lorensen, Cline 1987 ------------------------------------------------ */

typedef struct point { double x, y; } point;

/* The corners of a cell, counter-clockwise from the lower left; side k goes from corner k to the next. */
static const point corner[] = { { 0, 0 }, { 1, 0 }, { 1, 1 }, { 0, 1 } };

static point crossing_point(const double h[4], int side, double height)
{
    int a = side, b = (side + 1) % 4;
    double t = (height / 2 - h[a] / 2) / (h[b] / 2 - h[a] / 2);
    return (point){ lerp(corner[a].x, corner[b].x, t), lerp(corner[a].y, corner[b].y, t) };
}

/* The sides of a cell that the line crosses, in pairs: none, two, or at a saddle all four, paired by the value in the
 * middle. */
static int crossed_sides(const double h[4], double height, int side[4])
{
    int n = 0;
    for (int k = 0; k < 4; k++)
        if ((h[k] > height) != (h[(k + 1) % 4] > height)) side[n++] = k;
    double middle = h[0] / 4 + h[1] / 4 + h[2] / 4 + h[3] / 4;
    if (n == 4 && (middle > height) != (h[1] > height)) return n;          /* 0-1 and 2-3: round corners 1 and 3 */
    if (n == 4)
        for (int k = 0; k < 4; k++) side[k] = (k + 3) % 4;                  /* 3-0 and 1-2: round corners 0 and 2 */
    return n;
}

void lehr_heightfield_contour(const lehr_heightfield *r, double height, lehr_contour_segment_fn *segment, void *context)
{
    int side[4];
    const double across = r->columns - 1, up = r->rows - 1;
    for (int y = 0; y + 1 < r->rows; y++)
        for (int x = 0; x + 1 < r->columns; x++) {
            const double *low = r->height + (size_t)y * (size_t)r->columns + (size_t)x, *high = low + r->columns;
            const double h[] = { low[0], low[1], high[1], high[0] };
            if (isnan(h[0] + h[1] + h[2] + h[3])) continue;
            int n = crossed_sides(h, height, side);
            for (int k = 0; k < n; k += 2) {
                point a = crossing_point(h, side[k], height), b = crossing_point(h, side[k + 1], height);
                segment(context, (x + a.x) / across, (y + a.y) / up, (x + b.x) / across, (y + b.y) / up);
            }
        }
}
