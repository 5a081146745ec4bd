/* picture_size.h — the size of a figure in logical pixels, and the device pixels in a logical pixel. */
#ifndef LEHR_LAB_PLOT_PARTS_PICTURE_SIZE_H
#define LEHR_LAB_PLOT_PARTS_PICTURE_SIZE_H

typedef struct lehr_picture_size { int width, height; double scale; } lehr_picture_size; /* 0: the default */

#endif
