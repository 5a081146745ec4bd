/* figure.h — what every picture has in common: paper, title, axes, grid, legend, and the colours.
 *
 * Lengths are logical pixels. Fill in the upper half, begin, draw inside the box, finish. */
#ifndef LEHR_LAB_PLOT_CHARTS_FIGURE_H
#define LEHR_LAB_PLOT_CHARTS_FIGURE_H
#include "lab/plot/charts/axis.h"
#include "lab/plot/draw/font.h"

typedef enum lehr_sample { LEHR_SAMPLE_LINE, LEHR_SAMPLE_DOT, LEHR_SAMPLE_RING } lehr_sample;

typedef struct lehr_key {           /* one row of the legend */
    const char *label;
    lehr_sample sample;
    lehr_colour colour;
    const double *dash;
} lehr_key;

typedef struct lehr_plot {
    const char *title, *subtitle, *x_label, *y_label;   /* NULL: none                          */
    int    width, height;
    double scale;
    const lehr_key *key;
    int    keys;
    const char *note;                                   /* small, at the lower right; may be set until finish */
    bool   square;                                      /* both axes equally long              */
    bool   bare;                                        /* paper and titles; panels are put into the box */
    double tick_size;                                   /* of the letters at the axes; 0: 12   */
    lehr_axis x, y;                                     /* spanned; marked and placed by begin */

    lehr_box    box;                                    /* between the axes                    */
    lehr_canvas canvas;
    lehr_font  *font;
} lehr_plot;

lehr_status lehr_plot_begin(lehr_plot *p);              /* if it fails, all is released */
void        lehr_plot_grid(lehr_plot *p);               /* before what it lies behind   */
lehr_status lehr_plot_finish(lehr_plot *p, const char *path);
void        lehr_plot_abandon(lehr_plot *p);            /* in place of finish           */

/* A plot within the paper of another: x and y spanned, the box its own, axes and their letters at the left and below. */
void        lehr_panel_begin(lehr_plot *panel, const lehr_plot *on, lehr_box box);
void        lehr_panel_axes(lehr_plot *panel);
double      lehr_panel_left(lehr_plot *panel, const lehr_plot *on, double height);     /* room that the letters at its left take */
void        lehr_sample_draw(lehr_plot *p, const lehr_key *k, double x, double y);     /* the legend's, from x, around y */

lehr_colour   lehr_palette(int i);                      /* 7 colours, again and again              */
const double *lehr_dashes(int i, bool dashed);          /* so that line i differs from line i − 7  */

#endif
