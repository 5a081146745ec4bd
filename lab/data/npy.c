#include "lab/data/npy.h"
#include "core/base/internal.h"
#include "core/base/translate.h"
#include <limits.h>
#include <stddef.h>
#include <string.h>

enum { PREFIX = 10 };

bool lehr_is_npy(const void *bytes, size_t n) { return bytes && n >= 6 && !memcmp(bytes, "\x93NUMPY", 6); }

/* --- the header: {'descr': '<f4', 'fortran_order': False, 'shape': (3, 1, 28, 28), } ------------------------------ */

typedef struct text { const char *at, *end; } text;

static bool skip(text *t, const char *word)
{
    size_t n = strlen(word);
    if ((size_t)(t->end - t->at) < n || memcmp(t->at, word, n)) return false;
    t->at += n;
    return true;
}

/* Digits that make 1 … INT_MAX. */
static bool parse_whole(text *t, int *v)
{
    long long sum = 0;
    const char *from = t->at;
    for (; t->at < t->end && *t->at >= '0' && *t->at <= '9' && sum <= INT_MAX; t->at++) sum = 10 * sum + (*t->at - '0');
    *v = (int)(sum <= INT_MAX ? sum : 0);
    return t->at > from && *v > 0;
}

static bool parse_type(text *t, lehr_image_array *a)
{
    static const struct { const char *name; char kind; int width; } types[] = {
        { "'|u1'", 'u', 1 }, { "'<i4'", 'i', 4 }, { "'<i8'", 'i', 8 }, { "'<f4'", 'f', 4 }, { "'<f8'", 'f', 8 },
    };
    for (int i = 0; i < (int)(sizeof types / sizeof *types); i++) {
        if (!skip(t, types[i].name)) continue;
        a->kind = types[i].kind;
        a->width = types[i].width;
        return true;
    }
    return false;
}

static bool parse_shape(text *t, lehr_image_array *a)
{
    if (!skip(t, "(")) return false;
    for (a->rank = 0; !skip(t, ")"); a->rank++) {
        if (a->rank == LEHR_MAX_ARRAY_RANK || !parse_whole(t, &a->dim[a->rank])) return false;
        if (skip(t, ",")) skip(t, " ");
    }
    return a->rank > 0;
}

static bool parse_header(text *t, lehr_image_array *a)
{
    if (!skip(t, "{'descr': ") || !parse_type(t, a) || !skip(t, ", 'fortran_order': False, 'shape': ") ||
        !parse_shape(t, a))
        return false;
    return skip(t, ", }");
}

lehr_status lehr_npy_format(lehr_file_bytes f, bool labels, lehr_image_array *a)
{
    const unsigned char *b = f.bytes;
    if (LEHR_NOT_NULL(f.name, f.bytes, a)) return LEHR_ERR_VALUE;
    if (!lehr_is_npy(b, f.n) || f.n < PREFIX || b[6] != 1)
        return lehr_fail(LEHR_ERR_FILE, "%s: it does not begin as numpy.save begins a file (93 'NUMPY' 1)", f.name);
    size_t length = b[8] + 256u * b[9], numbers = 1;
    if (f.n - PREFIX < length)
        return lehr_fail(LEHR_ERR_FILE, "%s: %zu bytes; its header alone has %zu", f.name, f.n, PREFIX + length);
    const char *start = (const char *)b + PREFIX, *brace = memchr(start, '}', length);
    text t = { start, start + length };
    int shown = (int)(brace && brace < start + 100 ? brace + 1 - start : length < 100 ? (ptrdiff_t)length : 100);
    bool good = parse_header(&t, a) && (labels ? a->rank == 1 && a->kind != 'f' : a->rank >= 3 && a->kind != 'i');
    if (!good)
        return lehr_fail(
            LEHR_ERR_FILE, "%s: its header is %.*s; expected are, little-endian and in C order, %s", f.name, shown,
            start,
            lehr_translate(labels ? "labels: uint8, int32 or int64 of shape (count,)"
                                  : "images: uint8, float32 or float64 of shape (count, channels, height, width), or "
                                    "without channels"));
    for (int i = 0; i < a->rank; i++) good = good && lehr_multiply_sizes(numbers, (size_t)a->dim[i], &numbers);
    good = good && lehr_multiply_sizes(numbers, (size_t)a->width, &numbers);
    if (!good || f.n - PREFIX - length != numbers)
        return lehr_fail(LEHR_ERR_FILE, "%s: %zu bytes follow the header, which gives another number: %.*s", f.name,
                         f.n - PREFIX - length, shown, start);
    a->numbers = b + PREFIX + length;
    return LEHR_OK;
}
