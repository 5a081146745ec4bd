/* png.h — writes a picture as a PNG: 8-bit RGB rows without padding, top to bottom. */
#ifndef LEHR_LAB_PLOT_DRAW_PNG_H
#define LEHR_LAB_PLOT_DRAW_PNG_H
#include "core/base/status.h"

/* What every chart checks first. LEHR_ERR_VALUE: chart or path is NULL. */
lehr_status lehr_png_check(const char *function, const void *chart, const char *path);

/* On failure the file is unchanged (lehr_write_file). Width and height are at least 1. */
lehr_status lehr_png_write(const char *path, const unsigned char *rgb, int width, int height);

#endif
