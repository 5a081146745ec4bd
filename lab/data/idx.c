#include "lab/data/idx.h"
#include "core/base/internal.h"
#include "core/base/memory.h"
#include <limits.h>
#include <string.h>

enum { BYTES = 8, MOST_RANK = 4 };

typedef struct header { int rank, dim[MOST_RANK]; const unsigned char *numbers; } header;

bool lehr_is_idx(const void *bytes, size_t n) { return bytes && n >= 2 && !memcmp(bytes, "\0\0", 2); }

static const char *kind_of(int rank)
{
    return rank == 1 ? "labels" : rank == 3 || rank == 4 ? "pictures" : "something else";
}

/* What the first four bytes must be, or which they are instead. */
static lehr_status check_magic(lehr_file_bytes f, bool labels)
{
    const unsigned char *b = f.bytes;
    const char *wanted = labels ? "labels begins with 00 00 08 01" : "pictures begins with 00 00 08 03 or 00 00 08 04";
    if (f.n >= 2 && b[0] == 0x1f && b[1] == 0x8b)
        return lehr_fail(LEHR_ERR_FILE, "%s: it is compressed; unpack it first: gunzip %s", f.name, f.name);
    if (f.n < 4) return lehr_fail(LEHR_ERR_FILE, "%s: %zu bytes; an IDX file of %s", f.name, f.n, wanted);
    bool idx = !b[0] && !b[1] && b[2] == BYTES;
    if (idx && (labels ? b[3] == 1 : b[3] == 3 || b[3] == 4)) return LEHR_OK;
    return lehr_fail(LEHR_ERR_FILE, "%s: it begins with %02x %02x %02x %02x%s%s; an IDX file of %s", f.name, b[0], b[1],
                     b[2], b[3], idx ? ", which is " : "", idx ? kind_of(b[3]) : "", wanted);
}

/* The dimensions, and that the file is exactly as long as they say. No memory is allocated before that. */
static lehr_status read_header(lehr_file_bytes f, bool labels, header *h)
{
    const unsigned char *b = f.bytes;
    lehr_status status = LEHR_NOT_NULL(f.name, f.bytes);
    if (!status) status = check_magic(f, labels);
    if (status) return status;
    h->rank = b[3];
    size_t start = 4 + 4 * (size_t)h->rank, numbers = 1;
    if (f.n < start) return lehr_fail(LEHR_ERR_FILE, "%s: %zu bytes; its header alone has %zu", f.name, f.n, start);
    for (int i = 0; i < h->rank; i++) {
        const unsigned char *d = b + 4 + 4 * (size_t)i;
        uint32_t v = (uint32_t)d[0] << 24 | (uint32_t)d[1] << 16 | (uint32_t)d[2] << 8 | d[3];
        if (v < 1 || v > INT_MAX || !lehr_multiply_sizes(numbers, v, &numbers))
            return lehr_fail(LEHR_ERR_FILE, "%s: dimension %d is %lu, so the file cannot be as long as its header says",
                             f.name, i + 1, (unsigned long)v);
        h->dim[i] = (int)v;
    }
    if (f.n - start != numbers)
        return lehr_fail(LEHR_ERR_FILE, "%s: the header promises %zu bytes of %s, but %zu follow it", f.name, numbers,
                         kind_of(h->rank), f.n - start);
    h->numbers = b + start;
    return LEHR_OK;
}

lehr_status lehr_idx_read(lehr_data *d, lehr_file_bytes pictures, lehr_file_bytes labels)
{
    header p, l;
    lehr_status status = read_header(pictures, false, &p);
    if (!status) status = read_header(labels, true, &l);
    if (status) return status;
    int rows = p.dim[0], channels = p.rank == 4 ? p.dim[1] : 1, classes = 0;
    if (l.dim[0] != rows)
        return lehr_fail(LEHR_ERR_FILE, "%s has %d pictures, but %s has %d labels", pictures.name, rows, labels.name,
                         l.dim[0]);
    for (int i = 0; i < rows; i++)
        if (l.numbers[i] >= classes) classes = l.numbers[i] + 1;
    if (classes < 2)
        return lehr_fail(LEHR_ERR_FILE, "%s: every label is 0; at least two classes are needed", labels.name);
    status = lehr_data_alloc_images(d, rows, channels, p.dim[p.rank - 2], p.dim[p.rank - 1], classes);
    if (status)
        return status == LEHR_ERR_SHAPE ? lehr_fail(LEHR_ERR_FILE, "%s: %s", pictures.name, lehr_message()) : status;
    memcpy(d->pixels, p.numbers, (size_t)rows * (size_t)d->features);
    for (int i = 0; i < rows; i++) d->label[i] = l.numbers[i];
    return LEHR_OK;
}

lehr_status lehr_idx_check(lehr_file_bytes pictures)
{
    header h;
    return read_header(pictures, false, &h);
}
