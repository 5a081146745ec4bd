/* test_function.h — functions of two variables to minimize. Their shape can be drawn; the loss of a net has too many
 * dimensions for that. */
#ifndef LEHR_LAB_TRAJECTORY_TEST_FUNCTION_H
#define LEHR_LAB_TRAJECTORY_TEST_FUNCTION_H
#include "core/base/registry.h"

/* Suitable rates; similar rules share one. momentum is for a momentum of 0.8. */
typedef struct lehr_test_function_lrs { double sgd, momentum, adagrad, rmsprop, adam; } lehr_test_function_lrs;

/* An entry in lab/trajectory/test_function.c, or your own: pass it to lehr_trace_descent, or register it by
 * lehr_registry_add(&lehr_test_functions, &mine.entry), which makes its name known. */
typedef struct lehr_test_function {
    lehr_registry_entry entry;                                  /* name, formula, source; no parameters */
    double (*value)(double x, double y, double slope[2]);       /* returns f(x, y); slope: its derivatives by x and y */
    double   start[2], goal[2];                                 /* goal: the minimum, if there is one */
    bool     unbounded;                                         /* there is no minimum */
    double   x_low, x_high, y_low, y_high;                      /* the ranges that a figure shows */
    long     steps;                                             /* the usual length of a path … */
    lehr_test_function_lrs lr;                                  /* … and rates; 0: 0.01 */
} lehr_test_function;

extern const lehr_registry lehr_test_functions;                         /* all of them */

const lehr_test_function *lehr_test_function_find(const char *name); /* NULL: LEHR_ERR_NAME */

/* The suitable rate of an optimizer such as "adam:beta1=0.8". 0: f is NULL, or the spec is wrong; see lehr_message. */
double lehr_test_function_lr(const lehr_test_function *f, const char *optim);

#endif
