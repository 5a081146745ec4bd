/* faults.c — assignment 8: eight programs, corrected, and for each a test that distinguishes right from wrong. faults.h
 * describes what the programs must do; faulty.h has them with their faults; task.md describes the symptoms. */
#include "faults.h"
#include "faulty.h"
#include <math.h>

/* Equal but for rounding. A NaN is equal to nothing. */
static int near(double a, double b)
{
    return fabs(a - b) <= 1e-9 * (1 + fabs(b));
}

/* --- 1. step ------------------------------------------------------------------------------------------------------ */

void mended_step(double rate[], long count, double lr, double gamma, long every)
{
    /* YOUR PART: put a copy of faulty_step here, and mend it */
    faulty_step(rate, count, lr, gamma, every);
}

int proves_step(step_fn *f)
{
    /* YOUR PART: this is the test that came with it; it accepts faulty_step */
    double rate[51];
    f(rate, 51, 0.1, 0.5, 50);
    return near(rate[0], 0.1) && near(rate[49], 0.1) && near(rate[50], 0.05);
}

/* --- 2. poly ------------------------------------------------------------------------------------------------------ */

double mended_poly(double lr, double end, double power, long steps, long t)
{
    /* YOUR PART: put a copy of faulty_poly here, and mend it */
    return faulty_poly(lr, end, power, steps, t);
}

int proves_poly(poly_fn *f)
{
    /* YOUR PART: this is the test that came with it; it accepts faulty_poly */
    return near(f(0.1, 0, 2, 100, 0), 0.1) && near(f(0.1, 0, 2, 100, 50), 0.025) && near(f(0.1, 0, 2, 100, 100), 0);
}

/* --- 3. cosine ---------------------------------------------------------------------------------------------------- */

double mended_cosine(double lr, double min, long steps, long t)
{
    /* YOUR PART: put a copy of faulty_cosine here, and mend it */
    return faulty_cosine(lr, min, steps, t);
}

int proves_cosine(cosine_fn *f)
{
    /* YOUR PART: this is the test that came with it; it accepts faulty_cosine */
    for (long t = 1; t <= 100; t++)
        if (f(0.1, 0, 100, t) >= f(0.1, 0, 100, t - 1)) return 0;
    return near(f(0.1, 0, 100, 0), 0.1) && near(f(0.1, 0, 100, 50), 0.05) && near(f(0.1, 0, 100, 100), 0);
}

/* --- 4. Adam ------------------------------------------------------------------------------------------------------ */

void mended_adam(adam *a, double *w, double g)
{
    /* YOUR PART: put a copy of faulty_adam here, and mend it */
    faulty_adam(a, w, g);
}

int proves_adam(adam_fn *f)
{
    /* YOUR PART: this is the test that came with it; it accepts faulty_adam */
    adam a = { .lr = 0.01, .beta1 = 0.9, .beta2 = 0.999, .eps = 1e-8 };
    double w = 0, before = 0;
    for (int t = 0; t < 40000; t++) {
        before = w;
        f(&a, &w, 2);
    }
    return near(before - w, 0.01);          /* where the gradient stays the same, a step is as long as the rate */
}

/* --- 5. dropout --------------------------------------------------------------------------------------------------- */

void mended_dropout(double y[], const double x[], const double u[], int n, double rate, int training)
{
    /* YOUR PART: put a copy of faulty_dropout here, and mend it */
    faulty_dropout(y, x, u, n, rate, training);
}

int proves_dropout(dropout_fn *f)
{
    /* YOUR PART: this is the test that came with it; it accepts faulty_dropout */
    double x[] = { 1, 2, 3, 4 }, u[] = { 0.1, 0.6, 0.9, 0.3 }, y[4];
    f(y, x, u, 4, 0.5, 1);
    return near(y[0], 0) && near(y[1], 4) && near(y[2], 6) && near(y[3], 0);
}

/* --- 6. gradient -------------------------------------------------------------------------------------------------- */

void mended_gradient(double *dw, double *db, const double x[], const double y[], int m, double w, double b)
{
    /* YOUR PART: put a copy of faulty_gradient here, and mend it */
    faulty_gradient(dw, db, x, y, m, w, b);
}

int proves_gradient(gradient_fn *f)
{
    /* YOUR PART: this is the test that came with it; it accepts faulty_gradient */
    double x[] = { 2 }, y[] = { 7 }, dw, db;
    f(&dw, &db, x, y, 1, 3, 0.5);
    return near(dw, -1) && near(db, -0.5);
}

/* --- 7. shuffle --------------------------------------------------------------------------------------------------- */

void mended_shuffle(double x[], int label[], int n, int m, unsigned seed)
{
    /* YOUR PART: put a copy of faulty_shuffle here, and mend it */
    faulty_shuffle(x, label, n, m, seed);
}

int proves_shuffle(shuffle_fn *f)
{
    /* YOUR PART: this is the test that came with it; it accepts faulty_shuffle */
    double x[20], sum = 0;
    int label[20], ones = 0, moved = 0;
    for (int j = 0; j < 20; j++) x[j] = j, label[j] = j % 2;
    f(x, label, 1, 20, 5);
    for (int j = 0; j < 20; j++) sum += x[j], ones += label[j], moved += !near(x[j], j);
    return near(sum, 190) && ones == 10 && moved > 0;
}

/* --- 8. scale ----------------------------------------------------------------------------------------------------- */

void mended_scale(double x[], int m, int train)
{
    /* YOUR PART: put a copy of faulty_scale here, and mend it */
    faulty_scale(x, m, train);
}

int proves_scale(scale_fn *f)
{
    /* YOUR PART: this is the test that came with it; it accepts faulty_scale */
    double x[] = { 1, 3, 5, 7 };
    f(x, 4, 4);
    return near(x[0], -3 / sqrt(5)) && near(x[1], -1 / sqrt(5)) && near(x[2], 1 / sqrt(5)) &&
           near(x[3], 3 / sqrt(5));
}
