#include "lab/compare/stats.h"
#include <math.h>
#include <stdbool.h>

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

double lehr_student_t95(int freedom)
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
    s.interval = lehr_student_t95(n - 1) * s.deviation / sqrt(n);
    return s;
}

/* --- beyond the noise --------------------------------------------------------------------------------------------- */

enum { SIGNS = 6, MOST_SEEDS = 10000 };

/* But for the rounding of the differences. */
static bool is_one_number(const lehr_stats *s) { return s->deviation <= 1e-9 * fabs(s->mean); }

lehr_stats_direction lehr_stats_get_direction(const lehr_stats *s)
{
    if (s->n < 2) return LEHR_DIRECTION_UNKNOWN;
    if (s->mean == 0 && s->deviation == 0) return LEHR_DIRECTION_EQUAL;
    bool beyond = is_one_number(s) ? s->n >= SIGNS : fabs(s->mean) > s->interval;
    return !beyond ? LEHR_DIRECTION_NOISE : s->mean > 0 ? LEHR_DIRECTION_UP : LEHR_DIRECTION_DOWN;
}

double lehr_stats_p(const lehr_stats *s)
{
    if (s->n < 2) return NAN;
    if (s->mean == 0) return 1;
    if (is_one_number(s)) return fmin(1, 2 * pow(0.5, s->n));
    return fmax(0, 1 - within(fabs(s->mean) / (s->deviation / sqrt(s->n)), s->n - 1));
}

static bool is_enough(const lehr_stats *s, int n)
{
    return lehr_student_t95(n - 1) * s->deviation / sqrt(n) < fabs(s->mean);
}

int lehr_stats_seeds_needed(const lehr_stats *s)
{
    if (s->n < 2 || s->mean == 0) return 0;
    if (is_one_number(s)) return SIGNS;
    double z = 1.96 * s->deviation / fabs(s->mean), least = z * z;      /* t is never below the normal's 1.96 */
    if (!(least < MOST_SEEDS)) return 0;
    int n = least < 2 ? 2 : (int)least;
    while (!is_enough(s, n)) n++;
    return n;
}

void lehr_holm(double *p, int n)
{
    int left = 0;
    double before = 0;
    for (int i = 0; i < n; i++) left += !isnan(p[i]);
    for (; left > 0; left--) {
        int least = -1;
        for (int i = 0; i < n; i++)
            if (!isnan(p[i]) && !signbit(p[i]) && (least < 0 || p[i] < p[least])) least = i;
        before = fmin(1, fmax(before, p[least] * left));
        p[least] = copysign(before, -1);        /* the sign says that it is done, also of 0 */
    }
    for (int i = 0; i < n; i++) p[i] = fabs(p[i]);
}
