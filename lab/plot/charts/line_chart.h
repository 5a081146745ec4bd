/* line_chart.h — line charts: a plain struct in, a PNG out.
 *
 *     lehr_series s[] = { { .label = "cosine", .y = rates, .count = 7500 } };
 *     lehr_line_chart c = { .title = "Learning rate", .series = s, .count = 1 };
 *     if (lehr_line_chart_png(&c, "rates.png")) puts(lehr_message());
 *
 * It accepts any data: a value that an axis cannot show (NaN, infinity, zero on a log axis) is a gap in the line. Ten
 * lines are distinct in colour and in grey. Noise is drawn pale, with its running mean on top (line_series.h). Lengths
 * are logical pixels of `scale` device pixels. */
#ifndef LEHR_LAB_PLOT_CHARTS_LINE_CHART_H
#define LEHR_LAB_PLOT_CHARTS_LINE_CHART_H
#include <stdbool.h>
#include "core/base/status.h"
#include "lab/plot/parts/series.h"

typedef struct lehr_vertical_line { /* a dotted line from top to bottom */
    double      x;                  /* position                                            */
    const char *label;              /* beside it; NULL: none                               */
} lehr_vertical_line;

typedef struct lehr_line_chart {    /* lines on axes; all zero: an empty one               */
    const char *title, *subtitle, *x_label, *y_label;       /* NULL: none                  */
    const lehr_series *series;      /* [count]                                             */
    int         count;              /* 0 or more                                           */
    const lehr_vertical_line *vline;        /* [vlines]                                    */
    int         vlines;             /* 0 or more                                           */
    bool        log_x, log_y;       /* logarithmic axes                                    */
    double      y_low, y_high;      /* equal: the range of the data                        */
    int         width, height;      /* 0: 960, 560                                         */
    double      scale;              /* 0: 2                                                */
} lehr_line_chart;

/* Writes the figure as a PNG. LEHR_ERR_VALUE: an array is NULL, a range is empty, or the size is not possible;
 * LEHR_ERR_FILE, LEHR_ERR_MEMORY. On failure path is unchanged. */
lehr_status lehr_line_chart_png(const lehr_line_chart *c, const char *path);

#endif
