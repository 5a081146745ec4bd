/* sched.h — how the learning rate changes with time. It depends on no model and no optimizer.
 *
 *     lehr_sched sched;
 *     if (lehr_sched_parse(&sched, "warmup:500+cosine", 0.1, steps)) …        base rate 0.1, so many updates
 *     opt.lr = lehr_sched_at(&sched, t);                                           t updates are finished
 *
 * A schedule is a value: copy it, store it, use it in any thread. Its rate is a pure function of t, defined for every
 * t ≥ 0: at 0, on each boundary (where the new value applies), and past the end. A schedule can also set another number
 * than the learning rate: opt.momentum = lehr_sched_at(&other, t).
 *
 *     part + part         one after the other, each from its own t = 0
 *     policy * policy     shares of the base rate multiplied: b · Π (rate / b)
 */
#ifndef LEHR_SCHED_SCHED_H
#define LEHR_SCHED_SCHED_H
#include "sched/policies.h"

enum { LEHR_MAX_POLICIES = 16 };    /* policies in one schedule, all parts together */

typedef struct lehr_sched_term {    /* one policy of a schedule */
    const lehr_policy *policy;      /* its entry                                      */
    lehr_policy_values k;           /* its parameters, given and derived              */
    unsigned given;                 /* which parameters were set, a bit each          */
    double   per;                   /* updates in the unit its counts were written in */
    int      part;                  /* of the schedule, from 0                        */
} lehr_sched_term;

typedef struct lehr_sched {                     /* parts one after the other, each a product of policies */
    double      lr;                             /* base rate                             */
    long        steps, per_epoch;               /* updates of the training; 0: unknown   */
    int         count, parts;                   /* policies in all; parts                */
    lehr_sched_term factor[LEHR_MAX_POLICIES];  /* in the order of the text              */
    double      begin[LEHR_MAX_POLICIES];       /* [parts] the update each part begins at */
} lehr_sched;

/* A schedule from a policy and its parameters by name (NULL: the defaults), or from a function of your own: its rate is
 * lr · f(t, user). Errors as lehr_sched_parse; LEHR_ERR_VALUE: s, policy or f is NULL. */
lehr_status lehr_sched_make(lehr_sched *s, const lehr_policy *policy, double lr, long steps,
                            const lehr_setting settings[]);
lehr_status lehr_sched_from_function(lehr_sched *s, lehr_rate_fn *f, void *user, double lr);

/* The rate of the update after t finished ones. NaN, which is an error of lehr_optim_step: s is NULL or empty, or a
 * function, policy or formula of your own does not give a number ≥ 0 (parsing checks a formula at every update up to a
 * million, and at some beyond). */
double      lehr_sched_at(const lehr_sched *s, long t);

/* The first boundary after t, such as a drop, a peak or the start of a part; infinity: none. */
double      lehr_sched_next_boundary(const lehr_sched *s, double t);

#endif
