/* sweep.h — the same policies compared at several start rates and over several budgets: a ranking belongs to a rate
 * and a budget.
 *
 * Each cell is a comparison of its own (lab/compare/comparison.h), with the same seeds. Policy i is the same in all,
 * but for what depends on the length: one of the usual ten may be step:every=2500 in one and step:every=25000 in
 * another.
 */
#ifndef LEHR_LAB_COMPARE_SWEEP_H
#define LEHR_LAB_COMPARE_SWEEP_H
#include "lab/compare/comparison.h"

enum { LEHR_MAX_SWEEP_AXIS = 32 };      /* rates, and budgets, in one grid */

typedef struct lehr_sweep_axes {        /* the rates and budgets that policies are compared at          */
    int    rates, budgets;              /* 0: the plan's own, alone                                 */
    double rate[LEHR_MAX_SWEEP_AXIS];   /* base learning rates                                      */
    long   budget[LEHR_MAX_SWEEP_AXIS]; /* epochs, …                                                */
    bool   in_steps;                    /* … or updates                                             */
} lehr_sweep_axes;

typedef struct lehr_sweep {             /* all its comparisons */
    lehr_sweep_axes  axes;              /* as it is carried out */
    int              cells;             /* rates · budgets      */
    lehr_comparison *cell;              /* [budgets x rates]    */
} lehr_sweep;

/* As lehr_comparison_init, with its errors, for every rate and budget. LEHR_ERR_VALUE: one is there twice. On failure
 * *g is empty. */
lehr_status lehr_sweep_init(lehr_sweep *g, const lehr_sweep_axes *axes, const lehr_plan *plan, const lehr_data *data,
                            const char *const *specs, int n, const char *baseline, lehr_metric metric, int seeds);

void        lehr_sweep_release(lehr_sweep *g);                  /* empty then, with all its comparisons */

/* In words: "300 epochs", "7500 updates". */
lehr_short_text lehr_sweep_budget_text(const lehr_sweep *g, int budget);

/* Of the cells of one budget, the one from whose rate the policy gets farthest; −1: it diverged from all. */
int         lehr_sweep_best_cell(const lehr_sweep *g, int policy, int budget);

/* Does policy a, from the rate of that budget that suits it, get farther than b from its own? */
bool        lehr_sweep_is_ahead(const lehr_sweep *g, int a, int b, int budget);

/* What the policy gains in one cell over the baseline in another, seed by seed: each from the rate that suits it.
 * LEHR_ERR_MEMORY. */
lehr_status lehr_sweep_gain(const lehr_sweep *g, int policy, int cell, int base_cell, lehr_stats *gain);

#endif
