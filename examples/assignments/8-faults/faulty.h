/* faulty.h — eight programs as they were handed in. Each has one fault, and passes the test that came with it.
 *
 * Leave this file as it is: it is the evidence. Mend copies, in faults.c. */
#ifndef FAULTY_H
#define FAULTY_H
#include "faults.h"
#include <math.h>

/* 1. At each multiple of `every`, the rate is multiplied by gamma to the power of t / every. */
static inline void faulty_step(double rate[], long count, double lr, double gamma, long every)
{
    for (long t = 0; t < count; t++) {
        if (t > 0 && t % every == 0) lr *= pow(gamma, (double)(t / every));
        rate[t] = lr;
    }
}

/* 2. What is left of the way, 1 − t / steps, to the power of `power`. */
static inline double faulty_poly(double lr, double end, double power, long steps, long t)
{
    double left = 1 - (double)t / (double)steps;
    return end + (lr - end) * pow(left, power);
}

/* 3. The cosine goes from 1 to −1, so half of 1 + cosine goes from 1 to 0. */
static inline double faulty_cosine(double lr, double min, long steps, long t)
{
    double pi = acos(-1);
    return min + (lr - min) * (1 + cos(pi * (double)t / (double)steps)) / 2;
}

/* 4. m and v are running means that begin at 0, so they are corrected by 1 − β^t. */
static inline void faulty_adam(adam *a, double *w, double g)
{
    a->t++;
    a->m = a->beta1 * a->m + (1 - a->beta1) * g;
    a->v = a->beta2 * a->v + (1 - a->beta2) * g * g;
    double m = a->m * (1 - pow(a->beta1, (double)a->t));
    double v = a->v * (1 - pow(a->beta2, (double)a->t));
    *w -= a->lr * m / (sqrt(v) + a->eps);
}

/* 5. In training a share of the values is missing, so those that are kept are enlarged; in prediction none is
 * missing, so all are made smaller. */
static inline void faulty_dropout(double y[], const double x[], const double u[], int n, double rate, int training)
{
    double keep = 1 - rate;
    for (int i = 0; i < n; i++) {
        if (training) y[i] = u[i] < rate ? 0 : x[i] / keep;
        else y[i] = x[i] * keep;
    }
}

/* 6. Every sample adds its part: dz = z − y, dw = dz x, db = dz. */
static inline void faulty_gradient(double *dw, double *db, const double x[], const double y[], int m, double w,
                                   double b)
{
    *dw = *db = 0;
    for (int i = 0; i < m; i++) {
        double dz = w * x[i] + b - y[i];
        *dw += dz * x[i];
        *db += dz;
    }
}

/* 7. From the last place to the first: each changes places with one before it, drawn by chance. First the samples,
 * then the labels. */
static inline void faulty_shuffle(double x[], int label[], int n, int m, unsigned seed)
{
    unsigned state = seed;
    for (int j = m - 1; j > 0; j--) {
        int k = draw(&state, j + 1);
        for (int i = 0; i < n; i++) {
            double kept = x[i * m + j];
            x[i * m + j] = x[i * m + k];
            x[i * m + k] = kept;
        }
    }
    for (int j = m - 1; j > 0; j--) {
        int k = draw(&state, j + 1), kept = label[j];
        label[j] = label[k];
        label[k] = kept;
    }
}

/* 8. Mean and deviation of the feature; then every value is brought to them, for training and for validation alike. */
static inline void faulty_scale(double x[], int m, int train)
{
    double mean = 0, square = 0;
    for (int j = 0; j < m; j++) mean += x[j] / m;
    for (int j = 0; j < m; j++) square += (x[j] - mean) * (x[j] - mean) / m;
    for (int j = 0; j < train; j++) x[j] = (x[j] - mean) / sqrt(square);
    for (int j = train; j < m; j++) x[j] = (x[j] - mean) / sqrt(square);
}

#endif
