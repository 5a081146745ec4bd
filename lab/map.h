/* map.h — the map of a classifier in two dimensions: which class wins where, how surely, and where the samples lie.
 *
 * The grid is row-major, [rows x columns], row 0 at y_low; a cell speaks for its middle. Lengths are logical pixels. */
#ifndef LEHR_LAB_MAP_H
#define LEHR_LAB_MAP_H
#include "core/status.h"

typedef struct lehr_map {
    const char   *title, *subtitle, *x_label, *y_label;     /* NULL: none                                       */
    double        x_low, x_high, y_low, y_high;             /* what the map shows: low < high                   */
    int           rows, columns;
    const int    *winner;                                   /* [rows x columns] of 0 … classes − 1              */
    const double *probability;                              /* [rows x columns] of the winner; NULL: all sure   */
    int           classes;
    const char *const *class_name;                          /* NULL: "class 0", "class 1", …                    */
    const double *x, *y;                                    /* the samples …                                    */
    const int    *label;                                    /* … their true classes …                           */
    const int    *said;                                     /* … and the classifier's; NULL: read from the grid */
    int           count;
    int           width, height;                            /* 0: 760, 640                                      */
    double        scale;                                    /* 0: 2                                             */
} lehr_map;

lehr_status lehr_map_png(const lehr_map *m, const char *path);

#endif
