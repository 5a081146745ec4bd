/* plateau.h — the one policy that listens: lower the rate when the metric no longer improves.
 *
 *     lehr_plateau p;
 *     lehr_plateau_start(&p, &sched);                     where lehr_sched_is_plateau(&sched)
 *     opt.lr = lehr_plateau_at(&p, &sched, t);            in the loop, instead of lehr_sched_at
 *     lehr_plateau_update(&p, &sched, t, loss);           once an epoch, after t updates
 *
 * Its settings stand in the schedule; its whole memory is the struct, to be saved and loaded with the weights. What
 * came before it ("warmup:100+plateau:5") is followed first, and nothing is heard during it.
 */
#ifndef LEHR_SCHED_PLATEAU_H
#define LEHR_SCHED_PLATEAU_H
#include "sched/sched.h"

typedef struct lehr_plateau {   /* what it remembers                                 */
    double rate;                /* in use                                            */
    double best;                /* the best value heard, ± infinity before the first */
    long   bad;                 /* values since then that were no better             */
    long   cooldown;            /* values yet to be passed over after a cut          */
} lehr_plateau;

bool   lehr_sched_is_plateau(const lehr_sched *s);                      /* is a plateau its last part? */
void   lehr_plateau_start(lehr_plateau *p, const lehr_sched *s);        /* at the base rate, nothing heard */

/* The rate of the update after t finished ones; lehr_sched_at, where the schedule does not listen. */
double lehr_plateau_at(const lehr_plateau *p, const lehr_sched *s, long t);

/* One value of the metric more, after t updates; nothing where the schedule does not listen. NaN counts as no better.
 */
void   lehr_plateau_update(lehr_plateau *p, const lehr_sched *s, long t, double value);

/* The metric it listens to, by its name: "validation_loss"; "" where it does not listen. */
lehr_short_text lehr_plateau_metric(const lehr_sched *s);

#endif
