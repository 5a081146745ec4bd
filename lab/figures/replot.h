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
#include "lab/plot/charts/picture_size.h"

enum { LEHR_MAX_REPLOT_FILES = 32 };    /* files in one figure */

typedef struct lehr_replot lehr_replot; /* files, opened     */

typedef enum lehr_axis_choice {         /* how values are drawn               */
    LEHR_AXIS_AUTO,                     /* logarithmic for losses and heights */
    LEHR_AXIS_LINEAR,               /* equal steps are equal differences */
    LEHR_AXIS_LOG                   /* equal steps are equal factors */
} lehr_axis_choice;

typedef struct lehr_replot_options {    /* which figure, and how; all zero: the default */
    const char      *what;              /* one of lehr_replot_figures; NULL: the first         */
    const char      *title, *subtitle;  /* NULL: the default; the subtitle is for lines only   */
    lehr_axis_choice axis;              /* of values; for lines only                           */
    lehr_picture_size size;             /* all zero: the default                               */
} lehr_replot_options;

/* n files, 1 … LEHR_MAX_REPLOT_FILES; their names are borrowed. NULL: a file cannot be drawn, or they are not of one
 * kind; see lehr_message. */
lehr_replot *lehr_replot_open(const char *const *file, int n);

void        lehr_replot_free(lehr_replot *l);                           /* l may be NULL */
const char *lehr_replot_kind_name(const lehr_replot *l);                /* "a history of lehr train" */
const char *lehr_replot_figures(const lehr_replot *l);     /* what can be drawn, the default first: "loss rates" */
const char *lehr_replot_truncated_file(const lehr_replot *l);      /* a file whose last line was left out; NULL: none */

/* The figure. LEHR_ERR_NAME: there is no such `what`; LEHR_ERR_FILE: the files do not have what it needs, or path
 * cannot be written; LEHR_ERR_VALUE, LEHR_ERR_MEMORY. Then path holds what it held before. */
lehr_status lehr_replot_png(lehr_replot *l, const lehr_replot_options *w, const char *path);

/* Is that figure lines on axes? what NULL: the first. */
bool        lehr_replot_is_lines(const lehr_replot *l, const char *what);

/* The chart that this draws, to be drawn elsewhere; valid until the next call or lehr_replot_free. LEHR_ERR_VALUE: it
 * is not lines. */
lehr_status lehr_replot_lines(lehr_replot *l, const lehr_replot_options *w, lehr_line_chart *c);

#endif
