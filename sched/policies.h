/* policies.h — what a policy is, and the registry of all policies. */
#ifndef LEHR_SCHED_POLICIES_H
#define LEHR_SCHED_POLICIES_H
#include "core/base/registry.h"
#include "sched/expr.h"

#define LEHR_MAX_RATE 1e6           /* the largest base rate; catches typing errors */

typedef double lehr_rate_fn(double t, void *user);      /* returns a factor of the base rate */

/* The parameters of all policies, by the field's names; an entry lists those it takes. Durations are in updates. */
typedef struct lehr_policy_values {
    double lr;                      /* base rate b                                                */
    double horizon;                 /* updates left in the training where this policy begins; 0: unknown */
    double min, max, end, start, from;      /* rates, or shares of the base rate                  */
    double steps;                   /* horizon T of the policy                                    */
    double every;                   /* from one drop, or cycle, to the next                       */
    double middle;                  /* sigmoid: the update with half the base rate                */
    double warmup;                  /* length of the climb                                        */
    double up, down;                /* length of a climb and a fall, or their shapes              */
    double gamma, k, power, factor; /* factor of one drop; a speed; an exponent; a factor         */
    double mult, decay;             /* growth of a cycle; factor of its peak, or length of a fall */
    double cycle, cycles, phases;   /* poly: start again; number of cycles; number of phases      */
    double pct_start, div, final_div;       /* onecycle: share of the climb; peak / start; start / end          */
    double d, lo, hi, shape, pct, seed;     /* noam: width; tanh: ends; warmup, wsd: form; noise: share, seed  */
    double anneal;                  /* OneCycleLR: 1 cos, 2 linear, both ways; 0: not given       */
    double patience, threshold, threshold_mode, mode, cooldown, eps, metric, rule;      /* plateau */
    double user[8];                 /* parameters of a policy of your own                         */
    double hold, unit;              /* for=, unit=: every policy takes them, from a spec          */
    double per;                     /* updates in one unit: 1, or those of an epoch               */
    union {
        struct { lehr_number_list at, values; }; /* milestones, and the factor or rate of each    */
        lehr_expr expr;                         /* expr: its formula                             */
        struct { lehr_rate_fn *f; void *context; };     /* lehr_sched_from_function: its function */
    };
} lehr_policy_values;

/* A policy: an entry in sched/decay_policies.c, cycle_policies.c or policies.c, or one of your own for
 * lehr_registry_add or lehr_sched_make. */
typedef struct lehr_policy {
    lehr_registry_entry entry;      /* name, formula, source, parameters: fields of lehr_policy_values */
    double     (*curve)(const lehr_policy_values *k, double t);             /* the rate; t ≥ 0 */
    lehr_status (*resolve)(lehr_policy_values *k);      /* set and check what depends on others; NULL: not needed */
    double     (*next_boundary)(const lehr_policy_values *k, double t);     /* after t, or infinity; NULL: none */
    const char *description;                            /* "falls to {min} over {steps} updates" */
    const char *example;                                /* a spec for a training of 1,000 updates */
    const char *torch;              /* the aliases are a PyTorch class with these other defaults: "gamma=0.1" */
    const lehr_param_spec *torch_params;                 /* parameters of only that class; NULL: none */
    bool formula, is_plateau;                           /* expr; plateau */
} lehr_policy;

/* All policies; lehr_registry_add(&lehr_policies, &mine.entry) adds one. */
extern const lehr_registry lehr_policies;

const lehr_policy *lehr_policy_at(int i);       /* policy i, added ones too; NULL: past the last */

#endif
