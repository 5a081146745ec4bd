/* small_multiples.h — small multiples: for each of several runs its learning rate over time, and below it decision maps
 * at some of its updates.
 *
 * A panel has a name, a result, a curve, and maps, each connected with its update on the curve. All curves share their
 * axes. Wide figures have two columns; if the height is given, as many columns as make the maps largest. Lengths are
 * logical pixels. */
#ifndef LEHR_LAB_PLOT_CHARTS_SMALL_MULTIPLES_H
#define LEHR_LAB_PLOT_CHARTS_SMALL_MULTIPLES_H
#include "lab/plot/parts/class_fill.h"

enum { LEHR_MAX_PANEL_MAPS = 8 };                   /* maps in one panel */

typedef struct lehr_small_multiple {                /* one run */
    const char   *name, *result;                    /* above the curve, at the left and the right; NULL: none */
    const double *rate;                             /* [points] at t; NaN is a gap */
    const int    *cell_class[LEHR_MAX_PANEL_MAPS];  /* [map_size x map_size], row 0 at the bottom; NULL: no map,
                                                       missing_text in its place */
    const double *probability[LEHR_MAX_PANEL_MAPS]; /* of those classes; NULL: all 1 */
} lehr_small_multiple;

typedef struct lehr_small_multiples {               /* several runs */
    const char       *title, *subtitle;             /* NULL: none */
    const lehr_small_multiple *panel;               /* [count] */
    int               count;                        /* of panels */
    const double     *t;                            /* [points] */
    int               points;                       /* of each curve, 0 or more */
    double            map_step[LEHR_MAX_PANEL_MAPS];        /* updates of the maps, not falling */
    int               maps;                         /* in a panel, 1 … LEHR_MAX_PANEL_MAPS */
    int               map_size;                     /* cells of a map along each axis */
    int               classes;                      /* of the maps */
    const char *const *class_name;                  /* NULL: "class 0", "class 1", … */
    const char       *missing_text;                 /* NULL: none */
    int               width, height;                /* 0: 960, as high as needed */
    double            scale;                        /* 0: 2 */
} lehr_small_multiples;

/* Writes the figure as a PNG. LEHR_ERR_VALUE: an array is NULL, a class does not exist, map_step falls, or the size is
 * not possible; LEHR_ERR_FILE, LEHR_ERR_MEMORY. On failure path is unchanged. */
lehr_status lehr_small_multiples_png(const lehr_small_multiples *s, const char *path);

#endif
