/* replot.h — pictures from files: what a training, a comparison, a range test or a walk left as a table, or a checkpoint's weights.
 *
 *     lehr_look *l = lehr_look_open((const char *const[]){ "history.csv" }, 1);
 *     if (!l || lehr_look_png(l, &(lehr_wish){ .what = "loss" }, "loss.png")) puts(lehr_message());
 *     lehr_look_free(l);
 *
 * A file's header tells what it is. Several of one kind come into one picture. */
#ifndef LEHR_LAB_FIGURES_REPLOT_H
#define LEHR_LAB_FIGURES_REPLOT_H
#include "lab/plot/charts/line_chart.h"
#include "lab/plot/charts/picture_size.h"

enum { LEHR_MOST_FILES = 32 };          /* files in one picture */

typedef struct lehr_look lehr_look;     /* files that were read */

typedef enum lehr_wished_axis {         /* how values are drawn               */
    LEHR_AXIS_USUAL,                    /* as suits them                      */
    LEHR_AXIS_LINEAR,                   /* in even steps                      */
    LEHR_AXIS_LOG                       /* in powers of ten                   */
} lehr_wished_axis;

typedef struct lehr_wish {              /* which picture; all zero: the usual */
    const char      *what;              /* one of lehr_look_whats; NULL: the first             */
    const char      *title;             /* NULL: the usual                                     */
    lehr_wished_axis axis;              /* of values; for lines only                           */
    lehr_paper       paper;             /* its size                           */
} lehr_wish;

/* n files, 1 … LEHR_MOST_FILES; their names are borrowed. NULL: one is none that can be looked at, or they are not of one kind; see
 * lehr_message. */
lehr_look  *lehr_look_open(const char *const *file, int n);

void        lehr_look_free(lehr_look *l);                               /* l may be NULL                                        */
const char *lehr_look_kind(const lehr_look *l);                         /* "a history of lehr train"                            */
const char *lehr_look_whats(const lehr_look *l);                        /* what can be drawn, the usual first: "loss rates"     */
const char *lehr_look_cut(const lehr_look *l);                          /* a file whose last line was left out; NULL: none      */

/* The picture. LEHR_ERR_NAME: there is no such `what`; LEHR_ERR_FILE: the files do not have what it needs, or path cannot be written;
 * LEHR_ERR_VALUE, LEHR_ERR_MEMORY. Then path holds what it held before. */
lehr_status lehr_look_png(lehr_look *l, const lehr_wish *w, const char *path);

/* Is that a picture of lines, or one of its own kind? what NULL: the first. */
bool        lehr_look_is_lines(const lehr_look *l, const char *what);

/* The chart that this draws, for other paper: it lives until the next call or lehr_look_free. LEHR_ERR_VALUE: no picture of lines. */
lehr_status lehr_look_lines(lehr_look *l, const lehr_wish *w, lehr_chart *c);

#endif
