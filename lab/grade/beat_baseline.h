/* beat_baseline.h — a part whose rows are rates: in a training of this process they have to be better than a
 * baseline, beyond the noise.
 *
 *     race taiji:epochs=300,lr=0.05,against=cosine,seeds=20,seed=1
 *
 * The task; what of its plan is different (epochs or steps, lr, batch); the baseline (fixed if none is said; a policy
 * with several parameters stands in brackets: against=(step:every=50,gamma=0.5)); seeds, the first of them, and
 * metric, by which they are compared. Row t is the rate of the update after t finished ones, and there are as many as
 * the training has updates.
 */
#ifndef LEHR_GRADE_BEAT_BASELINE_H
#define LEHR_GRADE_BEAT_BASELINE_H
#include "lab/grade/score.h"

/* Can it be run at all, and has the part as many rows as it has updates? name: of the file, for messages. */
lehr_status beat_baseline_check(const protocol_part *p, const char *name);

/* rate [p->rows], any numbers at all. Points and words go to m. One race at a time: others wait. What the baseline
 * does is kept for the next submission to the same part, until beat_baseline_clear, which comes before the part's end.
 */
lehr_status beat_baseline_score(const protocol_part *p, const double *rate, part_score *m);
void        beat_baseline_clear(void);

#endif
