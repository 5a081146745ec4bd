/* spec.h — a schedule from its text, and a text from a schedule. */
#ifndef LEHR_SCHED_SPEC_H
#define LEHR_SCHED_SPEC_H
#include "sched/sched.h"

/* A schedule from text. lr: the base rate, above 0, at most LEHR_MAX_RATE. steps: updates in the training; per_epoch:
 * in one epoch; 0: unknown, an error where the text needs it. LEHR_ERR_NAME: there is no such policy or parameter;
 * LEHR_ERR_VALUE: anything else. *s is then unchanged, and lehr_message gives the column and what was expected. */
lehr_status lehr_sched_parse(lehr_sched *s, const char *text, double lr, long steps);
lehr_status lehr_sched_parse_epochs(lehr_sched *s, const char *text, double lr, long steps, long per_epoch);

/* canonical text; reads back to the same, but for lehr_sched_from_function's */
void        lehr_sched_print(const lehr_sched *s, lehr_strbuf *out);

#endif
