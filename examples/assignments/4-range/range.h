/* range.h — the learning-rate range test (the book's 11.8): the rate rises at every update, and the loss shows which
 * rate to take. */
#ifndef RANGE_H
#define RANGE_H

/* The rate of update i = 0 … n − 1: `from` at the first, `to` at the last, and each the same factor above the one
 * before. n: 2 or more. */
double range_rate(double from, double to, long n, long i);

/* smoothed[i]: the mean of loss[0 … i], in which a loss that lies k updates back has the weight keep^k. keep: 0 …
 * below 1. */
void smooth(int n, double keep, const double *loss, double *smoothed);

/* How many points come before the test breaks: the index of the first smoothed loss that is above `stop` times the
 * best, or no number (NaN); n if there is none. The first nine are not asked, except for NaN, and not the best: a
 * first loss may be low by luck. */
int range_end(int n, double stop, const double *smoothed);

/* The rate where the loss falls fastest per factor of the rate: of the points i = 1 … n − 2, the one with the
 * smallest (loss[i+1] − loss[i−1]) / (ln rate[i+1] − ln rate[i−1]); the first, if there are several. 0 where the loss
 * falls nowhere. */
double steepest(int n, const double *rate, const double *loss);

/* A tenth of the rate with the smallest loss; of the first, if there are several. n: 1 or more. */
double tenth_of_best(int n, const double *rate, const double *loss);

#endif
