/* range.c — assignment 4: the range test, from the rates it tries to the rate it suggests. range.h describes what
 * each function returns. */
#include "range.h"
#include <math.h>

double range_rate(double from, double to, long n, long i)
{
    /* YOUR PART: as it stands the rate rises by a constant step, and has left the small rates at once */
    return from + (to - from) * (double)i / (double)(n - 1);
}

void smooth(int n, double keep, const double *loss, double *smoothed)
{
    /* YOUR PART: as it stands nothing is smoothed */
    for (int i = 0; i < n; i++) smoothed[i] = loss[i];
}

int range_end(int n, double stop, const double *smoothed)
{
    /* YOUR PART: as it stands the test never breaks */
    return n;
}

double steepest(int n, const double *rate, const double *loss)
{
    /* YOUR PART: as it stands, the middle of the range, whatever the losses are */
    return rate[n / 2];
}

double tenth_of_best(int n, const double *rate, const double *loss)
{
    /* YOUR PART: as it stands, a tenth of the largest rate that was tried */
    return rate[n - 1] / 10;
}
