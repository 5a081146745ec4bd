#include "lab/plot/draw/canvas.h"
#include "core/base/memory.h"
#include <math.h>
#include <stdbool.h>
#include <string.h>

/* A poster of A1 at 150 dpi fits. */
enum { MAX_SIDE = 16384, MAX_PIXELS = 32 << 20 };

lehr_status lehr_canvas_init(lehr_canvas *c, double width, double height, double scale)
{
    *c = (lehr_canvas){0};
    double across = round(width * scale), down = round(height * scale);
    bool drawable = across >= 1 && down >= 1 && across <= MAX_SIDE && down <= MAX_SIDE;
    if (!(scale > 0 && drawable && across * down <= MAX_PIXELS))
        return lehr_fail(LEHR_ERR_VALUE, "picture: %g x %g at scale %g cannot be drawn; 1 to %d pixels a side and "
                         "%d million in all can", width, height, scale, MAX_SIDE, MAX_PIXELS >> 20);
    *c = (lehr_canvas){ .width = (int)across, .height = (int)down, .scale = scale };
    size_t pixels = (size_t)c->width * (size_t)c->height;
    c->rgb = lehr_alloc(pixels, 3);
    c->ink = c->rgb ? lehr_alloc(pixels, 1) : NULL;
    if (!c->ink) {
        lehr_canvas_release(c);
        return LEHR_ERR_MEMORY;
    }
    memset(c->rgb, 255, pixels * 3);
    lehr_canvas_clip(c, NULL);
    return LEHR_OK;
}

void lehr_canvas_release(lehr_canvas *c)
{
    lehr_free(c->rgb);
    lehr_free(c->ink);
    *c = (lehr_canvas){0};
}

static int between(double v, int low, int high)
{
    return v < low ? low : v > high ? high : (int)v;
}

void lehr_canvas_clip(lehr_canvas *c, const lehr_box *b)
{
    c->clip = (lehr_pixels){ 0, 0, c->width, c->height };
    if (!b) return;
    c->clip.left   = between(floor(b->left * c->scale), 0, c->width);
    c->clip.top    = between(floor(b->top * c->scale), 0, c->height);
    c->clip.right  = between(ceil(b->right * c->scale), c->clip.left, c->width);
    c->clip.bottom = between(ceil(b->bottom * c->scale), c->clip.top, c->height);
}

static unsigned char mixed(unsigned char below, unsigned char above, double alpha)
{
    return (unsigned char)(below + (above - below) * alpha + 0.5);
}

void lehr_canvas_blend(lehr_canvas *c, int x, int y, lehr_colour colour, double alpha)
{
    if (x < c->clip.left || x >= c->clip.right || y < c->clip.top || y >= c->clip.bottom) return;
    unsigned char *p = c->rgb + ((size_t)y * (size_t)c->width + (size_t)x) * 3;
    p[0] = mixed(p[0], colour.r, alpha);
    p[1] = mixed(p[1], colour.g, alpha);
    p[2] = mixed(p[2], colour.b, alpha);
}

/* The share of the pixel from i to i + 1 that lies between low and high. */
static double share(int i, double low, double high)
{
    return fmax(0, fmin(high, i + 1.0) - fmax(low, i));
}

void lehr_canvas_fill_box(lehr_canvas *c, lehr_box box, lehr_colour colour, double alpha)
{
    double s = c->scale, left = box.left * s, top = box.top * s, right = box.right * s, bottom = box.bottom * s;
    lehr_pixels k = c->clip;
    int x0 = between(floor(left), k.left, k.right), x1 = between(ceil(right), k.left, k.right);
    int y0 = between(floor(top), k.top, k.bottom), y1 = between(ceil(bottom), k.top, k.bottom);
    for (int y = y0; y < y1; y++)
        for (int x = x0; x < x1; x++)
            lehr_canvas_blend(c, x, y, colour, alpha * share(x, left, right) * share(y, top, bottom));
}

double lehr_canvas_snap(const lehr_canvas *c, double v) { return round(v * c->scale) / c->scale; }

lehr_box lehr_canvas_snap_box(const lehr_canvas *c, lehr_box b)
{
    return (lehr_box){ lehr_canvas_snap(c, b.left), lehr_canvas_snap(c, b.top), lehr_canvas_snap(c, b.right),
                       lehr_canvas_snap(c, b.bottom) };
}
