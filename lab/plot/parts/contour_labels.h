/* contour_labels.h — the heights of contour lines, as labels where the lines are level and nothing else is drawn. */
#ifndef LEHR_LAB_PLOT_PARTS_CONTOUR_LABELS_H
#define LEHR_LAB_PLOT_PARTS_CONTOUR_LABELS_H
#include "lab/plot/parts/series.h"
#include "lab/plot/parts/figure.h"
#include "lab/plot/parts/heightfield.h"

typedef struct lehr_contour_level {
    double    height;           /* in axis units                     */
    lehr_short_text label;      /* "": none                          */
    bool      strong;           /* drawn darker                      */
} lehr_contour_level;

enum { LEHR_OCCUPANCY_ROWS = 120, LEHR_OCCUPANCY_COLUMNS = 160 };

/* The cells of a coarse grid over the figure that are occupied. */
typedef struct lehr_occupancy { bool cell[LEHR_OCCUPANCY_ROWS][LEHR_OCCUPANCY_COLUMNS]; } lehr_occupancy;

void lehr_occupancy_add_path(lehr_occupancy *k, const lehr_figure *p, const lehr_series *s);
void lehr_occupancy_add_box(lehr_occupancy *k, const lehr_figure *p, lehr_box box);

/* Text with a pale outline, readable on lines. x, y is the middle of its height, and in x the anchor of l. */
void lehr_text_with_halo(lehr_figure *p, const lehr_text_style *l, lehr_colour halo, double x, double y,
                         const char *text);

/* Labels line i of n, if there is a free place, and marks that place as occupied. */
void lehr_contour_label_draw(lehr_figure *p, const lehr_heightfield *r, const lehr_contour_level level[], int n, int i,
                             lehr_colour halo, lehr_occupancy *k);

#endif
