/* range.c — assignment 4: the range test, from the rates it tries to the rate it suggests. range.h describes what
 * each function returns. */
#include "range.h"
#include <math.h>

double range_rate(double from, double to, long n, long i)
{
    //[ solution
    return from * pow(to / from, (double)i / (double)(n - 1));
    //= starter
    //  /* YOUR PART: as it stands the rate rises by a constant step, and has left the small rates at once */
    //  return from + (to - from) * (double)i / (double)(n - 1);
    //]
}

void smooth(int n, double keep, const double *loss, double *smoothed)
{
    //[ solution
    double sum = 0, weights = 0;
    for (int i = 0; i < n; i++) {
        sum = keep * sum + loss[i];
        weights = keep * weights + 1;
        smoothed[i] = sum / weights;
    }
    //= starter
    //  /* YOUR PART: as it stands nothing is smoothed */
    //  for (int i = 0; i < n; i++) smoothed[i] = loss[i];
    //]
}

int range_end(int n, double stop, const double *smoothed)
{
    //[ solution
    double best = INFINITY;
    for (int i = 0; i < n; i++) {
        if (isnan(smoothed[i])) return i;
        if (i >= 9) best = fmin(best, smoothed[i]);
        if (smoothed[i] > stop * best) return i;
    }
    return n;
    //= starter
    //  /* YOUR PART: as it stands the test never breaks */
    //  return n;
    //]
}

double steepest(int n, const double *rate, const double *loss)
{
    //[ solution
    double most = 0, at = 0;
    for (int i = 1; i < n - 1; i++) {
        double slope = (loss[i + 1] - loss[i - 1]) / log(rate[i + 1] / rate[i - 1]);
        if (slope < most) most = slope, at = rate[i];
    }
    return at;
    //= starter
    //  /* YOUR PART: as it stands, the middle of the range, whatever the losses are */
    //  return rate[n / 2];
    //]
}

double tenth_of_best(int n, const double *rate, const double *loss)
{
    //[ solution
    int best = 0;
    for (int i = 1; i < n; i++)
        if (loss[i] < loss[best]) best = i;
    return rate[best] / 10;
    //= starter
    //  /* YOUR PART: as it stands, a tenth of the largest rate that was tried */
    //  return rate[n - 1] / 10;
    //]
}
