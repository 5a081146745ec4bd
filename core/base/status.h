/* status.h — how every room reports trouble: a code to test, a sentence to read. */
#ifndef LEHR_CORE_BASE_STATUS_H
#define LEHR_CORE_BASE_STATUS_H
#include "core/base/format.h"

typedef enum lehr_status {  /* what a function that can fail returns            */
    LEHR_OK = 0,            /* it has done what was asked                       */
    LEHR_ERR_SHAPE,         /* tensors do not fit together                       */
    LEHR_ERR_VALUE,         /* a number is outside its legal range               */
    LEHR_ERR_NAME,          /* no policy, rule, task or key is so called         */
    LEHR_ERR_MEMORY,        /* the system refused memory                         */
    LEHR_ERR_FILE,          /* a file is missing, short, foreign or not writable */
    LEHR_ERR_NAN            /* a computation gave NaN or infinity                */
} lehr_status;

/* The sentence that explains this thread's latest failure; "" if there was none. Borrowed until the next failure. */
const char *lehr_message(void);

lehr_status lehr_last_status(void);     /* that failure's code: for functions that answer with a pointer, NULL where
                                           they failed */

/* The text that failure is about and its column there, from 1: a caret can be put below it. NULL: it is not about a
 * text. */
const char *lehr_message_place(int *column);

/* for those who read texts: right after lehr_fail */
void        lehr_set_message_place(const char *text, int column);

/* Record a failure and return its code:  return lehr_fail(LEHR_ERR_VALUE, "lr is %g", lr);
 * lehr_message() may be among the arguments, so a caller can add where it happened. */
lehr_status lehr_fail(lehr_status code, const char *format, ...) LEHR_PRINTF(2, 3);

/* LEHR_ERR_VALUE: "lehr_run_new: data is NULL (the error before: …)". An argument is often NULL because an earlier call
 * failed and its status was not checked, so the sentence ends with this thread's latest failure, if there was one. */
lehr_status lehr_fail_null(const char *function, const char *what);

/* LEHR_OK if none of the pointers is NULL; otherwise lehr_fail_null for the first that is, by its name in the caller:
 *     lehr_status status = LEHR_NOT_NULL(data, order);         "lehr_data_split: order is NULL" */
#define LEHR_NOT_NULL(...)                                                                                             \
    lehr_check_not_null(__func__, #__VA_ARGS__, (const void *const[]){ __VA_ARGS__ },                                  \
                        (int)(sizeof((const void *const[]){ __VA_ARGS__ }) / sizeof(void *)))
lehr_status lehr_check_not_null(const char *function, const char *names, const void *const pointers[], int n);

/* For programs: ends yours with the sentence, and where in it, if a call failed:  LEHR_CHECK(lehr_backward(tape, loss));
 * Include <stdio.h> and <stdlib.h>. The library itself never prints or exits. */
#define LEHR_CHECK(call) \
    ((call) ? (fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, lehr_message()), exit(EXIT_FAILURE)) : (void)0)

#endif
