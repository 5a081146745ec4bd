/* text.h — numbers in and out of text, the same in every locale; strings that grow; names that were nearly right. */
#ifndef LEHR_CORE_BASE_TEXT_H
#define LEHR_CORE_BASE_TEXT_H
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include "core/base/status.h"

/* --- numbers ------------------------------------------------------------------------------------------------------ */

typedef struct lehr_word { char s[96]; } lehr_word;     /* a short text by value, for messages */

lehr_word lehr_words(const char *format, ...) LEHR_PRINTF(1, 2);   /* printf into a short text; longer ones are cut */
lehr_word lehr_number_text(double v);                   /* the shortest decimal that reads back as v: "0.1", "25500" */

/* A decimal number at s: 12, -0.5, .5, 1e-3; not hex, "inf" or "nan". True and *v when there is one and it is finite; *end: behind it, or s
 * if there is none. */
bool lehr_read_number(const char *s, const char **end, double *v);

/* snprintf and vsnprintf with '.' as the decimal point whatever the locale. They return what they wrote, never more than room − 1. */
size_t lehr_print(char *out, size_t room, const char *format, ...) LEHR_PRINTF(3, 4);
size_t lehr_format(char *out, size_t room, const char *format, va_list args);

/* --- strings that grow -------------------------------------------------------------------------------------------- */

typedef struct lehr_text {      /* a string that grows                                   */
    char  *s;                   /* always ends in '\0'; NULL while empty                  */
    size_t length, room;        /* bytes: of the text, without that; of the memory        */
    lehr_status status;         /* the first failure; later additions are then ignored    */
} lehr_text;                    /* all zero: empty and ready; lehr_text_release at the end */

void lehr_text_add(lehr_text *t, const char *format, ...) LEHR_PRINTF(2, 3);    /* as printf, of any length */
void lehr_text_bytes(lehr_text *t, const void *bytes, size_t n);                /* n bytes as they are      */
void lehr_text_release(lehr_text *t);                                           /* empty and ready again    */

/* --- names that were nearly right --------------------------------------------------------------------------------- */

typedef struct lehr_near {      /* the search for a name                                          */
    const char *asked, *best;   /* the name that is not there, and the nearest so far, NULL: none */
    size_t length, distance;    /* of asked; letters to change, add, drop or swap (Damerau 1964)   */
} lehr_near;

lehr_near   lehr_near_to(const char *asked, size_t length);     /* of a name that is not there; then offer all that are … */
void        lehr_near_try(lehr_near *n, const char *names);     /* … one or several, separated by spaces                  */
lehr_word   lehr_near_hint(const lehr_near *n);                 /* …: "; did you mean \"step\"?", or "" if none is near    */

/* Is the word of that length one of the names, which are separated by spaces? A NULL list has no names. */
bool        lehr_is_one_of(const char *word, size_t length, const char *names);

#endif
