/* class_fill.h — the background of a decision map: the colour of the predicted class, paler at low probability. */
#ifndef LEHR_LAB_PLOT_PARTS_CLASS_FILL_H
#define LEHR_LAB_PLOT_PARTS_CLASS_FILL_H
#include "lab/plot/draw/canvas.h"

typedef struct lehr_class_fill {        /* a map without axes                                         */
    int           rows, columns;        /* of the grid, 1 or more                                     */
    int           classes;              /* 1 or more                                                  */
    const int    *cell_class;           /* [rows x columns], row 0 at the bottom; 0 … classes − 1     */
    const double *probability;          /* of that class; NULL: all 1                                 */
    double        strength;             /* of the colour at probability 1; 0: 0.36, as behind samples */
} lehr_class_fill;

/* Draws into the box, to which the canvas stays clipped. */
void lehr_class_fill_draw(const lehr_class_fill *g, lehr_canvas *c, lehr_box box);

/* at: a place, 0 … 1 over all cells. Returns the cell whose middle is below it; *t is the share of the distance to the
 * middle of the next cell. */
int  lehr_class_fill_cell(double at, int cells, double *t);

#endif
