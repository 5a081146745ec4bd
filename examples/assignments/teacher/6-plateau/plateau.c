/* plateau.c — assignment 6: the plateau policy. plateau.h describes the struct; task.md, the rule. */
#include "plateau.h"
#include <math.h>

void plateau_start(plateau *p, double lr)
{
    //[ solution
    p->rate = lr;
    p->best = p->rising ? -INFINITY : INFINITY;
    p->bad = p->rest = 0;
    //= starter
    //  /* YOUR PART: is there a loss that is not better than 0? */
    //  p->rate = lr;
    //  p->best = 0;
    //]
}

int plateau_is_better(const plateau *p, double value)
{
    //[ solution
    if (isinf(p->best)) return p->rising ? value > p->best : value < p->best;
    double by = p->relative ? p->threshold * fabs(p->best) : p->threshold;
    return p->rising ? value > p->best + by : value < p->best - by;
    //= starter
    //  /* YOUR PART: by more than the threshold, and not every metric is a loss */
    //  return value < p->best;
    //]
}

double plateau_hear(plateau *p, double value)
{
    //[ solution
    if (plateau_is_better(p, value)) {
        p->best = value;
        p->bad = 0;
    } else {
        p->bad++;
    }
    if (p->rest > 0) {
        p->rest--;
        p->bad = 0;
    }
    if (p->bad > p->patience) {
        double lower = fmax(p->rate * p->factor, p->min);
        if (p->rate - lower > p->eps) p->rate = lower;
        p->rest = p->cooldown;
        p->bad = 0;
    }
    return p->rate;
    //= starter
    //  /* YOUR PART: this one has no patience, remembers the last value instead of the best, and never rests */
    //  if (!plateau_is_better(p, value)) p->rate *= p->factor;
    //  p->best = value;
    //  return p->rate;
    //]
}
