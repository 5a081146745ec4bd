/* messages.h — the sentences of the marking, in English or in Chinese, and other people's texts made fit to be shown.
 */
#ifndef LEHR_GRADE_WORDS_H
#define LEHR_GRADE_WORDS_H
#include <stdbool.h>
#include "core/base/strbuf.h"

/* One setting for the whole program, before anything is marked. */
void        grade_speak_chinese(bool chinese);
bool        grade_speaks_chinese(void);

/* The same words in the language that is spoken; may be a format, and takes the same arguments then. */
const char *grade_in_words(const char *english)
#if defined(__GNUC__)
    __attribute__((format_arg(1)))
#endif
    ;

/* Walk them all, for a test: NULL past the end. */
const char *grade_words_row(int i, bool chinese);

/* n bytes of anybody's: what a terminal would obey, what is not UTF-8, and what turns the direction of writing round,
 * shows as "?"; ends of lines stay only if there may be several. */
void        grade_add_clean(lehr_strbuf *out, const char *bytes, size_t n, bool lines);

#endif
