/* text.h — numbers in and out of text, the same in every locale; strings that grow; names that were nearly right. */
#ifndef LEHR_CORE_BASE_TEXT_H
#define LEHR_CORE_BASE_TEXT_H
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include "core/base/status.h"

/* --- numbers ------------------------------------------------------------------------------------------------------ */

typedef struct lehr_short_text { char s[96]; } lehr_short_text; /* a short text by value, for messages */

/* printf into a short text; longer ones are cut */
lehr_short_text lehr_short_printf(const char *format, ...) LEHR_PRINTF(1, 2);
lehr_short_text lehr_number_text(double v);             /* the shortest decimal that reads back as v: "0.1", "25500" */

/* A decimal number at s: 12, -0.5, .5, 1e-3; not hex, "inf" or "nan". True and *v when there is one and it is finite;
 * *end: behind it, or s if there is none. */
bool lehr_parse_number(const char *s, const char **end, double *v);

/* snprintf and vsnprintf with '.' as the decimal point whatever the locale. They return what they wrote, never more
 * than room − 1. */
size_t lehr_snprintf(char *out, size_t room, const char *format, ...) LEHR_PRINTF(3, 4);
size_t lehr_vsnprintf(char *out, size_t room, const char *format, va_list args);

/* --- strings that grow -------------------------------------------------------------------------------------------- */

typedef struct lehr_strbuf {    /* a string that grows                                   */
    char  *s;                   /* always ends in '\0'; NULL while empty                  */
    size_t length, room;        /* bytes: of the text, without that; of the memory        */
    lehr_status status;         /* the first failure; later additions are then ignored    */
} lehr_strbuf;                  /* all zero: empty and ready; lehr_strbuf_release at the end */

void lehr_strbuf_printf(lehr_strbuf *t, const char *format, ...) LEHR_PRINTF(2, 3); /* as printf, of any length */
void lehr_strbuf_append(lehr_strbuf *t, const void *bytes, size_t n);           /* n bytes as they are      */
void lehr_strbuf_release(lehr_strbuf *t);                                       /* empty and ready again    */

/* --- names that were nearly right --------------------------------------------------------------------------------- */

typedef struct lehr_did_you_mean { /* the search for a name                                       */
    const char *asked, *best;   /* the name that is not there, and the nearest so far, NULL: none */
    size_t length, distance;    /* of asked; letters to change, add, drop or swap (Damerau 1964)   */
} lehr_did_you_mean;

/* of a name that is not there; then offer all that are … */
lehr_did_you_mean lehr_did_you_mean_start(const char *asked, size_t length);
/* … one or several, separated by spaces */
void        lehr_did_you_mean_offer(lehr_did_you_mean *n, const char *names);
/* …: "; did you mean \"step\"?", or "" if none is near */
lehr_short_text lehr_did_you_mean_hint(const lehr_did_you_mean *n);

/* Is the word of that length one of the names, which are separated by spaces? A NULL list has no names. */
bool        lehr_is_one_of(const char *word, size_t length, const char *names);

#endif
