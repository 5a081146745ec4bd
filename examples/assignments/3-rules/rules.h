/* rules.h — three update rules (the book's chapter 11), one step each: w moves, and the state remembers.
 *
 * w: n parameters; g: their gradients. v and m have n numbers each, all 0 before the first step, and keep between the
 * steps what you leave in them. lr may be another one at each step. Formulas are PyTorch's. */
#ifndef RULES_H
#define RULES_H

/* v: the velocity. mu: how much of it stays, 0.9. */
void momentum_step(int n, double lr, double mu, double *w, const double *g, double *v);

/* v: the running mean of g². alpha: how much of it stays, 0.99. eps, 1e-8, is added to the root. */
void rmsprop_step(int n, double lr, double alpha, double eps, double *w, const double *g, double *v);

/* m, v: the running means of g and g². t: the number of this step, 1 for the first. eps, 1e-8, is added to the
 * corrected root. */
void adam_step(int n, double lr, double beta1, double beta2, double eps, long t, double *w, const double *g, double *m,
               double *v);

#endif
