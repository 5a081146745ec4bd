/* contour.h — a landscape from above: lines of equal value on a tinted ground, and paths across it.
 *
 *     lehr_contour c = { .x_low = -2, .x_high = 2, .y_low = -1, .y_high = 3,
 *                        .rows = 81, .columns = 81, .value = f, .log = true };
 *     if (lehr_contour_png(&c, "valley.png")) puts(lehr_message());
 *
 * The grid is row-major, [rows x columns], row 0 at y_low, column 0 at x_low, and the last ones at y_high and x_high:
 * a value stands at a crossing of lines. Between the crossings the surface is taken to be smooth. No data can make it
 * fail: where values are NaN or infinite the ground is white, a constant has no lines, and a path has gaps; so it has
 * where a step leads from off the map to off the map. Lengths are logical pixels. */
#ifndef LEHR_LAB_PLOT_CHARTS_CONTOUR_H
#define LEHR_LAB_PLOT_CHARTS_CONTOUR_H
#include "lab/plot/charts/line_chart.h"

typedef struct lehr_contour {                               /* a landscape; all but grid and ranges may be zero       */
    const char   *title, *subtitle, *x_label, *y_label;     /* NULL: none                                             */
    double        x_low, x_high, y_low, y_high;             /* what it shows: low < high                              */
    int           rows, columns;                            /* of the grid, 1 or more                                 */
    const double *value;                                    /* [rows x columns]                                       */
    bool          log;                                      /* lines at 1, 10, 100 …; what is not above 0 is lowest   */
    const double *level;                                  /* [levels], rising; NULL: round ones, as many as look well */
    int           levels;                                   /* how many are given; 0: none                            */
    const lehr_series *path;                                /* in their colours; low and high are not looked at       */
    int           paths;                                    /* 0 or more                                              */
    const double *start, *goal;                             /* x, y of a ring and a star; NULL: none                  */
    int           width, height;                            /* 0: 860, 640                                            */
    double        scale;                                    /* 0: 2                                                   */
} lehr_contour;

/* The picture, as a PNG. LEHR_ERR_VALUE: a range is none, levels do not rise, something is missing, or it cannot be
 * so large; LEHR_ERR_FILE, LEHR_ERR_MEMORY. Then path holds what it held before. */
lehr_status lehr_contour_png(const lehr_contour *c, const char *path);

#endif
