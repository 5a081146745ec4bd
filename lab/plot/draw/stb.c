#include "lab/plot/draw/stb.h"
#include "core/base/memory.h"
#include "core/base/status.h"
#include <setjmp.h>
#include <string.h>

/* stb does not check for NULL, so a failed allocation does not return to stb: it jumps to the function below that
 * called stb. All memory of stb is in the scratch block, so nothing leaks. */
static _Thread_local struct { lehr_scratch *scratch; jmp_buf on_failure; } call;
static _Thread_local lehr_scratch empty;        /* for calls that allocate nothing */

static void fail(void) { longjmp(call.on_failure, 1); }

static void *scratch_alloc(size_t bytes)
{
    lehr_scratch *r = call.scratch;
    bytes = (bytes + 15) & ~(size_t)15;
    if (bytes > r->size - r->used) fail();
    void *p = r->bytes + r->used;
    r->used += bytes;
    return p;
}

static void *scratch_realloc(void *old, size_t old_size, size_t bytes)
{
    void *p = scratch_alloc(bytes);
    return old ? memcpy(p, old, old_size) : p;
}

#define STBTT_STATIC
#define STBTT_malloc(bytes, user)       ((void)(user), scratch_alloc(bytes))
#define STBTT_free(p, user)             ((void)(user), (void)(p))
#define STBTT_assert(x)                 ((x) ? (void)0 : fail())
#define STB_TRUETYPE_IMPLEMENTATION
#include "stb_truetype.h"

#define STB_IMAGE_WRITE_STATIC
#define STBIW_MALLOC(bytes)                     scratch_alloc((size_t)(bytes))
#define STBIW_REALLOC_SIZED(p, old, bytes)      scratch_realloc(p, (size_t)(old), (size_t)(bytes))
#define STBIW_REALLOC(p, bytes)                 scratch_realloc(p, 0, (size_t)(bytes))  /* never called */
#define STBIW_FREE(p)                           ((void)(p))
#define STBIW_ASSERT(x)                         ((x) ? (void)0 : fail())
#define STB_IMAGE_WRITE_IMPLEMENTATION
#include "stb_image_write.h"

/* From here on, fail returns this value from the function. The scratch block of the previous call may be freed, so it
 * is replaced. */
#define RETURN_ON_FAILURE(value) do { call.scratch = &empty; if (setjmp(call.on_failure)) return (value); } while (0)

struct lehr_face { stbtt_fontinfo info; };

/* Does the family name, in UTF-16, end in SC? In a collection, that font has the simplified Chinese letters. */
static int is_simplified(const stbtt_fontinfo *info)
{
    enum { MICROSOFT = 3, UNICODE = 1, ENGLISH = 0x409, FAMILY = 1 };
    int n = 0;
    const char *name = stbtt_GetFontNameString(info, &n, MICROSOFT, UNICODE, ENGLISH, FAMILY);
    return name && n >= 4 && !memcmp(name + n - 4, "\0S\0C", 4);
}

static int init_font_at(stbtt_fontinfo *info, const unsigned char *font, int index)
{
    int offset = stbtt_GetFontOffsetForIndex(font, index);
    return offset >= 0 && stbtt_InitFont(info, font, offset);
}

/* The first font of a file, or the first with simplified Chinese letters. */
static int init_font(stbtt_fontinfo *info, const unsigned char *font)
{
    RETURN_ON_FAILURE(0);
    enum { MAX_FONTS = 64 };
    int n = stbtt_GetNumberOfFonts(font);
    for (int i = 0; n > 1 && n <= MAX_FONTS && i < n; i++)
        if (init_font_at(info, font, i) && is_simplified(info)) return 1;
    return init_font_at(info, font, 0);
}

lehr_face *lehr_face_new(const unsigned char *font)
{
    lehr_face *f = lehr_alloc(1, sizeof *f);
    if (!f) return NULL;
    if (init_font(&f->info, font)) return f;
    lehr_free(f);
    lehr_fail(LEHR_ERR_FILE, "font: this is no TrueType or OpenType font that stb_truetype can read");
    return NULL;
}

void lehr_face_free(lehr_face *f) { lehr_free(f); }

int lehr_face_glyph(const lehr_face *f, int codepoint)
{
    RETURN_ON_FAILURE(0);
    return stbtt_FindGlyphIndex(&f->info, codepoint);
}

double lehr_face_em(const lehr_face *f, double pixels)
{
    return (double)stbtt_ScaleForMappingEmToPixels(&f->info, (float)pixels);
}

int lehr_face_advance(const lehr_face *f, int glyph)
{
    RETURN_ON_FAILURE(0);
    int advance = 0, bearing;
    stbtt_GetGlyphHMetrics(&f->info, glyph, &advance, &bearing);
    return advance;
}

int lehr_face_kern(const lehr_face *f, int glyph, int next)
{
    RETURN_ON_FAILURE(0);
    return stbtt_GetGlyphKernAdvance(&f->info, glyph, next);
}

lehr_bitmap lehr_face_draw(const lehr_face *f, lehr_scratch *scratch, int glyph, double em, double shift_x)
{
    RETURN_ON_FAILURE((lehr_bitmap){0});
    lehr_bitmap b = {0};
    float size = (float)em;
    scratch->used = 0;
    call.scratch = scratch;
    b.coverage = stbtt_GetGlyphBitmapSubpixel(&f->info, size, size, (float)shift_x, 0, glyph,
                                              &b.width, &b.height, &b.left, &b.top);
    return b;
}

const unsigned char *lehr_stb_png(lehr_scratch *scratch, const unsigned char *rgb, int width, int height, size_t *bytes)
{
    RETURN_ON_FAILURE(NULL);
    int n = 0;
    scratch->used = 0;
    call.scratch = scratch;
    const unsigned char *png = stbi_write_png_to_mem(rgb, 0, width, height, 3, &n);
    *bytes = (size_t)n;
    return png;
}
