/* class_fill.h — the ground of a decision map: each class's colour where it wins, paler the less it is sure. */
#ifndef LEHR_LAB_PLOT_CHARTS_CLASS_FILL_H
#define LEHR_LAB_PLOT_CHARTS_CLASS_FILL_H
#include "lab/plot/draw/canvas.h"

typedef struct lehr_class_fill {        /* a map without its frame                                    */
    int           rows, columns;        /* of the grid, 1 or more                                     */
    int           classes;              /* 1 or more                                                  */
    const int    *cell_class;           /* [rows x columns], row 0 at the bottom; 0 … classes − 1     */
    const double *probability;          /* of that class; NULL: all 1                                 */
    double        strength;             /* of the colour at probability 1; 0: as on maps with samples */
} lehr_class_fill;

/* Into the box; the canvas is clipped to it afterwards. */
void lehr_class_fill_draw(const lehr_class_fill *g, lehr_canvas *c, lehr_box box);

/* Between the middles of two of so many cells: the lower one, and how far `at`, a share of all, is on the way to the
 * upper. */
int  lehr_class_fill_cell(double at, int cells, double *t);

#endif
