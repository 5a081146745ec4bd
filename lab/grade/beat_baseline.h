/* beat_baseline.h — a part whose rows are rates: a training with them must be better than a baseline, beyond the noise.
 *
 *     race taiji:epochs=300,lr=0.05,against=cosine,seeds=20,seed=1
 *
 * The task; what differs from its plan (epochs or steps, lr, batch); the baseline (default fixed; a policy with several
 * parameters needs brackets: against=(step:every=50,gamma=0.5)); seeds, the first of them, and the metric of the
 * comparison. Row t is the rate of the update after t finished ones; the part has as many rows as the run has updates.
 */
#ifndef LEHR_GRADE_BEAT_BASELINE_H
#define LEHR_GRADE_BEAT_BASELINE_H
#include "lab/grade/score.h"

/* Checks the text of the race, and that the part has as many rows as the run has updates. name: of the file. */
lehr_status beat_baseline_check(const protocol_part *p, const char *name);

/* rate [p->rows]: any numbers. Sets the points and the explanation of m. A lock runs one race at a time. The runs of
 * the baseline are cached for the next submission, until beat_baseline_clear; call it before the part is freed. */
lehr_status beat_baseline_score(const protocol_part *p, const double *rate, part_score *m);
void        beat_baseline_clear(void);

#endif
