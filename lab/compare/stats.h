/* stats.h — statistics over several seeds, and whether a difference is more than noise.
 *
 * Differences are paired: policy minus baseline, seed by seed. What is common to both for a seed cancels out.
 */
#ifndef LEHR_LAB_COMPARE_STATS_H
#define LEHR_LAB_COMPARE_STATS_H

typedef struct lehr_stats {     /* of n numbers                                                                */
    int    n;                   /* 0: there are none, and the rest is unused                                   */
    double mean;                /* their sum / n                                                               */
    double deviation;           /* of a sample: divided by n − 1; 0 when n is 1                                */
    double interval;            /* half the width of the 95 % interval of the mean (Student's t); NAN when n is 1 */
} lehr_stats;

lehr_stats lehr_stats_of(const double *v, int n);       /* n < 1 or v NULL: no numbers */
double     lehr_student_t95(int degrees);               /* two-sided 95 % quantile of t; degrees of freedom ≥ 1 */

typedef enum lehr_stats_direction { /* the mean of paired differences           */
    LEHR_DIRECTION_UNKNOWN,     /* there are fewer than two                     */
    LEHR_DIRECTION_EQUAL,       /* every difference is 0                        */
    LEHR_DIRECTION_NOISE,       /* it may be chance                             */
    LEHR_DIRECTION_UP,          /* above 0                                      */
    LEHR_DIRECTION_DOWN         /* below 0                                      */
} lehr_stats_direction;

/* Above or below 0 where the 95 % interval excludes 0. Where all n differences are the same number, their deviation
 * is 0 and the signs decide: six equal signs have a chance below one in twenty (2 / 2⁶). */
lehr_stats_direction lehr_stats_get_direction(const lehr_stats *s);

/* The two-sided p-value of the same test: the chance of a mean at least as far from 0 if there is no difference. NAN
 * where n < 2. */
double      lehr_stats_p(const lehr_stats *s);

/* The number of seeds, in all, with which the interval would exclude 0 if mean and deviation stayed the same. 0: more
 * than 10,000, or it cannot be estimated. */
int         lehr_stats_seeds_needed(const lehr_stats *s);

/* Of many differences, one in twenty is below 0.05 by chance. Holm 1979: replaces p [n] by values that may still be
 * compared with 0.05: the smallest times n, the next times n − 1, …, never decreasing, at most 1. NANs are skipped.
 */
void        lehr_holm(double *p, int n);

#endif
