/* figures.h — what a comparison or a training looks like: rates, losses, accuracies, and the decision map of a net.
 *
 * Each is a PNG. Where one fails, its file holds what it held before. LEHR_ERR_FILE: it cannot be written;
 * LEHR_ERR_VALUE: there is nothing to draw, or it cannot be so large; LEHR_ERR_NAN: every run diverged;
 * LEHR_ERR_SHAPE: the data cannot be mapped; LEHR_ERR_MEMORY.
 */
#ifndef LEHR_LAB_FIGURES_FIGURES_H
#define LEHR_LAB_FIGURES_FIGURES_H
#include "lab/compare/sweep.h"
#include "lab/plot/charts/picture_size.h"
#include "lab/figures/decision_grid.h"

/* The rate of every schedule over t = 0 … steps − 1; label [n] may be longer than the picture has room for. Width and
 * height in logical pixels, two device pixels to one; 0: the usual. */
lehr_status lehr_figure_rates(const lehr_sched s[], const char *const label[], int n, long steps, const char *title,
                              int width, int height, const char *path);

/* The mean of a metric over the seeds, one line a policy; a loss on a logarithmic axis. */
lehr_status lehr_figure_metric(const lehr_comparison *c, lehr_metric m, const char *path);

/* One training: the loss over the training rows and over the validation rows. */
lehr_status lehr_figure_history(const lehr_run *r, const lehr_history *h, const char *path);

/* Where which class wins, over the two features that separate the classes best; any others are held at their means. */
lehr_status lehr_figure_decision_map(lehr_run *r, const lehr_data *data, const char *subtitle, const char *path);

/* A strip a policy: its rate, and what its first seed's net knew at five moments. paper NULL: the usual, as high as
 * needed. */
lehr_status lehr_figure_decision_maps(const lehr_comparison *c, const lehr_picture_size *paper, const char *path);

/* All pictures of a comparison into a folder: rates.png and, where any run came to its end, loss.png, accuracy.png
 * (r2.png where the answers are numbers), and, where the data can be mapped, map.png of the best policy's first seed
 * and strips.png. */
lehr_status lehr_figures_write(const lehr_comparison *c, const char *folder);

/* A grid as a heat map: a row a policy, a column a cell, and how the means of its metric differ from the baseline's. */
lehr_status lehr_figure_sweep(const lehr_sweep *g, const char *path);

#endif
