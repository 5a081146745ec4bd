/* read_png.h — the least that can prove a PNG: every chunk and its CRC, inflate, Adler, filters. Knows nothing of stb.
 *
 * 8-bit RGB without interlacing; of deflate only stored blocks and fixed codes, which is all that we write. */
#ifndef LEHR_TESTS_READ_PNG_H
#define LEHR_TESTS_READ_PNG_H
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct picture { int width, height; unsigned char *rgb; } picture;     /* free(rgb) */

typedef struct piece { unsigned char *at; size_t n; } piece;

static uint32_t big(const unsigned char *b)
{
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

/* RFC 1952, bit by bit. */
static uint32_t crc32(const unsigned char *b, size_t n)
{
    uint32_t c = ~(uint32_t)0;
    for (size_t i = 0; i < n; i++) {
        c ^= b[i];
        for (int k = 0; k < 8; k++) c = c >> 1 ^ (c & 1 ? 0xedb88320u : 0);
    }
    return ~c;
}

static uint32_t adler32(const unsigned char *b, size_t n)
{
    uint32_t low = 1, high = 0;
    for (size_t i = 0; i < n; i++) {
        low = (low + b[i]) % 65521;
        high = (high + low) % 65521;
    }
    return high << 16 | low;
}

/* --- inflate, RFC 1951 -------------------------------------------------------------------------------------------- */

typedef struct flow { piece in, out; size_t read, bit, written; } flow;

static int bits(flow *f, int n)
{
    int v = 0;
    for (int i = 0; i < n; i++) {
        if (f->read >= f->in.n) return -1;
        v |= (f->in.at[f->read] >> f->bit & 1) << i;
        if (++f->bit == 8) f->bit = 0, f->read++;
    }
    return v;
}

/* A code of the fixed table, its bits highest first. */
static int fixed_code(flow *f)
{
    int v = 0;
    for (int n = 1; n <= 9; n++) {
        v = v << 1 | bits(f, 1);
        if (n == 7 && v < 24) return 256 + v;
        if (n == 8 && v >= 48 && v < 192) return v - 48;
        if (n == 8 && v >= 192 && v < 200) return v - 192 + 280;
        if (n == 9) return v - 400 + 144;
    }
    return -1;
}

static int put(flow *f, int byte)
{
    if (f->written >= f->out.n) return 0;
    f->out.at[f->written++] = (unsigned char)byte;
    return 1;
}

static int copy_match(flow *f, int code)
{
    static const int length[] = { 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99,
                                  115, 131, 163, 195, 227, 258 };
    static const int more[] = { 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0 };
    if (code > 285) return 0;
    int n = length[code - 257] + bits(f, more[code - 257]), d = 0;
    for (int i = 0; i < 5; i++) d = d << 1 | bits(f, 1);
    if (d < 0 || d > 29) return 0;
    int extra = d < 2 ? 0 : d / 2 - 1, far = d < 2 ? d + 1 : ((2 + d % 2) << extra) + 1;
    far += bits(f, extra);
    if (far < 1 || (size_t)far > f->written) return 0;
    while (n-- > 0)
        if (!put(f, f->out.at[f->written - (size_t)far])) return 0;
    return 1;
}

static int fixed_block(flow *f)
{
    for (;;) {
        int code = fixed_code(f);
        if (code == 256) return 1;
        if (code < 0 || f->read >= f->in.n || !(code < 256 ? put(f, code) : copy_match(f, code))) return 0;
    }
}

static int stored_block(flow *f)
{
    if (f->bit) f->bit = 0, f->read++;
    int n = bits(f, 16), not_n = bits(f, 16);
    if (n < 0 || (n ^ 0xffff) != not_n || (size_t)n > f->in.n - f->read) return 0;
    while (n-- > 0)
        if (!put(f, f->in.at[f->read++])) return 0;
    return 1;
}

static const char *inflate(piece in, piece out)
{
    flow f = { in, out, 2, 0, 0 };
    if (in.n < 6 || (in.at[0] << 8 | in.at[1]) % 31 || (in.at[0] & 15) != 8) return "zlib header";
    for (int last = 0; !last;) {
        last = bits(&f, 1);
        int kind = bits(&f, 2);
        if (last < 0 || kind < 0 || kind > 1 || !(kind ? fixed_block(&f) : stored_block(&f))) return "deflate block";
    }
    if (f.bit) f.read++;
    if (f.written != out.n) return "too few pixels";
    if (f.read + 4 != in.n || big(in.at + f.read) != adler32(out.at, out.n)) return "adler";
    return NULL;
}

/* --- the picture -------------------------------------------------------------------------------------------------- */

static int paeth(int a, int b, int c)
{
    int p = a + b - c, pa = abs(p - a), pb = abs(p - b), pc = abs(p - c);
    return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

static const char *unfilter(picture *p, const unsigned char *in)
{
    size_t row = 3 * (size_t)p->width;
    for (int y = 0; y < p->height; y++, in += row + 1) {
        unsigned char *now = p->rgb + (size_t)y * row, *up = y ? now - row : NULL;
        for (size_t i = 0; i < row; i++) {
            int a = i > 2 ? now[i - 3] : 0, b = up ? up[i] : 0, c = up && i > 2 ? up[i - 3] : 0;
            int guess[] = { 0, a, b, (a + b) / 2, paeth(a, b, c) };
            if (in[0] > 4) return "filter";
            now[i] = (unsigned char)(in[1 + i] + guess[in[0]]);
        }
    }
    return NULL;
}

static const char *picture_of(piece data, picture *p)
{
    size_t n = (3 * (size_t)p->width + 1) * (size_t)p->height;
    piece raw = { malloc(n), n };
    p->rgb = malloc(n);
    const char *wrong = !raw.at || !p->rgb ? "memory" : inflate(data, raw);
    if (!wrong) wrong = unfilter(p, raw.at);
    free(raw.at);
    return wrong;
}

/* All chunks in their order: IHDR, IDAT …, IEND and nothing behind it. The IDATs are moved together, to the front. */
static const char *chunks(piece file, picture *p)
{
    piece data = { file.at, 0 };
    size_t at = 8;
    for (int i = 0; at + 12 <= file.n; i++) {
        unsigned char *b = file.at + at;
        size_t n = big(b);
        if (n > file.n - at - 12 || big(b + 8 + n) != crc32(b + 4, n + 4)) return "length or CRC of a chunk";
        if (!i != !memcmp(b + 4, "IHDR", 4)) return "IHDR first, and once";
        if (!i && (n != 13 || memcmp(b + 16, "\10\2\0\0\0", 5))) return "8-bit RGB";
        if (!i) p->width = (int)big(b + 8), p->height = (int)big(b + 12);
        if (!memcmp(b + 4, "IEND", 4)) return n || at + 12 != file.n ? "IEND last" : picture_of(data, p);
        if (!memcmp(b + 4, "IDAT", 4)) memmove(data.at + data.n, b + 8, n), data.n += n;
        at += n + 12;
    }
    return "no IEND";
}

/* NULL, or what is wrong with these bytes, which are changed. */
static inline const char *read_png_bytes(unsigned char *bytes, size_t n, picture *p)
{
    *p = (picture){0};
    return n < 8 || memcmp(bytes, "\211PNG\r\n\032\n", 8) ? "signature" : chunks((piece){ bytes, n }, p);
}

/* NULL, or what is wrong with the file. */
static inline const char *read_png(const char *path, picture *p)
{
    *p = (picture){0};
    FILE *f = fopen(path, "rb");
    if (!f) return "no file";
    long size = fseek(f, 0, SEEK_END) ? 0 : ftell(f);
    rewind(f);
    piece file = { malloc(size > 0 ? (size_t)size : 1), 0 };
    if (file.at && size > 0) file.n = fread(file.at, 1, (size_t)size, f);
    fclose(f);
    const char *wrong = read_png_bytes(file.at, file.n, p);
    free(file.at);
    return wrong;
}

#endif
