/* test_function.h — functions of two variables to walk down: a valley one can look at, where a net's has thousands of dimensions. */
#ifndef LEHR_LAB_TRAJECTORY_TEST_FUNCTION_H
#define LEHR_LAB_TRAJECTORY_TEST_FUNCTION_H
#include "core/base/registry.h"

/* What suits a surface differs from rule to rule; rules that are alike share one. momentum is for a momentum of 0.8. */
typedef struct lehr_surface_rates { double sgd, momentum, adagrad, rmsprop, adam; } lehr_surface_rates;

/* One row in lab/trajectory/test_function.c, or one of your own: to lehr_walk as it is, or to lehr_table_add(&lehr_surfaces, &mine.row) for every text. */
typedef struct lehr_surface {
    lehr_row row;                                               /* name, formula, source; no knobs                         */
    double (*value)(double x, double y, double slope[2]);       /* f(x, y); its slope along x and along y goes into slope  */
    double   start[2], goal[2];                                 /* goal: where f is least, if it is anywhere               */
    bool     endless;                                           /* there is no lowest place: f falls for ever              */
    double   x_low, x_high, y_low, y_high;                      /* what a picture shows                                    */
    long     steps;                                             /* a walk's usual length …                                 */
    lehr_surface_rates lr;                                      /* … and rates; 0: 0.01                                    */
} lehr_surface;

extern const lehr_table lehr_surfaces;                          /* all of them       */

const lehr_surface *lehr_surface_named(const char *name);       /* NULL: LEHR_ERR_NAME */

/* What suits this rule, "adam:beta1=0.8", here. 0: there is no such rule, or a setting is wrong; see lehr_message. */
double lehr_surface_rate(const lehr_surface *f, const char *optim);

#endif
