/* policies.h — the six policies of the book (11.8), as functions of t.
 *
 * t counts the updates that are finished: the first update asks for the rate at t = 0. lr is the base rate. A new
 * value holds at its boundary already: a drop at 50 is there at t = 50, not at t = 51. A policy remembers nothing; it
 * may be asked for any t, in any order. */
#ifndef POLICIES_H
#define POLICIES_H

double fixed(double lr, long t);
double step(double lr, double gamma, long every, long t);                           /* every: 1 or more */
/* at: count milestones, rising; 0: none */
double multistep(double lr, double gamma, const long at[], int count, long t);
double exponential(double lr, double gamma, double every, long t);                  /* every: above 0 */
double inv(double lr, double gamma, double power, long t);
double poly(double lr, double end, double power, long steps, long t);               /* steps: 1 or more */

#endif
