#include "lab/plot/draw/png.h"
#include "lab/plot/draw/stb.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include <stdbool.h>
#include <stdint.h>

/* The most memory that stb_image_write 1.16 needs if freed memory is not reused. F = (3w + 1)·h filtered bytes.
 *
 *     F + 3w            the filtered picture, and one row of it
 *     16384 · 8         heads of its 16384 lists of earlier positions
 *     16384 · 368       a list grows to 2, 5, 11, 23 positions of 8 bytes (it keeps 2·8 at most), after a head of 8:
 *                       24 + 48 + 96 + 192 bytes, in blocks of 16: 368
 *     4.5 F + 512       compressed bytes, at most 9 bits for each byte of F; the buffer doubles as it grows, so the
 *                       last is below 2 · 9/8 F, and so are all earlier ones together; some 30 blocks of 16
 *     1.125 F + 128     the finished file
 *
 * The sum is below 8 F + 6 MiB + 128 KiB, reserved in one block; the system commits what is used, F and a few MB. */
static bool scratch_needed(int width, int height, size_t *bytes)
{
    uint64_t filtered = (3 * (uint64_t)width + 1) * (uint64_t)height;
    if (filtered > INT32_MAX / 8) return false;             /* stb uses int */
    *bytes = 8 * (size_t)filtered + ((size_t)6 << 20) + ((size_t)128 << 10);
    return true;
}

lehr_status lehr_png_check(const char *function, const void *chart, const char *path)
{
    if (!chart) return lehr_fail_null(function, "chart");
    return path ? LEHR_OK : lehr_fail_null(function, "path");
}

lehr_status lehr_png_write(const char *path, const unsigned char *rgb, int width, int height)
{
    lehr_scratch scratch = {0};
    if (width < 1 || height < 1 || !scratch_needed(width, height, &scratch.size))
        return lehr_fail(LEHR_ERR_VALUE, "%s: a picture of %d x %d pixels cannot be written", path, width, height);
    scratch.bytes = lehr_resize(NULL, scratch.size, 1);
    if (!scratch.bytes) return LEHR_ERR_MEMORY;
    size_t n = 0;
    const unsigned char *png = lehr_stb_png(&scratch, rgb, width, height, &n);
    lehr_status status = png ? lehr_write_file(path, png, n)
                             : lehr_fail(LEHR_ERR_MEMORY, "%s: %zu bytes could not hold the picture", path,
                                         scratch.size);
    lehr_free(scratch.bytes);
    return status;
}
