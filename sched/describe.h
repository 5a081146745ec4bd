/* describe.h — a schedule in words: what each policy does, and from when. */
#ifndef LEHR_SCHED_DESCRIBE_H
#define LEHR_SCHED_DESCRIBE_H
#include "sched/sched.h"

/* "falls to 0 over 7000 updates, along half a cosine": the row's words with the values of this one. */
void lehr_sched_describe_term(const lehr_sched_term *f, lehr_strbuf *out);

/* A line a part: "from update 500    cosine falls to …". */
void lehr_sched_describe(const lehr_sched *s, lehr_strbuf *out);

#endif
