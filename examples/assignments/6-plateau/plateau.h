/* plateau.h — the plateau policy: it reduces the rate when a metric no longer improves.
 *
 *     plateau p = { .factor = 0.1, .patience = 10, .threshold = 1e-4, .relative = 1, .eps = 1e-8 };
 *     plateau_start(&p, 0.01);                 before the training
 *     lr = plateau_hear(&p, loss);             once an epoch; the answer is the rate from now on
 */
#ifndef PLATEAU_H
#define PLATEAU_H

typedef struct plateau {
    /* settings: the caller fills them in, and you only read them */
    double factor;                  /* a cut leaves this share of the rate, 0 < factor < 1                   */
    long   patience;                /* so many bad values in a row are forgiven, ≥ 0                         */
    double threshold;               /* better by no more than this is not better, ≥ 0                        */
    int    relative;                /* 1: the threshold is a share of |best|; 0: a number in the metric's unit */
    int    rising;                  /* 0: less is better, a loss; 1: more is better, an accuracy             */
    long   cooldown;                /* so many values after a cut are not counted as bad, ≥ 0                */
    double min;                     /* the rate never falls below this, ≥ 0                                  */
    double eps;                     /* a cut that takes no more than this from the rate is left out, ≥ 0     */

    /* memory: yours */
    double rate;                    /* in use                                                                */
    double best;                    /* the best value so far; before the first, one that any number betters  */
    long   bad;                     /* values in a row since then that were not better                       */
    long   rest;                    /* values of a cooldown yet to come                                      */
} plateau;

/* 1. Fills in the memory for a training that begins with the rate lr. */
void plateau_start(plateau *p, double lr);

/* 2. 1 if value is better than p->best, by more than the threshold; else 0. A NaN is never better. */
int plateau_is_better(const plateau *p, double value);

/* 3. Hears the next value of the metric, and answers with the rate from now on. */
double plateau_hear(plateau *p, double value);

#endif
