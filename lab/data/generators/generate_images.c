#include "lab/data/generators/generate_images.h"
#include <math.h>
#include <string.h>

enum { MASKS_SEED = 5, WAVES_SEED = 5, SHAPES_SEED = 5 };       /* the book gives no seed of masks */

/* --- masks, chapter 12: horizontal, vertical and slanting strokes ------------------------------------------------- */

static const struct { const char *ink; int label; } mask[] = {
    { "###" "..." "...", 0 }, { "..." "###" "...", 0 }, { "..." "..." "###", 0 },
    { "#.." "#.." "#..", 1 }, { ".#." ".#." ".#.", 1 }, { "..#" "..#" "..#", 1 },
    { "#.." ".#." "..#", 2 }, { "..#" ".#." "#..", 2 }, { ".#." "#.." "...", 2 }, { ".#." "..#" "...", 2 },
};

/* 10 of each mask train, 50 of each validate. Ink is 0.6 … 1, paper 0 … 0.4. */
lehr_status lehr_generate_masks(lehr_data *d)
{
    enum { MASKS = sizeof mask / sizeof *mask, TRAIN = 10 * MASKS, ROWS = 60 * MASKS };
    static const char *const name[] = { "level", "upright", "slanting" };
    lehr_random r;
    lehr_status status = lehr_generate_begin(d, &r, MASKS_SEED, ROWS, 9, 3);
    if (status) return status;
    memcpy(d->class_name, name, sizeof name);
    d->image_shape = (lehr_shape){ 3, { 1, 3, 3 } };
    d->train_rows = TRAIN;
    for (int i = 0; i < ROWS; i++) {
        d->label[i] = mask[i % MASKS].label;
        for (int k = 0; k < 9; k++) {
            double low = mask[i % MASKS].ink[k] == '#' ? 0.6 : 0;
            d->x[9 * i + k] = lehr_generate_uniform(&r, low, low + 0.4);
        }
    }
    return LEHR_OK;
}

/* --- waves, chapter 13: one period of four waveforms in five samples, also with the sign reversed ----------------- */

enum { LENGTH = 5 };

/* A waveform at phase 0 … 1. */
static double sine(double p)     { return sin(2 * acos(-1) * p); }
static double cosine(double p)   { return cos(2 * acos(-1) * p); }
static double sawtooth(double p) { return 2 * p - 1; }
static double square(double p)   { return p < 0.5 ? 1 : -1; }

static double (*const form[])(double) = { sine, cosine, sawtooth, square };

/* The first `classes` of sin, cos, saw, square, −sin, −cos, −saw, −square; of each, 200 rows train, and 50 validate. */
static lehr_status waves(lehr_data *d, int classes, double noise)
{
    enum { TRAIN = 200, VALIDATE = 50 };
    static const char *const name[] = { "sin", "cos", "saw", "square", "-sin", "-cos", "-saw", "-square" };
    lehr_random r;
    lehr_status status = lehr_generate_begin(d, &r, WAVES_SEED, classes * (TRAIN + VALIDATE), LENGTH, classes);
    if (status) return status;
    d->train_rows = classes * TRAIN;
    for (int c = 0; c < classes; c++) d->class_name[c] = name[c];
    for (int i = 0; i < d->rows; i++) {
        int c = i < d->train_rows ? i / TRAIN : (i - d->train_rows) / VALIDATE;
        d->label[i] = c;
        for (int k = 0; k < LENGTH; k++) {
            double v = form[c % 4](k / (LENGTH - 1.0));
            d->x[LENGTH * i + k] = lehr_generate_round((c < 4 ? v : -v) + lehr_random_uniform(&r, -noise, noise));
        }
    }
    return LEHR_OK;
}

lehr_status lehr_generate_waves(lehr_data *d)  { return waves(d, 8, 0.4); }
lehr_status lehr_generate_waves4(lehr_data *d) { return waves(d, 4, 0.1); }

/* --- shapes, chapter 14: outlines of circles and squares ---------------------------------------------------------- */

enum { SIDE = 28 };

/* The distance of (x, y) from the outline of a circle or square of that radius about the origin. */
static double distance_to_outline(int label, double x, double y, double radius)
{
    return fabs((label ? fmax(fabs(x), fabs(y)) : hypot(x, y)) - radius);
}

/* A line 1.5 pixels wide, with edges antialiased over one pixel, at a random place away from the border. */
static void draw(lehr_random *r, int label, unsigned char *pixel)
{
    double radius = lehr_random_uniform(r, 5, 11), range = SIDE / 2.0 - radius - 2;
    double x = SIDE / 2.0 + lehr_random_uniform(r, -range, range);
    double y = SIDE / 2.0 + lehr_random_uniform(r, -range, range);
    for (int i = 0; i < SIDE * SIDE; i++) {
        double ink = 1.25 - distance_to_outline(label, i % SIDE + 0.5 - x, i / SIDE + 0.5 - y, radius);
        pixel[i] = (unsigned char)(255 * fmin(1, fmax(0, ink)) + 0.5);
    }
}

/* 1000 of each train, 200 of each validate. */
lehr_status lehr_generate_shapes(lehr_data *d)
{
    enum { TRAIN = 2000, ROWS = 2400 };
    static const char *const name[] = { "circle", "square" };
    lehr_random r;
    lehr_random_seed(&r, SHAPES_SEED);
    lehr_status status = lehr_data_alloc_images(d, ROWS, 1, SIDE, SIDE, 2);
    if (status) return status;
    memcpy(d->class_name, name, sizeof name);
    d->train_rows = TRAIN;
    for (int i = 0; i < ROWS; i++) {
        d->label[i] = i % 2;
        draw(&r, d->label[i], d->pixels + (size_t)i * SIDE * SIDE);
    }
    return LEHR_OK;
}
