/* image_grid.h — a grid of small images: the kernels of a convolution, or the weights of the units of a first layer.
 *
 * Row-major, [rows x columns x tile_rows x tile_columns], row 0 of a tile on top. Blue is below zero, white is zero,
 * orange above; NaN and infinity are grey. A grid with more rows than columns is transposed; a single row or column is
 * broken into several rows. Lengths are logical pixels. */
#ifndef LEHR_LAB_PLOT_CHARTS_IMAGE_GRID_H
#define LEHR_LAB_PLOT_CHARTS_IMAGE_GRID_H
#include <stdbool.h>
#include "core/base/status.h"

typedef struct lehr_image_grid {                /* small images                                          */
    const char   *title, *subtitle;             /* NULL: none                                            */
    int           rows, columns;                /* of tiles, 1 or more                                   */
    int           tile_rows, tile_columns;      /* numbers of a tile, 1 or more                          */
    const double *v;                            /* [rows x columns x tile_rows x tile_columns]           */
    int           width, height;                /* 0: as they need                                       */
    double        scale;                        /* 0: 2                                                  */
} lehr_image_grid;

/* Writes the figure as a PNG. LEHR_ERR_VALUE: there are no images, or the size is not possible; LEHR_ERR_FILE,
 * LEHR_ERR_MEMORY. On failure path is unchanged. */
lehr_status lehr_image_grid_png(const lehr_image_grid *t, const char *path);

#endif
