#include "core/base/utf8.h"
#include <limits.h>
#include <string.h>

/* The letter at s, and how many bytes it takes; '?' where this is no UTF-8, or something a terminal would obey. */
static int letter_at(const char *s, int *bytes)
{
    const unsigned char *b = (const unsigned char *)s;
    int n = b[0] < 0x80 ? 1 : b[0] < 0xc2 ? 0 : b[0] < 0xe0 ? 2 : b[0] < 0xf0 ? 3 : b[0] < 0xf5 ? 4 : 0;
    int code = n < 2 ? b[0] : b[0] & (0x7f >> n);
    *bytes = 1;
    for (int i = 1; i < n; i++) {
        if ((b[i] & 0xc0) != 0x80) return '?';
        code = code << 6 | (b[i] & 0x3f);
    }
    if (n) *bytes = n;
    return n == 0 || code < ' ' || (code >= 0x7f && code < 0xa0) ? '?' : code;
}

/* Roughly Unicode's East Asian Width: the blocks that matter. */
static int columns_of(int code)
{
    static const int wide[][2] = { { 0x1100, 0x115f }, { 0x2e80, 0xa4cf },   { 0xac00, 0xd7a3 },
                                   { 0xf900, 0xfaff }, { 0xfe30, 0xfe6f },   { 0xff00, 0xff60 },
                                   { 0xffe0, 0xffe6 }, { 0x1f300, 0x1faff }, { 0x20000, 0x3fffd } };
    if (code >= 0x300 && code < 0x370) return 0;            /* accents on the letter before */
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (code >= wide[i][0] && code <= wide[i][1]) return 2;
    return 1;
}

int lehr_utf8_width_n(const char *s, size_t length)
{
    int all = 0;
    const char *end = s + length;
    for (int n; s < end; s += n) {
        int width = columns_of(letter_at(s, &n));
        all += all < INT_MAX - 2 ? width : 0;
    }
    return all;
}

int lehr_utf8_width(const char *s) { return lehr_utf8_width_n(s, strlen(s)); }

size_t lehr_utf8_fitting(const char *s, int columns)
{
    const char *at = s;
    for (int n; *at; at += n) {
        columns -= columns_of(letter_at(at, &n));
        if (columns < 0) break;
    }
    return (size_t)(at - s);
}

int lehr_utf8_fit(lehr_strbuf *out, const char *s, int columns)
{
    bool cut = lehr_utf8_width(s) > columns;
    int room = cut ? columns - 1 : columns, taken = 0;
    if (columns < 1) return 0;
    for (int n; *s; s += n) {
        int code = letter_at(s, &n), width = columns_of(code);
        if (taken + width > room) break;
        if (code == '?') lehr_strbuf_printf(out, "?");
        else lehr_strbuf_append(out, s, (size_t)n);
        taken += width;
    }
    if (cut) lehr_strbuf_printf(out, "…");
    return taken + cut;
}
