/* json.h — as much of JSON as the head of a file needs: strings and counts, read strictly and in place, and strings
 * written.
 *
 *     lehr_json j = { .name = "net.safetensors", .start = head, .at = head, .end = head + n };
 *     lehr_json_expect(&j, '{');  lehr_json_string(&j, &key);  lehr_json_expect(&j, ':');  …
 *     if (j.status) …                                             the first thing that was not as it must be; what follows is ignored
 *
 * Who reads decides what may stand where, so nothing here calls itself: a text nested a million deep is refused at
 * its second bracket.
 */
#ifndef LEHR_CORE_CHECKPOINT_JSON_H
#define LEHR_CORE_CHECKPOINT_JSON_H
#include <stdbool.h>
#include <stddef.h>
#include "core/base/strbuf.h"

typedef struct lehr_json {
    const char *name;                   /* what is read, for messages */
    char       *start, *at, *end;
    lehr_status status;
} lehr_json;

/* what stands between the quotes, escapes and all */
typedef struct lehr_json_span { char *s; size_t length; } lehr_json_span;

bool lehr_json_expect(lehr_json *j, char c);                    /* c, behind any white space; else it fails */
bool lehr_json_accept(lehr_json *j, char c);                    /* c if it is there */
bool lehr_json_string(lehr_json *j, lehr_json_span *s);      /* valid UTF-8 and escapes, no '\0'; nothing changed yet */
bool lehr_json_count(lehr_json *j, size_t *v);                  /* 0, 1, 2 …: no sign, fraction, exponent, leading 0 */
void lehr_json_fail(lehr_json *j, const char *format, ...) LEHR_PRINTF(2, 3);

/* The string in place of its span, the escapes resolved: never longer, and a '\0' takes the place of a quote at the
 * latest. */
char *lehr_json_unescape(lehr_json_span s);

/* In quotes, with what escapes it needs. Bytes that are not UTF-8 become U+FFFD. */
void lehr_json_quote(lehr_strbuf *out, const char *s);

/* A value behind what stands before it, such as ",\"name\":"; null for NULL, and for NaN and infinity, which JSON has
 * not. digits: how many of a number count, 17 to read back exactly. */
void lehr_json_put_string(lehr_strbuf *out, const char *before, const char *s);
void lehr_json_put_number(lehr_strbuf *out, const char *before, double v, int digits);

#endif
