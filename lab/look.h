/* look.h — pictures from files: what a training, a comparison, a range test or a walk left as a table, or a checkpoint's weights.
 *
 *     lehr_look *l = lehr_look_open((const char *const[]){ "history.csv" }, 1);
 *     if (!l || lehr_look_png(l, &(lehr_wish){ .what = "loss" }, "loss.png")) puts(lehr_message());
 *     lehr_look_free(l);
 *
 * A file's header tells what it is. Several of one kind come into one picture. */
#ifndef LEHR_LAB_LOOK_H
#define LEHR_LAB_LOOK_H
#include "lab/chart.h"
#include "lab/paper.h"

enum { LEHR_MOST_FILES = 32 };

typedef struct lehr_look lehr_look;

typedef enum lehr_wished_axis { LEHR_AXIS_USUAL, LEHR_AXIS_LINEAR, LEHR_AXIS_LOG } lehr_wished_axis;

typedef struct lehr_wish {
    const char      *what;              /* one of lehr_look_whats; NULL: the first             */
    const char      *title;             /* NULL: the usual                                     */
    lehr_wished_axis axis;              /* of values; for lines only                           */
    lehr_paper       paper;
} lehr_wish;

lehr_look  *lehr_look_open(const char *const *file, int n);             /* names are borrowed; NULL: see lehr_message           */
void        lehr_look_free(lehr_look *l);
const char *lehr_look_kind(const lehr_look *l);                         /* "a history of lehr train"                            */
const char *lehr_look_whats(const lehr_look *l);                        /* what can be drawn, the usual first: "loss rates"     */
const char *lehr_look_cut(const lehr_look *l);                          /* a file whose last line was left out; NULL: none      */
lehr_status lehr_look_png(lehr_look *l, const lehr_wish *w, const char *path);

/* Is that a picture of lines, or one of its own kind? what NULL: the first. */
bool        lehr_look_is_lines(const lehr_look *l, const char *what);

/* The chart that this draws, for other paper: it lives until the next call or lehr_look_free. LEHR_ERR_VALUE: no picture of lines. */
lehr_status lehr_look_lines(lehr_look *l, const lehr_wish *w, lehr_chart *c);

#endif
