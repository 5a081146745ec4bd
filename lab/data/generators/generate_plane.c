#include "lab/data/generators/generate_plane.h"
#include <math.h>

enum { TAIJI_SEED = 4, XOR_SEED = 5, MOON_SEED = 6, GEM_SEED = 7 };     /* the book gives no seed of gem */

typedef struct point { double x, y; int label; } point;

/* Rows in the order of their labels, otherwise as they were drawn. */
static lehr_status fill(lehr_data *d, const point *p, int rows, int classes)
{
    lehr_status status = lehr_data_alloc(d, rows, 2, classes);
    if (status) return status;
    int row = 0;
    for (int label = 0; label < classes; label++)
        for (int i = 0; i < rows; i++) {
            if (p[i].label != label) continue;
            d->x[2 * row] = lehr_generate_round(p[i].x);
            d->x[2 * row + 1] = lehr_generate_round(p[i].y);
            d->label[row++] = label;
        }
    return LEHR_OK;
}

static bool within(double x, double y, double centre, double radius)    /* of a circle about (0, centre) */
{
    return x * x + (y - centre) * (y - centre) < radius * radius;
}

/* Uniform in the square −5 … 5; the label is the region. */
static lehr_status scatter(lehr_data *d, uint32_t seed, int classes, int (*region)(double x, double y))
{
    enum { ROWS = 1000 };
    point p[ROWS];
    lehr_random r;
    lehr_random_seed(&r, seed);
    for (int i = 0; i < ROWS; i++) {
        p[i].x = lehr_random_uniform(&r, -5, 5);
        p[i].y = lehr_random_uniform(&r, -5, 5);
        p[i].label = region(p[i].x, p[i].y);
    }
    return fill(d, p, ROWS, classes);
}

/* --- taiji: a yin-yang sign of radius 5; its two eyes are one class ----------------------------------------------- */

static int taiji_region(double x, double y)
{
    if (!within(x, y, 0, 5)) return 2;
    if (within(x, y, 2.5, 1) || within(x, y, -2.5, 1)) return 0;
    if (within(x, y, 2.5, 2.5)) return 1;
    if (within(x, y, -2.5, 2.5)) return 3;
    return x < 0 ? 1 : 3;
}

lehr_status lehr_generate_taiji(lehr_data *d) { return scatter(d, TAIJI_SEED, 4, taiji_region); }

/* --- gem: a triangle in a circle ("stone" in the book's code) ----------------------------------------------------- */

static int gem_region(double x, double y)
{
    double slope = sqrt(3);
    if (y > 3 * (1 - slope) && y < slope * x + 3 && y < -slope * x + 3) return 2;
    return within(x, y, 0, 4) ? 1 : 0;
}

lehr_status lehr_generate_gem(lehr_data *d) { return scatter(d, GEM_SEED, 3, gem_region); }

/* --- xor: four clouds; opposite corners have the same class ------------------------------------------------------- */

enum { CLOUD = 100 };

/* Normals of deviation 0.7, shifted so that the smallest is −5 or the largest is 5. */
static void cloud(lehr_random *r, int side, double *v)
{
    double min = INFINITY, max = -INFINITY;
    for (int i = 0; i < CLOUD; i++) {
        v[i] = lehr_random_normal(r) * 0.7;
        min = fmin(min, v[i]);
        max = fmax(max, v[i]);
    }
    for (int i = 0; i < CLOUD; i++) v[i] += side < 0 ? -5 - min : 5 - max;
}

lehr_status lehr_generate_xor(lehr_data *d)
{
    static const struct { int x, y, label; } corner[] = { { -1, -1, 0 }, { -1, 1, 1 }, { 1, -1, 1 }, { 1, 1, 0 } };
    lehr_random r;
    lehr_status status = lehr_generate_begin(d, &r, XOR_SEED, 4 * CLOUD, 2, 2);
    for (int c = 0; c < 4 && !status; c++) {
        double x[CLOUD], y[CLOUD];
        cloud(&r, corner[c].x, x);
        cloud(&r, corner[c].y, y);
        for (int i = 0; i < CLOUD; i++) {
            int row = c * CLOUD + i;
            d->x[2 * row] = lehr_generate_round(x[i]);
            d->x[2 * row + 1] = lehr_generate_round(y[i]);
            d->label[row] = corner[c].label;
        }
    }
    return status;
}

/* --- moon: an arc over a small cloud ------------------------------------------------------------------------------ */

enum { HALF_MOON = 200 };

/* Scales one coordinate of all points to −5 … 5. */
static void rescale(double v[2 * HALF_MOON])
{
    double min = INFINITY, max = -INFINITY;
    for (int i = 0; i < 2 * HALF_MOON; i++) {
        min = fmin(min, v[i]);
        max = fmax(max, v[i]);
    }
    for (int i = 0; i < 2 * HALF_MOON; i++) v[i] = ((v[i] - min) / (max - min) - 0.5) * 10;
}

lehr_status lehr_generate_moon(lehr_data *d)
{
    double x[2 * HALF_MOON], y[2 * HALF_MOON];      /* the cloud, label 0, then the arc; the arc is generated first */
    lehr_random r;
    lehr_random_seed(&r, MOON_SEED);
    for (int i = 0; i < HALF_MOON; i++) {
        double position = i == HALF_MOON - 1 ? 1 : -1 + i * (2.0 / (HALF_MOON - 1));
        x[HALF_MOON + i] = position;
        y[HALF_MOON + i] = cos(position) + (lehr_random_uniform(&r, 0, 1) - 0.5) / 4 - 0.6;
    }
    for (int i = 0; i < HALF_MOON; i++) x[i] = lehr_random_normal(&r) * 0.1;
    for (int i = 0; i < HALF_MOON; i++) y[i] = lehr_random_normal(&r) * 0.1;
    rescale(x);
    rescale(y);
    point p[2 * HALF_MOON];
    for (int i = 0; i < 2 * HALF_MOON; i++) p[i] = (point){ x[i], y[i], i >= HALF_MOON };
    return fill(d, p, 2 * HALF_MOON, 2);
}
