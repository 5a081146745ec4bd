#include "core/base/strbuf.h"
#include "core/base/internal.h"
#include "core/base/memory.h"
#include <errno.h>
#include <string.h>

static bool reserve(lehr_strbuf *t, size_t more)
{
    if (t->status) return false;
    if (more < t->capacity - t->length) return true;
    size_t capacity = t->capacity ? t->capacity : 256;
    while (capacity - t->length <= more) capacity += capacity;
    char *s = lehr_resize(t->s, capacity, 1);
    if (!s) {
        t->status = LEHR_ERR_MEMORY;
        return false;
    }
    t->s = s;
    t->capacity = capacity;
    return true;
}

void lehr_strbuf_append(lehr_strbuf *t, const void *bytes, size_t n)
{
    if (!t || t->status) return;
    if (n && !bytes) t->status = lehr_fail_null(__func__, "bytes");
    if (!reserve(t, n)) return;
    if (n) memcpy(t->s + t->length, bytes, n);
    t->length += n;
    t->s[t->length] = '\0';
}

void lehr_strbuf_printf(lehr_strbuf *t, const char *format, ...)
{
    char small[256];
    va_list args, again;
    if (!t || t->status || !format) return;
    va_start(args, format);
    va_copy(again, args);
    int n = lehr_vsnprintf_needed(small, sizeof small, format, args);
    if (n < 0)
        t->status = lehr_fail(LEHR_ERR_VALUE, "text cannot be formatted: %s", lehr_errno_text(errno));
    else if ((size_t)n < sizeof small)
        lehr_strbuf_append(t, small, (size_t)n);
    else if (reserve(t, (size_t)n))
        t->length += lehr_vsnprintf(t->s + t->length, (size_t)n + 1, format, again);
    va_end(again);
    va_end(args);
}

void lehr_strbuf_release(lehr_strbuf *t)
{
    if (!t) return;
    lehr_free(t->s);
    *t = (lehr_strbuf){0};
}
