/* figures.h — figures of a comparison or a run: rates, losses, accuracies, and the decision map of a net.
 *
 * Each is a PNG. On failure its file is unchanged. LEHR_ERR_FILE: it cannot be written; LEHR_ERR_VALUE: there is
 * nothing to draw, or the size is not possible; LEHR_ERR_NAN: every run diverged;
 * LEHR_ERR_SHAPE: the data cannot be mapped; LEHR_ERR_MEMORY.
 */
#ifndef LEHR_LAB_FIGURES_FIGURES_H
#define LEHR_LAB_FIGURES_FIGURES_H
#include "lab/compare/sweep.h"
#include "lab/plot/parts/picture_size.h"
#include "lab/figures/decision_grid.h"

/* The rate of every schedule over t = 0 … steps − 1. label [n]: for the legend; NULL: none. Width and height in logical
 * pixels, two device pixels to one; 0: the default. */
lehr_status lehr_figure_rates(const lehr_sched s[], const char *const label[], int n, long steps, const char *title,
                              int width, int height, const char *path);

/* The mean of a metric over the seeds, one line a policy; a loss on a logarithmic axis. */
lehr_status lehr_figure_metric(const lehr_comparison *c, lehr_metric m, const char *path);

/* One run: the training loss and the validation loss. */
lehr_status lehr_figure_history(const lehr_run *r, const lehr_history *h, const char *path);

/* The class predicted at each point of the plane of lab/figures/decision_grid.h, and the samples. data: those of the
 * run, not scaled. */
lehr_status lehr_figure_decision_map(lehr_run *r, const lehr_data *data, const char *subtitle, const char *path);

/* A panel for each policy: its rate, and the decision maps of its first seed at five steps. size NULL: the default, as
 * high as needed. */
lehr_status lehr_figure_decision_maps(const lehr_comparison *c, const lehr_picture_size *size, const char *path);

/* All figures of a comparison into a folder: rates.png; unless every run diverged, loss.png and accuracy.png (for
 * targets, r2.png); and, where the data can be mapped, map.png of the best policy's first seed and strips.png. */
lehr_status lehr_figures_write(const lehr_comparison *c, const char *folder);

/* A sweep as a heat map: a row for each policy, a column for each cell, with the mean and its difference from the
 * baseline. */
lehr_status lehr_figure_sweep(const lehr_sweep *g, const char *path);

#endif
