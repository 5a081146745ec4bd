/* heatmap.h — the heat map: a table of numbers, each a cell of colour, with a word or two in it.
 *
 * Row-major, [rows x columns], row 0 on top. Neighbouring columns may share a header, and stand a little apart from
 * the next ones. No number can make it fail: a cell without one (NaN, infinity) is hatched. Lengths are logical
 * pixels; scale device pixels make one of them. */
#ifndef LEHR_LAB_PLOT_CHARTS_HEATMAP_H
#define LEHR_LAB_PLOT_CHARTS_HEATMAP_H
#include <stdbool.h>
#include "core/base/status.h"

typedef struct lehr_heatmap_cell {  /* a number, and what is written of it */
    double      value;              /* its colour */
    const char *text, *subtext;     /* and a smaller text below it; NULL: none ("–" where there is no number) */
    bool        best;               /* framed, its text bold */
} lehr_heatmap_cell;

/* neighbours under one header */
typedef struct lehr_heatmap_group { const char *label; int columns; } lehr_heatmap_group;

typedef struct lehr_heatmap {                   /* a table in colour; what is not said is 0                       */
    const char *title, *subtitle;               /* NULL: none                                                     */
    int         rows, columns;                  /* 1 or more                                                      */
    const lehr_heatmap_cell *cell;              /* [rows x columns]                                               */
    const char *const *row, *const *column;     /* their labels, as far as they have any; NULL: none              */
    const char *column_title;                   /* what the column labels are: "rate"; NULL: none                 */
    const lehr_heatmap_group *group;            /* from the left, of as many columns as there are in all …        */
    int         groups;                         /* … 0: all of them are one                                       */
    bool        scale_per_group;                /* colours run from a group's own lowest number to its highest    */
    bool        low_is_dark;                    /* the lowest number has the darkest colour, as for losses        */
    double      low, high;                      /* where the colours end; equal: at the lowest and the highest    */
    int         width, height;                  /* 0: as rows and columns need                                    */
    double      scale;                          /* 0: 2                                                           */
} lehr_heatmap;

/* The picture, as a PNG. LEHR_ERR_VALUE: there are no cells, the groups do not have them all, or it cannot be so
 * large; LEHR_ERR_FILE, LEHR_ERR_MEMORY. Then path holds what it held before. */
lehr_status lehr_heatmap_png(const lehr_heatmap *h, const char *path);

#endif
