/* small_multiples.h — small multiples: for each of several trainings its learning rate over time, and below it what
 * its net knew on the way.
 *
 * A strip has a name and a figure, a curve, and under it maps of which class wins where, each tied to its moment on
 * the curve. All curves have the same axes, so they can be compared at a glance. Two strips stand side by side where
 * the paper is wide enough; where its height is given, so many that the maps are largest. Lengths are logical pixels.
 */
#ifndef LEHR_LAB_PLOT_CHARTS_SMALL_MULTIPLES_H
#define LEHR_LAB_PLOT_CHARTS_SMALL_MULTIPLES_H
#include "lab/plot/charts/class_fill.h"

enum { LEHR_MAX_PANEL_MAPS = 8 };                   /* maps in one panel */

typedef struct lehr_small_multiple {                /* one training */
    const char   *name, *result;                    /* at the left and at the right above it; NULL: none */
    const double *rate;                             /* [points] at t; NaN is a gap */
    const int    *cell_class[LEHR_MAX_PANEL_MAPS];  /* [map_size x map_size], row 0 at the bottom; NULL: no map,
                                                       missing_text in its place */
    const double *probability[LEHR_MAX_PANEL_MAPS]; /* of those classes; NULL: all 1 */
} lehr_small_multiple;

typedef struct lehr_small_multiples {               /* several trainings; every field may be 0 */
    const char       *title, *subtitle;             /* NULL: none */
    const lehr_small_multiple *panel;               /* [count] */
    int               count;                        /* of panels */
    const double     *t;                            /* [points] */
    int               points;                       /* of each curve, 0 or more */
    double            map_step[LEHR_MAX_PANEL_MAPS];        /* where on t the maps belong, rising */
    int               maps;                         /* in a panel, 1 … LEHR_MAX_PANEL_MAPS */
    int               map_size;                     /* cells of a map along each axis */
    int               classes;                      /* of the maps */
    const char *const *class_name;                  /* NULL: "class 0", "class 1", … */
    const char       *missing_text;                 /* NULL: none */
    int               width, height;                /* 0: 960, as high as needed */
    double            scale;                        /* 0: 2 */
} lehr_small_multiples;

/* The picture, as a PNG. LEHR_ERR_VALUE: something is missing, a class does not exist, moments do not rise, or it
 * cannot be so large; LEHR_ERR_FILE, LEHR_ERR_MEMORY. Then path holds what it held before. */
lehr_status lehr_small_multiples_png(const lehr_small_multiples *s, const char *path);

#endif
