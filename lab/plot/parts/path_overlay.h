/* path_overlay.h — a path on a map, with a pale outline, a ring at its start and a star at the goal. */
#ifndef LEHR_LAB_PLOT_PARTS_PATH_OVERLAY_H
#define LEHR_LAB_PLOT_PARTS_PATH_OVERLAY_H
#include "lab/plot/parts/series.h"
#include "lab/plot/parts/figure.h"

double lehr_path_overlay_length(const lehr_figure *p, const lehr_series *s);    /* on the map, in logical pixels     */
void lehr_path_overlay_draw(lehr_figure *p, const lehr_series *s, int i);       /* in colour i, with dots            */
void lehr_path_overlay_end(lehr_figure *p, const lehr_series *s, int i);        /* a larger dot                      */
void lehr_path_overlay_start(lehr_figure *p, const double *mark);               /* mark: x and y; NULL: none         */
void lehr_path_overlay_goal(lehr_figure *p, const double *mark);

/* The position of a mark; false: it is NULL, or outside the map. */
bool lehr_path_overlay_position(const lehr_figure *p, const double *mark, double *x, double *y);

#endif
