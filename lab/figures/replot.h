/* replot.h — pictures from files: what a training, a comparison, a range test or a walk left as a table, or a
 * checkpoint's weights.
 *
 *     lehr_replot *l = lehr_replot_open((const char *const[]){ "history.csv" }, 1);
 *     if (!l || lehr_replot_png(l, &(lehr_replot_options){ .what = "loss" }, "loss.png")) puts(lehr_message());
 *     lehr_replot_free(l);
 *
 * A file's header tells what it is. Several of one kind come into one picture. */
#ifndef LEHR_LAB_FIGURES_REPLOT_H
#define LEHR_LAB_FIGURES_REPLOT_H
#include "lab/plot/charts/line_chart.h"
#include "lab/plot/charts/picture_size.h"

enum { LEHR_MAX_REPLOT_FILES = 32 };    /* files in one picture */

typedef struct lehr_replot lehr_replot; /* files that were read */

typedef enum lehr_axis_choice {         /* how values are drawn               */
    LEHR_AXIS_AUTO,                     /* as suits them                      */
    LEHR_AXIS_LINEAR,                   /* in even steps                      */
    LEHR_AXIS_LOG                       /* in powers of ten                   */
} lehr_axis_choice;

typedef struct lehr_replot_options {    /* which picture; all zero: the usual */
    const char      *what;              /* one of lehr_replot_whats; NULL: the first           */
    const char      *title, *subtitle;  /* NULL: the default; the subtitle is for lines only   */
    lehr_axis_choice axis;              /* of values; for lines only                           */
    lehr_picture_size size;             /* all zero: the default                               */
} lehr_replot_options;

/* n files, 1 … LEHR_MAX_REPLOT_FILES; their names are borrowed. NULL: one is none that can be looked at, or they are
 * not of one kind; see lehr_message. */
lehr_replot *lehr_replot_open(const char *const *file, int n);

void        lehr_replot_free(lehr_replot *l);                           /* l may be NULL */
const char *lehr_replot_kind_name(const lehr_replot *l);                /* "a history of lehr train" */
const char *lehr_replot_whats(const lehr_replot *l);              /* what can be drawn, the usual first: "loss rates" */
const char *lehr_replot_cut(const lehr_replot *l);                 /* a file whose last line was left out; NULL: none */

/* The picture. LEHR_ERR_NAME: there is no such `what`; LEHR_ERR_FILE: the files do not have what it needs, or path
 * cannot be written; LEHR_ERR_VALUE, LEHR_ERR_MEMORY. Then path holds what it held before. */
lehr_status lehr_replot_png(lehr_replot *l, const lehr_replot_options *w, const char *path);

/* Is that a picture of lines, or one of its own kind? what NULL: the first. */
bool        lehr_replot_is_lines(const lehr_replot *l, const char *what);

/* The chart that this draws, for other paper: it lives until the next call or lehr_replot_free. LEHR_ERR_VALUE: no
 * picture of lines. */
lehr_status lehr_replot_lines(lehr_replot *l, const lehr_replot_options *w, lehr_line_chart *c);

#endif
