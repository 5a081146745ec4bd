/* policies.h — the six policies of the book (11.8), as functions of t.
 *
 * t is the number of updates that are finished: the first update asks for the rate at t = 0. lr is the base rate, above 0. A new value
 * holds at its boundary already. */
#ifndef POLICIES_H
#define POLICIES_H

double fixed(double lr, long t);
double step(double lr, double gamma, long every, long t);
double multistep(double lr, double gamma, const long at[], int count, long t);      /* at: count milestones, rising */
double exponential(double lr, double gamma, double every, long t);
double inv(double lr, double gamma, double power, long t);
double poly(double lr, double end, double power, long steps, long t);

#endif
