/* suggest.h — which rates a range test speaks for, how surely, and whether the truth may lie outside of what was tested.
 *
 * A curve is read from its smoothed values over the logarithm of the rate, at LEHR_GRID even steps. Where it was not smoothed it is
 * smoothed for reading, with 0.7. The four rules for losses are fastai's (callback/schedule.py, 2021), made independent of the scale of
 * the loss and of the number of updates; base and max are Smith's (2015, 3.3): where the net begins to learn, and where it gets ragged or
 * worse.
 *
 * All of it is pure: nothing is allocated, nothing can fail. A curve that says nothing gets a reading without rates, and says why.
 */
#ifndef LEHR_LAB_RANGE_TEST_SUGGEST_H
#define LEHR_LAB_RANGE_TEST_SUGGEST_H
#include "lab/range_test/range_test.h"

enum {
    LEHR_GRID = 200,        /* even steps of the rate's logarithm at which a curve is read           */
    LEHR_LEAST_POINTS = 20  /* that a curve must have                                                */
};

typedef enum lehr_hint {    /* the rules                                                            */
    LEHR_HINT_VALLEY,       /* two thirds into the longest stretch in which the loss falls         */
    LEHR_HINT_STEEPEST,     /* where it falls fastest                                               */
    LEHR_HINT_SLIDE,        /* coming down from the right: the first place that lies still          */
    LEHR_HINT_MINIMUM,      /* a tenth of the rate with the smallest loss                           */
    LEHR_HINT_BASE,         /* a tenth of the whole gain is made: learning has begun                */
    LEHR_HINT_MAX,          /* beyond base, where it gets ragged, up and down by a tenth of the gain, or worse */
    LEHR_HINTS              /* how many there are                                                   */
} lehr_hint;

typedef struct lehr_suggestion {            /* what one rule says                                        */
    double rate;            /* 0: none                                                                       */
    bool   low, high;       /* what it rests on touches the lower or upper edge of what was tested; of several
                               seeds, in half of them or more                                                */
    int    seeds;           /* curves that gave it                                                           */
    double spread;          /* over the seeds: the rates agree to × or ÷ so much, 1 or more; 0: only one seed */
} lehr_suggestion;

typedef enum lehr_reading_status {          /* what can be read of a curve           */
    LEHR_READING_FINE,      /* rates                                     */
    LEHR_READING_SHORT,     /* fewer than LEHR_LEAST_POINTS points that count */
    LEHR_READING_NARROW,    /* from rates that are not even × 2 apart         */
    LEHR_READING_FLAT,      /* no fall beyond the noise                       */
    LEHR_READING_RISING     /* the loss only got worse                        */
} lehr_reading_status;

typedef struct lehr_reading {               /* of a curve, or of several together                    */
    lehr_reading_status status;             /* not fine: there are no rates                          */
    lehr_suggestion of[LEHR_HINTS];         /* by rule                                               */
    int    points, seeds;   /* of the curve: those that count; curves read together        */
    double fall;            /* from where it begins to its best, in the curve's own unit   */
    double noise;           /* of a smoothed value, one standard deviation, the same unit  */
    double low, high;       /* the rates it was read from                                  */
} lehr_reading;

typedef enum lehr_confidence {  /* how sure a suggestion is: see lehr_confidence_in */
    LEHR_CONFIDENCE_LOW,        /* look at the curve         */
    LEHR_CONFIDENCE_FAIR,       /* a place to begin          */
    LEHR_CONFIDENCE_HIGH        /* several seeds say the same */
} lehr_confidence;

const char     *lehr_hint_name(lehr_hint h);                                    /* "valley", "steepest", "slide", "minimum/10", … */

/* One curve; of scores only base and max. */
void            lehr_read_curve(const lehr_range_curve *c, lehr_reading *out);

/* Readings of several seeds: the geometric means of what those that are fine say. None is fine: the status of the first. */
void            lehr_read_together(const lehr_reading r[], int n, lehr_reading *out);

/* Low: at an edge, misplaced, a fall below 10 × the noise, seeds apart by more than × 3, or some without it. High: at least three seeds
 * that agree to × 1.5, and a fall of 30 × the noise or more. Else fair. */
lehr_confidence lehr_confidence_in(const lehr_reading *r, lehr_hint h);

/* Do the rules contradict each other? −1: the rate is far below base, where nothing is learnt yet; 1: above max. */
int             lehr_misplaced(const lehr_reading *r, lehr_hint h);

/* A rate to two digits, as it is written in a spec: "0.0065". */
lehr_word       lehr_rate_words(double rate);

/* Its fall in units of its noise. */
double          lehr_clearness(const lehr_reading *r);

/* What to do about an edge, in words: "" where there is none. */
lehr_word       lehr_edge_words(const lehr_reading *r, lehr_hint h);

#endif
