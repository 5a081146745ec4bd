/* utf8.h — the one UTF-8 decoder, and the columns that a text takes in a terminal. */
#ifndef LEHR_CORE_BASE_UTF8_H
#define LEHR_CORE_BASE_UTF8_H
#include <stdint.h>
#include "core/base/strbuf.h"

enum { LEHR_UTF8_REPLACEMENT = 0xfffd, LEHR_UTF8_MAX = 4 };     /* U+FFFD; the bytes of the longest character */

/* The bytes of the character at s, 1 to 4, where the text ends at end, or at its '\0' if end is NULL. 0: it is
 * malformed, or s is at end. */
size_t lehr_utf8_length(const char *s, const char *end);

/* The same, and its code point. A malformed byte counts as one character, U+FFFD: the result is 1, as U+FFFD itself has
 * 3 bytes. 0 at end. */
size_t lehr_utf8_decode(const char *s, const char *end, uint32_t *code);

/* Writes the character into out, which has LEHR_UTF8_MAX bytes; no '\0'. Returns its length. What is no code point
 * becomes U+FFFD. */
size_t lehr_utf8_encode(char out[], uint32_t code);

/* The columns that s, or its first n bytes, takes in a terminal. Wide characters such as Chinese take two. */
int lehr_utf8_width(const char *s);
int lehr_utf8_width_n(const char *s, size_t n);

/* The bytes of s that fit into so many columns; whole characters only. */
size_t lehr_utf8_fitting(const char *s, int columns);

/* The bytes of text that no line break may part: up to a blank, or to a wide character. A line may break before and
 * after a wide character, but not before closing punctuation or after opening punctuation. */
size_t lehr_utf8_unbroken(const char *text);

/* Appends s in at most so many columns, truncated with "…"; control characters become "?". Returns the columns taken.
 */
int lehr_utf8_fit(lehr_strbuf *out, const char *s, int columns);

/* Appends s as printf's %*s does, but counts columns: blanks before it, or after it if width is negative, make it as
 * wide as that. A longer s is not cut. */
void lehr_utf8_pad(lehr_strbuf *out, int width, const char *s);

#endif
