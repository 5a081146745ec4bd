/* internal.h — what Lehr's own folders need of core/base besides its public headers. It is not installed. */
#ifndef LEHR_CORE_BASE_INTERNAL_H
#define LEHR_CORE_BASE_INTERNAL_H
#include <stdarg.h>
#include "core/base/memory.h"
#include "core/base/registry.h"

/* --- status.c ----------------------------------------------------------------------------------------------------- */

/* For parsers, right after lehr_fail: the text and column that lehr_message_place returns. */
void        lehr_set_message_place(const char *text, int column);

/* LEHR_OK if none of the pointers is NULL; otherwise lehr_fail_null for the first that is, by its name in the caller:
 *     lehr_status status = LEHR_NOT_NULL(data, order);         "lehr_data_split: order is NULL" */
#define LEHR_NOT_NULL(...)                                                                                             \
    lehr_check_not_null(__func__, #__VA_ARGS__, (const void *const[]){ __VA_ARGS__ },                                  \
                        (int)(sizeof((const void *const[]){ __VA_ARGS__ }) / sizeof(void *)))
lehr_status lehr_check_not_null(const char *function, const char *names, const void *const pointers[], int n);

/* Copies this thread's latest failure into f, with this status. f keeps its first failure; LEHR_OK changes nothing. */
void        lehr_failure_capture(lehr_failure *f, lehr_status status);

/* Makes it this thread's latest failure, and returns its status. LEHR_OK: f holds none. */
lehr_status lehr_failure_raise(const lehr_failure *f);

/* The reason of a system error in the language of messages; number: of errno. */
const char *lehr_errno_text(int number);

/* --- format.c ----------------------------------------------------------------------------------------------------- */

/* As lehr_snprintf: a text that is too long ends with a whole character. */
size_t lehr_vsnprintf(char *out, size_t size, const char *format, va_list args) LEHR_PRINTF(3, 0);

/* For strbuf.c: as vsnprintf, with '.' as the decimal point. Returns the length that the whole text needs, or −1. */
int lehr_vsnprintf_needed(char *out, size_t size, const char *format, va_list args) LEHR_PRINTF(3, 0);

/* --- memory.c ----------------------------------------------------------------------------------------------------- */

/* *product = a·b; false when it does not fit. */
bool  lehr_multiply_sizes(size_t a, size_t b, size_t *product);

/* --- param_spec.c ------------------------------------------------------------------------------------------------- */

/* A text that is being parsed: its start and the current position. Errors give the column, counted from 1. */
typedef struct lehr_parser { const char *text, *at; } lehr_parser;

/* As lehr_fail, with the text and the column of `where`, a position in it, before the sentence and for
 * lehr_message_place. r NULL: as lehr_fail. */
lehr_status lehr_parser_fail(const lehr_parser *r, const char *where, lehr_status code, const char *format, ...)
    LEHR_PRINTF(4, 5);

/* The character at s, which may have several bytes, for a message. */
lehr_short_text lehr_character_text(const char *s);

/* Steps over blanks and tabs. */
void   lehr_parser_skip_blanks(lehr_parser *r);

/* The bytes of the word at s: up to one of the stops, without the blanks before that; or up to the end of the text. */
size_t lehr_word_length(const char *s, const char *stops);

/* Sets every number to its default, NAN where the default depends on others, and empties lists. */
void lehr_param_specs_reset(const lehr_param_spec params[], void *settings);

/* Parses key=value,key=value up to the end, a '+' or a '*'. Blanks may surround these signs, ',' and '='. A bare value
 * sets the first parameter. Names are searched in the lists in order; NULL ends them. *given: a bit for each that was
 * named, LEHR_MAX_PARAM_SPECS · list + index. LEHR_ERR_NAME: no such parameter or choice; LEHR_ERR_VALUE: not a number,
 * out of range, or given twice. Some may then be set. */
lehr_status lehr_param_specs_parse(lehr_parser *r, const char *owner, const lehr_param_spec *const lists[],
                                   void *settings, unsigned *given);

/* Sets them from C, with the same errors. The list ends with a NULL name; NULL: nothing is set. */
lehr_status lehr_param_specs_set(const char *owner, const lehr_param_spec params[], void *settings, unsigned *given,
                                 const lehr_setting list[]);

/* Prints what differs from the defaults, "every=7,gamma=0.5", each after *before, which becomes ','. Parses back to the
 * same values. */
void lehr_param_specs_print(lehr_strbuf *out, char *before, const lehr_param_spec params[], const void *settings,
                            unsigned given);

/* The numbers of one parameter, *count of them. NULL: its value is one of its choices. */
double *lehr_param_spec_numbers(const lehr_param_spec *k, void *settings, int *count);

bool      lehr_param_spec_accepts(const lehr_param_spec *k, double v);        /* is v in its range?     */
/* its value; a list with all numbers */
lehr_short_text lehr_param_spec_value_text(const lehr_param_spec *k, const void *settings);
/* the same, exact: it parses back */
void      lehr_param_spec_value_print(lehr_strbuf *out, const lehr_param_spec *k, const void *settings);
lehr_short_text lehr_param_spec_default_text(const lehr_param_spec *k); /* "0.9", "max/10", "required" */
/* "above 0 and at most 1", "a whole number, 1 or more" */
lehr_short_text lehr_param_spec_range_text(const lehr_param_spec *k);

/* --- registry.c --------------------------------------------------------------------------------------------------- */

/* The entry with that name or alias. NULL: there is none, and the message gives the nearest name. r: the text that the
 * name stands in, or NULL. */
const lehr_registry_entry *lehr_registry_find(const lehr_registry *t, const lehr_parser *r, const char *name,
                                              size_t length);

/* Parses a whole text "name" or "name:key=value,…". Returns its entry; settings then hold its parameters, at their
 * defaults unless the text names them, and *given a bit for each that it names. NULL: see lehr_message; settings may
 * then be half set. */
const lehr_registry_entry *lehr_registry_parse(const lehr_registry *t, const char *text, void *settings,
                                               unsigned *given);

#endif
