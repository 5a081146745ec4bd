/* faults.h — what eight programs are to do. Those in faulty.h do it nearly.
 *
 * For each of them you hand in two functions, in faults.c: mended_…, the program as it should be, and proves_…, a
 * test that is given any program of its kind: 1, it is right; 0, it is not. */
#ifndef FAULTS_H
#define FAULTS_H

/* 1. The rates of the updates t = 0 … count − 1 of a training: lr gamma^floor(t / every), so each `every` updates
 *    gamma of the rate is left. */
typedef void step_fn(double rate[], long count, double lr, double gamma, long every);

/* 2. The rate at t ≥ 0: end + (lr − end) (1 − t / steps)^power, and past `steps` it stays at end. */
typedef double poly_fn(double lr, double end, double power, long steps, long t);

/* 3. The rate at t ≥ 0: along half a cosine from lr down to min over `steps` updates, and there it stays. */
typedef double cosine_fn(double lr, double min, long steps, long t);

/* 4. One update of one weight w, whose gradient is g, by Adam (the book, chapter 11):
 *
 *        m ← β1 m + (1 − β1) g      m̂ = m / (1 − β1^t)
 *        v ← β2 v + (1 − β2) g²     v̂ = v / (1 − β2^t)      w ← w − lr m̂ / (√v̂ + eps)
 *
 *    The first update is t = 1. m, v and t are 0 before it, and the program keeps them. */
typedef struct adam { double lr, beta1, beta2, eps, m, v; long t; } adam;
typedef void adam_fn(adam *a, double *w, double g);

/* 5. Dropout of n values x. In training, those whose u, a random number from [0, 1), is below `rate` become 0, and
 *    the others are divided by the share that is kept, 1 − rate. In prediction (training is 0), y is x. */
typedef void dropout_fn(double y[], const double x[], const double u[], int n, double rate, int training);

/* 6. The gradient of a linear regression z = w x + b over a batch of m ≥ 1 samples: dw and db are the derivatives
 *    of the loss, which is the mean over the batch of (z − y)² / 2. */
typedef void gradient_fn(double *dw, double *db, const double x[], const double y[], int m, double w, double b);

/* 7. Brings m samples into another order, by chance. Samples are columns, as in Lehr: feature i of sample j is
 *    x[i * m + j], for i < n ≤ 8, and its label is label[j]. No sample is lost or altered. m ≤ 1000; the same seed
 *    gives the same order. */
typedef void shuffle_fn(double x[], int label[], int n, int m, unsigned seed);

/* 8. Standardises one feature of m samples, x[0] … x[m − 1], in place: (x − mean) / deviation. The first `train`
 *    of them train, the others validate, and what validates must not be known to what trains: mean and deviation,
 *    √(mean of (x − mean)²), are those of the former. */
typedef void scale_fn(double x[], int m, int train);

step_fn     mended_step;            int proves_step(step_fn *f);
poly_fn     mended_poly;            int proves_poly(poly_fn *f);
cosine_fn   mended_cosine;          int proves_cosine(cosine_fn *f);
adam_fn     mended_adam;            int proves_adam(adam_fn *f);
dropout_fn  mended_dropout;         int proves_dropout(dropout_fn *f);
gradient_fn mended_gradient;        int proves_gradient(gradient_fn *f);
shuffle_fn  mended_shuffle;         int proves_shuffle(shuffle_fn *f);
scale_fn    mended_scale;           int proves_scale(scale_fn *f);

/* A whole number from 0 … n − 1, by chance; *state is the seed to begin with, and then the generator's memory. */
static inline int draw(unsigned *state, int n)
{
    *state = (*state * 1103515245u + 12345u) & 0x7fffffffu;
    return (int)(*state >> 8) % n;
}

#endif
