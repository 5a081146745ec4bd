/* comparison.h — a fair comparison: every policy from the same start and over the same batches, with several seeds.
 *
 *     lehr_comparison c;
 *     lehr_comparison_init(&c, &plan, data, specs, n, NULL, LEHR_VALIDATION_ACCURACY, 5)
 *     lehr_runner_run(&(lehr_runner){ .jobs = 2 }, &c, 1)     executes its runs: lab/compare/runner.h
 *     c.policy[c.rank[0]].name …                              the best policy; lab/report/report.h prints all results
 *     lehr_comparison_release(&c);
 *
 * For each seed, all policies have the same initial weights, split and order of every epoch: these come from one
 * random stream, and a schedule draws nothing from it.
 */
#ifndef LEHR_LAB_COMPARE_COMPARISON_H
#define LEHR_LAB_COMPARE_COMPARISON_H
#include "lab/compare/verdict.h"
#include "lab/train/train.h"

typedef struct lehr_run_outcome {       /* of one run                                                              */
    bool         finished;              /* executed, or read from the cache; until then, all other fields are empty */
    lehr_failure failure;               /* LEHR_OK, or LEHR_ERR_NAN: where it diverged */
    lehr_history history;               /* if it diverged: the rows until then                                     */
    lehr_real   *weights;               /* the trained parameters, flat; NULL: it diverged                         */
    lehr_real   *snapshots;             /* [LEHR_WEIGHT_SNAPSHOTS x weights]: the parameters during training; NULL: it
                                           diverged, or none were stored                                           */
} lehr_run_outcome;

enum { LEHR_WEIGHT_SNAPSHOTS = 13 };    /* stored states of the weights */

/* Snapshot k = 0 … LEHR_WEIGHT_SNAPSHOTS − 1 is taken after round(k² / (LEHR_WEIGHT_SNAPSHOTS − 1)² · steps) updates:
 * the first ones are close together, because the weights change most at the start; the last one is the end. */
long        lehr_weight_snapshot_step(long steps, int k);

typedef struct lehr_policy_result {     /* of one policy over its seeds                                             */
    char         spec[240];             /* canonical text                                                           */
    char         name[240];             /* given by the user ("slow" of "slow=cosine"); else the policy's name if it is
                                           unique, else spec, else the text that the user wrote                     */
    int          diverged;              /* runs without a result                                                    */
    lehr_stats   end[LEHR_METRICS];     /* after the last update, over the runs that have a result                  */
    lehr_stats   gain;                  /* metric minus the baseline's, paired by seed; n = 0: no pair has a result */
    lehr_verdict verdict;               /* better or worse where gain's 95 % interval excludes 0                    */
    int          seeds_needed;          /* of a verdict of noise: lehr_stats_seeds_needed, in all; else 0           */
    double       p, holm;               /* p-value of gain, and with Holm's correction over all policies; NAN: none */
} lehr_policy_result;

typedef struct lehr_comparison {        /* policies, seeds and their results                                        */
    lehr_plan        plan;              /* sched is replaced by each policy in turn; seed is the first seed         */
    const lehr_data *data;              /* as they were read; borrowed                                              */
    lehr_short_text  fingerprint;       /* of data; "" until it is computed (lab/compare/run_cache.h)               */
    int              policies, seeds, baseline;         /* baseline: the policy that the others are compared with   */
    long             steps, steps_per_epoch;    /* updates of each run; of one epoch                                */
    size_t           weights;           /* parameters of its net                                                    */
    lehr_metric      metric;            /* what policies are ranked by                                              */
    lehr_score       score;             /* what the accuracies of metrics are: R² for regression                    */
    lehr_policy_result *policy;         /* [policies]                                                               */
    lehr_run_outcome *run;              /* [policies x seeds]; run number policy · seeds + seed                     */
    int             *rank;              /* [policies], best in metric first; fewer diverged runs come before that   */
    lehr_arena       memory;            /* of all of the above                                                      */
} lehr_comparison;

/* Prepares a comparison of n policies, each a spec or "name=spec"; n = 0: the ten default policies. One spec may occur
 * twice under two names. baseline is a name or a spec and is added if it is not among the policies; NULL: fixed if it
 * is among them, else the first policy. data is borrowed. LEHR_ERR_NAME, LEHR_ERR_VALUE: a policy is invalid, seeds is
 * not 1 … 10000, or an argument is NULL; and the errors of lehr_run_new. On failure *c is empty. */
lehr_status lehr_comparison_init(lehr_comparison *c, const lehr_plan *plan, const lehr_data *data,
                                 const char *const *specs, int n, const char *baseline, lehr_metric metric, int seeds);

void        lehr_comparison_release(lehr_comparison *c);        /* with all its runs; empty then; NULL is ignored */
void        lehr_run_outcome_release(lehr_run_outcome *o);      /* not finished then; NULL is ignored */

/* Are n comparisons ready to be reported? LEHR_ERR_VALUE: c is NULL, one is empty, or a run is not finished. */
lehr_status lehr_comparisons_check(const lehr_comparison c[], int n);

/* The plan of a run; its texts are borrowed from c. A run number out of range: an empty plan. */
lehr_plan   lehr_comparison_plan(const lehr_comparison *c, int run);

/* That run with its trained weights; it cannot be continued. NULL: LEHR_ERR_NAN, it diverged or was not executed;
 * LEHR_ERR_VALUE: there is no such run; LEHR_ERR_MEMORY. */
lehr_run   *lehr_comparison_trained_run(const lehr_comparison *c, int run);

/* Sets the weights of r, made by lehr_comparison_trained_run, to snapshot k of that run. LEHR_ERR_VALUE: there is no
 * such snapshot. */
lehr_status lehr_comparison_load_snapshot(const lehr_comparison *c, int run, int k, lehr_run *r);

/* Are snapshots of that run stored? Only of the first seed's, where the data can be drawn as a decision map. */
bool        lehr_comparison_has_snapshots(const lehr_comparison *c, int run);

/* "cosine, seed 3"; no such run: "". */
lehr_short_text lehr_comparison_run_name(const lehr_comparison *c, int run);

/* The last row of history; NULL: the run diverged, is not finished, or does not exist. */
const lehr_history_row *lehr_comparison_end(const lehr_comparison *c, int policy, int seed);

/* Rows of history of every run that did not diverge. mean [rows]: a metric over the policy's runs, NaN where all of
 * them diverged. */
int         lehr_comparison_rows(const lehr_comparison *c);
void        lehr_comparison_curve(const lehr_comparison *c, int policy, lehr_metric m, double *mean);

/* The statistics of the paired differences in c's metric: the policy minus base's baseline, seed by seed, over the
 * seeds with both results. base may be c. v [seeds] is for temporary values. */
lehr_stats  lehr_comparison_gain(const lehr_comparison *c, int policy, const lehr_comparison *base, double *v);

/* Computes means, differences, verdicts and ranks from the runs. lehr_runner_run calls it. LEHR_ERR_VALUE: a run is not
 * finished; LEHR_ERR_MEMORY. */
lehr_status lehr_comparison_summarize(lehr_comparison *c);

#endif
