/* confidence.h — range tests of several seeds combined, and how reliable a suggested rate is. */
#ifndef LEHR_LAB_RANGE_TEST_CONFIDENCE_H
#define LEHR_LAB_RANGE_TEST_CONFIDENCE_H
#include "lab/range_test/suggest.h"

typedef enum lehr_lr_confidence_level { /* how far to trust a rate */
    LEHR_CONFIDENCE_LOW,        /* look at the curve           */
    LEHR_CONFIDENCE_FAIR,       /* a rate to start with        */
    LEHR_CONFIDENCE_HIGH        /* several seeds agree         */
} lehr_lr_confidence_level;

/* The geometric means over the estimates with status OK; if there are none, the status of the first. */
void            lehr_lr_estimate_combine(const lehr_lr_estimate r[], int n, lehr_lr_estimate *out);

/* Low: at an edge, contradicted, a drop below 10 × the noise, seeds that differ by more than × 3, or some without a
 * rate. High: at least three seeds that agree to × 1.5, and a drop of 30 × the noise or more. Else fair. */
lehr_lr_confidence_level lehr_lr_confidence(const lehr_lr_estimate *r, lehr_lr_rule rule);

/* Does the rule's rate contradict base and max? −1: it is far below base, where the loss is flat; 1: above max. */
int             lehr_lr_rule_contradicts(const lehr_lr_estimate *r, lehr_lr_rule rule);

/* A rate with two significant digits, as in a spec: "0.0065". */
lehr_short_text lehr_lr_text(double rate);

double          lehr_signal_to_noise(const lehr_lr_estimate *r);        /* drop ÷ noise */

/* What to do about a rate at an edge of the range that was tested; "" where it is not at one. */
lehr_short_text lehr_lr_edge_advice(const lehr_lr_estimate *r, lehr_lr_rule rule);

#endif
