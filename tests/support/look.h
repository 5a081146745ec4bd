/* look.h — what is to be seen in a picture. */
#ifndef LEHR_TESTS_LOOK_H
#define LEHR_TESTS_LOOK_H
#include "lab/plot/draw/canvas.h"
#include "read_png.h"

static int is_nearly(const unsigned char *p, lehr_colour c)
{
    return abs(p[0] - c.r) + abs(p[1] - c.g) + abs(p[2] - c.b) < 12;
}

/* How many pixels of this colour the picture has in columns left … right − 1. */
static long pixels_of(const picture *p, lehr_colour c, int left, int right)
{
    long n = 0;
    for (int y = 0; y < p->height; y++)
        for (int x = left; x < right; x++) n += is_nearly(p->rgb + ((size_t)y * (size_t)p->width + (size_t)x) * 3, c);
    return n;
}

#endif
