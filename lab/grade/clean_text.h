/* clean_text.h — cleans untrusted text before it is printed. */
#ifndef LEHR_GRADE_CLEAN_TEXT_H
#define LEHR_GRADE_CLEAN_TEXT_H
#include <stdbool.h>
#include "core/base/strbuf.h"

/* Appends n bytes. Control characters, bytes that are not UTF-8, and characters that change the writing direction
 * become "?"; newlines stay only if lines is true. */
void grade_add_clean(lehr_strbuf *out, const char *bytes, size_t n, bool lines);

#endif
