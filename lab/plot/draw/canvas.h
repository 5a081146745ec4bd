/* canvas.h — a sheet of paper: boxes, lines, dots and bands with soft edges, in any colour and strength.
 *
 * Lengths are logical pixels, y downwards, (0, 0) the top left corner; scale device pixels make one of them.
 * A line is first covered (how much of each pixel does it hide?) and then inked once, so its joints never show. */
#ifndef LEHR_LAB_PLOT_DRAW_CANVAS_H
#define LEHR_LAB_PLOT_DRAW_CANVAS_H
#include "core/base/status.h"

typedef struct lehr_colour { unsigned char r, g, b; } lehr_colour;            /* of red, green and blue, each 0 … 255 */
typedef struct lehr_box    { double left, top, right, bottom; } lehr_box;       /* in logical pixels */
typedef struct lehr_edge   { double x, top, bottom; } lehr_edge;                /* one side of a band */
/* a box in device pixels; right and bottom outside */
typedef struct lehr_pixels { int left, top, right, bottom; } lehr_pixels;

typedef struct lehr_stroke {        /* what draws                                           */
    double x, y;                    /* where it is, in device pixels                        */
    double radius;                  /* half the line's width                                */
    const double *dash;             /* lengths on, off, on, off …, 0 at the end; NULL: none */
    double along;                   /* how far along the dashes                             */
    double drawn;                   /* pixels of line laid down so far                      */
    lehr_pixels touched;            /* where there is ink                                   */
} lehr_stroke;

typedef struct lehr_canvas {        /* the sheet                                            */
    int width, height;              /* device pixels                                        */
    double scale;                   /* device pixels to a logical one                       */
    unsigned char *rgb;             /* [height x width x 3]: the picture                    */
    unsigned char *ink;             /* [height x width]: coverage of what is being drawn    */
    lehr_pixels clip;               /* nothing is drawn outside                             */
    lehr_stroke stroke;             /* that is being drawn                                  */
} lehr_canvas;

/* A white one. LEHR_ERR_VALUE: no such sheet can be drawn on, as it is more than 16384 pixels a side or 32 million in
 * all; LEHR_ERR_MEMORY. */
lehr_status lehr_canvas_init(lehr_canvas *c, double width, double height, double scale);

void        lehr_canvas_release(lehr_canvas *c);                                            /* empty then      */
void        lehr_canvas_clip(lehr_canvas *c, const lehr_box *box);                          /* NULL: all of it */

/* alpha: 0 … 1, all of it */
void        lehr_canvas_fill_box(lehr_canvas *c, lehr_box box, lehr_colour colour, double alpha);
double      lehr_canvas_snap(const lehr_canvas *c, double v);               /* to the next edge between device pixels */

/* A figure of lines, dots and bands, laid down in one go: start, then any number of the middle four, then ink. */
void        lehr_stroke_start(lehr_canvas *c, double width, const double *dash);    /* dash: as in lehr_stroke */
void        lehr_stroke_move(lehr_canvas *c, double x, double y);                  /* lift; a dot, if nothing follows */
void        lehr_stroke_line(lehr_canvas *c, double x, double y);                   /* from where it is       */
void        lehr_stroke_dot(lehr_canvas *c, double x, double y, double radius);     /* a full one             */
void        lehr_stroke_band(lehr_canvas *c, lehr_edge from, lehr_edge to);         /* between two edges      */
void        lehr_stroke_paint(lehr_canvas *c, lehr_colour colour, double alpha);    /* all of it at once      */

/* One device pixel at a time; outside the clip nothing happens. */
void        lehr_canvas_blend(lehr_canvas *c, int x, int y, lehr_colour colour, double alpha);

#endif
