/* result_text.h — results of a comparison as short texts, for tables and figures.
 *
 * "97.5 ± 0.2", "+2.3 ± 1.0", "better", "noise: 12 more". Accuracies are in percent; a very large value, as a diverging
 * loss may have, is in powers of ten; "–" stands for a missing result, "undefined" for the R² of equal targets.
 */
#ifndef LEHR_LAB_COMPARE_RESULT_TEXT_H
#define LEHR_LAB_COMPARE_RESULT_TEXT_H
#include "lab/compare/comparison.h"

/* Mean ± standard deviation. With c, R² is printed as it is, without c, as an accuracy. */
lehr_short_text lehr_mean_text(const lehr_stats *s, lehr_metric m);
lehr_short_text lehr_mean_cell_text(const lehr_comparison *c, const lehr_stats *s, lehr_metric m);

/* One value of c's metric m. */
lehr_short_text lehr_result_number_text(const lehr_comparison *c, double v, lehr_metric m);

/* A signed difference ± its 95 % interval; of a policy: from the baseline, or "baseline". */
lehr_short_text lehr_gain_text(const lehr_comparison *c, const lehr_stats *s);
lehr_short_text lehr_policy_gain_text(const lehr_comparison *c, int policy);

/* "better", "noise: 12 more" (seeds), "2 of 5 diverged". */
lehr_short_text lehr_verdict_text(const lehr_comparison *c, int policy);

/* The loss that tables show: the metric if it is a loss of the training rows, else the validation loss. */
lehr_metric lehr_report_loss(const lehr_comparison *c);

#endif
