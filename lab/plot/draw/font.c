#include "lab/plot/draw/font.h"
#include "lab/plot/draw/embedded_fonts.h"
#include "lab/plot/draw/find_font.h"
#include "lab/plot/draw/stb.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/base/utf8.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { REGULAR, SEMIBOLD, OTHER, FACES };

/* A glyph of Inter needs at most 60 KiB: 800 edges, its outline, its bitmap. Other fonts may need more; a glyph that
 * does not fit is left out. */
enum { SCRATCH_SIZE = 512 * 1024, LARGEST_FONT = 128 << 20 };

struct lehr_font {
    lehr_face *face[FACES];         /* OTHER: NULL while it is not needed, or there is none */
    char      *other;               /* the file of OTHER                                    */
    bool       searched;            /* for OTHER, which is final then                       */
    bool       no_memory;           /* for OTHER                                            */
    lehr_scratch scratch;           /* for drawing glyphs                                   */
};

/* --- opening ------------------------------------------------------------------------------------------------------ */

static lehr_status open_file(lehr_font *f, const char *path)
{
    size_t n;
    f->searched = true;
    lehr_status status = lehr_read_file(path, LARGEST_FONT, &f->other, &n);
    if (status) return status;
    if (n >= 12 && !(f->face[OTHER] = lehr_face_new((const unsigned char *)f->other)) &&
        lehr_last_status() == LEHR_ERR_MEMORY)
        return LEHR_ERR_MEMORY;
    return f->face[OTHER] ? LEHR_OK : lehr_fail(LEHR_ERR_FILE, "LEHR_FONT: %s cannot be used as a font", path);
}

static lehr_status open_other(lehr_font *f)
{
    const char *path = getenv("LEHR_FONT");
    return path && *path ? open_file(f, path) : LEHR_OK;
}

/* The font for letters that Inter lacks. It has megabytes, so it is read at the first such letter. Without such a font
 * these letters are boxes. */
static const lehr_face *other_face(lehr_font *f)
{
    char path[LEHR_FONT_PATH];
    if (!f->searched && lehr_find_font(path)) f->no_memory = open_file(f, path) == LEHR_ERR_MEMORY;
    f->searched = true;
    return f->face[OTHER];
}

static lehr_status open_all(lehr_font *f)
{
    f->scratch.size = SCRATCH_SIZE;
    f->scratch.bytes = lehr_alloc(SCRATCH_SIZE, 1);
    if (!f->scratch.bytes) return LEHR_ERR_MEMORY;
    f->face[REGULAR]  = lehr_face_new(lehr_font_regular);
    f->face[SEMIBOLD] = f->face[REGULAR] ? lehr_face_new(lehr_font_semibold) : NULL;
    return f->face[SEMIBOLD] ? open_other(f) : LEHR_ERR_MEMORY;
}

lehr_font *lehr_font_new(void)
{
    lehr_font *f = lehr_alloc(1, sizeof *f);
    if (!f || !open_all(f)) return f;
    lehr_font_free(f);
    return NULL;
}

lehr_status lehr_font_status(const lehr_font *f)
{
    return f->no_memory ? lehr_fail(LEHR_ERR_MEMORY,
                               "out of memory: the font for letters beyond Inter's could not be loaded")
                   : LEHR_OK;
}

void lehr_font_free(lehr_font *f)
{
    if (!f) return;
    for (int i = 0; i < FACES; i++) lehr_face_free(f->face[i]);
    lehr_free(f->other);
    lehr_free(f->scratch.bytes);
    lehr_free(f);
}

/* --- from bytes to glyphs ----------------------------------------------------------------------------------------- */

typedef struct letter { const lehr_face *face; int glyph; } letter;

/* The code point at s, and its number of bytes. Control characters become blanks. */
static int decode(const char *s, int *length)
{
    uint32_t code;
    *length = (int)lehr_utf8_decode(s, NULL, &code);
    return code < ' ' || code == 0x7f ? ' ' : (int)code;
}

static letter letter_at(lehr_font *f, bool bold, const char *s, int *length)
{
    int code = decode(s, length);
    const lehr_face *face = f->face[bold ? SEMIBOLD : REGULAR];
    int glyph = lehr_face_glyph(face, code);
    const lehr_face *other = glyph || code == LEHR_UTF8_REPLACEMENT ? NULL : other_face(f);
    int elsewhere = other ? lehr_face_glyph(other, code) : 0;
    return elsewhere ? (letter){ other, elsewhere } : (letter){ face, glyph };
}

bool lehr_font_has(lehr_font *f, const char *text)
{
    int n;
    for (; *text; text += n)
        if (!letter_at(f, false, text, &n).glyph) return false;
    return true;
}

/* The distance from a letter to the next one, which is {0} at the end. */
static double advance(letter a, letter next, double size)
{
    int kern = a.face == next.face ? lehr_face_kern(a.face, a.glyph, next.glyph) : 0;
    return (lehr_face_advance(a.face, a.glyph) + kern) * lehr_face_em(a.face, size);
}

/* The width of the letters that fit into the limit; *fits is their number of bytes. */
static double measure(lehr_font *f, const lehr_text_style *l, const char *s, size_t bytes, double limit,
                      size_t *fits)
{
    double width = 0;
    int n, after;
    for (*fits = 0; *fits < bytes; *fits += (size_t)n) {
        letter a = letter_at(f, l->bold, s + *fits, &n);
        bool last = *fits + (size_t)n >= bytes;
        double step = advance(a, last ? (letter){0} : letter_at(f, l->bold, s + *fits + n, &after), l->size);
        if (width + step > limit) return width;
        width += step;
    }
    return width;
}

double lehr_font_width(lehr_font *f, const lehr_text_style *l, const char *text)
{
    size_t fits, bytes = strlen(text);
    double width = measure(f, l, text, bytes, l->max_width > 0 ? l->max_width : HUGE_VAL, &fits);
    return fits < bytes ? l->max_width : width;
}

/* --- drawing ------------------------------------------------------------------------------------------------------ */

/* The position of a run of letters, in device pixels: along its direction, and across it to the baseline. */
typedef struct run { double along; int across; bool vertical; lehr_colour colour; } run;

static void stamp(lehr_canvas *c, const run *r, const lehr_bitmap *b)
{
    int start = (int)floor(r->along) + b->left;
    for (int v = 0; b->coverage && v < b->height; v++)
        for (int u = 0; u < b->width; u++) {
            int along = start + u, across = r->across + b->top + v;
            double alpha = b->coverage[v * b->width + u] / 255.0;
            int x = r->vertical ? across : along, y = r->vertical ? -along - 1 : across;
            if (alpha > 0) lehr_canvas_blend(c, x, y, r->colour, alpha);
        }
}

static void draw_bytes(lehr_font *f, lehr_canvas *c, const lehr_text_style *l, run *r, const char *s, size_t bytes)
{
    int n, after;
    for (size_t at = 0; at < bytes; at += (size_t)n) {
        letter a = letter_at(f, l->bold, s + at, &n);
        double size = l->size * c->scale, em = lehr_face_em(a.face, size);
        lehr_bitmap b = lehr_face_draw(a.face, &f->scratch, a.glyph, em, r->along - floor(r->along));
        stamp(c, r, &b);
        bool last = at + (size_t)n >= bytes;
        r->along += advance(a, last ? (letter){0} : letter_at(f, l->bold, s + at + n, &after), size);
    }
}

void lehr_font_draw(lehr_font *f, lehr_canvas *c, const lehr_text_style *l, double x, double y, const char *text)
{
    static const char dots[] = "…";
    size_t bytes = strlen(text), fits;
    double room = l->max_width > 0 ? l->max_width : HUGE_VAL, width = measure(f, l, text, bytes, room, &fits), tail = 0;
    if (fits < bytes) {
        size_t all;
        tail = measure(f, l, dots, sizeof dots - 1, HUGE_VAL, &all);
        width = measure(f, l, text, bytes, room - tail, &fits) + tail;
        if (width > room) return;                           /* the dots do not fit either */
    }
    run r = { .vertical = l->vertical, .colour = l->colour };
    r.along = ((l->vertical ? -y : x) - l->anchor * width) * c->scale;
    r.across = (int)round((l->vertical ? x : y) * c->scale);
    draw_bytes(f, c, l, &r, text, fits);
    if (tail > 0) draw_bytes(f, c, l, &r, dots, sizeof dots - 1);
}
