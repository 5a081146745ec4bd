/* path_overlay.h — what lies on a map: a path with a pale rim, a ring where it starts, a star where it should end. */
#ifndef LEHR_LAB_PLOT_CHARTS_PATH_OVERLAY_H
#define LEHR_LAB_PLOT_CHARTS_PATH_OVERLAY_H
#include "lab/plot/charts/line_chart.h"
#include "lab/plot/charts/figure.h"

double lehr_trail_length(const lehr_plot *p, const lehr_series *s);         /* of its steps on the map, in logical pixels    */
void lehr_trail(lehr_plot *p, const lehr_series *s, int i);         /* in colour i, a dot at each of the first steps  */
void lehr_trail_end(lehr_plot *p, const lehr_series *s, int i);     /* a larger dot                                   */
void lehr_mark_start(lehr_plot *p, const double *mark);             /* mark: x and y; NULL: none                       */
void lehr_mark_goal(lehr_plot *p, const double *mark);

/* Where a mark goes; false: there is none, or it is not on the picture. */
bool lehr_mark_at(const lehr_plot *p, const double *mark, double *x, double *y);

#endif
