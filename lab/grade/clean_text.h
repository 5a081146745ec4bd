/* clean_text.h — text of other people, made fit to be shown. */
#ifndef LEHR_GRADE_CLEAN_TEXT_H
#define LEHR_GRADE_CLEAN_TEXT_H
#include <stdbool.h>
#include "core/base/strbuf.h"

/* Appends n bytes. Control characters, bytes that are not UTF-8, and characters that turn the direction of writing
 * become "?"; ends of lines stay only if there may be several. */
void grade_add_clean(lehr_strbuf *out, const char *bytes, size_t n, bool lines);

#endif
