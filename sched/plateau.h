/* plateau.h — reduce the rate on a plateau, when a metric no longer improves.
 *
 *     lehr_plateau p;
 *     lehr_plateau_start(&p, &sched);                     where lehr_sched_is_plateau(&sched)
 *     opt.lr = lehr_plateau_at(&p, &sched, t);            in the loop, instead of lehr_sched_at
 *     lehr_plateau_update(&p, &sched, t, loss);           once an epoch, after t updates
 *
 * The settings are in the schedule; the whole state is this struct, to be saved and loaded with the weights. Parts
 * before the plateau ("warmup:100+plateau:5") run first, and the metric is ignored during them.
 */
#ifndef LEHR_SCHED_PLATEAU_H
#define LEHR_SCHED_PLATEAU_H
#include "sched/sched.h"

typedef struct lehr_plateau {   /* the state                                          */
    double rate;                /* the current one                                    */
    double best;                /* the best value so far, ± infinity before the first */
    long   bad;                 /* values since then that were no better              */
    long   cooldown;            /* values that are still ignored after a reduction   */
} lehr_plateau;

bool   lehr_sched_is_plateau(const lehr_sched *s);                      /* true: its last part is a plateau */
void   lehr_plateau_start(lehr_plateau *p, const lehr_sched *s);        /* at the base rate, before any value */

/* The rate of the update after t finished ones; without a plateau, lehr_sched_at. */
double lehr_plateau_at(const lehr_plateau *p, const lehr_sched *s, long t);

/* Add one value of the metric, after t updates; without a plateau, nothing. NaN counts as no better. */
void   lehr_plateau_update(lehr_plateau *p, const lehr_sched *s, long t, double value);

/* The name of the metric: "validation_loss"; without a plateau, "". */
lehr_short_text lehr_plateau_metric(const lehr_sched *s);

#endif
