/* own.c — assignment 7: a policy of your own. own.h has the arguments, task.md the policy to beat. */
#include "own.h"

double my_rate(long t, long steps)
{
    /* YOUR PART: as it stands the rate never changes, so nothing is won */
    return 0.05;
}
