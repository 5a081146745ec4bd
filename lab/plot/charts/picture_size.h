/* picture_size.h — what a picture is drawn on: its size in logical pixels, and how many device pixels make one of them.
 */
#ifndef LEHR_LAB_PLOT_CHARTS_PICTURE_SIZE_H
#define LEHR_LAB_PLOT_CHARTS_PICTURE_SIZE_H

typedef struct lehr_picture_size { int width, height; double scale; } lehr_picture_size; /* each 0: the usual */

#endif
