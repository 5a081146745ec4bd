/* line_series.h — draws one series: its band, its line, its noise.
 *
 * A line that changes direction several times within each pixel would be a solid area. Such a series is drawn as a pale
 * line of every value and the line of the running mean over 13 logical pixels. */
#ifndef LEHR_LAB_PLOT_PARTS_LINE_SERIES_H
#define LEHR_LAB_PLOT_PARTS_LINE_SERIES_H
#include "lab/plot/parts/series.h"
#include "lab/plot/parts/figure.h"

typedef struct lehr_line_style {
    lehr_colour   colour;
    const double *dash;
    double        width;
} lehr_line_style;

/* The position of point i; false: it has none on these axes. */
bool lehr_line_series_position(const lehr_figure *p, const lehr_series *s, int i, double *x, double *y);

lehr_line_style lehr_line_series_style(const lehr_series s[], int n, int i);            /* of series i of n         */
int  lehr_line_series_legend(const lehr_series s[], int n, lehr_legend_entry *key);     /* returns their number     */
bool lehr_line_series_is_noisy(const lehr_figure *p, const lehr_series *s);
void lehr_line_series_band(lehr_figure *p, const lehr_series *s, const lehr_line_style *k);
void lehr_line_series_line(lehr_figure *p, const lehr_series *s, const lehr_line_style *k, double alpha);
void lehr_line_series_running_mean(lehr_figure *p, const lehr_series *s, const lehr_line_style *k);

#endif
