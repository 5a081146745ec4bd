/* compare.h — the fair comparison: every policy from the same start and over the same batches, with several seeds.
 *
 * For each seed the initial weights, the split and the order of every epoch are the same for all policies: they come from one
 * stream, and a schedule draws nothing from it. Runs are spread over the cores; the results do not depend on how many there are.
 */
#ifndef LEHR_LAB_COMPARE_H
#define LEHR_LAB_COMPARE_H
#include "lab/stats.h"
#include "lab/train.h"

typedef struct lehr_outcome {           /* of one run */
    lehr_status  status;                /* LEHR_OK, or LEHR_ERR_NAN: it diverged, and message says where */
    char         message[400];
    lehr_history history;
    lehr_real   *weights;               /* the trained parameters, flat; NULL if it diverged */
} lehr_outcome;

typedef struct lehr_policy_result {     /* of one policy over its seeds */
    char         spec[240];             /* canonical text */
    int          diverged;              /* runs without a result */
    lehr_stats   end[LEHR_METRICS];     /* after the last update, over the runs that have a result */
    lehr_stats   gain;                  /* metric minus the baseline's, seed by seed; n = 0: not to be had */
} lehr_policy_result;

typedef struct lehr_comparison {
    lehr_plan        plan;              /* its sched is replaced by each policy in turn; its seed is the first one  */
    const lehr_data *data;
    int              policies, seeds, baseline;         /* baseline: which policy the others are held against       */
    long             steps, per_epoch;  /* updates of each run; of one epoch                                        */
    lehr_metric      metric;
    lehr_score       score;             /* what the accuracies of metrics are: R² where the answers are numbers         */
    lehr_policy_result *policy;         /* [policies]                                                               */
    lehr_outcome    *run;               /* [policies x seeds]                                                       */
    int             *rank;              /* [policies], best in metric first; those that always diverged last        */
    lehr_arena       memory;
} lehr_comparison;

/* Ready to run: specs are read and checked, n of them; none (n = 0): the ten that are compared by default. baseline NULL: fixed if
 * it is among them, else the first; another one is added. On failure *c is empty. data is borrowed. */
lehr_status lehr_comparison_init(lehr_comparison *c, const lehr_plan *plan, const lehr_data *data, const char *const *specs, int n,
                                 const char *baseline, lehr_metric metric, int seeds);

/* All runs, on so many threads. progress may be NULL; it is called from one thread at a time with the updates finished in all. */
lehr_status lehr_comparison_run(lehr_comparison *c, int jobs, void (*progress)(void *context, long done), void *context);
void        lehr_comparison_release(lehr_comparison *c);

#endif
