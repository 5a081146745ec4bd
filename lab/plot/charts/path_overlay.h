/* path_overlay.h — what lies on a map: a path with a pale rim, a ring where it starts, a star where it should end. */
#ifndef LEHR_LAB_PLOT_CHARTS_PATH_OVERLAY_H
#define LEHR_LAB_PLOT_CHARTS_PATH_OVERLAY_H
#include "lab/plot/charts/line_chart.h"
#include "lab/plot/charts/figure.h"

/* of its steps on the map, in logical pixels */
double lehr_path_overlay_length(const lehr_figure *p, const lehr_series *s);
/* in colour i, a dot at each of the first steps */
void lehr_path_overlay_draw(lehr_figure *p, const lehr_series *s, int i);
void lehr_path_overlay_end(lehr_figure *p, const lehr_series *s, int i); /* a larger dot                              */
void lehr_path_overlay_start(lehr_figure *p, const double *mark);   /* mark: x and y; NULL: none */
void lehr_path_overlay_goal(lehr_figure *p, const double *mark);

/* Where a mark goes; false: there is none, or it is not on the picture. */
bool lehr_path_overlay_position(const lehr_figure *p, const double *mark, double *x, double *y);

#endif
