#include "lab/compare/stats.h"
#include <math.h>
#include <stdbool.h>

/* P(|t| ≤ x): the finite series in θ = atan(x/√ν), Abramowitz & Stegun 26.7.3 and 26.7.4. */
static double probability_within(double x, int degrees)
{
    double theta = atan(x / sqrt(degrees)), c = cos(theta), term, sum;
    if (degrees % 2) {
        term = sum = degrees > 1 ? c : 0;
        for (int k = 3; k < degrees; k += 2) sum += term *= c * c * (k - 1) / k;
        return 2 / acos(-1) * (theta + sin(theta) * sum);
    }
    term = sum = 1;
    for (int k = 2; k < degrees; k += 2) sum += term *= c * c * (k - 1) / k;
    return sin(theta) * sum;
}

double lehr_student_t95(int degrees)
{
    double low = 1.9, high = 13;                        /* from the normal's 1.96 to 12.71 for one degree */
    if (degrees < 1) return NAN;
    while (high - low > 1e-12) {
        double middle = (low + high) / 2;
        if (probability_within(middle, degrees) < 0.95) low = middle;
        else high = middle;
    }
    return (low + high) / 2;
}

lehr_stats lehr_stats_of(const double *v, int n)
{
    lehr_stats s = { .n = v && n > 0 ? n : 0, .interval = NAN };
    double squares = 0;
    for (int i = 0; i < s.n; i++) s.mean += v[i] / n;
    for (int i = 0; i < s.n; i++) squares += (v[i] - s.mean) * (v[i] - s.mean);
    if (s.n < 2) return s;
    s.deviation = sqrt(squares / (n - 1));
    s.interval = lehr_student_t95(n - 1) * s.deviation / sqrt(n);
    return s;
}

/* --- tests -------------------------------------------------------------------------------------------------------- */

enum { MIN_EQUAL_SIGNS = 6, MAX_SEEDS = 10000 };

/* Are all numbers the same, except for rounding? */
static bool is_constant(const lehr_stats *s) { return s->deviation <= 1e-9 * fabs(s->mean); }

lehr_stats_direction lehr_stats_get_direction(const lehr_stats *s)
{
    if (!s || s->n < 2 || isnan(s->mean)) return LEHR_DIRECTION_UNKNOWN;
    if (s->mean == 0 && s->deviation == 0) return LEHR_DIRECTION_EQUAL;
    bool significant = is_constant(s) ? s->n >= MIN_EQUAL_SIGNS : fabs(s->mean) > s->interval;
    return !significant ? LEHR_DIRECTION_NOISE : s->mean > 0 ? LEHR_DIRECTION_UP : LEHR_DIRECTION_DOWN;
}

double lehr_stats_p(const lehr_stats *s)
{
    if (!s || s->n < 2 || isnan(s->mean)) return NAN;
    if (s->mean == 0) return 1;
    if (is_constant(s)) return fmin(1, 2 * pow(0.5, s->n));
    return fmax(0, 1 - probability_within(fabs(s->mean) / (s->deviation / sqrt(s->n)), s->n - 1));
}

static bool is_enough(const lehr_stats *s, int n)
{
    return lehr_student_t95(n - 1) * s->deviation / sqrt(n) < fabs(s->mean);
}

int lehr_stats_seeds_needed(const lehr_stats *s)
{
    if (!s || s->n < 2 || s->mean == 0) return 0;
    if (is_constant(s)) return MIN_EQUAL_SIGNS;
    double z = 1.96 * s->deviation / fabs(s->mean), least = z * z;      /* t is never below the normal's 1.96 */
    if (!(least < MAX_SEEDS)) return 0;
    int n = least < 2 ? 2 : (int)least;
    while (!is_enough(s, n)) n++;
    return n;
}

void lehr_holm(double *p, int n)
{
    int remaining = 0;
    double last = 0;
    for (int i = 0; p && i < n; i++) remaining += !isnan(p[i]);
    for (; remaining > 0; remaining--) {
        int smallest = -1;
        for (int i = 0; i < n; i++)
            if (!isnan(p[i]) && !signbit(p[i]) && (smallest < 0 || p[i] < p[smallest])) smallest = i;
        last = fmin(1, fmax(last, p[smallest] * remaining));
        p[smallest] = copysign(last, -1);       /* the sign marks it as finished, also if it is 0 */
    }
    for (int i = 0; p && i < n; i++) p[i] = fabs(p[i]);
}
