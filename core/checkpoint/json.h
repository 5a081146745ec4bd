/* json.h — the part of JSON that headers of files need: strings and counts, parsed strictly and in place. Internal.
 *
 *     lehr_json j = { .name = "net.safetensors", .start = head, .at = head, .end = head + n };
 *     lehr_json_expect(&j, '{');  lehr_json_string(&j, &key);  lehr_json_expect(&j, ':');  …
 *     if (j.status) …                                     the first error; later calls do nothing
 *
 * The caller drives the grammar; there is no recursion, so deep nesting is an error at the second bracket.
 */
#ifndef LEHR_CORE_CHECKPOINT_JSON_H
#define LEHR_CORE_CHECKPOINT_JSON_H
#include <stdbool.h>
#include <stddef.h>
#include "core/base/strbuf.h"

typedef struct lehr_json {
    const char *name;                   /* of the file, for messages  */
    char       *start, *at, *end;
    lehr_status status;
} lehr_json;

/* the text between the quotes, with its escapes */
typedef struct lehr_json_span { char *s; size_t length; } lehr_json_span;

bool lehr_json_expect(lehr_json *j, char c);                    /* c after white space; otherwise an error */
bool lehr_json_accept(lehr_json *j, char c);                    /* skips c if present */
bool lehr_json_string(lehr_json *j, lehr_json_span *s);      /* valid UTF-8 and escapes, no '\0'; still escaped     */
bool lehr_json_count(lehr_json *j, size_t *v);                  /* 0, 1, 2 …: no sign, fraction, exponent, leading 0 */
void lehr_json_fail(lehr_json *j, const char *format, ...) LEHR_PRINTF(2, 3);

/* Resolves the escapes in place; the result is never longer. Its '\0' replaces the closing quote at the latest. */
char *lehr_json_unescape(lehr_json_span s);

/* Appends the text in quotes, escaped. Malformed UTF-8 becomes U+FFFD. */
void lehr_json_quote(lehr_strbuf *out, const char *s);

/* Appends before, such as ",\"name\":", and the value; null for NULL, NaN and infinity. digits: significant digits of a
 * number; 17 parse back exactly. */
void lehr_json_put_string(lehr_strbuf *out, const char *before, const char *s);
void lehr_json_put_number(lehr_strbuf *out, const char *before, double v, int digits);

#endif
