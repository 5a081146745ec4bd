/* spec.h — parses the spec of a schedule, and prints it. */
#ifndef LEHR_SCHED_SPEC_H
#define LEHR_SCHED_SPEC_H
#include "sched/sched.h"

/* Parses a spec. lr: the base rate, above 0, at most LEHR_MAX_RATE. steps: updates in the training; per_epoch: updates
 * in one epoch; 0: unknown, an error where the spec needs it. LEHR_ERR_NAME: text is NULL, or there is no such policy
 * or parameter; LEHR_ERR_VALUE: any other error. *s is then unchanged, and lehr_message gives the column and what was
 * expected. */
lehr_status lehr_sched_parse(lehr_sched *s, const char *text, double lr, long steps);
lehr_status lehr_sched_parse_epochs(lehr_sched *s, const char *text, double lr, long steps, long per_epoch);

/* Appends the shortest spec; it parses back to the same schedule, except after lehr_sched_from_function. */
void        lehr_sched_print(const lehr_sched *s, lehr_strbuf *out);

#endif
