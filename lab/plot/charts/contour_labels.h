/* contour_labels.h — what height is this line? A number on it, where it runs level and nothing else is in the way. */
#ifndef LEHR_LAB_PLOT_CHARTS_CONTOUR_LABELS_H
#define LEHR_LAB_PLOT_CHARTS_CONTOUR_LABELS_H
#include "lab/plot/charts/line_chart.h"
#include "lab/plot/charts/figure.h"
#include "lab/plot/charts/heightfield.h"

typedef struct lehr_level {
    double    height;           /* in axis units                     */
    lehr_word label;            /* "": none                          */
    bool      strong;           /* a line that is drawn a bit darker */
} lehr_level;

enum { LEHR_TAKEN_ROWS = 120, LEHR_TAKEN_COLUMNS = 160 };

/* The picture in coarse cells: which of them are taken? */
typedef struct lehr_taken { bool cell[LEHR_TAKEN_ROWS][LEHR_TAKEN_COLUMNS]; } lehr_taken;

void lehr_taken_path(lehr_taken *k, const lehr_plot *p, const lehr_series *s);
void lehr_taken_box(lehr_taken *k, const lehr_plot *p, lehr_box box);

/* Text with a pale rim, so that it can be read on lines. The middle of the text is at x, y. */
void lehr_letter_rimmed(lehr_plot *p, const lehr_lettering *l, lehr_colour rim, double x, double y, const char *text);

/* Label line i of n, if there is room for it, also from its neighbours; and take that. */
void lehr_level_label(lehr_plot *p, const lehr_relief *r, const lehr_level level[], int n, int i, lehr_colour rim, lehr_taken *k);

#endif
