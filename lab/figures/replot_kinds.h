/* replot_kinds.h — the kinds of files that lab/figures/replot.h draws: one registry row each, in a file of its own. */
#ifndef LEHR_LAB_FIGURES_REPLOT_KINDS_H
#define LEHR_LAB_FIGURES_REPLOT_KINDS_H
#include "core/checkpoint/checkpoint.h"
#include "lab/data/table.h"
#include "lab/figures/replot.h"

typedef struct lehr_replot_kind {
    const char *name;                   /* what such a file is                            */
    const char *required;               /* columns that its header must have              */
    const char *text;                   /* those of them that hold text                   */
    const char *figures;                /* what can be drawn of it, the default first     */
    const char *lines;                  /* those of them that are lines on axes           */
    lehr_status (*chart)(lehr_replot *l, const char *what, lehr_line_chart *c);         /* … and what draws these */
    lehr_status (*draw)(lehr_replot *l, const char *what, const lehr_replot_options *w, const char *path);
} lehr_replot_kind;

extern const lehr_replot_kind lehr_replot_history, lehr_replot_histories, lehr_replot_runs, lehr_replot_range,
    lehr_replot_paths, lehr_replot_schedule, lehr_replot_checkpoint;

struct lehr_replot {
    const lehr_replot_kind *kind;
    int                  files;
    const char          *file[LEHR_MAX_REPLOT_FILES];   /* NULL: a result in memory */
    const char          *label[LEHR_MAX_REPLOT_FILES];  /* short names that differ; NULL: a result in memory */
    lehr_table           table[LEHR_MAX_REPLOT_FILES];
    lehr_checkpoint     *checkpoint;                    /* in place of tables        */
    const char          *figures;                       /* of the kind, as far as these files have them */
    lehr_arena           memory;                        /* of the files, …           */
    lehr_arena           scratch;                       /* … and of the last figure  */
};

/* Draws a result that is in memory: the table that its CSV file would hold. The table is released. */
lehr_status lehr_replot_table_png(const lehr_replot_kind *kind, lehr_table *t, const lehr_replot_options *w,
                                  const char *path);

/* Of a checkpoint: are there kernels to see as images; is there a tensor of weights of that name? */
bool lehr_replot_has_kernels(const lehr_replot *l);
bool lehr_replot_has_tensor(const lehr_replot *l, const char *name);

/* --- lines, as several kinds draw them (replot_lines.c) ----------------------------------------------------------- */

typedef struct lehr_xy { double x, y; } lehr_xy;

/* A line through n points in any order. Points of equal x become their mean, with a band if one is wanted. The points
 * are sorted. */
lehr_status lehr_replot_line(lehr_replot *l, lehr_series *s, lehr_xy *point, int n, bool band);

/* "histories: training loss", or the text alone for several files. */
const char *lehr_replot_title(lehr_replot *l, const char *text);

/* The axis label of "loss", "accuracy", "train_loss", "validation_r2" and so on; NULL: it is no metric. */
const char *lehr_replot_metric(const char *name);

#endif
