/* stats.h — what several seeds say together. */
#ifndef LEHR_LAB_STATS_H
#define LEHR_LAB_STATS_H

typedef struct lehr_stats {
    int    n;
    double mean;
    double deviation;           /* of a sample: divided by n − 1; 0 when n is 1                                */
    double interval;            /* half the width of the 95 % interval of the mean (Student's t); NAN when n is 1 */
} lehr_stats;

lehr_stats lehr_stats_of(const double *v, int n);       /* n ≥ 1 */
double     lehr_student_95(int freedom);                /* two-sided 95 % quantile of t with so many degrees of freedom */

#endif
