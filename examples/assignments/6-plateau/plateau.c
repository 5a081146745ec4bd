/* plateau.c — assignment 6: the plateau policy. plateau.h describes the struct; task.md, the rule. */
#include "plateau.h"
#include <math.h>

void plateau_start(plateau *p, double lr)
{
    /* YOUR PART: is there a loss that is not better than 0? */
    p->rate = lr;
    p->best = 0;
}

int plateau_is_better(const plateau *p, double value)
{
    /* YOUR PART: by more than the threshold, and not every metric is a loss */
    return value < p->best;
}

double plateau_hear(plateau *p, double value)
{
    /* YOUR PART: this one has no patience, remembers the last value instead of the best, and never rests */
    if (!plateau_is_better(p, value)) p->rate *= p->factor;
    p->best = value;
    return p->rate;
}
