/* own.c — assignment 7: a policy of your own. own.h has the arguments, task.md the policy to beat. */
#include "own.h"

double my_rate(long t, long steps)
{
    //[ solution
    double up = 0.2 * (double)steps, most = 0.1;            /* a fifth of the way up, then down in a straight line */
    double rising = ((double)t + 1) / up, falling = (double)(steps - t) / ((double)steps - up);
    return most * (rising < falling ? rising : falling);
    //= starter
    //  /* YOUR PART: as it stands the rate never changes, so nothing is won */
    //  return 0.05;
    //]
}
