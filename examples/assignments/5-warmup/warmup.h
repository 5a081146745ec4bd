/* warmup.h — a climb to begin with, and schedules that are put together from parts.
 *
 * t is the number of updates that are finished: the first update asks for the rate at t = 0. lr is the base rate,
 * above 0. A new value holds at its boundary already. What you write is a function of t and of nothing else: any t
 * may be asked, in any order, and again. */
#ifndef WARMUP_H
#define WARMUP_H

/* A policy: the rate at t, from the base rate lr, over `steps` updates in all. */
typedef double rate_fn(double lr, long steps, long t);

typedef struct part {
    rate_fn *rate;
    long     steps;                 /* how long it lasts, in updates; 0: as long as something is left of the training */
} part;

/* 1. From `from` of lr up to lr, from = 0 … 1, in `steps` updates, steps ≥ 1; and there it stays. */
double warmup(double lr, double from, long steps, long t);

/* 2. The rate at t of parts that follow one another: count ≥ 1 of them, each with steps ≥ 1. The last one goes on for
 * ever. */
double joined(const part parts[], int count, double lr, long t);

/* 3. How many updates part i has, in a training of `total`: those it asks for, or those that the parts before it
 * leave, and those are never
 *    fewer than 0. Of the parts before it, each has steps ≥ 1. */
long horizon(const part parts[], int i, long total);

/* 4. The rate at t of count ≥ 1 policies at once, each with its own steps: lr times the product of their shares of it.
 */
double product(const part factors[], int count, double lr, long t);

/* 5. A climb from 0 in `ramp` updates, then half a cosine from lr down to 0 over what is left of `total`, 1 ≤ ramp <
 * total. */
double warmup_cosine(double lr, long ramp, long total, long t);

/* It is there already: half a cosine from lr down to 0 over `steps` updates, and 0 from then on. */
double cosine(double lr, long steps, long t);

#endif
