/* compare_pictures.h — two pictures side by side: how far apart are they to the eye?
 *
 * Both are blurred over 3 x 3 pixels first, so that an edge which another compiler, libm or level of x86-64 puts a
 * fraction of a pixel elsewhere counts for little, and a line that is missing for much. */
#ifndef LEHR_TESTS_COMPARE_PICTURES_H
#define LEHR_TESTS_COMPARE_PICTURES_H
#include "read_png.h"

typedef struct gap { double mean, worst; } gap;         /* of all channels of all pixels, 0 … 255 */

static double blurred(const picture *p, int x, int y, int channel)
{
    double sum = 0;
    int n = 0;
    for (int v = y > 0 ? y - 1 : 0; v <= y + 1 && v < p->height; v++)
        for (int u = x > 0 ? x - 1 : 0; u <= x + 1 && u < p->width; u++, n++)
            sum += p->rgb[((size_t)v * (size_t)p->width + (size_t)u) * 3 + (size_t)channel];
    return sum / n;
}

/* Of pictures of one size. Into shown, of that size too, how far each pixel is off: white where it is not. */
static gap compare_pictures(const picture *a, const picture *b, picture *shown)
{
    gap g = { 0, 0 };
    for (int y = 0; y < a->height; y++)
        for (int x = 0; x < a->width; x++)
            for (int k = 0; k < 3; k++) {
                double off = blurred(a, x, y, k) - blurred(b, x, y, k), size = off < 0 ? -off : off;
                g.mean += size / (3.0 * a->width * a->height);
                if (size > g.worst) g.worst = size;
                shown->rgb[((size_t)y * (size_t)a->width + (size_t)x) * 3 + (size_t)k] =
                    (unsigned char)(255 - (size * 4 > 255 ? 255 : size * 4));
            }
    return g;
}

#endif
