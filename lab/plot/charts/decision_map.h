/* decision_map.h — the map of a classifier in two dimensions: the predicted class and its probability at each point,
 * and the samples.
 *
 * The grid is row-major, [rows x columns], row 0 at y_low; a cell has the prediction at its middle. Lengths are logical
 * pixels. */
#ifndef LEHR_LAB_PLOT_CHARTS_DECISION_MAP_H
#define LEHR_LAB_PLOT_CHARTS_DECISION_MAP_H
#include "core/base/status.h"

typedef struct lehr_decision_map {                          /* a plane and its classes                          */
    const char   *title, *subtitle, *x_label, *y_label;     /* NULL: none                                       */
    double        x_low, x_high, y_low, y_high;             /* low < high                                       */
    int           rows, columns;                            /* of the grid, 1 or more                           */
    const int    *cell_class;                               /* [rows x columns]: predicted, 0 … classes − 1     */
    const double *probability;                              /* [rows x columns] of that class; NULL: all 1      */
    int           classes;                                  /* 1 or more                                        */
    const char *const *class_name;                          /* NULL: "class 0", "class 1", …                    */
    const double *x, *y;                                    /* [count]: the samples                             */
    const int    *label;                                    /* [count]: their true classes                      */
    const int    *predicted_label;                          /* [count]; NULL: read from the grid                */
    int           count;                                    /* samples, 0 or more                               */
    int           width, height;                            /* 0: 760, 640                                      */
    double        scale;                                    /* 0: 2                                             */
} lehr_decision_map;

/* Writes the figure as a PNG. LEHR_ERR_VALUE: a range is empty, a class does not exist, an array is NULL, or the size
 * is not possible; LEHR_ERR_FILE, LEHR_ERR_MEMORY. On failure path is unchanged. */
lehr_status lehr_decision_map_png(const lehr_decision_map *m, const char *path);

#endif
