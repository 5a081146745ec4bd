/* heightfield.h — a surface that is interpolated smoothly from a grid, and its contour lines.
 *
 * Heights are in axis units (axis.h): the values themselves, or their decimal logarithms. Positions
 * are shares: across from 0 at the left to 1 at the right, up from 0 at the bottom to 1 at the top. */
#ifndef LEHR_LAB_PLOT_PARTS_HEIGHTFIELD_H
#define LEHR_LAB_PLOT_PARTS_HEIGHTFIELD_H
#include "core/base/status.h"
#include "lab/plot/parts/axis.h"

typedef struct lehr_heightfield {
    int     rows, columns;
    double *height;                     /* [rows x columns]; NaN: unknown   */
} lehr_heightfield;

/* Interpolates a grid of values, row 0 at the bottom, to fine_rows and fine_columns. log: values that are not positive
 * become a tenth of the smallest positive one. */
lehr_status lehr_heightfield_init(lehr_heightfield *r, const double *value, int rows, int columns, bool log,
                                  int fine_rows, int fine_columns);
void        lehr_heightfield_release(lehr_heightfield *r);

double      lehr_heightfield_at(const lehr_heightfield *r, double across, double up);

/* The segments of the contour line at that height, cell by cell. */
typedef void lehr_contour_segment_fn(void *context, double x0, double y0, double x1, double y1);
void lehr_heightfield_contour(const lehr_heightfield *r, double height, lehr_contour_segment_fn *line, void *context);

#endif
