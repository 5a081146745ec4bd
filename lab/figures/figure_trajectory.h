/* figure_trajectory.h — the paths of optimizers on a test function, as a figure. */
#ifndef LEHR_LAB_FIGURES_FIGURE_TRAJECTORY_H
#define LEHR_LAB_FIGURES_FIGURE_TRAJECTORY_H
#include "lab/plot/parts/picture_size.h"
#include "lab/trajectory/trajectory.h"

/* The paths on the contour lines of f, as a PNG. size NULL: the default. LEHR_ERR_VALUE: n is below 1; else as
 * lehr_contour_png. */
lehr_status lehr_figure_trajectories(const lehr_trajectory path[], int n, const char *title,
                                     const lehr_picture_size *size, const char *file);

#endif
