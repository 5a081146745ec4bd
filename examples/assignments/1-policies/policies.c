/* policies.c — assignment 1: the six policies of the book. policies.h has the arguments, task.md the values that
 * each must return. */
#include "policies.h"
#include <math.h>

double fixed(double lr, long t)
{
    /* YOUR PART: the rate never changes */
    return 0;
}

double step(double lr, double gamma, long every, long t)
{
    /* YOUR PART: at every multiple of `every`, what is left of the rate is gamma of it */
    return lr;
}

double multistep(double lr, double gamma, const long at[], int count, long t)
{
    /* YOUR PART: the same, at the milestones at[0] … at[count − 1] */
    return lr;
}

double exponential(double lr, double gamma, double every, long t)
{
    /* YOUR PART: what step does all at once, a little at every update */
    return lr;
}

double inv(double lr, double gamma, double power, long t)
{
    /* YOUR PART: (1 + gamma t) to the power of −power is left */
    return lr;
}

double poly(double lr, double end, double power, long steps, long t)
{
    /* YOUR PART: from lr to end over `steps` updates, and it stays there */
    return lr;
}
