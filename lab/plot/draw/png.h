/* png.h — a picture into a file: 8-bit RGB rows, no gaps, top to bottom. */
#ifndef LEHR_LAB_PLOT_DRAW_PNG_H
#define LEHR_LAB_PLOT_DRAW_PNG_H
#include "core/base/status.h"

/* What every chart checks first. LEHR_ERR_VALUE: chart or path is NULL. */
lehr_status lehr_png_check(const char *function, const void *chart, const char *path);

/* The file is the old one or the new one (lehr_write_file). Width and height at least 1. */
lehr_status lehr_png_write(const char *path, const unsigned char *rgb, int width, int height);

#endif
