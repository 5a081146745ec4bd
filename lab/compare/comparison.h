/* comparison.h — the fair comparison: every policy from the same start and over the same batches, with several seeds.
 *
 *     lehr_comparison c;
 *     lehr_comparison_init(&c, &plan, data, specs, n, NULL, LEHR_VALIDATION_ACCURACY, 5)
 *     lehr_runner_run(&(lehr_runner){ .jobs = 2 }, &c, 1)                     lab/compare/runner.h: its runs are carried out
 *     c.policy[c.rank[0]].name …                                              who won; lab/report/report.h prints it
 *     lehr_comparison_release(&c);
 *
 * For each seed the initial weights, the split and the order of every epoch are the same for all policies: they come
 * from one stream, and a schedule draws nothing from it.
 */
#ifndef LEHR_LAB_COMPARE_COMPARISON_H
#define LEHR_LAB_COMPARE_COMPARISON_H
#include "lab/compare/stats.h"
#include "lab/train/train.h"

typedef struct lehr_run_outcome {       /* of one run */
    bool         is_there;              /* it has been carried out; all else is nothing before */
    lehr_status  status;                /* LEHR_OK, or LEHR_ERR_NAN: it diverged, and message says where */
    char         message[400];          /* of one that diverged                                */
    lehr_history history;               /* its rows, one that diverged's until then            */
    lehr_real   *weights;               /* the trained parameters, flat; NULL: it diverged     */
    lehr_real   *moments;               /* [LEHR_WEIGHT_SNAPSHOTS x weights]: the same on the way there; NULL: it
                                           diverged, or has none */
} lehr_run_outcome;

enum { LEHR_WEIGHT_SNAPSHOTS = 13 };    /* moments of which a run keeps the weights */

/* Moment k of a run, k = 0 … LEHR_WEIGHT_SNAPSHOTS − 1, is after round(k² / (LEHR_WEIGHT_SNAPSHOTS − 1)² · steps)
 * updates: the first are close together, as most happens then, and the last is the end. */
long        lehr_weight_snapshot_step(long steps, int k);

typedef enum lehr_verdict {             /* what may be said of a policy beside the baseline            */
    LEHR_VERDICT_NONE,                  /* there are too few results                                   */
    LEHR_VERDICT_BASELINE,                      /* it is the baseline                                          */
    LEHR_VERDICT_EQUAL,                 /* it did the same, seed by seed                               */
    LEHR_VERDICT_NOISE,                 /* what differs may be chance                                  */
    LEHR_VERDICT_BETTER,                /* by more than noise                                          */
    LEHR_VERDICT_WORSE,                 /* by more than noise                                          */
    LEHR_VERDICT_DIVERGES               /* in more seeds than the baseline; what the others of its seeds reached says nothing of it,
                                           so it is neither better nor worse                           */
} lehr_verdict;

const char *lehr_verdict_name(lehr_verdict v);          /* "noise"; NULL: none                 */
const char *lehr_verdict_symbol(lehr_verdict v);        /* "▲", "▼", "✗", "=", or "" for none */

typedef struct lehr_policy_result {     /* of one policy over its seeds */
    char         spec[240];             /* canonical text */
    char name[240]; /* as it was named, "slow=cosine" is slow; else the policy's name if that is enough
                                           to tell it from the others, else spec, else the words it was given by          */
    int          diverged;              /* runs without a result */
    lehr_stats   end[LEHR_METRICS];     /* after the last update, over the runs that have a result */
    lehr_stats   gain;                  /* metric minus the baseline's, seed by seed; n = 0: not to be had */
    lehr_verdict verdict;               /* better or worse than the baseline, where gain's 95 % interval leaves 0 out */
    int          needed;                /* seeds, in all, from which on it might be: lehr_stats_seeds_needed */
    double       p, holm;               /* of gain, by itself and as one of all: lehr_stats_p, lehr_holm; NAN: none */
} lehr_policy_result;

typedef struct lehr_comparison {        /* policies and seeds, and what came of them                                */
    lehr_plan        plan;              /* its sched is replaced by each policy in turn; its seed is the first one  */
    const lehr_data *data;              /* as they were read; borrowed                                              */
    lehr_short_text  fingerprint;       /* of data, once it was asked for (lab/compare/run_cache.h) */
    int              policies, seeds, baseline;         /* baseline: which policy the others are held against       */
    long             steps, per_epoch;  /* updates of each run; of one epoch                                        */
    size_t           weights;           /* numbers in its net                                                       */
    lehr_metric      metric;            /* what policies are ranked by                                              */
    lehr_score       score;             /* what the accuracies of metrics are: R² where the answers are numbers     */
    lehr_policy_result *policy;         /* [policies]                                                               */
    lehr_run_outcome *run;              /* [policies x seeds]                                                       */
    int             *rank;              /* [policies], best in metric first; but behind all that diverged less often */
    lehr_arena       memory;            /* where all of the above lies                                              */
} lehr_comparison;

/* Ready to run: n policies as specs or "name=spec", each read and checked; none (n = 0): the ten that are compared by
 * default. One policy may be there twice under two names. baseline, a name or a spec; NULL: fixed if it is among
 * them, else the first; another one is added. data is borrowed. LEHR_ERR_NAME, LEHR_ERR_VALUE: a policy cannot be, or
 * seeds is not 1 … 10000; of the plan as lehr_run_new. Then *c is empty. */
lehr_status lehr_comparison_init(lehr_comparison *c, const lehr_plan *plan, const lehr_data *data,
                                 const char *const *specs, int n, const char *baseline, lehr_metric metric, int seeds);

void        lehr_comparison_release(lehr_comparison *c);        /* empty then: all its runs are gone */
void        lehr_run_outcome_release(lehr_run_outcome *o);      /* one that is not there then        */

/* The training that run number policy · seeds + seed is, its texts borrowed from c. */
lehr_plan   lehr_comparison_plan(const lehr_comparison *c, int run);

/* That training as it was at its end: with its weights; it cannot be gone on with. NULL: LEHR_ERR_NAN, it diverged or
 * was not carried out, or LEHR_ERR_MEMORY; see lehr_message. */
lehr_run   *lehr_comparison_trained_run(const lehr_comparison *c, int run);

/* r, made by that, as it was at moment k, of which the run has kept its weights. */
void        lehr_comparison_load_snapshot(const lehr_comparison *c, int run, int k, lehr_run *r);

/* Are moments of that run kept? Of the first seed's, where the data can be drawn as a map. */
bool        lehr_comparison_has_snapshots(const lehr_comparison *c, int run);

/* What it is called: "cosine, seed 3". */
lehr_short_text lehr_comparison_run_name(const lehr_comparison *c, int run);

/* The last row of history of a run that came to its end; NULL: it diverged. */
const lehr_history_row *lehr_comparison_end(const lehr_comparison *c, int policy, int seed);

/* Rows of history that every run has that came to its end; a metric there, the mean over the policy's runs that did,
 * NaN where none did. */
int         lehr_comparison_rows(const lehr_comparison *c);
void        lehr_comparison_curve(const lehr_comparison *c, int policy, lehr_metric m, double *mean);

/* Better, worse, equal or inside the noise, by c's metric: what a mean of differences, seed by seed, comes to. */
lehr_verdict lehr_comparison_verdict(const lehr_comparison *c, const lehr_stats *gain);

/* Is a, of as many seeds, better than b? First counts in how many there is a result at all, then the mean. */
bool        lehr_stats_is_better(lehr_metric m, const lehr_stats *a, const lehr_stats *b);

/* Once all runs are there: means, differences, verdicts, ranks. lehr_runner_run does it. LEHR_ERR_MEMORY. */
lehr_status lehr_comparison_summarize(lehr_comparison *c);

#endif
