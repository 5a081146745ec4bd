#include "lab/data/npy.h"
#include "core/base/internal.h"
#include "core/base/memory.h"
#include <limits.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

enum { PREFIX = 10, MOST_RANK = 4 };

/* kind: u, i or f */
typedef struct array { char kind; int width, rank, dim[MOST_RANK]; const unsigned char *numbers; } array;

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

static bool parse_type(text *t, array *a)
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

static bool parse_shape(text *t, array *a)
{
    if (!skip(t, "(")) return false;
    for (a->rank = 0; !skip(t, ")"); a->rank++) {
        if (a->rank == MOST_RANK || !parse_whole(t, &a->dim[a->rank])) return false;
        if (skip(t, ",")) skip(t, " ");
    }
    return a->rank > 0;
}

static bool parse_header(text *t, array *a)
{
    if (!skip(t, "{'descr': ") || !parse_type(t, a) || !skip(t, ", 'fortran_order': False, 'shape': ") ||
        !parse_shape(t, a))
        return false;
    return skip(t, ", }");
}

/* Type, shape, and that the file is exactly as long as they say. No memory is allocated before that. */
static lehr_status read_header(lehr_file_bytes f, bool labels, array *a)
{
    const unsigned char *b = f.bytes;
    lehr_status status = LEHR_NOT_NULL(f.name, f.bytes);
    if (status) return status;
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
            labels
                ? "labels: uint8, int32 or int64 of shape (count,)"
                : "pictures: uint8, float32 or float64 of shape (count, channels, height, width), or without channels");
    for (int i = 0; i < a->rank; i++) good = good && lehr_multiply_sizes(numbers, (size_t)a->dim[i], &numbers);
    good = good && lehr_multiply_sizes(numbers, (size_t)a->width, &numbers);
    if (!good || f.n - PREFIX - length != numbers)
        return lehr_fail(LEHR_ERR_FILE, "%s: %zu bytes follow the header, which promises others: %.*s", f.name,
                         f.n - PREFIX - length, shown, start);
    a->numbers = b + PREFIX + length;
    return LEHR_OK;
}

lehr_status lehr_npy_check(lehr_file_bytes pictures)
{
    array a;
    return read_header(pictures, false, &a);
}

/* --- the numbers -------------------------------------------------------------------------------------------------- */

/* Number i, whatever its type. */
static double number_at(const array *a, size_t i)
{
    const unsigned char *b = a->numbers + i * (size_t)a->width;
    uint64_t bits = 0;
    for (int k = a->width; k-- > 0;) bits = bits << 8 | b[k];
    uint32_t half = (uint32_t)bits;
    float single;
    double whole;
    memcpy(&single, &half, sizeof single);
    memcpy(&whole, &bits, sizeof whole);
    if (a->kind == 'f') return a->width == 4 ? (double)single : whole;
    return a->width == 1 ? (double)half : a->width == 4 ? (double)(int32_t)half : (double)(int64_t)bits;
}

static lehr_status check_labels(const array *l, const char *name, int *classes)
{
    *classes = 0;
    for (int i = 0; i < l->dim[0]; i++) {
        double v = number_at(l, (size_t)i);
        if (!(v >= 0 && v < LEHR_MAX_CLASSES))
            return lehr_fail(LEHR_ERR_FILE, "%s: label %d is %s; from 0 to %d are possible", name, i,
                             lehr_number_text(v).s, LEHR_MAX_CLASSES - 1);
        if (v >= *classes) *classes = (int)v + 1;
    }
    return *classes > 1 ? LEHR_OK
                        : lehr_fail(LEHR_ERR_FILE, "%s: every label is 0; at least two classes are needed", name);
}

/* Floating-point pictures: [rows x features], as they are. */
static lehr_status take_numbers(lehr_data *d, const array *p, const char *name)
{
    for (size_t i = 0; i < (size_t)d->rows * (size_t)d->features; i++) {
        d->x[i] = number_at(p, i);
        if (!(fabs(d->x[i]) <= 1e30))
            return lehr_fail(LEHR_ERR_FILE,
                             "%s: number %zu of picture %zu is %g; a finite number of at most 1e30 is expected", name,
                             i % (size_t)d->features, i / (size_t)d->features, d->x[i]);
    }
    return LEHR_OK;
}

static lehr_status make_room(lehr_data *d, const array *p, int classes)
{
    int channels = p->rank == 4 ? p->dim[1] : 1, height = p->dim[p->rank - 2], width = p->dim[p->rank - 1];
    if (p->kind == 'u') return lehr_data_alloc_images(d, p->dim[0], channels, height, width, classes);
    lehr_shape picture = { 3, { channels, height, width } };
    size_t features = lehr_size(picture);
    if (features > LEHR_MAX_FEATURES)
        return lehr_fail(LEHR_ERR_SHAPE, "pictures of %s numbers; from 1 to %d in all are possible",
                         lehr_shape_text(picture).s, LEHR_MAX_FEATURES);
    d->image_shape = picture;
    return lehr_data_alloc(d, p->dim[0], (int)features, classes);
}

lehr_status lehr_npy_read(lehr_data *d, lehr_file_bytes pictures, lehr_file_bytes labels)
{
    array p, l;
    int classes;
    lehr_status status = read_header(pictures, false, &p);
    if (!status) status = read_header(labels, true, &l);
    if (!status && p.dim[0] != l.dim[0])
        status = lehr_fail(LEHR_ERR_FILE, "%s has %d pictures, but %s has %d labels", pictures.name, p.dim[0],
                           labels.name, l.dim[0]);
    if (!status) status = check_labels(&l, labels.name, &classes);
    if (status) return status;
    if ((status = make_room(d, &p, classes)))
        return status == LEHR_ERR_SHAPE ? lehr_fail(LEHR_ERR_FILE, "%s: %s", pictures.name, lehr_message()) : status;
    for (int i = 0; i < d->rows; i++) d->label[i] = (int)number_at(&l, (size_t)i);
    if (!d->pixels) return take_numbers(d, &p, pictures.name);
    memcpy(d->pixels, p.numbers, (size_t)d->rows * (size_t)d->features);
    return LEHR_OK;
}
