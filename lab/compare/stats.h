/* stats.h — what several seeds say together, and whether it is more than noise.
 *
 * Differences are paired: policy minus baseline, seed by seed, so that what a seed makes easy or hard for both falls
 * out of them.
 */
#ifndef LEHR_LAB_COMPARE_STATS_H
#define LEHR_LAB_COMPARE_STATS_H

typedef struct lehr_stats {     /* of n numbers                                                                */
    int    n;                   /* how many                                                                    */
    double mean;                /* their sum / n                                                               */
    double deviation;           /* of a sample: divided by n − 1; 0 when n is 1                                */
    double interval;            /* half the width of the 95 % interval of the mean (Student's t); NAN when n is 1 */
} lehr_stats;

lehr_stats lehr_stats_of(const double *v, int n);       /* n ≥ 1 */
double     lehr_student_t95(int freedom);             /* two-sided 95 % quantile of t with so many degrees of freedom */

typedef enum lehr_stats_direction { /* what a mean of paired differences says   */
    LEHR_DIRECTION_UNKNOWN,     /* nothing: fewer than two                      */
    LEHR_DIRECTION_EQUAL,       /* every difference is 0                        */
    LEHR_DIRECTION_NOISE,       /* it may be chance                             */
    LEHR_DIRECTION_UP,          /* above 0                                      */
    LEHR_DIRECTION_DOWN         /* below 0                                      */
} lehr_stats_direction;

/* Above or below 0 where the 95 % interval leaves 0 out. Where all n differences are one and the same number, t has
 * no spread to go by, and the signs decide: six alike are rarer than one in twenty (2 / 2⁶). */
lehr_stats_direction lehr_stats_get_direction(const lehr_stats *s);

/* The chance of a mean at least so far from 0 if there is no difference: two-sided p of the same test. NAN where n < 2.
 */
double      lehr_stats_p(const lehr_stats *s);

/* How many would have to be asked, in all, until the interval left 0 out, if mean and deviation stayed as they are.
 * 0: more than 10,000, or nobody can say. */
int         lehr_stats_seeds_needed(const lehr_stats *s);

/* Who looks at n differences at once finds one in twenty by chance. Holm 1979: p [n] becomes what may be held against
 * 0.05 all the same: the smallest times n, the next times n − 1, …, none below the one before, none above 1. NANs are
 * passed over. */
void        lehr_holm(double *p, int n);

#endif
