/* line_series.h — one series on a plot: its band, its line, its jitter.
 *
 * A line that jumps up and down several times within each pixel is a blot, and ten of them are one. Such a series is
 * drawn as a pale trace of every value and, over it, the line of the running mean over 13 logical pixels. */
#ifndef LEHR_LAB_PLOT_CHARTS_LINE_SERIES_H
#define LEHR_LAB_PLOT_CHARTS_LINE_SERIES_H
#include "lab/plot/charts/line_chart.h"
#include "lab/plot/charts/figure.h"

typedef struct lehr_line_style {
    lehr_colour   colour;
    const double *dash;
    double        width;
} lehr_line_style;

bool lehr_line_series_is_noisy(const lehr_figure *p, const lehr_series *s);
void lehr_line_series_band(lehr_figure *p, const lehr_series *s, const lehr_line_style *k);
/* every value */
void lehr_line_series_line(lehr_figure *p, const lehr_series *s, const lehr_line_style *k, double alpha);
void lehr_line_series_running_mean(lehr_figure *p, const lehr_series *s, const lehr_line_style *k);

#endif
