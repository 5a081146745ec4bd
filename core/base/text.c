#include "core/base/text.h"
#include "core/base/memory.h"
#include <ctype.h>
#include <errno.h>
#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __APPLE__
#include <xlocale.h>
#endif

/* --- numbers ------------------------------------------------------------------------------------------------------ */

/* A program around us may have set a locale with a decimal comma. We step into "C" for one call and back again;
 * glibc and musl hand out "C" without allocating, so this cannot run out of memory. */
static locale_t plain(void)
{
    static _Thread_local locale_t c;
    if (!c) c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    return c;
}

size_t lehr_vsnprintf(char *out, size_t room, const char *format, va_list args)
{
    if (!room) return 0;
    locale_t outside = uselocale(plain());
    int n = vsnprintf(out, room, format, args);
    uselocale(outside);
    return n < 0 ? 0 : (size_t)n < room ? (size_t)n : room - 1;
}

size_t lehr_snprintf(char *out, size_t room, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    size_t n = lehr_vsnprintf(out, room, format, args);
    va_end(args);
    return n;
}

lehr_short_text lehr_short_printf(const char *format, ...)
{
    lehr_short_text w;
    va_list args;
    va_start(args, format);
    lehr_vsnprintf(w.s, sizeof w.s, format, args);
    va_end(args);
    return w;
}

lehr_short_text lehr_number_text(double v)
{
    if (isnan(v)) return lehr_short_printf("nan");
    if (isinf(v)) return lehr_short_printf("%s", v < 0 ? "-inf" : "inf");
    if (v == floor(v) && fabs(v) < 1e15) return lehr_short_printf("%.0f", v == 0 ? 0 : v);
    int enough = fabs(v) < DBL_MIN ? 1 : 6;     /* %g drops zeros, so 6 also finds shorter ones, but a subnormal
                                                   holds fewer digits */
    for (int digits = enough; digits < 17; digits++) {
        lehr_short_text w = lehr_short_printf("%.*g", digits, v);
        const char *end;
        double back;
        if (lehr_parse_number(w.s, &end, &back) && back == v) return w;
    }
    return lehr_short_printf("%.17g", v);
}

static const char *digits(const char *s)
{
    while (isdigit((unsigned char)*s)) s++;
    return s;
}

/* The end of the decimal number at s; s itself if there is none. */
static const char *number_end(const char *s)
{
    const char *p = s + (*s == '+' || *s == '-'), *whole = p;
    p = digits(p);
    size_t count = (size_t)(p - whole);
    if (*p == '.') {
        const char *fraction = p + 1;
        p = digits(fraction);
        count += (size_t)(p - fraction);
    }
    if (!count) return s;
    if (*p == 'e' || *p == 'E') {
        const char *exponent = p + 1 + (p[1] == '+' || p[1] == '-');
        if (isdigit((unsigned char)*exponent)) p = digits(exponent);
    }
    return p;
}

bool lehr_parse_number(const char *s, const char **end, double *v)
{
    *end = number_end(s);
    if (*end == s) return false;
    char *stop;
    locale_t outside = uselocale(plain());
    *v = strtod(s, &stop);
    uselocale(outside);
    return stop == *end && isfinite(*v);        /* strtod also reads hex: "0x1f" stops elsewhere than we do */
}

/* --- strings that grow -------------------------------------------------------------------------------------------- */

static bool make_room(lehr_strbuf *t, size_t more)
{
    if (t->status) return false;
    if (more < t->room - t->length) return true;
    size_t room = t->room ? t->room : 256;
    while (room - t->length <= more) room += room;
    char *s = lehr_resize(t->s, room, 1);
    if (!s) {
        t->status = LEHR_ERR_MEMORY;
        return false;
    }
    t->s = s;
    t->room = room;
    return true;
}

void lehr_strbuf_append(lehr_strbuf *t, const void *bytes, size_t n)
{
    if (!make_room(t, n)) return;
    if (n) memcpy(t->s + t->length, bytes, n);
    t->length += n;
    t->s[t->length] = '\0';
}

void lehr_strbuf_printf(lehr_strbuf *t, const char *format, ...)
{
    char small[256];
    va_list args, again;
    if (t->status) return;
    va_start(args, format);
    va_copy(again, args);
    locale_t outside = uselocale(plain());
    int n = vsnprintf(small, sizeof small, format, args);
    uselocale(outside);
    if (n < 0)
        t->status = lehr_fail(LEHR_ERR_VALUE, "text: cannot be put into letters: %s", strerror(errno));
    else if ((size_t)n < sizeof small)
        lehr_strbuf_append(t, small, (size_t)n);
    else if (make_room(t, (size_t)n))
        t->length += lehr_vsnprintf(t->s + t->length, (size_t)n + 1, format, again);
    va_end(again);
    va_end(args);
}

void lehr_strbuf_release(lehr_strbuf *t)
{
    lehr_free(t->s);
    *t = (lehr_strbuf){0};
}

/* --- names that were nearly right --------------------------------------------------------------------------------- */

enum { LONGEST_NAME = 48 };

/* How many letters must be added, dropped, changed or swapped to turn a into b (Damerau 1964, adjacent swaps). */
static size_t edits(const char *a, size_t n, const char *b, size_t m)
{
    size_t row[3][LONGEST_NAME + 1];
    for (size_t j = 0; j <= m; j++) row[0][j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t *now = row[i % 3], *up = row[(i + 2) % 3], *up2 = row[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t change = up[j - 1] + (tolower((unsigned char)a[i - 1]) != tolower((unsigned char)b[j - 1]));
            size_t add = now[j - 1] + 1, drop = up[j] + 1;
            now[j] = change < add ? change : add;
            if (drop < now[j]) now[j] = drop;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && up2[j - 2] + 1 < now[j])
                now[j] = up2[j - 2] + 1;
        }
    }
    return row[n % 3][m];
}

lehr_did_you_mean lehr_did_you_mean_start(const char *asked, size_t length)
{
    return (lehr_did_you_mean){ .asked = asked, .length = length, .distance = (size_t)-1 };
}

static void try_one(lehr_did_you_mean *n, const char *name, size_t length)
{
    if (n->length > LONGEST_NAME || length > LONGEST_NAME) return;
    size_t d = edits(n->asked, n->length, name, length);
    if (n->length >= 3 && length > n->length && !strncmp(n->asked, name, n->length)) d = 1;    /* a beginning is near */
    if (d < n->distance) {
        n->distance = d;
        n->best = name;
    }
}

void lehr_did_you_mean_offer(lehr_did_you_mean *n, const char *names)
{
    while (names && *names) {
        size_t length = strcspn(names, " ");
        if (length) try_one(n, names, length);
        names += length + (names[length] == ' ');
    }
}

lehr_short_text lehr_did_you_mean_hint(const lehr_did_you_mean *n)
{
    size_t near_enough = n->length < 4 ? 1 : n->length / 3 + 1;
    if (!n->best || n->distance > near_enough) return lehr_short_printf("%s", "");
    return lehr_short_printf("; did you mean \"%.*s\"?", (int)strcspn(n->best, " "), n->best);
}

bool lehr_is_one_of(const char *asked, size_t length, const char *names)
{
    while (names && *names) {
        size_t n = strcspn(names, " ");
        if (n == length && !strncmp(names, asked, n)) return true;
        names += n + (names[n] == ' ');
    }
    return false;
}
