/* contour.h — contour lines of a function of two variables on a tinted background, with paths.
 *
 *     lehr_contour c = { .x_low = -2, .x_high = 2, .y_low = -1, .y_high = 3,
 *                        .rows = 81, .columns = 81, .value = f, .log = true };
 *     if (lehr_contour_png(&c, "valley.png")) puts(lehr_message());
 *
 * The grid is row-major, [rows x columns], row 0 at y_low, column 0 at x_low, and the last ones at y_high and x_high:
 * values are at grid points, and interpolated smoothly between them. It accepts any data: where values are NaN or
 * infinite the background is white, and a path has gaps there and where a step is outside the map. Lengths are logical
 * pixels. */
#ifndef LEHR_LAB_PLOT_CHARTS_CONTOUR_H
#define LEHR_LAB_PLOT_CHARTS_CONTOUR_H
#include "lab/plot/charts/line_chart.h"

typedef struct lehr_contour {                               /* all fields but grid and ranges may be 0                */
    const char   *title, *subtitle, *x_label, *y_label;     /* NULL: none                                             */
    double        x_low, x_high, y_low, y_high;             /* the map: low < high                                    */
    int           rows, columns;                            /* of the grid, 1 or more                                 */
    const double *value;                                    /* [rows x columns]                                       */
    bool          log;                                      /* lines at 1, 10, 100 …; values ≤ 0 are the lowest       */
    const double *level;                                    /* [levels], rising; NULL: round ones                     */
    int           levels;                                   /* 0: round ones                                          */
    const lehr_series *path;                                /* [paths]; low and high are ignored                      */
    int           paths;                                    /* 0 or more                                              */
    const double *start, *goal;                             /* x, y of a ring and a star; NULL: none                  */
    int           width, height;                            /* 0: 860, 640                                            */
    double        scale;                                    /* 0: 2                                                   */
} lehr_contour;

/* Writes the figure as a PNG. LEHR_ERR_VALUE: a range is empty, levels do not rise, an array is NULL, or the size is
 * not possible; LEHR_ERR_FILE, LEHR_ERR_MEMORY. On failure path is unchanged. */
lehr_status lehr_contour_png(const lehr_contour *c, const char *path);

#endif
