/* line_chart.h — line charts: a plain struct in, a PNG out.
 *
 *     lehr_series s[] = { { .label = "cosine", .y = rates, .count = 7500 } };
 *     lehr_line_chart c = { .title = "Learning rate", .series = s, .count = 1 };
 *     if (lehr_line_chart_png(&c, "rates.png")) puts(lehr_message());
 *
 * No data can make it fail: what has no place on an axis (NaN, infinity, zero on a log axis) is a gap in the line.
 * Ten lines can be told apart, in colour or without. Jitter is drawn pale, with its running mean on top
 * (line_series.h). Lengths are logical pixels; scale device pixels make one of them. */
#ifndef LEHR_LAB_PLOT_CHARTS_LINE_CHART_H
#define LEHR_LAB_PLOT_CHARTS_LINE_CHART_H
#include <stdbool.h>
#include "core/base/status.h"

typedef struct lehr_series {        /* a line                                              */
    const char   *label;            /* NULL: not in the legend                              */
    const double *x, *y;            /* x NULL: 0, 1, 2, …                                  */
    const double *low, *high;       /* a band behind the line, both or neither             */
    int           count;            /* points                                              */
    bool          dashed;           /* not solid                                           */
    bool          faint;            /* thin and grey, behind the others                    */
    int           same_colour_as;   /* number of a series, from 1; 0: a colour of its own  */
} lehr_series;

typedef struct lehr_vertical_line { /* a dotted line from top to bottom */
    double      x;                  /* where                                               */
    const char *label;              /* beside it; NULL: none                               */
} lehr_vertical_line;

typedef struct lehr_line_chart {    /* lines on axes; all zero: an empty one               */
    const char *title, *subtitle, *x_label, *y_label;       /* NULL: none                  */
    const lehr_series *series;      /* [count]                                             */
    int         count;              /* 0 or more                                           */
    const lehr_vertical_line *vline;        /* [vlines]                                    */
    int         vlines;             /* 0 or more                                           */
    bool        log_x, log_y;       /* logarithmic axes                                    */
    double      y_low, y_high;      /* equal: from the data                                */
    int         width, height;      /* 0: 960, 560                                         */
    double      scale;              /* 0: 2                                                */
} lehr_line_chart;

/* The picture, as a PNG. LEHR_ERR_VALUE: something is missing in it, or it cannot be so large; LEHR_ERR_FILE,
 * LEHR_ERR_MEMORY. Then path holds what it held before. */
lehr_status lehr_line_chart_png(const lehr_line_chart *c, const char *path);

#endif
