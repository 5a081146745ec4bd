/* find_font.h — searches the font folders of the system for a font with Chinese letters. */
#ifndef LEHR_LAB_PLOT_DRAW_FIND_FONT_H
#define LEHR_LAB_PLOT_DRAW_FIND_FONT_H
#include <stdbool.h>

enum { LEHR_FONT_PATH = 512 };

/* The installed font that comes first in the list of find_font.c; false: there is none. */
bool lehr_find_font(char path[LEHR_FONT_PATH]);

#endif
