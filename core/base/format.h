/* format.h — numbers to text and back, the same in every locale. */
#ifndef LEHR_CORE_BASE_FORMAT_H
#define LEHR_CORE_BASE_FORMAT_H
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#if defined(__GNUC__)
/* The compiler checks format strings as it checks those of printf. */
#define LEHR_PRINTF(format_index, first_argument) __attribute__((format(printf, format_index, first_argument)))
#else
/* Empty: this compiler cannot check format strings. */
#define LEHR_PRINTF(format_index, first_argument)
#endif

typedef struct lehr_short_text { char s[96]; } lehr_short_text; /* a short text, returned by value for use in
                                                                   messages */

lehr_short_text lehr_short_printf(const char *format, ...) LEHR_PRINTF(1, 2);   /* longer texts are truncated */
lehr_short_text lehr_number_text(double v);             /* the shortest decimal that parses back to v: "0.1", "25500" */

/* Parse the decimal number at s: 12, -0.5, .5, 1e-3; not hexadecimal, "inf" or "nan". Returns true and sets *v if it is
 * there and finite. *end: the first character after it, or s if there is no number. */
bool lehr_parse_number(const char *s, const char **end, double *v);

/* snprintf with '.' as the decimal point in every locale. It returns the length written, at most size − 1. */
size_t lehr_snprintf(char *out, size_t size, const char *format, ...) LEHR_PRINTF(3, 4);

#endif
