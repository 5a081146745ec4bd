#include "lab/data/formats/encoding.h"
#include "core/base/did_you_mean.h"
#include "core/base/internal.h"
#include "core/base/memory.h"
#include "core/base/utf8.h"
#include <ctype.h>
#include <string.h>
#ifdef LEHR_HAVE_ICONV
#include <iconv.h>
#endif

typedef enum encoding { UTF_8, UTF_16, UTF_16LE, UTF_16BE, GB18030, WINDOWS_1252, ENCODINGS } encoding;

/* The name that iconv and *found use; the names that a user may give. GBK and GB2312 are parts of GB18030; ISO 8859-1
 * and Windows-1252 have the same printable characters, and Windows-1252 has 27 more. */
static const struct { const char *name, *given; } encodings[ENCODINGS] = {
    [UTF_8] = { "UTF-8", "utf-8 utf8" },
    [UTF_16] = { "UTF-16", "utf-16 utf16" },
    [UTF_16LE] = { "UTF-16LE", "utf-16le utf16le" },
    [UTF_16BE] = { "UTF-16BE", "utf-16be utf16be" },
    [GB18030] = { "GB18030", "gb18030 gbk gb2312" },
    [WINDOWS_1252] = { "Windows-1252", "windows-1252 cp1252 latin1 iso-8859-1" },
};

typedef struct source {
    const char          *path;
    const unsigned char *bytes;
    size_t               n;
    encoding             encoding;
} source;

/* --- which encoding? ---------------------------------------------------------------------------------------------- */

static lehr_status parse_name(const char *wanted, encoding *found)
{
    char small[32];
    size_t n = strlen(wanted);
    lehr_did_you_mean near = lehr_did_you_mean_start(wanted, n);
    for (size_t i = 0; i < n && i < sizeof small; i++) small[i] = (char)tolower((unsigned char)wanted[i]);
    for (int k = 0; k < ENCODINGS; k++) {
        *found = (encoding)k;
        if (n < sizeof small && lehr_is_one_of(small, n, encodings[k].given)) return LEHR_OK;
        lehr_did_you_mean_offer(&near, encodings[k].given);
    }
    return lehr_fail(LEHR_ERR_NAME, "there is no encoding \"%.40s\"%s (utf-8, gb18030, windows-1252, utf-16, utf-16le, "
                     "utf-16be)", wanted, lehr_did_you_mean_hint(&near).s);
}

static bool is_later_byte(char c) { return ((unsigned char)c & 0xc0) == 0x80; }

/* A file in UTF-8 with a few damaged bytes is still one: another encoding would turn all its letters into others. */
static bool looks_like_utf8(const source *s)
{
    const char *at = (const char *)s->bytes, *end = at + s->n;
    size_t letters = 0, damaged = 0;
    for (size_t n; at < end; at += n) {
        n = lehr_utf8_length(at, end);
        letters += n > 1;
        damaged += !n;
        if (!n)                                         /* the rest of the damaged character, too */
            for (n = 1; at + n < end && is_later_byte(at[n]);) n++;
    }
    return letters >= 8 * damaged;
}

static bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }

/* The bytes of a character of GB18030, where at most `left` of them are there; 0: it is malformed or not complete. */
static size_t gb_length(const unsigned char *p, size_t left)
{
    if (*p < 0x80) return 1;
    if (*p == 0x80 || *p == 0xff || left < 2) return 0;
    if (p[1] >= 0x40 && p[1] != 0x7f && p[1] != 0xff) return 2;
    bool four = left >= 4 && is_digit(p[1]) && p[2] > 0x80 && p[2] < 0xff && is_digit(p[3]);
    return four ? 4 : 0;
}

/* Is a pair of bytes a common character of GB18030: of GB 2312's first level, which has 99 % of running text, of its
 * rows of punctuation and symbols, or a traditional character? Letters of Windows-1252 beside ASCII letters, as in
 * "für" or "Größe", give pairs of other rows. */
static bool is_common(const unsigned char *p)
{
    bool first_level = p[0] >= 0xb0 && p[0] <= 0xd7 && p[1] >= 0xa1;
    bool symbol = p[0] >= 0xa1 && p[0] <= 0xa9 && p[1] >= 0xa1;
    bool traditional = p[0] <= 0xa0 && p[1] >= 0x80;
    return first_level || symbol || traditional;
}

/* The pair of bytes at i is between two ASCII letters, as "ÇÃ" is in "AÇÃO". */
static bool is_in_word(const source *s, size_t i)
{
    return i && i + 2 < s->n && s->bytes[i - 1] < 0x80 && isalpha(s->bytes[i - 1]) && s->bytes[i + 2] < 0x80 &&
           isalpha(s->bytes[i + 2]);
}

/* A text that ends within a character may be a part of a file, so this is no proof against GB18030. */
static bool looks_like_gb18030(const source *s)
{
    size_t letters = 0, common = 0;
    for (size_t i = 0, n; i < s->n; i += n) {
        n = gb_length(s->bytes + i, s->n - i);
        if (!n && s->n - i > 3) return false;
        if (!n) n = s->n - i;
        letters += s->bytes[i] >= 0x80;
        common += n == 2 && is_common(s->bytes + i) && !is_in_word(s, i);
    }
    return 2 * common >= letters;
}

static encoding detect(const source *s)
{
    if (s->n >= 2 && (!memcmp(s->bytes, "\xff\xfe", 2) || !memcmp(s->bytes, "\xfe\xff", 2))) return UTF_16;
    if (looks_like_utf8(s)) return UTF_8;
    return looks_like_gb18030(s) ? GB18030 : WINDOWS_1252;
}

/* Takes the byte order mark from the text of UTF-16; it decides between the two orders. */
static lehr_status take_mark(source *s)
{
    bool little = s->n >= 2 && !memcmp(s->bytes, "\xff\xfe", 2), big = s->n >= 2 && !memcmp(s->bytes, "\xfe\xff", 2);
    if (s->encoding == UTF_16 && !little && !big)
        return lehr_fail(LEHR_ERR_FILE, "%s: the text has no byte order mark; --encoding utf-16le or utf-16be is its "
                         "order", s->path);
    if (s->encoding == UTF_16) s->encoding = little ? UTF_16LE : UTF_16BE;
    if (!(s->encoding == UTF_16LE && little) && !(s->encoding == UTF_16BE && big)) return LEHR_OK;
    s->bytes += 2;
    s->n -= 2;
    return LEHR_OK;
}

/* --- conversion: each returns the bytes of s that were converted, all unless one of them is not valid ------------- */

/* LEHR_ERR_FILE for the byte at `at`; before [n]: the text before it, in UTF-8. */
static lehr_status fail_at(const source *s, size_t at, const char *before, size_t n)
{
    long line = 1;
    size_t column = 1;
    for (size_t i = 0; i < n; i++) {
        line += before[i] == '\n';
        column = before[i] == '\n' ? 1 : column + 1;
    }
    return lehr_fail(LEHR_ERR_FILE, "%s:%ld:%zu: byte 0x%02x does not start a complete character of %s; --encoding "
                     "names another encoding", s->path, line, column, s->bytes[at], encodings[s->encoding].name);
}

static size_t check_utf8(const source *s)
{
    const char *at = (const char *)s->bytes, *end = at + s->n;
    for (size_t n; (n = lehr_utf8_length(at, end));) at += n;
    return (size_t)(at - (const char *)s->bytes);
}

static uint32_t unit_at(const source *s, size_t i)
{
    const unsigned char *p = s->bytes + i;
    return s->encoding == UTF_16LE ? (uint32_t)(p[1] << 8 | p[0]) : (uint32_t)(p[0] << 8 | p[1]);
}

/* The bytes of the character at i, 2 or 4; 0: half a pair of surrogates, or the text ends. */
static size_t utf16_at(const source *s, size_t i, uint32_t *code)
{
    if (s->n - i < 2) return 0;
    uint32_t first = unit_at(s, i);
    *code = first;
    if (first < 0xd800 || first > 0xdfff) return 2;
    if (first > 0xdbff || s->n - i < 4) return 0;
    uint32_t second = unit_at(s, i + 2);
    *code = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
    return second < 0xdc00 || second > 0xdfff ? 0 : 4;
}

static size_t convert_utf16(const source *s, char *to, size_t *length)
{
    uint32_t code;
    size_t at = 0;
    for (size_t n; (n = utf16_at(s, at, &code)); at += n) *length += lehr_utf8_encode(to + *length, code);
    return at;
}

#ifdef LEHR_HAVE_ICONV

/* to has `space` bytes, which is enough, so one call converts all that is valid. */
static lehr_status convert_by_iconv(const source *s, char *to, size_t space, size_t *length, size_t *done)
{
    const char *name = encodings[s->encoding].name;
    char *from = (char *)s->bytes;
    size_t left = s->n, all = space;
    iconv_t c = iconv_open("UTF-8", name);
    if (c == (iconv_t)-1) return lehr_fail(LEHR_ERR_FILE, "%s: iconv of this system has no %s", s->path, name);
    iconv(c, &from, &left, &to, &space);
    iconv_close(c);
    *length = all - space;
    *done = s->n - left;
    return LEHR_OK;
}

#else

static lehr_status convert_by_iconv(const source *s, char *to, size_t space, size_t *length, size_t *done)
{
    if (space) *to = '\0';
    *length = *done = 0;
    return lehr_fail(LEHR_ERR_FILE, "%s: the text is %s, and this lehr was built without iconv; save it as UTF-8",
                     s->path, encodings[s->encoding].name);
}

#endif

/* The bytes that the text in UTF-8 may have. A byte of Windows-1252 becomes three at most, two bytes of another
 * encoding become three. */
static size_t most_bytes(const source *s)
{
    if (s->encoding == UTF_16LE || s->encoding == UTF_16BE) return s->n + s->n / 2;
    size_t high = 0;
    for (size_t i = 0; i < s->n; i++) high += s->bytes[i] >= 0x80;
    return s->n + 2 * high;
}

/* Into *bytes and *n; from there on s->bytes is freed. */
static lehr_status convert(const source *s, char **bytes, size_t *n)
{
    lehr_status status = LEHR_OK;
    size_t space = most_bytes(s), length = 0, done = 0;
    char *text = lehr_resize(NULL, space + 1, 1);
    if (!text) return LEHR_ERR_MEMORY;
    if (s->encoding == GB18030 || s->encoding == WINDOWS_1252)
        status = convert_by_iconv(s, text, space, &length, &done);
    else done = convert_utf16(s, text, &length);
    if (!status && done < s->n) status = fail_at(s, done, text, length);
    if (status) return lehr_free(text), status;
    text[length] = '\0';
    lehr_free(*bytes);
    *bytes = text;
    *n = length;
    return LEHR_OK;
}

lehr_status lehr_to_utf8(const char *path, const char *wanted, char **bytes, size_t *n, const char **found)
{
    lehr_status status = LEHR_NOT_NULL(path, bytes, n, found);
    if (status) return status;
    *found = NULL;
    source s = { path, (const unsigned char *)*bytes, *n, UTF_8 };
    if (wanted) status = parse_name(wanted, &s.encoding);
    else s.encoding = detect(&s);
    if (!status) status = take_mark(&s);
    if (status) return status;
    *found = encodings[s.encoding].name;
    if (s.encoding != UTF_8) return convert(&s, bytes, n);
    size_t valid = check_utf8(&s);
    return valid < s.n ? fail_at(&s, valid, *bytes, valid) : LEHR_OK;
}
