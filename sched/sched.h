/* sched.h — how the learning rate changes with time. Knows nothing about models or optimizers.
 *
 *     lehr_sched sched;
 *     if (lehr_sched_parse(&sched, "warmup:500+cosine", 0.1, steps)) …             base rate 0.1, a training of so many updates
 *     opt.lr = lehr_sched_at(&sched, t);                                           t updates are finished
 *
 * A schedule is a value: copy it, keep it, ask it from any thread. Its rate is a pure function of t, so any t may be
 * asked in any order and again. It is defined for every t ≥ 0: at 0, on each boundary (where the new value holds
 * already), and past the end. Any number may follow a schedule, not only the learning rate: opt.momentum =
 * lehr_sched_at(&other, t).
 *
 *     part + part         one after the other, each from its own t = 0
 *     policy * policy     shares of the base rate multiplied: b · Π (rate / b)
 */
#ifndef LEHR_SCHED_SCHED_H
#define LEHR_SCHED_SCHED_H
#include "core/base/registry.h"
#include "sched/expr.h"

#define LEHR_MAX_RATE 1e6           /* no training has a use for more; the limit catches slips */

enum { LEHR_MAX_POLICIES = 16 };    /* policies in one schedule, all parts together */

typedef double lehr_rate_fn(double t, void *user);      /* a share of the base rate */

/* What policies can be told, in the field's words; a row says which of these it takes. Counts are in updates. */
typedef struct lehr_policy_values {
    double lr;                      /* base rate b                                                */
    double horizon;                 /* what remains of the training where this begins; 0: unknown */
    double min, max, end, start, from;      /* rates, or shares of the base rate                  */
    double steps;                   /* horizon T of the policy                                    */
    double every;                   /* from one drop, or cycle, to the next                       */
    double middle;                  /* sigmoid: where half is lost                                */
    double warmup;                  /* length of the climb                                        */
    double up, down;                /* length of a climb and a fall, or their shapes              */
    double gamma, k, power, factor; /* what one drop leaves; a speed; an exponent; a share        */
    double mult, decay;             /* growth of a cycle; share of its peak, or length of a fall  */
    double cycle, cycles, phases;   /* begin again; how often; how many                           */
    double pct_start, div, final_div;       /* onecycle: share of the climb; peak / start; start / end          */
    double d, lo, hi, shape, pct, seed;     /* noam: width; tanh: ends; warmup, wsd: form; noise: share, seed  */
    double anneal;                  /* OneCycleLR: 1 cos, 2 linear, both ways; 0: not said        */
    double patience, threshold, threshold_mode, mode, cooldown, eps, metric, rule;      /* plateau */
    double hold, unit;              /* for=, unit=: every policy takes them, from text            */
    double per;                     /* updates in its unit: 1, or those of an epoch               */
    union {
        struct { lehr_number_list at, values; }; /* milestones, and the factor or rate of each    */
        lehr_expr expr;                         /* the formula that is followed                  */
        struct { lehr_rate_fn *f; void *user; };        /* the function that is followed         */
    };
} lehr_policy_values;

/* A policy: one row in sched/policies.c, or one of your own for lehr_registry_add or lehr_sched_make. */
typedef struct lehr_policy {
    lehr_registry_entry row;                            /* name, formula, source, knobs: fields of lehr_policy_values */
    double     (*curve)(const lehr_policy_values *k, double t);     /* the rate; t ≥ 0 */
    lehr_status (*settle)(lehr_policy_values *k);        /* fills in and checks what depends on others; NULL: nothing */
    /* the first boundary after t, or infinity; NULL: has none */
    double     (*next)(const lehr_policy_values *k, double t);
    const char *words;                                              /* "falls to {min} over {steps} updates" */
    const char *example;                                            /* a text that suits a training of 1,000 updates */
    const char *torch;                  /* the other names are PyTorch's class, whose defaults differ so: "gamma=0.1" */
    const lehr_param_spec *torch_knobs;                            /* what only that class can be told; NULL: nothing */
    bool formula, listens;                                          /* expr; plateau */
} lehr_policy;

typedef struct lehr_sched_term {    /* one policy of a schedule */
    const lehr_policy *policy;      /* its row                                        */
    lehr_policy_values k;           /* what it was told, and what follows from it     */
    unsigned given;                 /* which knobs were set, a bit each               */
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

extern const lehr_registry lehr_policies;       /* all of them; lehr_registry_add(&lehr_policies, &mine.row) adds one */

/* A schedule from text. lr: the base rate, above 0, at most LEHR_MAX_RATE. steps: updates in the training; per_epoch:
 * in one epoch; 0: not known, and an error where the text needs it. LEHR_ERR_NAME: a policy or knob that is not
 * there; LEHR_ERR_VALUE: anything else. Then *s is unchanged, and lehr_message says where in the text and what was
 * expected. */
lehr_status lehr_sched_parse(lehr_sched *s, const char *text, double lr, long steps);
lehr_status lehr_sched_parse_epochs(lehr_sched *s, const char *text, double lr, long steps, long per_epoch);

/* From a row and its knobs by name; NULL settings: its defaults. From a function of one's own: lr · f(t, user).
 * Errors as above. */
lehr_status lehr_sched_make(lehr_sched *s, const lehr_policy *policy, double lr, long steps,
                            const lehr_setting settings[]);
lehr_status lehr_sched_from_function(lehr_sched *s, lehr_rate_fn *f, void *user, double lr);

/* The rate of the update after t finished ones. Cannot fail. NaN, which lehr_optim_step refuses, only where a
 * function, a row or a formula of one's own gives no number ≥ 0 (a formula is tried for every update up to a million
 * when it is read, and for some beyond). */
double      lehr_sched_at(const lehr_sched *s, long t);

/* canonical text; reads back to the same, but for lehr_sched_from_function's */
void        lehr_sched_print(const lehr_sched *s, lehr_strbuf *out);

/* --- for those who look at schedules ------------------------------------------------------------------------------ */

const lehr_policy *lehr_policy_at(int i);                         /* walk them all, added ones too; NULL past the end */
double      lehr_sched_next_boundary(const lehr_sched *s, double t); /* the first boundary after t; infinity: none */

/* For those who build schedules: fill in what was left open, part by part, and check it. *guilty: the policy a
 * failure is about. */
lehr_status lehr_sched_resolve(lehr_sched *s, int *guilty);

lehr_status lehr_sched_check_base(double lr);            /* LEHR_ERR_VALUE: it is not above 0, or above LEHR_MAX_RATE */

#endif
