/* warmup.c — assignment 5: warm-up, and schedules made of parts. warmup.h has the arguments, task.md the values that
 * each must return. */
#include "warmup.h"
#include <math.h>

double cosine(double lr, long steps, long t)
{
    double share = t < steps ? (double)t / (double)steps : 1;
    return lr * (1 + cos(acos(-1) * share)) / 2;
}

double warmup(double lr, double from, long steps, long t)
{
    //[ solution
    double share = t < steps ? (double)(t + 1) / (double)steps : 1;
    return lr * (from + (1 - from) * share);
    //= starter
    //  /* YOUR PART: it begins at 0, ignores `from`, and climbs without end */
    //  return lr * (double)t / (double)steps;
    //]
}

double joined(const part parts[], int count, double lr, long t)
{
    //[ solution
    int i = 0;
    for (; i < count - 1 && t >= parts[i].steps; i++) t -= parts[i].steps;
    return parts[i].rate(lr, parts[i].steps, t);
    //= starter
    //  /* YOUR PART: which part does t fall into, and how much of t belongs to those before it? */
    //  return parts[0].rate(lr, parts[0].steps, t);
    //]
}

long horizon(const part parts[], int i, long total)
{
    //[ solution
    if (parts[i].steps > 0) return parts[i].steps;
    for (int before = 0; before < i; before++) total -= parts[before].steps;
    return total > 0 ? total : 0;
    //= starter
    //  /* YOUR PART: a part may say how long it is, and others may come before it */
    //  return total;
    //]
}

double product(const part factors[], int count, double lr, long t)
{
    //[ solution
    double rate = lr;
    for (int i = 0; i < count; i++) rate *= factors[i].rate(lr, factors[i].steps, t) / lr;
    return rate;
    //= starter
    //  /* YOUR PART: this multiplies rates; what is to be multiplied are shares of lr */
    //  double rate = 1;
    //  for (int i = 0; i < count; i++) rate *= factors[i].rate(lr, factors[i].steps, t);
    //  return rate;
    //]
}

double warmup_cosine(double lr, long ramp, long total, long t)
{
    //[ solution
    return t < ramp ? warmup(lr, 0, ramp, t) : cosine(lr, total - ramp, t - ramp);
    //= starter
    //  /* YOUR PART: this cosine has been falling while the rate climbed; see what happens at t = ramp */
    //  return t < ramp ? warmup(lr, 0, ramp, t) : cosine(lr, total, t);
    //]
}
