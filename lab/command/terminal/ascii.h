/* ascii.h — texts for a terminal without UTF-8: braille, box characters, ±, … as ASCII. */
#ifndef LEHR_COMMAND_ASCII_H
#define LEHR_COMMAND_ASCII_H
#include "core/base/strbuf.h"

/* Is the character encoding of the locale UTF-8? The first of LC_ALL, LC_CTYPE and LANG that is set decides. */
bool ascii_locale_is_utf8(void);

/* Appends s with the symbols of our texts replaced by ASCII; other characters, such as Chinese, are copied. A longer
 * replacement uses up blanks that follow it, so that the columns of a table stay aligned. */
void ascii_print(lehr_strbuf *out, const char *s, size_t length);

#endif
