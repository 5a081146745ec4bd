#include "core/base/utf8.h"
#include <limits.h>
#include <string.h>

/* Unicode's table 3-7, well-formed byte sequences: no overlong forms, no surrogates, nothing above U+10FFFF. */
size_t lehr_utf8_length(const char *s, const char *end)
{
    const unsigned char *p = (const unsigned char *)s;
    if (!s || (end && s >= end)) return 0;
    size_t n = p[0] < 0x80 ? 1 : p[0] < 0xc2 ? 0 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : p[0] < 0xf5 ? 4 : 0;
    if (!n || (end && (size_t)(end - s) < n)) return 0;
    for (size_t i = 1; i < n; i++)
        if ((p[i] & 0xc0) != 0x80) return 0;
    bool overlong = (p[0] == 0xe0 && p[1] < 0xa0) || (p[0] == 0xf0 && p[1] < 0x90);
    bool outside = (p[0] == 0xed && p[1] > 0x9f) || (p[0] == 0xf4 && p[1] > 0x8f);
    return overlong || outside ? 0 : n;
}

size_t lehr_utf8_decode(const char *s, const char *end, uint32_t *code)
{
    uint32_t unused;
    if (!code) code = &unused;
    *code = LEHR_UTF8_REPLACEMENT;
    if (!s || (end && s >= end)) return 0;
    size_t n = lehr_utf8_length(s, end);
    if (!n) return 1;
    uint32_t v = n < 2 ? (unsigned char)*s : (unsigned char)*s & (0x7fu >> n);
    for (size_t i = 1; i < n; i++) v = v << 6 | ((unsigned char)s[i] & 0x3f);
    *code = v;
    return n;
}

size_t lehr_utf8_encode(char out[], uint32_t code)
{
    if (!out) return 0;
    if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) code = LEHR_UTF8_REPLACEMENT;
    if (code < 0x80) return out[0] = (char)code, 1;
    size_t n = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--, code >>= 6) out[i] = (char)(0x80 | (code & 0x3f));
    return out[0] = (char)((0xf00u >> n) | code), n;
}

/* The code point at s and its length in bytes; '?' where it is malformed or a control character. */
static uint32_t printable_at(const char *s, size_t *length)
{
    uint32_t code;
    *length = lehr_utf8_decode(s, NULL, &code);
    bool malformed = *length == 1 && code == LEHR_UTF8_REPLACEMENT;
    return malformed || code < ' ' || (code >= 0x7f && code < 0xa0) ? '?' : code;
}

/* An approximation of Unicode's East Asian Width: its largest blocks. */
static int columns_of(uint32_t code)
{
    static const uint32_t wide[][2] = { { 0x1100, 0x115f }, { 0x2e80, 0xa4cf },   { 0xac00, 0xd7a3 },
                                   { 0xf900, 0xfaff }, { 0xfe30, 0xfe6f },   { 0xff00, 0xff60 },
                                   { 0xffe0, 0xffe6 }, { 0x1f300, 0x1faff }, { 0x20000, 0x3fffd } };
    if (code >= 0x300 && code < 0x370) return 0;            /* combining accents */
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (code >= wide[i][0] && code <= wide[i][1]) return 2;
    return 1;
}

int lehr_utf8_width_n(const char *s, size_t length)
{
    if (!s) return 0;
    int total = 0;
    const char *end = s + length;
    for (size_t n; s < end; s += n) {
        int width = columns_of(printable_at(s, &n));
        total += total < INT_MAX - 2 ? width : 0;
    }
    return total;
}

int lehr_utf8_width(const char *s) { return s ? lehr_utf8_width_n(s, strlen(s)) : 0; }

size_t lehr_utf8_fitting(const char *s, int columns)
{
    if (!s) return 0;
    const char *at = s;
    for (size_t n; *at; at += n) {
        columns -= columns_of(printable_at(at, &n));
        if (columns < 0) break;
    }
    return (size_t)(at - s);
}

int lehr_utf8_fit(lehr_strbuf *out, const char *s, int columns)
{
    if (!out || !s) return 0;
    bool cut = lehr_utf8_width(s) > columns;
    int available = cut ? columns - 1 : columns, taken = 0;
    if (columns < 1) return 0;
    for (size_t n; *s; s += n) {
        uint32_t code = printable_at(s, &n);
        int width = columns_of(code);
        if (taken + width > available) break;
        if (code == '?') lehr_strbuf_printf(out, "?");
        else lehr_strbuf_append(out, s, n);
        taken += width;
    }
    if (cut) lehr_strbuf_printf(out, "…");
    return taken + cut;
}

void lehr_utf8_pad(lehr_strbuf *out, int width, const char *s)
{
    if (!out || !s) return;
    int blanks = (width < 0 ? -width : width) - lehr_utf8_width(s);
    if (blanks < 0) blanks = 0;
    lehr_strbuf_printf(out, "%*s%s%*s", width > 0 ? blanks : 0, "", s, width < 0 ? blanks : 0, "");
}

/* The bytes of the character at text, if it is one of these; else 0. */
static size_t length_among(const char *text, const char *characters)
{
    size_t n = lehr_utf8_length(text, NULL), each;
    for (; n && *characters; characters += each) {
        each = lehr_utf8_length(characters, NULL);
        if (each == n && !strncmp(text, characters, n)) return n;
    }
    return 0;
}

size_t lehr_utf8_unbroken(const char *text)
{
    if (!text) return 0;
    static const char closing[] = "，。；：、！？）》」”", opening[] = "（《「“";
    size_t n = 0, next;
    bool wide = false, opens = false;
    while (text[n] && !strchr(" \n", text[n])) {
        next = lehr_utf8_length(text + n, NULL);
        if (!next) next = 1;
        bool closes = length_among(text + n, closing), is_wide = lehr_utf8_width_n(text + n, next) == 2;
        if (n && !closes && !opens && (wide || is_wide)) break;
        opens = length_among(text + n, opening);
        wide = is_wide;
        n += next;
    }
    return n;
}
