/* own.c — assignment 7: a policy of your own. own.h says what it is given; task.md, whom it has to beat. */
#include "own.h"

double my_rate(long t, long steps)
{
    /* YOUR PART: as it stands the rate never changes, so nothing is won */
    return 0.05;
}
