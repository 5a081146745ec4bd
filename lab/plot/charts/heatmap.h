/* heatmap.h — a heat map: a table of numbers as coloured cells, with texts.
 *
 * Row-major, [rows x columns], row 0 on top. Columns may form groups with a header. It accepts any numbers: NaN and
 * infinity are hatched. Lengths are logical pixels of `scale` device pixels. */
#ifndef LEHR_LAB_PLOT_CHARTS_HEATMAP_H
#define LEHR_LAB_PLOT_CHARTS_HEATMAP_H
#include <stdbool.h>
#include "core/base/status.h"

typedef struct lehr_heatmap_cell {  /* a number and its texts */
    double      value;              /* determines the colour */
    const char *text, *subtext;     /* the second smaller, below; NULL: none (without a number, "–") */
    bool        best;               /* framed, its text bold */
} lehr_heatmap_cell;

/* neighbouring columns under one header */
typedef struct lehr_heatmap_group { const char *label; int columns; } lehr_heatmap_group;

typedef struct lehr_heatmap {                   /* a table of numbers                                             */
    const char *title, *subtitle;               /* NULL: none                                                     */
    int         rows, columns;                  /* 1 or more                                                      */
    const lehr_heatmap_cell *cell;              /* [rows x columns]                                               */
    const char *const *row, *const *column;     /* their labels; NULL: none, also for single ones                 */
    const char *column_title;                   /* of the column labels: "rate"; NULL: none                       */
    const lehr_heatmap_group *group;            /* [groups], from the left, with all columns                      */
    int         groups;                         /* 0: no groups                                                   */
    bool        scale_per_group;                /* the range of colours is that of each group                     */
    bool        low_is_dark;                    /* the lowest number has the darkest colour, as for losses        */
    double      low, high;                      /* the range of colours; equal: that of the numbers               */
    int         width, height;                  /* 0: to fit rows and columns                                     */
    double      scale;                          /* 0: 2                                                           */
} lehr_heatmap;

/* Writes the figure as a PNG. LEHR_ERR_VALUE: there are no cells, the groups do not have all columns, or the size is
 * not possible; LEHR_ERR_FILE, LEHR_ERR_MEMORY. On failure path is unchanged. */
lehr_status lehr_heatmap_png(const lehr_heatmap *h, const char *path);

#endif
