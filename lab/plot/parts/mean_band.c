#include "lab/plot/parts/mean_band.h"
#include <math.h>

lehr_mean_band lehr_mean_band_of(const double *v, int n)
{
    double mean = 0, squares = 0, least = HUGE_VAL, most = -HUGE_VAL;
    int count = 0;
    for (int i = 0; i < n; i++) {                       /* Welford 1962: no difference of large sums */
        if (!isfinite(v[i])) continue;
        double off = v[i] - mean;
        mean += off / ++count;
        squares += off * (v[i] - mean);
        least = fmin(least, v[i]);
        most = fmax(most, v[i]);
    }
    if (!count) return (lehr_mean_band){ NAN, NAN, NAN };
    double deviation = count > 1 ? sqrt(squares / (count - 1)) : 0;
    return (lehr_mean_band){ mean, fmax(least, mean - deviation), fmin(most, mean + deviation) };
}
