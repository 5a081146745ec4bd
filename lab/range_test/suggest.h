/* suggest.h — which rates a range test speaks for, how surely, and whether the truth may lie outside of what was
 * tested.
 *
 * A curve is read from its smoothed values over the logarithm of the rate, at LEHR_LR_GRID even steps. Where it was
 * not smoothed it is smoothed for reading, with 0.7. The four rules for losses are fastai's (callback/schedule.py,
 * 2021), made independent of the scale of the loss and of the number of updates; base and max are Smith's (2015,
 * 3.3): where the net begins to learn, and where it gets ragged or worse.
 *
 * All of it is pure: nothing is allocated, nothing can fail. A curve that says nothing gets a reading without rates,
 * and says why.
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
    LEHR_LR_SLIDE,          /* coming down from the right: the first place that lies still          */
    LEHR_LR_MINIMUM,        /* a tenth of the rate with the smallest loss                           */
    LEHR_LR_BASE,           /* a tenth of the whole gain is made: learning has begun                */
    LEHR_LR_MAX,            /* beyond base, where it gets ragged, up and down by a tenth of the gain, or worse */
    LEHR_LR_RULES           /* how many there are                                                   */
} lehr_lr_rule;

typedef struct lehr_lr_suggestion {         /* what one rule says                                        */
    double rate;            /* 0: none                                                                       */
    bool   low, high;       /* what it rests on touches the lower or upper edge of what was tested; of several
                               seeds, in half of them or more                                                */
    int    seeds;           /* curves that gave it                                                           */
    double spread;          /* over the seeds: the rates agree to × or ÷ so much, 1 or more; 0: only one seed */
} lehr_lr_suggestion;

typedef enum lehr_lr_estimate_status {      /* what can be read of a curve           */
    LEHR_ESTIMATE_OK,       /* rates                                     */
    LEHR_ESTIMATE_TOO_FEW_POINTS, /* fewer than LEHR_MIN_CURVE_POINTS points that count */
    LEHR_ESTIMATE_RANGE_TOO_NARROW, /* from rates that are not even × 2 apart */
    LEHR_ESTIMATE_FLAT,     /* no fall beyond the noise                       */
    LEHR_ESTIMATE_RISING    /* the loss only got worse                        */
} lehr_lr_estimate_status;

typedef struct lehr_lr_estimate {           /* of a curve, or of several together                    */
    lehr_lr_estimate_status status;         /* not fine: there are no rates                          */
    lehr_lr_suggestion of[LEHR_LR_RULES];   /* by rule                                               */
    int    points, seeds;   /* of the curve: those that count; curves read together        */
    double fall;            /* from where it begins to its best, in the curve's own unit   */
    double noise;           /* of a smoothed value, one standard deviation, the same unit  */
    double low, high;       /* the rates it was read from                                  */
} lehr_lr_estimate;

typedef enum lehr_lr_confidence_level { /* how sure a suggestion is: see lehr_lr_confidence */
    LEHR_CONFIDENCE_LOW,        /* look at the curve         */
    LEHR_CONFIDENCE_FAIR,       /* a place to begin          */
    LEHR_CONFIDENCE_HIGH        /* several seeds say the same */
} lehr_lr_confidence_level;

const char     *lehr_lr_rule_name(lehr_lr_rule h);                  /* "valley", "steepest", "slide", "minimum/10", … */

/* One curve; of scores only base and max. */
void            lehr_lr_estimate_from_curve(const lehr_range_curve *c, lehr_lr_estimate *out);

/* Readings of several seeds: the geometric means of what those that are fine say. None is fine: the status of the
 * first. */
void            lehr_lr_estimate_combine(const lehr_lr_estimate r[], int n, lehr_lr_estimate *out);

/* Low: at an edge, misplaced, a fall below 10 × the noise, seeds apart by more than × 3, or some without it. High: at
 * least three seeds that agree to × 1.5, and a fall of 30 × the noise or more. Else fair. */
lehr_lr_confidence_level lehr_lr_confidence(const lehr_lr_estimate *r, lehr_lr_rule h);

/* Do the rules contradict each other? −1: the rate is far below base, where nothing is learnt yet; 1: above max. */
int             lehr_lr_rule_contradicts(const lehr_lr_estimate *r, lehr_lr_rule h);

/* A rate to two digits, as it is written in a spec: "0.0065". */
lehr_short_text lehr_lr_text(double rate);

/* Its fall in units of its noise. */
double          lehr_signal_to_noise(const lehr_lr_estimate *r);

/* What to do about an edge, in words: "" where there is none. */
lehr_short_text lehr_lr_edge_advice(const lehr_lr_estimate *r, lehr_lr_rule h);

#endif
