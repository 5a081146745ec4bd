/* stb.h — the only use of stb_truetype and stb_image_write. They allocate from a scratch block of the caller; if it is
 * too small, the call fails.
 *
 * Glyphs are measured in font units (lehr_face_em converts to pixels); bitmaps are coverage 0 … 255, row by row. */
#ifndef LEHR_LAB_PLOT_DRAW_STB_H
#define LEHR_LAB_PLOT_DRAW_STB_H
#include <stddef.h>

typedef struct lehr_face lehr_face;             /* one font, opened */

typedef struct lehr_scratch {                   /* allocated front to back, freed all at once                  */
    unsigned char *bytes;                       /* 16-byte aligned                                             */
    size_t         size, used;
} lehr_scratch;

typedef struct lehr_bitmap {
    const unsigned char *coverage;              /* in scratch; NULL: empty, or scratch is too small */
    int width, height, left, top;               /* left, top: of its corner, from the origin       */
} lehr_bitmap;

lehr_face  *lehr_face_new(const unsigned char *font);                   /* borrowed, trusted; NULL: see lehr_message  */
void        lehr_face_free(lehr_face *f);
int         lehr_face_glyph(const lehr_face *f, int codepoint);         /* 0: not in this font                        */
double      lehr_face_em(const lehr_face *f, double pixels);            /* pixels per font unit at this size          */
int         lehr_face_advance(const lehr_face *f, int glyph);           /* distance to the next glyph                 */
int         lehr_face_kern(const lehr_face *f, int glyph, int next);    /* to be added before that next glyph         */
lehr_bitmap lehr_face_draw(const lehr_face *f, lehr_scratch *scratch, int glyph, double em, double shift_x);

/* A PNG of 8-bit RGB rows, in scratch; NULL: scratch is too small. */
const unsigned char *lehr_stb_png(lehr_scratch *scratch, const unsigned char *rgb, int width, int height,
                                  size_t *bytes);

#endif
