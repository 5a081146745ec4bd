/* backward.h — back-propagation: linear layer, tanh, and softmax with cross-entropy (the book's chapters 5 to 7,
 * 10).
 *
 * Samples are columns. A matrix lies in memory row by row: of A [rows x columns], A[i][k] is A[i * columns + k].
 *
 *     x [in x m]      the inputs, m samples               z [out x m]   z = W x + b, b for each sample
 *     W [out x in]    row i has the weights of output i   a             a = tanh(z), number by number
 *     b [out]                                             y[j]          the right class of sample j: 0 … classes − 1
 *
 * dz is the gradient of the loss by z, and has its shape; so with all the others. Yours are set, whatever stood there
 * before: nothing is added to it. */
#ifndef BACKWARD_H
#define BACKWARD_H

/* Given x, W and dz; answers dx, dW and db. */
void linear_backward(int out, int in, int m, const double *x, const double *W, const double *dz, double *dx, double *dW,
                     double *db);

/* n numbers; given a = tanh(z) and da, answers dz. */
void tanh_backward(int n, const double *a, const double *da, double *dz);

/* Of z [classes x m]: returns the loss, the mean over the m samples of −ln p, where p is the softmax of the right
 * class; answers dz, the gradient of this mean. z may be 1000 or −1000, and the answers are finite. */
double softmax_cross_entropy(int classes, int m, const double *z, const int *y, double *dz);

#endif
