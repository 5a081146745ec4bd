/* plot.h — what every picture has in common: paper, title, axes, grid, legend, and the colours.
 *
 * Lengths are logical pixels. Fill in the upper half, begin, draw inside the box, finish. */
#ifndef LEHR_LAB_PLOT_H
#define LEHR_LAB_PLOT_H
#include "lab/axis.h"
#include "lab/font.h"

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
    lehr_axis x, y;                                     /* spanned; marked and placed by begin */

    lehr_box    box;                                    /* between the axes                    */
    lehr_canvas canvas;
    lehr_font  *font;
} lehr_plot;

lehr_status lehr_plot_begin(lehr_plot *p);              /* if it fails, all is released */
void        lehr_plot_grid(lehr_plot *p);               /* before what it lies behind   */
lehr_status lehr_plot_finish(lehr_plot *p, const char *path);

lehr_colour   lehr_palette(int i);                      /* 7 colours, again and again              */
const double *lehr_dashes(int i, bool dashed);          /* so that line i differs from line i − 7  */

#endif
