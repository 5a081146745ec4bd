#include "lab/stats.h"
#include <math.h>

/* P(|t| ≤ x): the finite series in θ = atan(x/√ν), Abramowitz & Stegun 26.7.3 and 26.7.4. */
static double within(double x, int freedom)
{
    double theta = atan(x / sqrt(freedom)), c = cos(theta), term, sum;
    if (freedom % 2) {
        term = sum = freedom > 1 ? c : 0;
        for (int k = 3; k < freedom; k += 2) sum += term *= c * c * (k - 1) / k;
        return 2 / acos(-1) * (theta + sin(theta) * sum);
    }
    term = sum = 1;
    for (int k = 2; k < freedom; k += 2) sum += term *= c * c * (k - 1) / k;
    return sin(theta) * sum;
}

double lehr_student_95(int freedom)
{
    double low = 1.9, high = 13;                        /* from the normal's 1.96 to 12.71 for one degree */
    while (high - low > 1e-12) {
        double middle = (low + high) / 2;
        if (within(middle, freedom) < 0.95) low = middle;
        else high = middle;
    }
    return (low + high) / 2;
}

lehr_stats lehr_stats_of(const double *v, int n)
{
    lehr_stats s = { .n = n, .interval = NAN };
    double squares = 0;
    for (int i = 0; i < n; i++) s.mean += v[i] / n;
    for (int i = 0; i < n; i++) squares += (v[i] - s.mean) * (v[i] - s.mean);
    if (n < 2) return s;
    s.deviation = sqrt(squares / (n - 1));
    s.interval = lehr_student_95(n - 1) * s.deviation / sqrt(n);
    return s;
}
