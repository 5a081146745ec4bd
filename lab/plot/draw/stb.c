#include "lab/plot/draw/stb.h"
#include "core/base/memory.h"
#include "core/base/status.h"
#include <setjmp.h>
#include <string.h>

/* stb writes through the pointer of a refused allocation. So a refusal never returns to stb: it jumps back to whoever
 * called us, and as all that stb holds lies in our room, nothing is lost by leaving so abruptly. */
static _Thread_local struct { lehr_room *room; jmp_buf way_out; } now;
static _Thread_local lehr_room nothing; /* for those who should need no room */

static void give_up(void) { longjmp(now.way_out, 1); }

static void *take(size_t bytes)
{
    lehr_room *r = now.room;
    bytes = (bytes + 15) & ~(size_t)15;
    if (bytes > r->size - r->used) give_up();
    void *p = r->bytes + r->used;
    r->used += bytes;
    return p;
}

static void *take_again(void *old, size_t old_bytes, size_t bytes)
{
    void *p = take(bytes);
    return old ? memcpy(p, old, old_bytes) : p;
}

#define STBTT_STATIC
#define STBTT_malloc(bytes, user)       ((void)(user), take(bytes))
#define STBTT_free(p, user)             ((void)(user), (void)(p))
#define STBTT_assert(x)                 ((x) ? (void)0 : give_up())
#define STB_TRUETYPE_IMPLEMENTATION
#include "stb_truetype.h"

#define STB_IMAGE_WRITE_STATIC
#define STBIW_MALLOC(bytes)                     take((size_t)(bytes))
#define STBIW_REALLOC_SIZED(p, old, bytes)      take_again(p, (size_t)(old), (size_t)(bytes))
#define STBIW_REALLOC(p, bytes)                 take_again(p, 0, (size_t)(bytes))       /* never called */
#define STBIW_FREE(p)                           ((void)(p))
#define STBIW_ASSERT(x)                         ((x) ? (void)0 : give_up())
#define STB_IMAGE_WRITE_IMPLEMENTATION
#include "stb_image_write.h"

/* Whatever follows may be left through give_up, which then returns this value. The last caller's room is forgotten:
 * it may be gone. */
#define OR_ELSE(value) do { now.room = &nothing; if (setjmp(now.way_out)) return (value); } while (0)

struct lehr_face { stbtt_fontinfo info; };

/* Does the family's name, in UTF-16, end in SC? Such letters are the simplified Chinese ones, where a collection has
 * them all. */
static int is_simplified(const stbtt_fontinfo *info)
{
    enum { MICROSOFT = 3, UNICODE = 1, ENGLISH = 0x409, FAMILY = 1 };
    int n = 0;
    const char *name = stbtt_GetFontNameString(info, &n, MICROSOFT, UNICODE, ENGLISH, FAMILY);
    return name && n >= 4 && !memcmp(name + n - 4, "\0S\0C", 4);
}

static int opened_at(stbtt_fontinfo *info, const unsigned char *font, int index)
{
    int offset = stbtt_GetFontOffsetForIndex(font, index);
    return offset >= 0 && stbtt_InitFont(info, font, offset);
}

/* The first font of a file, or the first with simplified Chinese letters. */
static int opened(stbtt_fontinfo *info, const unsigned char *font)
{
    OR_ELSE(0);
    enum { MOST = 64 };
    int n = stbtt_GetNumberOfFonts(font);
    for (int i = 0; n > 1 && n <= MOST && i < n; i++)
        if (opened_at(info, font, i) && is_simplified(info)) return 1;
    return opened_at(info, font, 0);
}

lehr_face *lehr_face_new(const unsigned char *font)
{
    lehr_face *f = lehr_alloc(1, sizeof *f);
    if (!f) return NULL;
    if (opened(&f->info, font)) return f;
    lehr_free(f);
    lehr_fail(LEHR_ERR_FILE, "font: this is no TrueType or OpenType font that stb_truetype can read");
    return NULL;
}

void lehr_face_free(lehr_face *f) { lehr_free(f); }

int lehr_face_glyph(const lehr_face *f, int codepoint)
{
    OR_ELSE(0);
    return stbtt_FindGlyphIndex(&f->info, codepoint);
}

double lehr_face_em(const lehr_face *f, double pixels)
{
    return (double)stbtt_ScaleForMappingEmToPixels(&f->info, (float)pixels);
}

int lehr_face_advance(const lehr_face *f, int glyph)
{
    OR_ELSE(0);
    int advance = 0, bearing;
    stbtt_GetGlyphHMetrics(&f->info, glyph, &advance, &bearing);
    return advance;
}

int lehr_face_kern(const lehr_face *f, int glyph, int next)
{
    OR_ELSE(0);
    return stbtt_GetGlyphKernAdvance(&f->info, glyph, next);
}

lehr_bitmap lehr_face_draw(const lehr_face *f, lehr_room *room, int glyph, double em, double shift_x)
{
    OR_ELSE((lehr_bitmap){0});
    lehr_bitmap b = {0};
    float size = (float)em;
    room->used = 0;
    now.room = room;
    b.coverage = stbtt_GetGlyphBitmapSubpixel(&f->info, size, size, (float)shift_x, 0, glyph,
                                              &b.width, &b.height, &b.left, &b.top);
    return b;
}

const unsigned char *lehr_stb_png(lehr_room *room, const unsigned char *rgb, int width, int height, size_t *bytes)
{
    OR_ELSE(NULL);
    int n = 0;
    room->used = 0;
    now.room = room;
    const unsigned char *png = stbi_write_png_to_mem(rgb, 0, width, height, 3, &n);
    *bytes = (size_t)n;
    return png;
}
