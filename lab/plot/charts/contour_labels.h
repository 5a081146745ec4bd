/* contour_labels.h — what height is this line? A number on it, where it runs level and nothing else is in the way. */
#ifndef LEHR_LAB_PLOT_CHARTS_CONTOUR_LABELS_H
#define LEHR_LAB_PLOT_CHARTS_CONTOUR_LABELS_H
#include "lab/plot/charts/line_chart.h"
#include "lab/plot/charts/figure.h"
#include "lab/plot/charts/heightfield.h"

typedef struct lehr_contour_level {
    double    height;           /* in axis units                     */
    lehr_short_text label;      /* "": none                          */
    bool      strong;           /* a line that is drawn a bit darker */
} lehr_contour_level;

enum { LEHR_OCCUPANCY_ROWS = 120, LEHR_OCCUPANCY_COLUMNS = 160 };

/* The picture in coarse cells: which of them are taken? */
typedef struct lehr_occupancy { bool cell[LEHR_OCCUPANCY_ROWS][LEHR_OCCUPANCY_COLUMNS]; } lehr_occupancy;

void lehr_occupancy_add_path(lehr_occupancy *k, const lehr_figure *p, const lehr_series *s);
void lehr_occupancy_add_box(lehr_occupancy *k, const lehr_figure *p, lehr_box box);

/* Text with a pale rim, so that it can be read on lines. The middle of the text is at x, y. */
void lehr_text_with_halo(lehr_figure *p, const lehr_text_style *l, lehr_colour halo, double x, double y,
                         const char *text);

/* Label line i of n, if there is room for it, also from its neighbours; and take that. */
void lehr_contour_label_draw(lehr_figure *p, const lehr_heightfield *r, const lehr_contour_level level[], int n, int i,
                             lehr_colour halo, lehr_occupancy *k);

#endif
