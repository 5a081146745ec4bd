/* canvas.h — a sheet of paper: boxes, lines, dots and bands with soft edges, in any colour and strength.
 *
 * Lengths are logical pixels, y downwards, (0, 0) the top left corner; scale device pixels make one of them.
 * A line is first covered (how much of each pixel does it hide?) and then inked once, so its joints never show. */
#ifndef LEHR_LAB_CANVAS_H
#define LEHR_LAB_CANVAS_H
#include "core/status.h"

typedef struct lehr_colour { unsigned char r, g, b; } lehr_colour;
typedef struct lehr_box    { double left, top, right, bottom; } lehr_box;
typedef struct lehr_edge   { double x, top, bottom; } lehr_edge;                /* one side of a band */
typedef struct lehr_pixels { int left, top, right, bottom; } lehr_pixels;  /* device pixels; right and bottom outside */

typedef struct lehr_pen {
    double x, y;                    /* where it is, in device pixels                        */
    double radius;                  /* half the line's width                                */
    const double *dash;             /* lengths on, off, on, off …, 0 at the end; NULL: none */
    double along;                   /* how far along the dashes                             */
    double drawn;                   /* pixels of line laid down so far                      */
    lehr_pixels touched;
} lehr_pen;

typedef struct lehr_canvas {
    int width, height;              /* device pixels                    */
    double scale;
    unsigned char *rgb;             /* the picture                      */
    unsigned char *ink;             /* coverage of what is being drawn  */
    lehr_pixels clip;               /* nothing is drawn outside         */
    lehr_pen pen;
} lehr_canvas;

lehr_status lehr_canvas_init(lehr_canvas *c, double width, double height, double scale);    /* white */
void        lehr_canvas_release(lehr_canvas *c);
void        lehr_canvas_clip(lehr_canvas *c, const lehr_box *box);                          /* NULL: all of it */

void        lehr_fill_box(lehr_canvas *c, lehr_box box, lehr_colour colour, double alpha);
double      lehr_snap(const lehr_canvas *c, double v);                      /* to the next edge between device pixels */

/* A figure of lines, dots and bands, laid down in one go: start, then any number of the middle four, then ink. */
void        lehr_pen_start(lehr_canvas *c, double width, const double *dash);
void        lehr_pen_move(lehr_canvas *c, double x, double y);              /* lift; a dot, if nothing follows */
void        lehr_pen_line(lehr_canvas *c, double x, double y);
void        lehr_pen_dot(lehr_canvas *c, double x, double y, double radius);
void        lehr_pen_band(lehr_canvas *c, lehr_edge from, lehr_edge to);
void        lehr_pen_ink(lehr_canvas *c, lehr_colour colour, double alpha);

/* One device pixel at a time; outside the clip nothing happens. */
void        lehr_blend(lehr_canvas *c, int x, int y, lehr_colour colour, double alpha);

#endif
