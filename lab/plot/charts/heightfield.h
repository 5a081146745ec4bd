/* heightfield.h — a surface known at some crossings, made smooth in between, and its lines of equal height.
 *
 * Heights are in axis units (axis.h): the values themselves, or their decimal logarithms. Places are shares of the
 * whole: across from 0 at the left to 1 at the right, up from 0 at the bottom to 1 at the top. */
#ifndef LEHR_LAB_PLOT_CHARTS_HEIGHTFIELD_H
#define LEHR_LAB_PLOT_CHARTS_HEIGHTFIELD_H
#include "core/base/status.h"
#include "lab/plot/charts/axis.h"

typedef struct lehr_heightfield {
    int     rows, columns;
    double *height;                     /* [rows x columns]; NaN: not known */
} lehr_heightfield;

/* From a grid of values, row 0 at the bottom, to so many rows and columns. log: a value that is not above 0 is taken
 * for a tenth of the smallest that is. */
lehr_status lehr_heightfield_init(lehr_heightfield *r, const double *value, int rows, int columns, bool log,
                                  int fine_rows, int fine_columns);
void        lehr_heightfield_release(lehr_heightfield *r);

double      lehr_heightfield_at(const lehr_heightfield *r, double across, double up);

/* Straight pieces of the line at that height, cell by cell, in no order. */
typedef void lehr_contour_segment_fn(void *context, double x0, double y0, double x1, double y1);
void lehr_heightfield_contour(const lehr_heightfield *r, double height, lehr_contour_segment_fn *piece, void *context);

#endif
