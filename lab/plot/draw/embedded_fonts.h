/* embedded_fonts.h — the two fonts of lab/plot/fonts, which are built into the library (lab/embed.cmake). */
#ifndef LEHR_LAB_PLOT_DRAW_EMBEDDED_FONTS_H
#define LEHR_LAB_PLOT_DRAW_EMBEDDED_FONTS_H

extern const unsigned char lehr_font_regular[], lehr_font_semibold[];
extern const unsigned long lehr_font_regular_size, lehr_font_semibold_size;

#endif
