/* image_grid.h — many small pictures on one sheet: the kernels of a convolution, or what each unit of a first layer
 * looks for.
 *
 * Row-major, [rows x columns x down x across], the numbers of a tile row 0 on top. Blue is below zero, white is zero,
 * orange above; what is no number is grey. A sheet with more rows than columns is laid on its side, its rows beside
 * each other; one of a single row or column runs on below. Lengths are logical pixels. */
#ifndef LEHR_LAB_PLOT_CHARTS_IMAGE_GRID_H
#define LEHR_LAB_PLOT_CHARTS_IMAGE_GRID_H
#include <stdbool.h>
#include "core/base/status.h"

typedef struct lehr_image_grid {                /* small images; every field may be 0    */
    const char   *title, *subtitle;             /* NULL: none                                            */
    int           rows, columns;                /* of tiles, 1 or more                                   */
    int           tile_rows, tile_columns;      /* numbers of a tile, 1 or more                          */
    const double *v;                            /* [rows x columns x tile_rows x tile_columns]           */
    int           width, height;                /* 0: as they need                                       */
    double        scale;                        /* 0: 2                                                  */
} lehr_image_grid;

/* The picture, as a PNG. LEHR_ERR_VALUE: there are none, or it cannot be so large; LEHR_ERR_FILE, LEHR_ERR_MEMORY.
 * Then path holds what it held before. */
lehr_status lehr_image_grid_png(const lehr_image_grid *t, const char *path);

#endif
