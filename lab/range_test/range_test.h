/* range_test.h — the learning-rate range test: the rate rises from far too small to far too large, and the loss is
 * recorded.
 *
 *     lehr_range_plan plan = lehr_range_default_plan(LEHR_RANGE_EXP);
 *     lehr_range_curve curve = {0};
 *     if (lehr_range_test(run, &plan, &curve, NULL, NULL)) …
 *     …                                                     lab/range_test/suggest.h reads rates from it
 *     lehr_range_curve_release(&curve);
 *
 * The test restores the run, bit for bit, also where it ended early (lab/train/snapshot.h), so a test is possible
 * before a training or during one. Smith 2015 ("Cyclical learning rates", 3.3), the book's
 * 11.8.
 */
#ifndef LEHR_LAB_RANGE_TEST_RANGE_TEST_H
#define LEHR_LAB_RANGE_TEST_RANGE_TEST_H
#include "lab/train/train.h"

/* How the rate rises, and what is usually recorded. */
typedef enum lehr_range_mode {
    LEHR_RANGE_EXP,                     /* by a constant factor; the loss of each batch, smoothed, until it diverges */
    LEHR_RANGE_LINEAR,                  /* by a constant step; the loss over all training rows (the book's way)      */
    LEHR_RANGE_EPOCH                    /* by a constant step, over epochs; the score on the validation rows         */
} lehr_range_mode;

typedef enum lehr_range_observable {    /* what is recorded of an update                                           */
    LEHR_OBSERVE_BATCH_LOSS,            /* the loss of its batch, before the update                                */
    LEHR_OBSERVE_TRAIN_LOSS,            /* the loss over all training rows, after it                               */
    LEHR_OBSERVE_VALIDATION_LOSS,       /* the loss over all validation rows, after it                             */
    LEHR_OBSERVE_SCORE                  /* the accuracy or R² on the validation rows, after it                     */
} lehr_range_observable;

typedef struct lehr_range_plan {        /* how a test is made                                              */
    lehr_range_mode mode;               /* how the rate rises                                              */
    lehr_range_observable observable;   /* what is recorded                                                */
    double from, to;                    /* the rate of the first update and of the last, 0 < from < to     */
    long   steps;                       /* updates, 2 or more                                              */
    long   every;                       /* updates between two points of the curve                         */
    double smoothing;                   /* weight of the old mean at each new point, at least 0, below 1   */
    double stop;                        /* end where the smoothed loss is above stop × the best; 0: never  */
} lehr_range_plan;

typedef struct lehr_range_point {       /* a point of the curve                                            */
    long   step;                        /* the update, from 1                                              */
    double lr, value;                   /* its rate; its loss or score                                     */
    double smoothed;                    /* weighted mean of the values so far, the latest counting most    */
    double smoothed_lr;                 /* the same mean of the rates' logarithms: the rate of smoothed    */
} lehr_range_point;

typedef enum lehr_range_end {           /* why a curve ends                                                */
    LEHR_RANGE_DONE,                    /* the last update is finished                                     */
    LEHR_RANGE_DIVERGED,                /* the loss rose above stop × the best                             */
    LEHR_RANGE_NAN                      /* a value became NaN or infinite                                  */
} lehr_range_end;

typedef struct lehr_range_curve {       /* the result of a test; all zero: empty                           */
    lehr_range_plan   plan;             /* how it was made                                                 */
    lehr_range_point *point;            /* [count]                                                         */
    int               count, capacity;  /* points; allocated points                                        */
    lehr_score        score;            /* what a score is: accuracy, or R²                                */
    lehr_range_end    end;              /* why it ends                                                     */
    double            ended_at;         /* the rate at which it diverged or became NaN                     */
    lehr_failure      failure;          /* NaN: where it began                                             */
} lehr_range_curve;

lehr_range_plan lehr_range_default_plan(lehr_range_mode mode);  /* see lehr find --help; an unknown mode: EXP's */
lehr_status     lehr_range_check(const lehr_range_plan *p);     /* LEHR_ERR_VALUE: p is NULL or impossible */
double          lehr_range_rate(const lehr_range_plan *p, long i);      /* of update i = 0 … steps − 1 */

/* Runs the test. progress may be NULL; it is called every 64 updates with their number. A test that ends
 * with NaN, even at once, is a result: LEHR_OK, and the curve holds the points until then. LEHR_ERR_VALUE: an
 * argument is NULL or the plan impossible; LEHR_ERR_MEMORY. Then the curve is empty. */
lehr_status lehr_range_test(lehr_run *r, const lehr_range_plan *p, lehr_range_curve *c,
                            void (*progress)(void *context, long done), void *context);

/* CSV: step,lr,loss or accuracy or r2, and smoothed,smoothed_lr if it is smoothed. With several curves the first column
 * is their seed, from seed on. */
void        lehr_range_print(const lehr_range_curve c[], int n, long seed, lehr_strbuf *out);

const char *lehr_range_value_name(const lehr_range_curve *c);           /* "loss", "accuracy", "r2" */
void        lehr_range_curve_release(lehr_range_curve *c);              /* empty then; NULL is ignored */

#endif
