/* figure.h — what every picture has in common: paper, title, axes, grid, legend, and the colours.
 *
 * Lengths are logical pixels. Fill in the upper half, begin, draw inside the box, finish. */
#ifndef LEHR_LAB_PLOT_CHARTS_FIGURE_H
#define LEHR_LAB_PLOT_CHARTS_FIGURE_H
#include "lab/plot/charts/axis.h"
#include "lab/plot/draw/font.h"

typedef enum lehr_legend_marker { LEHR_MARKER_LINE, LEHR_MARKER_DOT, LEHR_MARKER_RING } lehr_legend_marker;

typedef struct lehr_legend_entry {  /* one row of the legend */
    const char *label;
    lehr_legend_marker marker;
    lehr_colour colour;
    const double *dash;
} lehr_legend_entry;

typedef struct lehr_figure {
    const char *title, *subtitle, *x_label, *y_label;   /* NULL: none                          */
    int    width, height;
    double scale;
    const lehr_legend_entry *legend;                    /* [legend_count]                      */
    int    legend_count;
    const char *note;                                   /* small, at the lower right; may be set until finish */
    bool   square;                                      /* both axes equally long              */
    bool   no_axes;                                     /* only titles; panels are put into the box */
    double tick_size;                                   /* of the letters at the axes; 0: 12   */
    lehr_axis x, y;                                     /* spanned; marked and placed by begin */

    lehr_box    box;                                    /* between the axes                    */
    lehr_canvas canvas;
    lehr_font  *font;
} lehr_figure;

lehr_status lehr_figure_begin(lehr_figure *p);          /* if it fails, all is released */
void        lehr_figure_gridlines(lehr_figure *p);      /* before what it lies behind   */
lehr_status lehr_figure_finish(lehr_figure *p, const char *path);
void        lehr_figure_abandon(lehr_figure *p);        /* in place of finish           */

/* A plot within the paper of another: x and y spanned, the box its own, axes and their letters at the left and below.
 */
void        lehr_panel_begin(lehr_figure *panel, const lehr_figure *on, lehr_box box);
void        lehr_panel_axes(lehr_figure *panel);
/* room that the letters at its left take */
double      lehr_panel_left(lehr_figure *panel, const lehr_figure *on, double height);
/* the legend's, from x, around y */
void        lehr_legend_marker_draw(lehr_figure *p, const lehr_legend_entry *k, double x, double y);

lehr_colour   lehr_palette(int i);                      /* 7 colours, again and again              */
const double *lehr_dashes(int i, bool dashed);          /* so that line i differs from line i − 7  */

#endif
