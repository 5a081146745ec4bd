#include "lab/data/idx.h"
#include "core/base/internal.h"
#include "core/base/translate.h"
#include <limits.h>
#include <string.h>

enum { BYTES = 8 };

bool lehr_is_idx(const void *bytes, size_t n) { return bytes && n >= 2 && !memcmp(bytes, "\0\0", 2); }

static const char *content_of(int rank)
{
    return lehr_translate(rank == 1 ? "labels" : rank == 3 || rank == 4 ? "images" : "something else");
}

/* The first four bytes. */
static lehr_status check_magic(lehr_file_bytes f, bool labels)
{
    const unsigned char *b = f.bytes;
    const char *wanted = lehr_translate(labels ? "an IDX file of labels begins with 00 00 08 01"
                                               : "an IDX file of images begins with 00 00 08 03 or 00 00 08 04");
    if (f.n >= 2 && b[0] == 0x1f && b[1] == 0x8b)
        return lehr_fail(LEHR_ERR_FILE, "%s: it is compressed; unpack it first: gunzip %s", f.name, f.name);
    if (f.n < 4) return lehr_fail(LEHR_ERR_FILE, "%s: %zu bytes; %s", f.name, f.n, wanted);
    bool idx = !b[0] && !b[1] && b[2] == BYTES;
    if (idx && (labels ? b[3] == 1 : b[3] == 3 || b[3] == 4)) return LEHR_OK;
    if (idx)
        return lehr_fail(LEHR_ERR_FILE, "%s: it begins with %02x %02x %02x %02x, which is %s; %s", f.name, b[0], b[1],
                         b[2], b[3], content_of(b[3]), wanted);
    return lehr_fail(LEHR_ERR_FILE, "%s: it begins with %02x %02x %02x %02x; %s", f.name, b[0], b[1], b[2], b[3],
                     wanted);
}

lehr_status lehr_idx_format(lehr_file_bytes f, bool labels, lehr_image_array *a)
{
    const unsigned char *b = f.bytes;
    lehr_status status = LEHR_NOT_NULL(f.name, f.bytes, a);
    if (!status) status = check_magic(f, labels);
    if (status) return status;
    *a = (lehr_image_array){ .kind = 'u', .width = 1, .rank = b[3] };
    size_t start = 4 + 4 * (size_t)a->rank, numbers = 1;
    if (f.n < start) return lehr_fail(LEHR_ERR_FILE, "%s: %zu bytes; its header alone has %zu", f.name, f.n, start);
    for (int i = 0; i < a->rank; i++) {
        const unsigned char *d = b + 4 + 4 * (size_t)i;
        uint32_t v = (uint32_t)d[0] << 24 | (uint32_t)d[1] << 16 | (uint32_t)d[2] << 8 | d[3];
        if (v < 1 || v > INT_MAX || !lehr_multiply_sizes(numbers, v, &numbers))
            return lehr_fail(LEHR_ERR_FILE, "%s: dimension %d is %lu, so no file can have the length of this header",
                             f.name, i + 1, (unsigned long)v);
        a->dim[i] = (int)v;
    }
    if (f.n - start != numbers)
        return lehr_fail(LEHR_ERR_FILE, "%s: the header gives %zu bytes of %s, but %zu follow it", f.name, numbers,
                         content_of(a->rank), f.n - start);
    a->numbers = b + start;
    return LEHR_OK;
}
