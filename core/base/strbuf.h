/* strbuf.h — a string that grows. */
#ifndef LEHR_CORE_BASE_STRBUF_H
#define LEHR_CORE_BASE_STRBUF_H
#include "core/base/format.h"
#include "core/base/status.h"

typedef struct lehr_strbuf {    /* all zero: an empty string                                           */
    char  *s;                   /* ends in '\0'; NULL until something is appended                      */
    size_t length, capacity;    /* bytes of the text without its '\0'; bytes allocated                 */
    lehr_status status;         /* the first failure; the string does not change after it              */
} lehr_strbuf;

void lehr_strbuf_printf(lehr_strbuf *t, const char *format, ...) LEHR_PRINTF(2, 3); /* append, as printf; any length */
void lehr_strbuf_append(lehr_strbuf *t, const void *bytes, size_t n);               /* append n bytes unchanged     */
void lehr_strbuf_release(lehr_strbuf *t);                                           /* free it; empty afterwards    */

#endif
