/* line_series.h — one series on a plot: its band, its line, its jitter.
 *
 * A line that jumps up and down several times within each pixel is a blot, and ten of them are one. Such a series is
 * drawn as a pale trace of every value and, over it, the line of the running mean over 13 logical pixels. */
#ifndef LEHR_LAB_PLOT_CHARTS_LINE_SERIES_H
#define LEHR_LAB_PLOT_CHARTS_LINE_SERIES_H
#include "lab/plot/charts/line_chart.h"
#include "lab/plot/charts/figure.h"

typedef struct lehr_stroke {
    lehr_colour   colour;
    const double *dash;
    double        width;
} lehr_stroke;

bool lehr_trace_jitters(const lehr_plot *p, const lehr_series *s);
void lehr_trace_band(lehr_plot *p, const lehr_series *s, const lehr_stroke *k);
void lehr_trace_line(lehr_plot *p, const lehr_series *s, const lehr_stroke *k, double alpha);    /* every value */
void lehr_trace_mean(lehr_plot *p, const lehr_series *s, const lehr_stroke *k);

#endif
