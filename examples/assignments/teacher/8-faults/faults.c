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
    //[ solution
    for (long t = 0; t < count; t++) rate[t] = lr * pow(gamma, (double)(t / every));
    //= starter
    //  /* YOUR PART: put a copy of faulty_step here, and mend it */
    //  faulty_step(rate, count, lr, gamma, every);
    //]
}

int proves_step(step_fn *f)
{
    //[ solution
    double rate[400], left = 0.1;
    f(rate, 400, 0.1, 0.5, 50);
    for (int t = 0; t < 400; t++) {
        if (t > 0 && t % 50 == 0) left *= 0.5;
        if (!near(rate[t], left)) return 0;
    }
    return 1;
    //= starter
    //  /* YOUR PART: this is the test that came with it; it accepts faulty_step */
    //  double rate[51];
    //  f(rate, 51, 0.1, 0.5, 50);
    //  return near(rate[0], 0.1) && near(rate[49], 0.1) && near(rate[50], 0.05);
    //]
}

/* --- 2. poly ------------------------------------------------------------------------------------------------------ */

double mended_poly(double lr, double end, double power, long steps, long t)
{
    //[ solution
    double left = t < steps ? 1 - (double)t / (double)steps : 0;
    return end + (lr - end) * pow(left, power);
    //= starter
    //  /* YOUR PART: put a copy of faulty_poly here, and mend it */
    //  return faulty_poly(lr, end, power, steps, t);
    //]
}

int proves_poly(poly_fn *f)
{
    //[ solution
    static const double power[] = { 0.9, 1, 2, 3 };
    for (int i = 0; i < 4; i++)
        for (long t = 0; t <= 300; t++) {
            double wanted = t < 100 ? 0.01 + 0.09 * pow((double)(100 - t) / 100, power[i]) : 0.01;
            if (!near(f(0.1, 0.01, power[i], 100, t), wanted)) return 0;
        }
    return 1;
    //= starter
    //  /* YOUR PART: this is the test that came with it; it accepts faulty_poly */
    //  return near(f(0.1, 0, 2, 100, 0), 0.1) && near(f(0.1, 0, 2, 100, 50), 0.025) && near(f(0.1, 0, 2, 100, 100), 0);
    //]
}

/* --- 3. cosine ---------------------------------------------------------------------------------------------------- */

double mended_cosine(double lr, double min, long steps, long t)
{
    //[ solution
    double share = t < steps ? (double)t / (double)steps : 1;
    return min + (lr - min) * (1 + cos(acos(-1) * share)) / 2;
    //= starter
    //  /* YOUR PART: put a copy of faulty_cosine here, and mend it */
    //  return faulty_cosine(lr, min, steps, t);
    //]
}

int proves_cosine(cosine_fn *f)
{
    //[ solution
    for (long t = 0; t <= 300; t++) {
        double half = cos(acos(-1) * (double)t / 200), wanted = t < 100 ? 0.01 + 0.09 * half * half : 0.01;
        if (!near(f(0.1, 0.01, 100, t), wanted)) return 0;
    }
    return 1;
    //= starter
    //  /* YOUR PART: this is the test that came with it; it accepts faulty_cosine */
    //  for (long t = 1; t <= 100; t++)
    //      if (f(0.1, 0, 100, t) >= f(0.1, 0, 100, t - 1)) return 0;
    //  return near(f(0.1, 0, 100, 0), 0.1) && near(f(0.1, 0, 100, 50), 0.05) && near(f(0.1, 0, 100, 100), 0);
    //]
}

/* --- 4. Adam ------------------------------------------------------------------------------------------------------ */

void mended_adam(adam *a, double *w, double g)
{
    //[ solution
    a->t++;
    a->m = a->beta1 * a->m + (1 - a->beta1) * g;
    a->v = a->beta2 * a->v + (1 - a->beta2) * g * g;
    double m = a->m / (1 - pow(a->beta1, (double)a->t));
    double v = a->v / (1 - pow(a->beta2, (double)a->t));
    *w -= a->lr * m / (sqrt(v) + a->eps);
    //= starter
    //  /* YOUR PART: put a copy of faulty_adam here, and mend it */
    //  faulty_adam(a, w, g);
    //]
}

int proves_adam(adam_fn *f)
{
    //[ solution
    adam a = { .lr = 0.1, .beta1 = 0.9, .beta2 = 0.999, .eps = 1e-8 };
    double w = 1, wanted = 1, m = 0, v = 0, m_lost = 1, v_lost = 1;
    for (int t = 1; t <= 50; t++) {
        double g = 2 + cos(t);
        m = 0.9 * m + 0.1 * g;
        v = 0.999 * v + 0.001 * g * g;
        m_lost *= 0.9;                      /* the share that the 0 of the beginning still has */
        v_lost *= 0.999;
        wanted -= 0.1 * (m / (1 - m_lost)) / (sqrt(v / (1 - v_lost)) + 1e-8);
        f(&a, &w, g);
        if (!near(w, wanted)) return 0;
    }
    return 1;
    //= starter
    //  /* YOUR PART: this is the test that came with it; it accepts faulty_adam */
    //  adam a = { .lr = 0.01, .beta1 = 0.9, .beta2 = 0.999, .eps = 1e-8 };
    //  double w = 0, before = 0;
    //  for (int t = 0; t < 40000; t++) {
    //      before = w;
    //      f(&a, &w, 2);
    //  }
    //  return near(before - w, 0.01);          /* where the gradient stays the same, a step is as long as the rate */
    //]
}

/* --- 5. dropout --------------------------------------------------------------------------------------------------- */

void mended_dropout(double y[], const double x[], const double u[], int n, double rate, int training)
{
    //[ solution
    for (int i = 0; i < n; i++) {
        if (training) y[i] = u[i] < rate ? 0 : x[i] / (1 - rate);
        else y[i] = x[i];
    }
    //= starter
    //  /* YOUR PART: put a copy of faulty_dropout here, and mend it */
    //  faulty_dropout(y, x, u, n, rate, training);
    //]
}

int proves_dropout(dropout_fn *f)
{
    //[ solution
    static const double x[] = { 1, -2, 3, 4, 5 }, u[] = { 0.1, 0.3, 0.6, 0.2, 0.9 }, rates[] = { 0, 0.25, 0.5 };
    double y[5];
    for (int k = 0; k < 3; k++) {
        f(y, x, u, 5, rates[k], 1);
        for (int i = 0; i < 5; i++)
            if (!near(y[i], u[i] < rates[k] ? 0 : x[i] / (1 - rates[k]))) return 0;
        f(y, x, u, 5, rates[k], 0);
        for (int i = 0; i < 5; i++)
            if (!near(y[i], x[i])) return 0;
    }
    return 1;
    //= starter
    //  /* YOUR PART: this is the test that came with it; it accepts faulty_dropout */
    //  double x[] = { 1, 2, 3, 4 }, u[] = { 0.1, 0.6, 0.9, 0.3 }, y[4];
    //  f(y, x, u, 4, 0.5, 1);
    //  return near(y[0], 0) && near(y[1], 4) && near(y[2], 6) && near(y[3], 0);
    //]
}

/* --- 6. gradient -------------------------------------------------------------------------------------------------- */

void mended_gradient(double *dw, double *db, const double x[], const double y[], int m, double w, double b)
{
    //[ solution
    *dw = *db = 0;
    for (int i = 0; i < m; i++) {
        double dz = w * x[i] + b - y[i];
        *dw += dz * x[i] / m;
        *db += dz / m;
    }
    //= starter
    //  /* YOUR PART: put a copy of faulty_gradient here, and mend it */
    //  faulty_gradient(dw, db, x, y, m, w, b);
    //]
}

//[ solution
static double loss(const double x[], const double y[], int m, double w, double b)
{
    double sum = 0;
    for (int i = 0; i < m; i++) sum += (w * x[i] + b - y[i]) * (w * x[i] + b - y[i]) / 2;
    return sum / m;
}

//]
int proves_gradient(gradient_fn *f)
{
    //[ solution
    static const double x[] = { 1, -0.5, 2, 0.25, -1.5 }, y[] = { 3, 0.5, 4, 1, -2 };
    const double w = 0.7, b = -0.2, h = 0.01;
    for (int m = 1; m <= 5; m++) {  /* the gradient check: the loss is a parabola, so that these quotients are exact */
        double dw = 0, db = 0;
        f(&dw, &db, x, y, m, w, b);
        if (!near(dw, (loss(x, y, m, w + h, b) - loss(x, y, m, w - h, b)) / (2 * h))) return 0;
        if (!near(db, (loss(x, y, m, w, b + h) - loss(x, y, m, w, b - h)) / (2 * h))) return 0;
    }
    return 1;
    //= starter
    //  /* YOUR PART: this is the test that came with it; it accepts faulty_gradient */
    //  double x[] = { 2 }, y[] = { 7 }, dw, db;
    //  f(&dw, &db, x, y, 1, 3, 0.5);
    //  return near(dw, -1) && near(db, -0.5);
    //]
}

/* --- 7. shuffle --------------------------------------------------------------------------------------------------- */

void mended_shuffle(double x[], int label[], int n, int m, unsigned seed)
{
    //[ solution
    unsigned state = seed;
    for (int j = m - 1; j > 0; j--) {
        int k = draw(&state, j + 1), label_kept = label[j];
        for (int i = 0; i < n; i++) {
            double kept = x[i * m + j];
            x[i * m + j] = x[i * m + k];
            x[i * m + k] = kept;
        }
        label[j] = label[k];
        label[k] = label_kept;
    }
    //= starter
    //  /* YOUR PART: put a copy of faulty_shuffle here, and mend it */
    //  faulty_shuffle(x, label, n, m, seed);
    //]
}

int proves_shuffle(shuffle_fn *f)
{
    //[ solution
    double x[2 * 60];
    int label[60], seen[60] = { 0 }, moved = 0;
    for (int j = 0; j < 60; j++) x[j] = j, x[60 + j] = 100 + j, label[j] = 7 * j; /* one number determines the others */
    f(x, label, 2, 60, 5);
    for (int j = 0; j < 60; j++) {
        int from = label[j] / 7;
        if (label[j] < 0 || from >= 60 || label[j] != 7 * from || seen[from]++) return 0;
        if (!near(x[j], from) || !near(x[60 + j], 100 + from)) return 0;
        moved += from != j;
    }
    return moved > 0;
    //= starter
    //  /* YOUR PART: this is the test that came with it; it accepts faulty_shuffle */
    //  double x[20], sum = 0;
    //  int label[20], ones = 0, moved = 0;
    //  for (int j = 0; j < 20; j++) x[j] = j, label[j] = j % 2;
    //  f(x, label, 1, 20, 5);
    //  for (int j = 0; j < 20; j++) sum += x[j], ones += label[j], moved += !near(x[j], j);
    //  return near(sum, 190) && ones == 10 && moved > 0;
    //]
}

/* --- 8. scale ----------------------------------------------------------------------------------------------------- */

void mended_scale(double x[], int m, int train)
{
    //[ solution
    double mean = 0, square = 0;
    for (int j = 0; j < train; j++) mean += x[j] / train;
    for (int j = 0; j < train; j++) square += (x[j] - mean) * (x[j] - mean) / train;
    for (int j = 0; j < m; j++) x[j] = (x[j] - mean) / sqrt(square);
    //= starter
    //  /* YOUR PART: put a copy of faulty_scale here, and mend it */
    //  faulty_scale(x, m, train);
    //]
}

int proves_scale(scale_fn *f)
{
    //[ solution
    double x[] = { 1, 3, 5, 7, 10, -20 };       /* of the four that train: mean 4, deviation √5 */
    f(x, 6, 4);
    for (int j = 0; j < 4; j++)
        if (!near(x[j], (2 * j - 3) / sqrt(5))) return 0;
    return near(x[4], 6 / sqrt(5)) && near(x[5], -24 / sqrt(5));
    //= starter
    //  /* YOUR PART: this is the test that came with it; it accepts faulty_scale */
    //  double x[] = { 1, 3, 5, 7 };
    //  f(x, 4, 4);
    //  return near(x[0], -3 / sqrt(5)) && near(x[1], -1 / sqrt(5)) && near(x[2], 1 / sqrt(5)) &&
    //         near(x[3], 3 / sqrt(5));
    //]
}
