/* utf8.h — how much room a text takes in a terminal, where bytes, letters and columns are three different things. */
#ifndef LEHR_CORE_BASE_UTF8_H
#define LEHR_CORE_BASE_UTF8_H
#include "core/base/text.h"

/* The columns s takes: wide letters, as Chinese has, take two. Of its first n bytes alone, which end with a letter. */
int lehr_utf8_width(const char *s);
int lehr_utf8_width_n(const char *s, size_t n);

/* How many bytes of s fit into so many columns, whole letters only. */
size_t lehr_utf8_fitting(const char *s, int columns);

/* s in at most so many columns, cut with "…"; what a terminal would obey shows as "?". Returns the columns it takes. */
int lehr_utf8_fit(lehr_strbuf *out, const char *s, int columns);

#endif
