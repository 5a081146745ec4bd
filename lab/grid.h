/* grid.h — the same policies compared at several start rates and over several budgets: a ranking belongs to a rate and a budget.
 *
 * Each cell is a comparison of its own (lab/compare.h), with the same seeds. Policy i is the same in all, but for what depends on the
 * length: one of the usual ten may be step:every=2500 in one and step:every=25000 in another.
 */
#ifndef LEHR_LAB_GRID_H
#define LEHR_LAB_GRID_H
#include "lab/compare.h"

enum { LEHR_MOST_AXIS = 32 };

typedef struct lehr_axes {
    int    rates, budgets;              /* 0: the plan's own, alone                                 */
    double rate[LEHR_MOST_AXIS];        /* base learning rates                                      */
    long   budget[LEHR_MOST_AXIS];      /* epochs, …                                                */
    bool   in_steps;                    /* … or updates                                             */
} lehr_axes;

typedef struct lehr_grid {
    lehr_axes        axes;              /* as it is carried out */
    int              cells;             /* rates · budgets      */
    lehr_comparison *cell;              /* [budgets x rates]    */
} lehr_grid;

/* As lehr_comparison_init, for every rate and budget. LEHR_ERR_VALUE: one is there twice. On failure *g is empty. */
lehr_status lehr_grid_init(lehr_grid *g, const lehr_axes *axes, const lehr_plan *plan, const lehr_data *data, const char *const *specs, int n,
                           const char *baseline, lehr_metric metric, int seeds);
void        lehr_grid_release(lehr_grid *g);

/* "300 epochs", "7500 updates" */
lehr_word   lehr_grid_budget(const lehr_grid *g, int budget);

/* Of the cells of one budget, or of all (budget −1): the one in which the policy's mean is best; −1: it diverged in all. */
int         lehr_grid_best(const lehr_grid *g, int policy, int budget);

#endif
