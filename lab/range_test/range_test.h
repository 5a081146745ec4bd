/* range_test.h — the learning-rate range test: let the rate rise from far too small to far too large, and watch the
 * loss.
 *
 *     lehr_range_plan plan = lehr_range_default_plan(LEHR_RANGE_EXP);
 *     lehr_range_curve curve = {0};
 *     if (lehr_range_test(run, &plan, &curve, NULL, NULL)) …
 *     …                                                     lab/range_test/suggest.h reads rates out of it
 *     lehr_range_curve_release(&curve);
 *
 * Afterwards the run is as it was, to the last bit, also where the test broke off (lab/train/snapshot.h): it can be
 * asked before a training, or in the middle of one. Smith 2015 ("Cyclical learning rates", 3.3), the book's 11.8.
 */
#ifndef LEHR_LAB_RANGE_TEST_RANGE_TEST_H
#define LEHR_LAB_RANGE_TEST_RANGE_TEST_H
#include "lab/train/train.h"

/* How the rate rises, and what is watched in the usual way of doing so. */
typedef enum lehr_range_mode {
    LEHR_RANGE_EXP,                     /* by a constant factor; each update's own loss, smoothed, until it explodes */
    LEHR_RANGE_LINEAR,                  /* by a constant step; the loss over all training rows (the book's way)      */
    LEHR_RANGE_EPOCH                    /* by a constant step, over epochs; how right it is on the validation rows   */
} lehr_range_mode;

typedef enum lehr_range_observable {    /* what is watched of an update                                            */
    LEHR_OBSERVE_BATCH_LOSS,            /* the loss of its batch, before it moves                                  */
    LEHR_OBSERVE_TRAIN_LOSS,            /* the loss over all training rows, after it                               */
    LEHR_OBSERVE_VALIDATION_LOSS,       /* the loss over all validation rows, after it                             */
    LEHR_OBSERVE_SCORE                  /* the accuracy or R² on the validation rows, after it                     */
} lehr_range_observable;

typedef struct lehr_range_plan {        /* how a test is made                                              */
    lehr_range_mode mode;               /* how the rate rises                                              */
    lehr_range_observable look;         /* what is watched                                                 */
    double from, to;                    /* the rate of the first update and of the last, 0 < from < to     */
    long   steps;                       /* updates, 2 or more                                              */
    long   every;                       /* a point each so many updates                                    */
    double smoothing;                   /* what stays of the old mean at each new point, 0 … below 1       */
    double stop;                        /* end where the smoothed loss is above stop × the best; 0: never  */
} lehr_range_plan;

typedef struct lehr_range_point {       /* one place on the curve                                          */
    long   step;                        /* updates of the test, from 1                                     */
    double lr, value;                   /* the rate of that update; the loss or score that belongs to it   */
    double smoothed;                    /* mean of the values so far, the latest counting most             */
    double smoothed_lr;                 /* the same mean of the rates' logarithms: where smoothed belongs  */
} lehr_range_point;

typedef enum lehr_range_end {           /* why a curve ends                                                */
    LEHR_RANGE_DONE,                    /* at its last update                                              */
    LEHR_RANGE_DIVERGED,                /* the loss rose above stop × the best                             */
    LEHR_RANGE_NAN                      /* a number was none any more                                      */
} lehr_range_end;

typedef struct lehr_range_curve {       /* what a test has seen                                            */
    lehr_range_plan   plan;             /* as it was made                                                  */
    lehr_range_point *point;            /* [count]                                                         */
    int               count, room;      /* points; those there is memory for                               */
    lehr_score        score;            /* what a score is: accuracy, or R²                                */
    lehr_range_end    end;              /* why there is no more of it …                                    */
    double            broke_at;         /* … the rate at which it exploded or gave NaN                     */
    lehr_failure      failure;          /* NaN: where it began                                             */
} lehr_range_curve;                     /* all zero: empty and ready */

lehr_range_plan lehr_range_default_plan(lehr_range_mode mode);         /* the usual way of doing so: lehr find --help */
lehr_status     lehr_range_check(const lehr_range_plan *p);               /* LEHR_ERR_VALUE: what is impossible in it */
double          lehr_range_rate(const lehr_range_plan *p, long i);              /* of update i = 0 … steps − 1 */

/* Goes through the rates. progress may be NULL; it is called now and then with the updates done. LEHR_OK also where
 * the test broke off with NaN, be it at once: the curve says so, and holds what was there until then. LEHR_ERR_VALUE:
 * the plan is impossible; LEHR_ERR_MEMORY. Then it is empty. */
lehr_status lehr_range_test(lehr_run *r, const lehr_range_plan *p, lehr_range_curve *c,
                            void (*progress)(void *context, long done), void *context);

/* CSV: step,lr,loss or accuracy or r2, and where it is smoothed smoothed,smoothed_lr. Of several, the seed stands
 * first, from seed on. */
void        lehr_range_print(const lehr_range_curve c[], int n, long seed, lehr_strbuf *out);

const char *lehr_range_value_name(const lehr_range_curve *c);                   /* "loss", "accuracy", "r2" */
void        lehr_range_curve_release(lehr_range_curve *c);                      /* empty and ready again */

#endif
