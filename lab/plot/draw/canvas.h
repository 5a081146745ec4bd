/* canvas.h — a bitmap: boxes, lines, dots and bands with antialiased edges, in any colour and opacity.
 *
 * Lengths are logical pixels of `scale` device pixels, y downwards from the top left corner. A stroke collects coverage
 * (the share of each pixel) and is painted once, so that overlapping parts are not darker. */
#ifndef LEHR_LAB_PLOT_DRAW_CANVAS_H
#define LEHR_LAB_PLOT_DRAW_CANVAS_H
#include "core/base/status.h"

typedef struct lehr_colour { unsigned char r, g, b; } lehr_colour;            /* red, green and blue, each 0 … 255    */
typedef struct lehr_box    { double left, top, right, bottom; } lehr_box;       /* in logical pixels */
typedef struct lehr_edge   { double x, top, bottom; } lehr_edge;                /* one side of a band */
/* a box in device pixels; right and bottom outside */
typedef struct lehr_pixels { int left, top, right, bottom; } lehr_pixels;

typedef struct lehr_stroke {        /* the stroke in progress                               */
    double x, y;                    /* the present point, in device pixels                  */
    double radius;                  /* half the line's width                                */
    const double *dash;             /* lengths on, off, on, off …, 0 at the end; NULL: none */
    double along;                   /* length so far, for the dashes                        */
    double drawn;                   /* total length drawn, in device pixels                 */
    lehr_pixels touched;            /* the box with coverage                                */
} lehr_stroke;

typedef struct lehr_canvas {        /* a bitmap                                             */
    int width, height;              /* device pixels                                        */
    double scale;                   /* device pixels in a logical pixel                     */
    unsigned char *rgb;             /* [height x width x 3]: the picture                    */
    unsigned char *ink;             /* [height x width]: coverage of the stroke             */
    lehr_pixels clip;               /* nothing is drawn outside                             */
    lehr_stroke stroke;             /* in progress                                          */
} lehr_canvas;

/* A white canvas. LEHR_ERR_VALUE: scale or size is not positive, a side has more than 16384 pixels, or all have more
 * than 32 million; LEHR_ERR_MEMORY. */
lehr_status lehr_canvas_init(lehr_canvas *c, double width, double height, double scale);

void        lehr_canvas_release(lehr_canvas *c);                                            /* empty afterwards */
void        lehr_canvas_clip(lehr_canvas *c, const lehr_box *box);                          /* NULL: all of it */

/* alpha: opacity, 0 … 1 */
void        lehr_canvas_fill_box(lehr_canvas *c, lehr_box box, lehr_colour colour, double alpha);
double      lehr_canvas_snap(const lehr_canvas *c, double v);          /* to the nearest edge of a device pixel */
lehr_box    lehr_canvas_snap_box(const lehr_canvas *c, lehr_box b);

/* A stroke of lines, dots and bands: start, then any number of move, line, dot and band, then paint. */
void        lehr_stroke_start(lehr_canvas *c, double width, const double *dash);    /* dash: as in lehr_stroke */
void        lehr_stroke_move(lehr_canvas *c, double x, double y);                  /* a dot, if no line follows       */
void        lehr_stroke_line(lehr_canvas *c, double x, double y);                   /* from the present point */
void        lehr_stroke_dot(lehr_canvas *c, double x, double y, double radius);     /* filled                 */
void        lehr_stroke_band(lehr_canvas *c, lehr_edge from, lehr_edge to);         /* between two edges      */
void        lehr_stroke_paint(lehr_canvas *c, lehr_colour colour, double alpha);    /* the whole stroke       */

/* Blends one device pixel, if it is inside the clip. */
void        lehr_canvas_blend(lehr_canvas *c, int x, int y, lehr_colour colour, double alpha);

#endif
