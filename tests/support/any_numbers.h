/* any_numbers.h — series of numbers as no training should give them and some day one will; and how a picture of them
 * is looked at. */
#ifndef LEHR_TESTS_ANY_NUMBERS_H
#define LEHR_TESTS_ANY_NUMBERS_H
#include <float.h>
#include <math.h>
#include "lab.h"
#include "read_png.h"

enum { LENGTH = 24 };

typedef struct series { const char *what; double v[LENGTH]; int count; } series;

static const series many[] = {
    { "none", { 0 }, 0 },
    { "no number at all", { NAN }, 1 },
    { "one number", { 0.1 }, 1 },
    { "one infinity", { -INFINITY }, 1 },
    { "nothing finite", { NAN, INFINITY, -INFINITY, NAN, -NAN }, 5 },
    { "constant", { 3, 3, 3, 3, 3, 3, 3 }, 7 },
    { "zero", { 0, -0.0, 0, 0 }, 4 },
    { "below zero", { 0, -1, -1e-9, -1e300, -DBL_MAX, -5e-324 }, 6 },
    { "the largest", { 1e308, DBL_MAX, 1e308, DBL_MAX }, 4 },
    { "from end to end", { -1e308, 1e308, -DBL_MAX, DBL_MAX, 0, -1e308, 1e308 }, 7 },
    { "denormal", { 5e-324, 1e-310, 1e-320, DBL_MIN, -5e-324, 5e-324 }, 6 },
    { "nearly constant", { 1, 1 + DBL_EPSILON, 1 - DBL_EPSILON, 1, 1 }, 5 },
    { "nearly huge", { 1e15, 1e15 + 1, 1e15 + 2, 1e15 }, 4 },
    { "full of holes", { 1, NAN, 2, NAN, NAN, 3, 4, INFINITY, NAN, 5, -INFINITY }, 11 },
    { "of every size", { 1e-300, 1e-200, 1e-100, 1e-10, 1, 1e10, 1e100, 1e200, 1e300 }, 9 },
    { "everything",
      { 5e-324, DBL_MAX, -DBL_MAX, 0, NAN, 1, -1, INFINITY, 1e-300, -INFINITY, 1e308, 0.1, -0.0, 1e30, -1e-30, 2 },
      16 },
};

static int drawn, invalid;

/* Decoded by a decoder of our own, of this size (0: of any), and its rim, two pixels wide, bare. */
static inline void check_picture(const char *path, int width, int height, const char *what)
{
    picture p;
    const char *wrong = read_png(path, &p);
    drawn++;
    if (!wrong && width && (p.width != width || p.height != height)) wrong = "its size";
    for (int y = 0; !wrong && y < p.height; y++)
        for (int x = 0; x < p.width; x++) {
            bool rim = x < 2 || y < 2 || x >= p.width - 2 || y >= p.height - 2;
            if (rim && memcmp(p.rgb + ((size_t)y * (size_t)p.width + (size_t)x) * 3, p.rgb, 3))
                wrong = "something is drawn at its edge";
        }
    free(p.rgb);
    invalid += wrong != NULL;
    if (wrong) rename(path, "invalid.png");             /* to be looked at */
    if (wrong) fail_msg("%s: %s", what, wrong);
    remove(path);
}
#endif
