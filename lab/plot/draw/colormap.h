/* colormap.h — from a share to a colour: the more, the deeper the blue; and the ink that can be read on it. */
#ifndef LEHR_LAB_PLOT_DRAW_COLORMAP_H
#define LEHR_LAB_PLOT_DRAW_COLORMAP_H
#include "lab/plot/draw/canvas.h"

lehr_colour lehr_colormap_sequential(double share); /* 0: nearly white … 1: deep; less, more and NaN: as 0, 1 and 0 */
lehr_colour lehr_colormap_diverging(double share);  /* −1: blue … 0: white … 1: orange; NaN: as 0         */
double      lehr_contrast(lehr_colour a, lehr_colour b);        /* WCAG 2.1: from 1 to 21; text wants 4.5          */
lehr_colour lehr_text_colour_on(lehr_colour ground); /* black or white: one of them always has 4.58                 */

#endif
