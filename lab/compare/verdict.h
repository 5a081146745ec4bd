/* verdict.h — decides whether a policy is better or worse than the baseline, or the difference may be chance. */
#ifndef LEHR_LAB_COMPARE_VERDICT_H
#define LEHR_LAB_COMPARE_VERDICT_H
#include "lab/compare/stats.h"
#include "lab/train/history.h"

typedef enum lehr_verdict {             /* a policy compared with the baseline                                      */
    LEHR_VERDICT_NONE,                  /* there are too few results                                                */
    LEHR_VERDICT_BASELINE,              /* it is the baseline                                                       */
    LEHR_VERDICT_EQUAL,                 /* the same result with every seed                                          */
    LEHR_VERDICT_NOISE,                 /* the difference may be chance                                             */
    LEHR_VERDICT_BETTER,                /* by more than noise                                                       */
    LEHR_VERDICT_WORSE,                 /* by more than noise                                                       */
    LEHR_VERDICT_DIVERGES               /* with more seeds than the baseline; the results of the other seeds are a
                                           biased sample, so it is neither better nor worse                         */
} lehr_verdict;

/* The verdict of a policy other than the baseline. gain: the paired differences of the metric, policy minus baseline;
 * diverged, baseline_diverged: how many runs of each diverged. gain NULL: no differences. */
lehr_verdict lehr_verdict_decide(lehr_metric metric, const lehr_stats *gain, int diverged, int baseline_diverged);

const char *lehr_verdict_name(lehr_verdict v);          /* "noise"; NULL: none                 */
const char *lehr_verdict_symbol(lehr_verdict v);        /* "▲", "▼", "✗", "=", or "" for none */

/* Is a, over as many seeds, better than b? More results are better than fewer; then the mean decides. */
bool        lehr_stats_is_better(lehr_metric metric, const lehr_stats *a, const lehr_stats *b);

#endif
