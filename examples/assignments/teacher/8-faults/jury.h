/* jury.h — other programs for the student's tests to judge: right ones that are written differently, and wrong ones with another fault than
 * that in faulty.h. */
#ifndef JURY_H
#define JURY_H
#include "faults.h"
#include <math.h>

/* --- 1. step ------------------------------------------------------------------------------------------------------- */

static void step_as_it_goes(double rate[], long count, double lr, double gamma, long every)     /* right: one gamma at each drop */
{
    for (long t = 0; t < count; t++) {
        if (t > 0 && t % every == 0) lr *= gamma;
        rate[t] = lr;
    }
}

static void step_late(double rate[], long count, double lr, double gamma, long every)
{
    for (long t = 0; t < count; t++) rate[t] = lr * pow(gamma, t > 0 ? (double)((t - 1) / every) : 0);
}

static void step_once(double rate[], long count, double lr, double gamma, long every)
{
    for (long t = 0; t < count; t++) rate[t] = t < every ? lr : lr * gamma;
}

static void step_smooth(double rate[], long count, double lr, double gamma, long every)
{
    for (long t = 0; t < count; t++) rate[t] = lr * pow(gamma, (double)t / (double)every);
}

/* --- 2. poly ------------------------------------------------------------------------------------------------------- */

static double poly_by_logarithm(double lr, double end, double power, long steps, long t)        /* right */
{
    if (t >= steps) return end;
    return end + (lr - end) * exp(power * log((double)(steps - t) / (double)steps));
}

static double poly_to_nothing(double lr, double end, double power, long steps, long t)
{
    return t < steps ? end + (lr - end) * pow(1 - (double)t / (double)steps, power) : 0;
}

static double poly_of_all(double lr, double end, double power, long steps, long t)      /* what falls is the rate, not its distance to the end */
{
    return t < steps ? fmax(end, lr * pow(1 - (double)t / (double)steps, power)) : end;
}

static double poly_straight(double lr, double end, double power, long steps, long t)
{
    return power > 0 && t < steps ? lr + (end - lr) * (double)t / (double)steps : end;
}

/* --- 3. cosine ----------------------------------------------------------------------------------------------------- */

static double cosine_by_square(double lr, double min, long steps, long t)               /* right: (1 + cos x) / 2 is the square of cos x/2 */
{
    double half = cos(acos(-1) / 2 * fmin((double)t / (double)steps, 1));
    return min + (lr - min) * half * half;
}

static double cosine_restarts(double lr, double min, long steps, long t)
{
    return min + (lr - min) * (1 + cos(acos(-1) * (double)(t % steps) / (double)steps)) / 2;
}

static double cosine_to_nothing(double lr, double min, long steps, long t)
{
    return t < steps ? min + (lr - min) * (1 + cos(acos(-1) * (double)t / (double)steps)) / 2 : 0;
}

static double cosine_straight(double lr, double min, long steps, long t)
{
    return t < steps ? lr + (min - lr) * (double)t / (double)steps : min;
}

/* --- 4. Adam ------------------------------------------------------------------------------------------------------- */

static void means(adam *a, double g)
{
    a->t++;
    a->m = a->beta1 * a->m + (1 - a->beta1) * g;
    a->v = a->beta2 * a->v + (1 - a->beta2) * g * g;
}

static void adam_by_rate(adam *a, double *w, double g)                                  /* right: the paper's short form; eps moves with it */
{
    means(a, g);
    double root = sqrt(1 - pow(a->beta2, (double)a->t)), rate = a->lr * root / (1 - pow(a->beta1, (double)a->t));
    *w -= rate * a->m / (sqrt(a->v) + a->eps * root);
}

static void adam_uncorrected(adam *a, double *w, double g)
{
    means(a, g);
    *w -= a->lr * a->m / (sqrt(a->v) + a->eps);
}

static void adam_half_corrected(adam *a, double *w, double g)
{
    means(a, g);
    *w -= a->lr * a->m / (1 - pow(a->beta1, (double)a->t)) / (sqrt(a->v) + a->eps);
}

static void adam_from_0(adam *a, double *w, double g)                                   /* corrects by t − 1: at first it divides by 0 */
{
    means(a, g);
    double t = (double)(a->t - 1), m = a->m / (1 - pow(a->beta1, t)), v = a->v / (1 - pow(a->beta2, t));
    *w -= a->lr * m / (sqrt(v) + a->eps);
}

/* --- 5. dropout ---------------------------------------------------------------------------------------------------- */

static void dropout_by_mask(double y[], const double x[], const double u[], int n, double rate, int training)   /* right */
{
    for (int i = 0; i < n; i++) y[i] = training ? (u[i] >= rate) * (1 / (1 - rate)) * x[i] : x[i];
}

static void dropout_always(double y[], const double x[], const double u[], int n, double rate, int training)
{
    for (int i = 0; i < n; i++) y[i] = u[i] < rate ? 0 : training ? x[i] / (1 - rate) : x[i];
}

static void dropout_unscaled(double y[], const double x[], const double u[], int n, double rate, int training)
{
    for (int i = 0; i < n; i++) y[i] = training && u[i] < rate ? 0 : x[i];
}

static void dropout_of_the_rest(double y[], const double x[], const double u[], int n, double rate, int training)    /* rate is what it keeps */
{
    for (int i = 0; i < n; i++) y[i] = !training || rate <= 0 ? x[i] : u[i] >= rate ? 0 : x[i] / rate;
}

/* --- 6. gradient --------------------------------------------------------------------------------------------------- */

static void gradient_by_means(double *dw, double *db, const double x[], const double y[], int m, double w, double b)     /* right */
{
    double mx = 0, my = 0, mxx = 0, mxy = 0;
    for (int i = 0; i < m; i++) mx += x[i], my += y[i], mxx += x[i] * x[i], mxy += x[i] * y[i];
    *dw = (w * mxx + b * mx - mxy) / m;
    *db = (w * mx + b * m - my) / m;
}

static void gradient_half_summed(double *dw, double *db, const double x[], const double y[], int m, double w, double b)
{
    gradient_by_means(dw, db, x, y, m, w, b);
    *dw *= m;                                                               /* as the iris program that circulates with the book */
}

static void gradient_unhalved(double *dw, double *db, const double x[], const double y[], int m, double w, double b)
{
    gradient_by_means(dw, db, x, y, m, w, b);
    *dw *= 2, *db *= 2;
}

static void gradient_of_first(double *dw, double *db, const double x[], const double y[], int m, double w, double b)
{
    (void)m;
    gradient_by_means(dw, db, x, y, 1, w, b);
}

/* --- 7. shuffle ---------------------------------------------------------------------------------------------------- */

static void change_places(double v[], int j, int k)
{
    double kept = v[j];
    v[j] = v[k];
    v[k] = kept;
}

static void shuffle_row(double row[], int m, unsigned seed)
{
    for (int j = 0; j < m - 1; j++) change_places(row, j, j + draw(&seed, m - j));
}

static void shuffle_labels(int label[], int m, unsigned seed)
{
    for (int j = 0; j < m - 1; j++) {
        int k = j + draw(&seed, m - j), kept = label[j];
        label[j] = label[k];
        label[k] = kept;
    }
}

static void shuffle_from_one_seed(double x[], int label[], int n, int m, unsigned seed)     /* right: each row by the same drawing */
{
    for (int i = 0; i < n; i++) shuffle_row(x + i * m, m, seed);
    shuffle_labels(label, m, seed);
}

static void shuffle_rows_apart(double x[], int label[], int n, int m, unsigned seed)
{
    for (int i = 0; i < n; i++) shuffle_row(x + i * m, m, seed + (unsigned)i);
    shuffle_labels(label, m, seed);
}

static void shuffle_samples_only(double x[], int label[], int n, int m, unsigned seed)
{
    (void)label;
    for (int i = 0; i < n; i++) shuffle_row(x + i * m, m, seed);
}

static void shuffle_with_doubles(double x[], int label[], int n, int m, unsigned seed)      /* draws a sample for each place: some twice, some never */
{
    for (int j = 0; j < m; j++) {
        int from = draw(&seed, m);
        for (int i = 0; i < n; i++) x[i * m + j] = x[i * m + from];
        label[j] = label[from];
    }
}

static void shuffle_nothing(double x[], int label[], int n, int m, unsigned seed)
{
    (void)x, (void)label, (void)n, (void)m, (void)seed;
}

/* --- 8. scale ------------------------------------------------------------------------------------------------------ */

static void figures(const double x[], int m, double *mean, double *deviation)           /* by sums of squares, in one walk */
{
    double sum = 0, squares = 0;
    for (int j = 0; j < m; j++) sum += x[j], squares += x[j] * x[j];
    *mean = sum / m;
    *deviation = sqrt(squares / m - *mean * *mean);
}

static void bring(double x[], int m, double mean, double deviation)
{
    for (int j = 0; j < m; j++) x[j] = (x[j] - mean) / deviation;
}

static void scale_in_one_walk(double x[], int m, int train)                             /* right */
{
    double mean, deviation;
    figures(x, train, &mean, &deviation);
    bring(x, m, mean, deviation);
}

static void scale_each_by_its_own(double x[], int m, int train)
{
    double mean, deviation;
    figures(x, train, &mean, &deviation);
    bring(x, train, mean, deviation);
    if (train == m) return;
    figures(x + train, m - train, &mean, &deviation);
    bring(x + train, m - train, mean, deviation);
}

static void scale_training_only(double x[], int m, int train)
{
    double mean, deviation;
    (void)m;
    figures(x, train, &mean, &deviation);
    bring(x, train, mean, deviation);
}

static void scale_by_all_deviations(double x[], int m, int train)
{
    double mean, deviation, unused;
    figures(x, m, &unused, &deviation);
    figures(x, train, &mean, &unused);
    bring(x, m, mean, deviation);
}

#endif
