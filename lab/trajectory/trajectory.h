/* trajectory.h — the path of an optimizer and a schedule on a function of two variables.
 *
 *     lehr_trajectory path;
 *     lehr_trajectory_plan plan = { .function = lehr_test_function_find("beale"), .optim = "adam", .sched = "cosine",
 *                                   .lr = 0.4, .steps = 500 };
 *     if (lehr_trace_descent(&path, &plan)) puts(lehr_message());
 *
 * The loop is that of a training: the gradient, the schedule's rate, one step of the rule. x and y are two parameters
 * of these names, so parameter groups apply to them ("sgd; y: rate=0.1"). A path that diverges is a result, with
 * its points until then and the reason. A plateau schedule gets f after every update. */
#ifndef LEHR_LAB_TRAJECTORY_TRAJECTORY_H
#define LEHR_LAB_TRAJECTORY_TRAJECTORY_H
#include "lab/trajectory/test_function.h"

typedef struct lehr_trajectory_plan {   /* all pointers are borrowed, as long as a path of this plan is in use */
    const lehr_test_function *function; /* what is minimized                          */
    const char   *optim, *sched;        /* "adam:beta1=0.8", "cosine"                 */
    double        lr;                   /* base learning rate                         */
    long          steps;                /* updates, 1 … 100,000,000                   */
    const double *from;                 /* [2]: x, y; NULL: the function's own start  */
} lehr_trajectory_plan;

typedef struct lehr_trajectory {        /* a path                                                            */
    lehr_trajectory_plan plan;          /* how it was made                                                   */
    int     count;                      /* points: updates done + 1                                          */
    double *x, *y, *f, *lr;             /* [count]; lr[t] is the rate of the update that starts at point t   */
    char    stop_reason[256];           /* why the path ended before its last step; "": it did not           */
} lehr_trajectory;

/* Checks the plan before the first step; on failure (LEHR_ERR_NAME, LEHR_ERR_VALUE, LEHR_ERR_MEMORY) *p is empty. A
 * path that ends early is not a failure: see stop_reason. */
lehr_status lehr_trace_descent(lehr_trajectory *p, const lehr_trajectory_plan *plan);

void        lehr_trajectory_release(lehr_trajectory *p);        /* empty then; NULL is ignored */

/* The distance of point t from the minimum; NaN where there is no minimum or no such point. */
double      lehr_trajectory_distance(const lehr_trajectory *p, int t);
int         lehr_trajectory_nearest(const lehr_trajectory *p);  /* the point nearest to the minimum */

/* The ranges that a figure shows: the function's own, extended to the start. */
void        lehr_trajectory_view(const lehr_trajectory *p, double x[2], double y[2]);
int         lehr_trajectory_leaves_view(const lehr_trajectory *p); /* the first point outside of them; −1: none */

/* The optimizer's or the schedule's spec of a path: its name alone, or the whole spec where another path has the same
 * name with other settings. */
lehr_short_text lehr_trajectory_short_spec(const lehr_trajectory path[], int n, const char *spec, bool is_sched);

/* What distinguishes path i from the others: its optimizer, its schedule, or both, as short as possible. */
lehr_short_text lehr_trajectory_label(const lehr_trajectory path[], int n, int i);

/* CSV: optim,sched,step,x,y,f,lr of every point. */
void        lehr_trajectories_print(const lehr_trajectory path[], int n, lehr_strbuf *out);

#endif
