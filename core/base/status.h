/* status.h — how every folder reports an error: a code to test, a sentence to read. */
#ifndef LEHR_CORE_BASE_STATUS_H
#define LEHR_CORE_BASE_STATUS_H
#include "core/base/format.h"

typedef enum lehr_status {  /* what a function that can fail returns               */
    LEHR_OK = 0,            /* success                                             */
    LEHR_ERR_SHAPE,         /* shapes of tensors do not match                      */
    LEHR_ERR_VALUE,         /* a value is outside its range, or an argument is NULL */
    LEHR_ERR_NAME,          /* no policy, rule, task or key has that name          */
    LEHR_ERR_MEMORY,        /* out of memory                                       */
    LEHR_ERR_FILE,          /* a file is missing, truncated, malformed or not writable */
    LEHR_ERR_NAN            /* a computation gave NaN or infinity                  */
} lehr_status;

/* The sentence of this thread's latest failure; "" if there was none. Valid until the next failure. */
const char *lehr_message(void);

/* The code of this failure, for functions that return NULL where they fail. */
lehr_status lehr_last_status(void);

/* The text that this failure is about, and the column in it, from 1, for a caret below it. NULL: it is about no text.
 */
const char *lehr_message_place(int *column);

/* Records a failure and returns its code:  return lehr_fail(LEHR_ERR_VALUE, "lr is %g", lr);
 * lehr_message() may be among the arguments, so that a caller can add where it happened. */
lehr_status lehr_fail(lehr_status code, const char *format, ...) LEHR_PRINTF(2, 3);

/* LEHR_ERR_VALUE: "lehr_run_new: data is NULL (the error before: …)". An argument is often NULL because an earlier call
 * failed and its status was not checked, so the sentence ends with this thread's latest failure, if there was one. */
lehr_status lehr_fail_null(const char *function, const char *what);

/* For programs:  LEHR_CHECK(lehr_backward(tape, loss));  prints the message and ends the program if the call failed.
 * Include <stdio.h> and <stdlib.h>. The library itself never prints or exits. */
#define LEHR_CHECK(call) \
    ((call) ? (fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, lehr_message()), exit(EXIT_FAILURE)) : (void)0)

/* --- a failure to be reported later, or by another thread --------------------------------------------------------- */

typedef struct lehr_failure {   /* all zero: none                          */
    lehr_status status;         /* its code                               */
    char        message[400];   /* its sentence, truncated where longer    */
} lehr_failure;

#endif
