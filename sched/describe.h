/* describe.h — describes a schedule in words: what each policy does, and from which update. */
#ifndef LEHR_SCHED_DESCRIBE_H
#define LEHR_SCHED_DESCRIBE_H
#include "sched/sched.h"

/* Appends one line per policy: "from update 500    cosine falls to …". */
void lehr_sched_describe(const lehr_sched *s, lehr_strbuf *out);

#endif
