/* replot_kinds.h — the kinds of files that lab/figures/replot.h draws. */
#ifndef LEHR_LAB_FIGURES_REPLOT_KINDS_H
#define LEHR_LAB_FIGURES_REPLOT_KINDS_H
#include "core/checkpoint/checkpoint.h"
#include "lab/data/table.h"
#include "lab/figures/replot.h"

typedef enum lehr_replot_kind {         /* rows of the table in replot.c */
    LEHR_REPLOT_HISTORIES, LEHR_REPLOT_RUNS, LEHR_REPLOT_HISTORY, LEHR_REPLOT_TRAJECTORIES, LEHR_REPLOT_RANGE_TEST,
    LEHR_REPLOT_SCHEDULES, LEHR_REPLOT_CHECKPOINT
} lehr_replot_kind;

struct lehr_replot {
    lehr_replot_kind     kind;
    int                  files;
    const char          *file[LEHR_MAX_REPLOT_FILES];   /* NULL: a result in memory */
    const char          *label[LEHR_MAX_REPLOT_FILES];  /* short names that differ; NULL: a result in memory */
    lehr_table           table[LEHR_MAX_REPLOT_FILES];
    lehr_checkpoint     *checkpoint;                    /* in place of tables */
    const char          *figures;                       /* those of the kind that these files have */
    lehr_arena           memory;                        /* of the files       */
    lehr_arena           scratch;                       /* of the last figure */
};

/* Draws the table of a result in memory, as if it were read from its CSV file. The table is released. */
lehr_status lehr_replot_table_png(lehr_replot_kind kind, lehr_table *t, const lehr_replot_options *w, const char *path);

/* --- how each kind is drawn --------------------------------------------------------------------------------------- */

/* what: one of the kind's figures, or a column of metrics. */
lehr_status lehr_replot_history(lehr_replot *l, const char *what, lehr_line_chart *c);
lehr_status lehr_replot_histories(lehr_replot *l, const char *what, lehr_line_chart *c);
lehr_status lehr_replot_schedules(lehr_replot *l, const char *what, lehr_line_chart *c);
lehr_status lehr_replot_trajectories(lehr_replot *l, const char *what, lehr_line_chart *c);

lehr_status lehr_replot_runs(lehr_replot *l, const char *what, const lehr_replot_options *w, const char *path);
lehr_status lehr_replot_range_test(lehr_replot *l, const char *what, const lehr_replot_options *w, const char *path);
lehr_status lehr_replot_checkpoint(lehr_replot *l, const char *what, const lehr_replot_options *w, const char *path);

/* Does the checkpoint have kernels that can be drawn as images; does it have a tensor of weights of that name? */
bool lehr_replot_has_kernels(const lehr_replot *l);
bool lehr_replot_has_tensor(const lehr_replot *l, const char *name);

/* --- lines of several kinds (replot_lines.c) ---------------------------------------------------------------------- */

typedef struct lehr_xy { double x, y; } lehr_xy;

/* A line through n points in any order. Points of equal x are replaced by their mean, with a band if band is set. The
 * points are sorted. */
lehr_status lehr_replot_line(lehr_replot *l, lehr_series *s, lehr_xy *point, int n, bool band);

/* The chart of n lines over the updates. label is translated, for the title and the y axis. s NULL: LEHR_ERR_MEMORY. */
lehr_status lehr_replot_chart(lehr_replot *l, lehr_line_chart *c, const char *label, const lehr_series *s, int n,
                              bool log_y);

/* "histories: training loss", or the text alone for several files; NULL: no memory. */
const char *lehr_replot_title(lehr_replot *l, const char *text);

/* The axis label of "loss", "accuracy", "train_loss", "validation_r2" and so on; NULL: it is not a metric. */
const char *lehr_replot_metric(const char *name);

#endif
