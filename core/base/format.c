#include "core/base/format.h"
#include "core/base/internal.h"
#include <ctype.h>
#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#ifdef __APPLE__
#include <xlocale.h>
#endif

/* The calling program may have set a locale with a decimal comma: each call switches to "C" and back. glibc and musl
 * return "C" without allocating, so this cannot run out of memory. */
static locale_t c_locale(void)
{
    static _Thread_local locale_t c;
    if (!c) c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    return c;
}

int lehr_vsnprintf_needed(char *out, size_t size, const char *format, va_list args)
{
    locale_t before = uselocale(c_locale());
    int n = vsnprintf(out, size, format, args);
    uselocale(before);
    return n;
}

/* The length of a truncated text without the part of a character at its end. */
static size_t whole_characters(const char *text, size_t length)
{
    size_t lead = length;
    while (lead > 0 && length - lead < 3 && ((unsigned char)text[lead - 1] & 0xc0) == 0x80) lead--;
    if (lead == 0 || (unsigned char)text[lead - 1] < 0xc0) return length;       /* ASCII, or no UTF-8 */
    unsigned char first = (unsigned char)text[--lead];
    size_t needed = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    return length - lead < needed ? lead : length;
}

size_t lehr_vsnprintf(char *out, size_t size, const char *format, va_list args)
{
    if (!out || !size) return 0;
    int n = format ? lehr_vsnprintf_needed(out, size, format, args) : -1;
    size_t length = n < 0 ? 0 : (size_t)n;
    if (length >= size) length = whole_characters(out, size - 1);
    out[length] = '\0';
    return length;
}

size_t lehr_snprintf(char *out, size_t size, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    size_t n = lehr_vsnprintf(out, size, format, args);
    va_end(args);
    return n;
}

lehr_short_text lehr_short_printf(const char *format, ...)
{
    lehr_short_text text;
    va_list args;
    va_start(args, format);
    lehr_vsnprintf(text.s, sizeof text.s, format, args);
    va_end(args);
    return text;
}

lehr_short_text lehr_number_text(double v)
{
    if (isnan(v)) return lehr_short_printf("nan");
    if (isinf(v)) return lehr_short_printf("%s", v < 0 ? "-inf" : "inf");
    if (v == floor(v) && fabs(v) < 1e15) return lehr_short_printf("%.0f", v == 0 ? 0 : v);
    int first = fabs(v) < DBL_MIN ? 1 : 6;      /* %g drops zeros, so 6 finds shorter ones too; subnormals have fewer */
    for (int digits = first; digits < 17; digits++) {
        lehr_short_text text = lehr_short_printf("%.*g", digits, v);
        const char *end;
        double parsed;
        if (lehr_parse_number(text.s, &end, &parsed) && parsed == v) return text;
    }
    return lehr_short_printf("%.17g", v);
}

static const char *skip_digits(const char *s)
{
    while (isdigit((unsigned char)*s)) s++;
    return s;
}

/* The end of the decimal number at s; s itself if there is none. */
static const char *number_end(const char *s)
{
    const char *p = s + (*s == '+' || *s == '-'), *whole = p;
    p = skip_digits(p);
    size_t count = (size_t)(p - whole);
    if (*p == '.') {
        const char *fraction = p + 1;
        p = skip_digits(fraction);
        count += (size_t)(p - fraction);
    }
    if (!count) return s;
    if (*p == 'e' || *p == 'E') {
        const char *exponent = p + 1 + (p[1] == '+' || p[1] == '-');
        if (isdigit((unsigned char)*exponent)) p = skip_digits(exponent);
    }
    return p;
}

bool lehr_parse_number(const char *s, const char **end, double *v)
{
    const char *after = s ? number_end(s) : s;
    if (end) *end = after;
    if (after == s || !v) return false;
    char *stop;
    locale_t before = uselocale(c_locale());
    *v = strtod(s, &stop);
    uselocale(before);
    return stop == after && isfinite(*v);        /* strtod also parses hexadecimal: "0x1f" ends elsewhere */
}
