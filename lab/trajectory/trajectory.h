/* trajectory.h — walks down a surface: what an update rule and a schedule do, seen from above.
 *
 *     lehr_trajectory path;
 *     if (lehr_trace_descent(&path, &(lehr_trajectory_plan){ .surface = lehr_test_function_find("beale"), .optim = "adam", .sched = "cosine",
 *                                             .lr = 0.4, .steps = 500 })) puts(lehr_message());
 *
 * The loop is that of a training: the gradient, the schedule's rate, one step of the rule. x and y are two parameters
 * so named, so a rule's groups reach them ("sgd; y: rate=0.1"). A walk that is thrown out to infinity is a result:
 * its points until then are there, and why it ended. A plateau hears f after every update. */
#ifndef LEHR_LAB_TRAJECTORY_TRAJECTORY_H
#define LEHR_LAB_TRAJECTORY_TRAJECTORY_H
#include "lab/trajectory/test_function.h"

typedef struct lehr_trajectory_plan {   /* all pointers are borrowed, as long as a path of this plan is in use */
    const lehr_test_function *surface;  /* what is walked down                        */
    const char   *optim, *sched;        /* "adam:beta1=0.8", "cosine"                 */
    double        lr;                   /* base learning rate                         */
    long          steps;                /* updates, 1 … 100,000,000                   */
    const double *from;                 /* [2]: x, y; NULL: the surface's own start   */
} lehr_trajectory_plan;

typedef struct lehr_trajectory {        /* a walk that was made                                              */
    lehr_trajectory_plan plan;          /* what was asked                                                    */
    int     count;                      /* of points: updates done + 1                                       */
    double *x, *y, *f, *lr;             /* [count]; lr[t] is the rate of the update that leaves point t      */
    char    left[256];                  /* why the walk ended before its time; "": it did not                */
} lehr_trajectory;

/* The texts and rates are read before the first step; if one is wrong (LEHR_ERR_NAME, LEHR_ERR_VALUE), or memory
 * short, *p is empty. A walk that ends before its time is none that failed: left says why. */
lehr_status lehr_trace_descent(lehr_trajectory *p, const lehr_trajectory_plan *plan);

void        lehr_trajectory_release(lehr_trajectory *p);        /* empty then */

/* of point t from the goal; NaN where there is none */
double      lehr_trajectory_distance(const lehr_trajectory *p, int t);
int         lehr_trajectory_nearest(const lehr_trajectory *p);  /* the point nearest to it */
/* what a picture shows: the surface's, and the start */
void        lehr_trajectory_view(const lehr_trajectory *p, double x[2], double y[2]);
int         lehr_trajectory_leaves_view(const lehr_trajectory *p); /* the first point that it does not show; −1: none */

/* The optimizer's or the schedule's spec of a path: its name alone, or the whole spec where another path has the same
 * name with other settings. */
lehr_short_text lehr_trajectory_short_spec(const lehr_trajectory path[], int n, const char *spec, bool is_sched);

/* What tells path i from the others: its rule, its schedule, or both, as short as that can be said. */
lehr_short_text lehr_trajectory_label(const lehr_trajectory path[], int n, int i);

/* CSV: optim,sched,step,x,y,f,lr of every point. */
void        lehr_trajectories_print(const lehr_trajectory path[], int n, lehr_strbuf *out);

#endif
