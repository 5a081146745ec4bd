/* sweep.h — the same policies compared at several base rates and with several budgets: a ranking is valid for one rate
 * and one budget only.
 *
 * Each cell is a comparison (lab/compare/comparison.h) with the same seeds. Policy i is the same in all cells, except
 * for parameters that depend on the length: a default policy may be step:every=2500 in one cell and step:every=25000
 * in another.
 */
#ifndef LEHR_LAB_COMPARE_SWEEP_H
#define LEHR_LAB_COMPARE_SWEEP_H
#include "lab/compare/comparison.h"

enum { LEHR_MAX_SWEEP_AXIS = 32 };      /* rates, and budgets, in one sweep */

typedef struct lehr_sweep_axes {        /* the rates and budgets of a sweep     */
    int    rates, budgets;              /* 0: only the plan's own               */
    double rate[LEHR_MAX_SWEEP_AXIS];   /* base learning rates                  */
    long   budget[LEHR_MAX_SWEEP_AXIS]; /* epochs, or …                         */
    bool   in_steps;                    /* … updates                            */
} lehr_sweep_axes;

typedef struct lehr_sweep {             /* all its comparisons                  */
    lehr_sweep_axes  axes;              /* with the plan's own rate and budget  */
    int              cells;             /* rates · budgets                      */
    lehr_comparison *cell;              /* [budgets x rates]                    */
} lehr_sweep;

/* As lehr_comparison_init, with its errors, for every rate and budget; axes NULL: only the plan's own.
 * LEHR_ERR_VALUE: a rate or budget occurs twice, or there are too many. On failure *s is empty. */
lehr_status lehr_sweep_init(lehr_sweep *s, const lehr_sweep_axes *axes, const lehr_plan *plan, const lehr_data *data,
                            const char *const *specs, int n, const char *baseline, lehr_metric metric, int seeds);

void        lehr_sweep_release(lehr_sweep *s);          /* with all its comparisons; empty then; NULL is ignored */

/* "300 epochs", "7500 updates"; no such budget: "". */
lehr_short_text lehr_sweep_budget_text(const lehr_sweep *s, int budget);

/* The cell of a budget in which the policy has its best result; −1: it diverged in all of them. */
int         lehr_sweep_best_cell(const lehr_sweep *s, int policy, int budget);

/* Is the best result of policy a with that budget better than the best result of b? */
bool        lehr_sweep_is_ahead(const lehr_sweep *s, int a, int b, int budget);

/* The paired differences between the policy in one cell and the baseline in another, for instance each at its best
 * rate. LEHR_ERR_VALUE: there is no such policy or cell; LEHR_ERR_MEMORY. */
lehr_status lehr_sweep_gain(const lehr_sweep *s, int policy, int cell, int base_cell, lehr_stats *gain);

#endif
