/* replot_kinds.h — the kinds of files that lab/figures/replot.h knows: a row each, a file each. */
#ifndef LEHR_LAB_FIGURES_REPLOT_KINDS_H
#define LEHR_LAB_FIGURES_REPLOT_KINDS_H
#include "core/checkpoint/checkpoint.h"
#include "lab/data/table.h"
#include "lab/figures/replot.h"

typedef struct lehr_replot_kind {
    const char *name;                   /* what such a file is                                             */
    const char *needs, *words;          /* its header has these columns; those of them that hold words     */
    const char *lines, *drawn;          /* what can be drawn of it, the usual first: as lines; otherwise   */
    bool        drawn_first;            /* the usual is of the latter                                      */
    lehr_status (*chart)(lehr_replot *l, const char *what, lehr_line_chart *c);
    lehr_status (*draw)(lehr_replot *l, const char *what, const lehr_replot_options *w, const char *path);
} lehr_replot_kind;

extern const lehr_replot_kind lehr_replot_history, lehr_replot_histories, lehr_replot_runs, lehr_replot_range,
    lehr_replot_paths, lehr_replot_schedule, lehr_replot_checkpoint;

struct lehr_replot {
    const lehr_replot_kind *row;
    int                  files;
    const char          *file[LEHR_MAX_REPLOT_FILES];
    const char          *label[LEHR_MAX_REPLOT_FILES];  /* what tells them apart: names without ending, if that is
                                                           enough */
    lehr_table           table[LEHR_MAX_REPLOT_FILES];
    lehr_checkpoint     *checkpoint;                    /* in place of tables        */
    char                 whats[200];
    lehr_arena           memory;                        /* of the files, …           */
    lehr_arena           sheet;                         /* … and of the last picture */
};

/* Of a checkpoint: is there anything to see as pictures; is there a tensor of weights so called? */
bool lehr_replot_has_kernels(const lehr_replot *l);
bool lehr_replot_has_tensor(const lehr_replot *l, const char *name);

/* --- lines, as several kinds draw them (replot_lines.c) ----------------------------------------------------------- */

typedef struct lehr_spot { double x, y; } lehr_spot;

/* A line through n spots in any order; of several at one x the mean, with a band if one is wanted. The spots are
 * sorted. */
lehr_status lehr_replot_line(lehr_replot *l, lehr_series *s, lehr_spot *spot, int n, bool band);

/* "histories: training loss", or the words alone for several files. */
const char *lehr_replot_title(lehr_replot *l, const char *words);

/* "loss" and "accuracy", "train_loss" and "validation_r2": what they are called on an axis. NULL: none of them. */
const char *lehr_replot_metric(const char *name);

#endif
