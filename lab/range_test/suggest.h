/* suggest.h — learning rates that a range test suggests, by several rules.
 *
 * A curve is read from its smoothed values over the logarithm of the rate, at LEHR_LR_GRID even steps. A curve that
 * was not smoothed is smoothed with 0.7 first. The four rules for losses are fastai's (callback/schedule.py, 2021),
 * made independent of the scale of the loss and of the number of updates. base and max are Smith's (2015, 3.3): where
 * the net begins to learn, and where the curve becomes ragged or rises.
 *
 * These functions are pure: they allocate nothing and cannot fail. A curve without enough information gives an
 * estimate without rates, and a status. Several seeds and their confidence: lab/range_test/confidence.h.
 */
#ifndef LEHR_LAB_RANGE_TEST_SUGGEST_H
#define LEHR_LAB_RANGE_TEST_SUGGEST_H
#include "lab/range_test/range_test.h"

enum {
    LEHR_LR_GRID = 200,     /* even steps of the rate's logarithm at which a curve is read           */
    LEHR_MIN_CURVE_POINTS = 20 /* that a curve must have                                             */
};

typedef enum lehr_lr_rule { /* the rules                                                            */
    LEHR_LR_VALLEY,         /* two thirds into the longest stretch in which the loss falls         */
    LEHR_LR_STEEPEST,       /* where it falls fastest                                               */
    LEHR_LR_SLIDE,          /* from the largest rate down: the first place where the curve is level */
    LEHR_LR_MINIMUM,        /* a tenth of the rate with the smallest loss                           */
    LEHR_LR_BASE,           /* the loss has made a tenth of its drop: learning has begun            */
    LEHR_LR_MAX,            /* above base, where it varies by a tenth of its drop, or rises         */
    LEHR_LR_RULES           /* how many there are                                                   */
} lehr_lr_rule;

typedef struct lehr_lr_suggestion { /* by one rule                                                           */
    double rate;            /* 0: none                                                                       */
    bool   low, high;       /* it depends on the lower or upper edge of the range that was tested; of several
                               seeds: in half of them or more                                                */
    int    seeds;           /* curves that gave it                                                           */
    double spread;          /* over the seeds: the factor by which their rates differ, ≥ 1; 0: only one seed */
} lehr_lr_suggestion;

typedef enum lehr_lr_estimate_status {  /* why a curve gives rates, or none         */
    LEHR_ESTIMATE_OK,               /* there are rates                                       */
    LEHR_ESTIMATE_TOO_FEW_POINTS,   /* fewer than LEHR_MIN_CURVE_POINTS finite points        */
    LEHR_ESTIMATE_RANGE_TOO_NARROW, /* the largest rate is below twice the smallest          */
    LEHR_ESTIMATE_FLAT,             /* the loss does not drop by more than the noise         */
    LEHR_ESTIMATE_RISING            /* the loss only rose                                    */
} lehr_lr_estimate_status;

typedef struct lehr_lr_estimate {   /* from one curve, or from several together              */
    lehr_lr_estimate_status status; /* not OK: there are no rates                            */
    lehr_lr_suggestion suggestion[LEHR_LR_RULES];   /* by rule                               */
    int    points, seeds;           /* finite points of the curve; curves read together      */
    double drop;                    /* from the first values to the best, in the curve's unit */
    double noise;                   /* standard deviation of a smoothed value, the same unit */
    double low, high;               /* the rates that were tested                            */
} lehr_lr_estimate;

const char *lehr_lr_rule_name(lehr_lr_rule rule);       /* "valley", …, "minimum/10", …; NULL: no such rule */

/* Reads one curve; from a curve of scores, base and max only. */
void        lehr_lr_estimate_from_curve(const lehr_range_curve *c, lehr_lr_estimate *out);

#endif
