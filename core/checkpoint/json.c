#include "core/checkpoint/json.h"
#include "core/base/internal.h"
#include "core/base/utf8.h"
#include "core/base/translate.h"
#include <math.h>
#include <stdint.h>
#include <string.h>

/* --- reading ------------------------------------------------------------------------------------------------------ */

void lehr_json_fail(lehr_json *j, const char *format, ...)
{
    char sentence[300];
    va_list args;
    if (j->status) return;
    va_start(args, format);
    lehr_vsnprintf(sentence, sizeof sentence, lehr_translate(format), args);
    va_end(args);
    j->status = lehr_fail(LEHR_ERR_FILE, "%s: header, byte %zu: %s", j->name, (size_t)(j->at - j->start) + 1, sentence);
}

static void skip_space(lehr_json *j)
{
    while (j->at < j->end && (*j->at == ' ' || *j->at == '\t' || *j->at == '\n' || *j->at == '\r')) j->at++;
}

bool lehr_json_accept(lehr_json *j, char c)
{
    if (j->status) return false;
    skip_space(j);
    if (j->at == j->end || *j->at != c) return false;
    j->at++;
    return true;
}

bool lehr_json_expect(lehr_json *j, char c)
{
    if (lehr_json_accept(j, c)) return true;
    if (j->at == j->end) lehr_json_fail(j, "the header ends here; '%c' is expected", c);
    else lehr_json_fail(j, "'%c' is expected, not '%c'", c, *j->at);
    return false;
}

/* Four hexadecimal digits; false: something else. */
static bool hex4(const char *s, const char *end, uint32_t *v)
{
    *v = 0;
    if (end - s < 4) return false;
    for (int i = 0; i < 4; i++) {
        const char *digits = "0123456789abcdefABCDEF", *d = s[i] ? strchr(digits, s[i]) : NULL;
        if (!d) return false;
        *v = 16 * *v + (uint32_t)(d - digits < 16 ? d - digits : d - digits - 6);
    }
    return true;
}

/* The length of the escape at s, which begins with '\', and the character it stands for; 0: there is no such escape. */
static size_t escape(const char *s, const char *end, uint32_t *v)
{
    static const char letter[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
    uint32_t low;
    if (end - s < 2 || !s[1]) return 0;
    const char *known = strchr(letter, s[1]);
    if (known) {
        *v = (unsigned char)means[known - letter];
        return 2;
    }
    if (s[1] != 'u' || !hex4(s + 2, end, v) || *v == 0 || (*v >= 0xdc00 && *v < 0xe000)) return 0;
    if (*v < 0xd800 || *v >= 0xe000) return 6;
    if (end - s < 12 || s[6] != '\\' || s[7] != 'u' || !hex4(s + 8, end, &low) || low < 0xdc00 || low >= 0xe000)
        return 0;
    *v = 0x10000 + ((*v - 0xd800) << 10) + (low - 0xdc00);
    return 12;
}

bool lehr_json_string(lehr_json *j, lehr_json_span *s)
{
    *s = (lehr_json_span){ NULL, 0 };
    if (!lehr_json_expect(j, '"')) return false;
    char *from = j->at;
    while (j->at < j->end && *j->at != '"') {
        uint32_t v;
        size_t n = (unsigned char)*j->at < ' ' ? 0
                   : *j->at == '\\'            ? escape(j->at, j->end, &v)
                                               : lehr_utf8_length(j->at, j->end);
        if (!n) {
            lehr_json_fail(j, *j->at == '\\' ? "this is not an escape sequence of JSON"
                                             : "a string must be UTF-8 without control characters");
            return false;
        }
        j->at += n;
    }
    *s = (lehr_json_span){ from, (size_t)(j->at - from) };
    return lehr_json_expect(j, '"');
}

bool lehr_json_count(lehr_json *j, size_t *v)
{
    *v = 0;
    if (j->status) return false;
    skip_space(j);
    const char *from = j->at;
    for (; j->at < j->end && *j->at >= '0' && *j->at <= '9'; j->at++) {
        size_t digit = (size_t)(*j->at - '0');
        if (*v > (SIZE_MAX / 2 - digit) / 10) lehr_json_fail(j, "the number is larger than any file");
        if (j->status) return false;
        *v = 10 * *v + digit;
    }
    if (j->at == from || (*from == '0' && j->at - from > 1)) {
        j->at = j->start + (from - j->start);
        lehr_json_fail(j, "a whole number, 0 or more, is expected");
    }
    return !j->status;
}

char *lehr_json_unescape(lehr_json_span s)
{
    char *out = s.s;
    for (const char *at = s.s, *end = s.s + s.length; at < end;) {
        uint32_t v;
        size_t n = *at == '\\' ? escape(at, end, &v) : 0;
        if (n) out += lehr_utf8_encode(out, v);
        else *out++ = *at;
        at += n ? n : 1;
    }
    *out = '\0';
    return s.s;
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

/* The number of bytes at s that need no escape. */
static size_t plain(const char *s)
{
    const char *at = s;
    for (size_t n; (unsigned char)*at >= ' ' && *at != '"' && *at != '\\' && (n = lehr_utf8_length(at, NULL)); at += n)
        continue;
    return (size_t)(at - s);
}

void lehr_json_quote(lehr_strbuf *out, const char *s)
{
    lehr_strbuf_append(out, "\"", 1);
    while (*s) {
        size_t n = plain(s);
        if (n) lehr_strbuf_append(out, s, n);
        else if (*s == '"' || *s == '\\') lehr_strbuf_printf(out, "\\%c", *s);
        else if ((unsigned char)*s < ' ') lehr_strbuf_printf(out, "\\u%04x", (unsigned)*s);
        else lehr_strbuf_append(out, "\xef\xbf\xbd", 3);
        s += n ? n : 1;
    }
    lehr_strbuf_append(out, "\"", 1);
}

void lehr_json_put_string(lehr_strbuf *out, const char *before, const char *s)
{
    lehr_strbuf_printf(out, "%s", before);
    if (s) lehr_json_quote(out, s);
    else lehr_strbuf_printf(out, "null");
}

void lehr_json_put_number(lehr_strbuf *out, const char *before, double v, int digits)
{
    if (fabs(v) > 1.7e308) digits = 17;                     /* rounded up, it could be parsed as infinite */
    if (isfinite(v)) lehr_strbuf_printf(out, "%s%.*g", before, digits, v);
    else lehr_strbuf_printf(out, "%snull", before);
}
