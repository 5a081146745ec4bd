/* colormap.h — colours of numbers, and the text colour that is readable on them. */
#ifndef LEHR_LAB_PLOT_DRAW_COLORMAP_H
#define LEHR_LAB_PLOT_DRAW_COLORMAP_H
#include "lab/plot/draw/canvas.h"

lehr_colour lehr_colormap_sequential(double share); /* 0: nearly white … 1: deep blue; clamped; NaN: as 0         */
lehr_colour lehr_colormap_diverging(double share);  /* −1: blue … 0: white … 1: orange; NaN: as 0         */
double      lehr_contrast(lehr_colour a, lehr_colour b);        /* WCAG 2.1: 1 … 21; text needs 4.5                */
lehr_colour lehr_text_colour_on(lehr_colour ground); /* black or white, with a contrast of at least 4.58           */

#endif
