/* rules.c — assignment 3: momentum, RMSProp and Adam. rules.h has the arguments, task.md the formulas. */
#include "rules.h"
#include <math.h>

void momentum_step(int n, double lr, double mu, double *w, const double *g, double *v)
{
    //[ solution
    for (int i = 0; i < n; i++) {
        v[i] = mu * v[i] + g[i];
        w[i] -= lr * v[i];
    }
    //= starter
    //  /* YOUR PART: as it stands, this is plain gradient descent, which remembers nothing */
    //  for (int i = 0; i < n; i++) w[i] -= lr * g[i];
    //]
}

void rmsprop_step(int n, double lr, double alpha, double eps, double *w, const double *g, double *v)
{
    //[ solution
    for (int i = 0; i < n; i++) {
        v[i] = alpha * v[i] + (1 - alpha) * g[i] * g[i];
        w[i] -= lr * g[i] / (sqrt(v[i]) + eps);
    }
    //= starter
    //  /* YOUR PART: as it stands, this is plain gradient descent: a large gradient makes a large step */
    //  for (int i = 0; i < n; i++) w[i] -= lr * g[i];
    //]
}

void adam_step(int n, double lr, double beta1, double beta2, double eps, long t, double *w, const double *g, double *m,
               double *v)
{
    //[ solution
    double c1 = 1 - pow(beta1, (double)t), c2 = 1 - pow(beta2, (double)t);
    for (int i = 0; i < n; i++) {
        m[i] = beta1 * m[i] + (1 - beta1) * g[i];
        v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
        w[i] -= lr * (m[i] / c1) / (sqrt(v[i] / c2) + eps);
    }
    //= starter
    //  /* YOUR PART: the two means first, then their correction, then the step. Now it is gradient descent. */
    //  for (int i = 0; i < n; i++) w[i] -= lr * g[i];
    //]
}
