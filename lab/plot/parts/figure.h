/* figure.h — the common parts of all figures: canvas, title, axes, grid, legend, and the colours.
 *
 * Lengths are logical pixels. Set the fields up to y, begin, draw inside the box, finish. */
#ifndef LEHR_LAB_PLOT_PARTS_FIGURE_H
#define LEHR_LAB_PLOT_PARTS_FIGURE_H
#include "lab/plot/parts/axis.h"
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
    const char *note;                                   /* small, at the lower right; NULL: none */
    bool   square;                                      /* both axes equally long              */
    bool   no_axes;                                     /* titles only; the box may hold panels */
    double tick_size;                                   /* of the tick labels; 0: 12           */
    lehr_axis x, y;                                     /* the ranges; begin sets ticks and positions */

    lehr_box    box;                                    /* of the data, between the axes       */
    lehr_canvas canvas;
    lehr_font  *font;
} lehr_figure;

enum { LEHR_FIGURE_PAD = 24 };                          /* margin on all sides */

double      lehr_figure_head(const lehr_figure *p);         /* height of margin, title and subtitle          */
double      lehr_figure_titles_width(const lehr_figure *p); /* of the wider of title and subtitle            */
lehr_status lehr_figure_begin(lehr_figure *p);              /* opens the font if it is NULL; failure: all is released */
void        lehr_figure_gridlines(lehr_figure *p);          /* drawn before the data                         */
lehr_status lehr_figure_finish(lehr_figure *p, const char *path);
void        lehr_figure_abandon(lehr_figure *p);            /* instead of finish                             */

/* Text that ends in "…" at l->max_width, unlike lehr_font_draw also where that is 0 or less: nothing then. */
void        lehr_figure_text(lehr_figure *p, const lehr_text_style *l, double x, double y, const char *text);

/* A plot inside the box of another figure, with axes of its own. Set the ranges of x and y first. */
void        lehr_panel_begin(lehr_figure *panel, const lehr_figure *on, lehr_box box);
void        lehr_panel_axes(lehr_figure *panel);
double      lehr_panel_left(lehr_figure *panel, const lehr_figure *on, double height);  /* width of its y labels */

/* The marker of a legend entry, from x, around y. */
void        lehr_legend_marker_draw(lehr_figure *p, const lehr_legend_entry *k, double x, double y);

lehr_colour   lehr_palette(int i);                          /* 7 colours, repeated                           */
const double *lehr_dashes(int i, bool dashed);              /* so that line i differs from line i − 7        */

/* LEHR_ERR_VALUE: low < high does not hold; chart and axis are for the message. */
lehr_status lehr_figure_check_range(const char *chart, const char *axis, double low, double high);

#endif
