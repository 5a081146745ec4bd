/* replot_kinds.h — the kinds of files that lab/figures/replot.h knows: a row each, a file each. */
#ifndef LEHR_LAB_FIGURES_REPLOT_KINDS_H
#define LEHR_LAB_FIGURES_REPLOT_KINDS_H
#include "core/checkpoint/checkpoint.h"
#include "lab/data/table.h"
#include "lab/figures/replot.h"

typedef struct lehr_look_row {
    const char *name;                   /* what such a file is                                             */
    const char *needs, *words;          /* its header has these columns; those of them that hold words     */
    const char *lines, *drawn;          /* what can be drawn of it, the usual first: as lines; otherwise   */
    bool        drawn_first;            /* the usual is of the latter                                      */
    lehr_status (*chart)(lehr_look *l, const char *what, lehr_chart *c);
    lehr_status (*draw)(lehr_look *l, const char *what, const lehr_wish *w, const char *path);
} lehr_look_row;

extern const lehr_look_row lehr_look_history, lehr_look_histories, lehr_look_runs, lehr_look_range, lehr_look_paths, lehr_look_schedule,
                           lehr_look_checkpoint;

struct lehr_look {
    const lehr_look_row *row;
    int                  files;
    const char          *file[LEHR_MOST_FILES];
    const char          *label[LEHR_MOST_FILES];        /* what tells them apart: names without ending, if that is enough */
    lehr_columns         table[LEHR_MOST_FILES];
    lehr_checkpoint     *checkpoint;                    /* in place of tables        */
    char                 whats[200];
    lehr_arena           memory;                        /* of the files, …           */
    lehr_arena           sheet;                         /* … and of the last picture */
};

/* Of a checkpoint: is there anything to see as pictures; is there a tensor of weights so called? */
bool lehr_look_has_kernels(const lehr_look *l);
bool lehr_look_has_tensor(const lehr_look *l, const char *name);

/* --- lines, as several kinds draw them (replot_lines.c) -------------------------------------------------------------- */

typedef struct lehr_spot { double x, y; } lehr_spot;

/* A line through n spots in any order; of several at one x the mean, with a band if one is wanted. The spots are sorted. */
lehr_status lehr_look_line(lehr_look *l, lehr_series *s, lehr_spot *spot, int n, bool band);

/* "histories: training loss", or the words alone for several files. */
const char *lehr_look_title(lehr_look *l, const char *words);

/* "loss" and "accuracy", "train_loss" and "validation_r2": what they are called on an axis. NULL: none of them. */
const char *lehr_look_metric(const char *name);

#endif
