/* replot.h — figures from files: the tables that train, compare, find, paths and schedule write, and the weights of a
 * checkpoint.
 *
 *     lehr_replot *l = lehr_replot_open((const char *const[]){ "history.csv" }, 1);
 *     if (!l || lehr_replot_png(l, &(lehr_replot_options){ .what = "loss" }, "loss.png")) puts(lehr_message());
 *     lehr_replot_free(l);
 *
 * The kind of a file is recognized by its header. Several files of one kind go into one figure. */
#ifndef LEHR_LAB_FIGURES_REPLOT_H
#define LEHR_LAB_FIGURES_REPLOT_H
#include "lab/plot/charts/line_chart.h"
#include "lab/plot/parts/picture_size.h"

enum { LEHR_MAX_REPLOT_FILES = 32 };    /* files in one figure */

typedef struct lehr_replot lehr_replot; /* files, opened     */

typedef enum lehr_axis_choice {         /* the scale of the y axis            */
    LEHR_AXIS_AUTO,                     /* logarithmic for losses and heights */
    LEHR_AXIS_LINEAR,                   /* linear                             */
    LEHR_AXIS_LOG                       /* logarithmic                        */
} lehr_axis_choice;

typedef struct lehr_replot_options {    /* which figure, and how; all zero: the default */
    const char      *what;              /* one of lehr_replot_figures; NULL: the first         */
    const char      *title, *subtitle;  /* NULL: the default; the subtitle: line charts only   */
    lehr_axis_choice axis;              /* line charts only                                    */
    lehr_picture_size size;             /* all zero: the default                               */
} lehr_replot_options;

/* n files, 1 … LEHR_MAX_REPLOT_FILES; their names are borrowed. NULL: a file cannot be drawn, or the kinds differ; see
 * lehr_message. */
lehr_replot *lehr_replot_open(const char *const *file, int n);

void        lehr_replot_free(lehr_replot *l);                           /* l may be NULL */
const char *lehr_replot_kind_name(const lehr_replot *l);                /* "a history of lehr train" */
const char *lehr_replot_figures(const lehr_replot *l);     /* names, the default first: "loss rates"    */
const char *lehr_replot_truncated_file(const lehr_replot *l);      /* its last line was left out; NULL: none    */

/* Draws a figure. LEHR_ERR_NAME: there is no such `what`; LEHR_ERR_FILE: the files lack data for it, or path cannot be
 * written; LEHR_ERR_VALUE, LEHR_ERR_MEMORY. On failure path is unchanged. */
lehr_status lehr_replot_png(lehr_replot *l, const lehr_replot_options *w, const char *path);

/* Is that figure a line chart? what NULL: the first. */
bool        lehr_replot_is_lines(const lehr_replot *l, const char *what);

/* The line chart of a figure, to be drawn by the caller; valid until the next call or lehr_replot_free.
 * LEHR_ERR_VALUE: it is not a line chart. */
lehr_status lehr_replot_lines(lehr_replot *l, const lehr_replot_options *w, lehr_line_chart *c);

#endif
