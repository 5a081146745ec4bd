/* backward.c — assignment 2: three gradients. backward.h has the arguments, task.md the formulas. */
#include "backward.h"
#include <math.h>

void linear_backward(int out, int in, int m, const double *x, const double *W, const double *dz, double *dx, double *dW,
                     double *db)
{
    /* YOUR PART: db, dW and dx. As it stands, nothing flows back. */
    for (int i = 0; i < out; i++) db[i] = 0;
    for (int i = 0; i < out * in; i++) dW[i] = 0;
    for (int i = 0; i < in * m; i++) dx[i] = 0;
}

void tanh_backward(int n, const double *a, const double *da, double *dz)
{
    /* YOUR PART: the slope of tanh, from what came out of it. As it stands, the slope is 1 everywhere. */
    for (int i = 0; i < n; i++) dz[i] = da[i];
}

double softmax_cross_entropy(int classes, int m, const double *z, const int *y, double *dz)
{
    /* YOUR PART: the mean loss, and its gradient. As it stands, the net is always right. */
    for (int i = 0; i < classes * m; i++) dz[i] = 0;
    return 0;
}
