/* sched.h — how the learning rate changes with time. Knows nothing about models or optimizers.
 *
 *     lehr_sched sched;
 *     if (lehr_sched_parse(&sched, "step:every=500,gamma=0.5", 0.1, steps)) …      base rate 0.1, a training of so many updates
 *     opt.lr = lehr_sched_at(&sched, t);                                           t updates are finished
 *
 * A schedule is a value: copy it, keep it, ask it from any thread. Its rate is a pure function of t, so any t may be asked in any
 * order and again. It is defined for every t ≥ 0: at 0, on each boundary (where the new value holds already), and past the end.
 */
#ifndef LEHR_SCHED_SCHED_H
#define LEHR_SCHED_SCHED_H
#include "core/row.h"

#define LEHR_MAX_RATE 1e6           /* no training has a use for more; the limit catches slips */

/* What policies can be told, in the field's words; a row says which of these it takes. Counts are in updates. */
typedef struct lehr_policy_values {
    double lr;                      /* base rate b                                     */
    double min, max, end;           /* floor, peak, last rate                          */
    double steps;                   /* horizon T of the policy                         */
    double every;                   /* from one drop, or cycle, to the next            */
    double gamma, power;            /* what one drop leaves; an exponent               */
    double mult, decay;             /* restarts: growth of a cycle, share of its peak  */
    double cycle;                   /* poly: 1 starts again and again                  */
    double up, down;                /* length of a climb and a fall, or their shapes   */
    double pct_start, div, final_div, phases;                       /* onecycle        */
    lehr_list at, scales;           /* milestones, and the factor of each              */
} lehr_policy_values;

/* A policy: one row in sched/policies.c, or one of your own for lehr_sched_make. */
typedef struct lehr_policy {
    lehr_row row;
    double     (*curve)(const lehr_policy_values *k, double t);     /* the rate; t ≥ 0                                         */
    lehr_status (*settle)(lehr_policy_values *k);                   /* fills in and checks what depends on others; NULL: nothing */
    const char *example;                                            /* a text that suits a training of 1,000 updates             */
} lehr_policy;

typedef struct lehr_sched {
    const lehr_policy *policy;
    lehr_policy_values k;
    unsigned           given;       /* which knobs were set, a bit each */
} lehr_sched;

extern const lehr_table lehr_policies;                              /* all of them */

/* A schedule from text, or from a row and its knobs by name; steps: the horizon of the training, 0 if there is none.
 * On failure *s is unchanged, and lehr_message says where in the text and what was expected. */
lehr_status lehr_sched_parse(lehr_sched *s, const char *text, double lr, long steps);
lehr_status lehr_sched_make(lehr_sched *s, const lehr_policy *policy, double lr, long steps, const lehr_setting settings[]);

double      lehr_sched_at(const lehr_sched *s, long t);             /* the rate of the update after t finished ones; cannot fail */
void        lehr_sched_print(const lehr_sched *s, lehr_text *out);  /* canonical text; reads back to the same values */

#endif
