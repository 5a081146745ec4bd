/* spec.h — what the tests of the language of schedules share: read this text, and these two are one curve. */
#ifndef LEHR_TESTS_SPEC_H
#define LEHR_TESTS_SPEC_H
#include "sched/sched.h"
#include "sched/spec.h"
#include "lab.h"

static inline lehr_sched in_epochs(const char *text, double lr, long steps, long per_epoch)
{
    lehr_sched s;
    if (lehr_sched_parse_epochs(&s, text, lr, steps, per_epoch)) fail_msg("\"%s\": %s", text, lehr_message());
    return s;
}

static inline lehr_sched parsed(const char *text, double lr, long steps) { return in_epochs(text, lr, steps, 0); }

/* The rates of a from update from on are those of b from 0 on, to the last bit, for so many updates. */
static inline void check_same(const lehr_sched *a, long from, const lehr_sched *b, long updates, const char *what)
{
    for (long t = 0; t < updates; t++) {
        double u = lehr_sched_at(a, from + t), v = lehr_sched_at(b, t);
        if (u != v) fail_msg("%s: %.17g at %ld, but %.17g at %ld is right", what, u, from + t, v, t);
    }
}

static inline void check_prints(const lehr_sched *s, const char *text)
{
    lehr_strbuf printed = { 0 };
    lehr_sched_print(s, &printed);
    assert_string_equal(printed.s, text);
    lehr_strbuf_release(&printed);
}

/* Every policy of the table, added ones too; and those that can stand anywhere, which leaves out the ones that listen.
 */
#define FOR_EVERY_POLICY(p) \
    for (int p##_row = 0; lehr_policy_at(p##_row); p##_row++) \
        for (const lehr_policy *p = lehr_policy_at(p##_row); p; p = NULL)

#define FOR_EVERY_DEAF_POLICY(p) FOR_EVERY_POLICY(p) if (!p->is_plateau)

#endif
