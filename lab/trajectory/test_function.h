/* test_function.h — functions of two variables to walk down: a valley one can look at, where a net's has thousands of
 * dimensions. */
#ifndef LEHR_LAB_TRAJECTORY_TEST_FUNCTION_H
#define LEHR_LAB_TRAJECTORY_TEST_FUNCTION_H
#include "core/base/registry.h"

/* What suits a surface differs from rule to rule; rules that are alike share one. momentum is for a momentum of 0.8. */
typedef struct lehr_test_function_lrs { double sgd, momentum, adagrad, rmsprop, adam; } lehr_test_function_lrs;

/* One row in lab/trajectory/test_function.c, or one of your own: to lehr_trace_descent as it is, or to
 * lehr_registry_add(&lehr_test_functions, &mine.row) for every text. */
typedef struct lehr_test_function {
    lehr_registry_entry row;                                    /* name, formula, source; no knobs */
    double (*value)(double x, double y, double slope[2]);       /* f(x, y); its slope along x and along y goes into
                                                                   slope */
    double   start[2], goal[2];                                 /* goal: where f is least, if it is anywhere */
    bool     endless;                                           /* there is no lowest place: f falls for ever */
    double   x_low, x_high, y_low, y_high;                      /* what a picture shows */
    long     steps;                                             /* a walk's usual length … */
    lehr_test_function_lrs lr;                                  /* … and rates; 0: 0.01 */
} lehr_test_function;

extern const lehr_registry lehr_test_functions;                 /* all of them       */

const lehr_test_function *lehr_test_function_find(const char *name); /* NULL: LEHR_ERR_NAME */

/* What suits this rule, "adam:beta1=0.8", here. 0: there is no such rule, or a setting is wrong; see lehr_message. */
double lehr_test_function_lr(const lehr_test_function *f, const char *optim);

#endif
