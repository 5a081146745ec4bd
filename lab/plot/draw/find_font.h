/* find_font.h — a font file with Chinese letters, where systems keep such files. */
#ifndef LEHR_LAB_PLOT_DRAW_FIND_FONT_H
#define LEHR_LAB_PLOT_DRAW_FIND_FONT_H
#include <stdbool.h>

enum { LEHR_FONT_PATH = 512 };

/* The one we like best of those that are here; false: none is. */
bool lehr_find_font(char path[LEHR_FONT_PATH]);

#endif
