/* font.h — UTF-8 text in Inter. Letters that Inter lacks, such as Chinese, come from the font file in LEHR_FONT; if it
 * is not set, the first such letter starts a search for a Chinese font in the system's folders.
 *
 * Sizes and places are logical pixels; y is the baseline. Invalid UTF-8 and letters in neither font are drawn as boxes,
 * control characters as spaces. The font files are trusted, as stb_truetype does not validate them. */
#ifndef LEHR_LAB_PLOT_DRAW_FONT_H
#define LEHR_LAB_PLOT_DRAW_FONT_H
#include <stdbool.h>
#include "lab/plot/draw/canvas.h"

typedef struct lehr_font lehr_font;

typedef struct lehr_text_style {
    double size;                    /* of the em                                                    */
    lehr_colour colour;
    bool   bold;                    /* semibold                                                     */
    bool   vertical;                /* a quarter turn to the left, as on the y axis                 */
    double anchor;                  /* which part of the text is at the point: 0 left … 1 right     */
    double max_width;               /* longer texts end in "…"; 0: no limit                         */
} lehr_text_style;

lehr_font *lehr_font_new(void);                                                     /* NULL: see lehr_message */
lehr_status lehr_font_status(const lehr_font *f);                      /* LEHR_ERR_MEMORY: some letters were left out */
void       lehr_font_free(lehr_font *f);
bool       lehr_font_has(lehr_font *f, const char *text);                           /* every letter of it     */
double     lehr_font_width(lehr_font *f, const lehr_text_style *l, const char *text);
void       lehr_font_draw(lehr_font *f, lehr_canvas *c, const lehr_text_style *l, double x, double y, const char *text);

#endif
