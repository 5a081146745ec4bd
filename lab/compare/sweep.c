#include "lab/compare/sweep.h"
#include "core/base/memory.h"

static lehr_status check(const lehr_sweep_axes *a)
{
    for (int i = 0; i < a->rates; i++)
        for (int k = 0; k < i; k++)
            if (a->rate[i] == a->rate[k])
                return lehr_fail(LEHR_ERR_VALUE, "rate %s is there twice", lehr_number_text(a->rate[i]).s);
    for (int i = 0; i < a->budgets; i++)
        for (int k = 0; k < i; k++)
            if (a->budget[i] == a->budget[k])
                return lehr_fail(LEHR_ERR_VALUE, "%ld %s are there twice", a->budget[i],
                                 a->in_steps ? "updates" : "epochs");
    return LEHR_OK;
}

/* The plan's own, where an axis says nothing. */
static void fill_in(lehr_sweep_axes *a, const lehr_plan *plan)
{
    if (!a->rates) a->rate[a->rates++] = plan->lr;
    if (a->budgets) return;
    a->in_steps = plan->steps > 0;
    a->budget[a->budgets++] = plan->steps ? plan->steps : plan->epochs;
}

static lehr_plan plan_of(const lehr_sweep *g, const lehr_plan *plan, int cell)
{
    lehr_plan p = *plan;
    long budget = g->axes.budget[cell / g->axes.rates];
    p.lr = g->axes.rate[cell % g->axes.rates];
    p.steps = g->axes.in_steps ? budget : 0;
    p.epochs = g->axes.in_steps ? p.epochs : budget;
    return p;
}

lehr_status lehr_sweep_init(lehr_sweep *g, const lehr_sweep_axes *axes, const lehr_plan *plan, const lehr_data *data,
                            const char *const *specs, int n, const char *baseline, lehr_metric metric, int seeds)
{
    *g = (lehr_sweep){ .axes = *axes };
    lehr_status status = check(axes);
    if (status) return status;
    fill_in(&g->axes, plan);
    int cells = g->axes.rates * g->axes.budgets;
    if (!(g->cell = lehr_alloc((size_t)cells, sizeof *g->cell))) return LEHR_ERR_MEMORY;
    while (g->cells < cells && !status) {
        lehr_plan p = plan_of(g, plan, g->cells);
        status = lehr_comparison_init(&g->cell[g->cells], &p, data, specs, n, baseline, metric, seeds);
        if (!status) g->cells++;
    }
    if (status) lehr_sweep_release(g);
    return status;
}

void lehr_sweep_release(lehr_sweep *g)
{
    for (int i = 0; i < g->cells; i++) lehr_comparison_release(&g->cell[i]);
    lehr_free(g->cell);
    *g = (lehr_sweep){ .cells = 0 };
}

lehr_short_text lehr_sweep_budget_text(const lehr_sweep *g, int budget)
{
    long n = g->axes.budget[budget];
    return lehr_short_printf("%ld %s%s", n, g->axes.in_steps ? "update" : "epoch", n == 1 ? "" : "s");
}

static const lehr_stats *end_of(const lehr_sweep *g, int policy, int cell)
{
    return &g->cell[cell].policy[policy].end[g->cell->metric];
}

int lehr_sweep_best_cell(const lehr_sweep *g, int policy, int budget)
{
    int first = budget * g->axes.rates, best = first;
    for (int i = first; i < first + g->axes.rates; i++)
        if (lehr_stats_is_better(g->cell->metric, end_of(g, policy, i), end_of(g, policy, best))) best = i;
    return end_of(g, policy, best)->n ? best : -1;
}

bool lehr_sweep_is_ahead(const lehr_sweep *g, int a, int b, int budget)
{
    int ours = lehr_sweep_best_cell(g, a, budget), theirs = lehr_sweep_best_cell(g, b, budget);
    if (ours < 0 || theirs < 0) return theirs < 0 && ours >= 0;
    return lehr_stats_is_better(g->cell->metric, end_of(g, a, ours), end_of(g, b, theirs));
}

lehr_status lehr_sweep_gain(const lehr_sweep *g, int policy, int cell, int base_cell, lehr_stats *gain)
{
    const lehr_comparison *ours = &g->cell[cell], *base = &g->cell[base_cell];
    double *v = lehr_alloc((size_t)ours->seeds, sizeof *v);
    int n = 0;
    if (!v) return LEHR_ERR_MEMORY;
    for (int seed = 0; seed < ours->seeds; seed++) {
        const lehr_history_row *a = lehr_comparison_end(ours, policy, seed),
                               *b = lehr_comparison_end(base, base->baseline, seed);
        if (a && b) v[n++] = lehr_metric_value(a, ours->metric) - lehr_metric_value(b, ours->metric);
    }
    *gain = n ? lehr_stats_of(v, n) : (lehr_stats){ .n = 0 };
    lehr_free(v);
    return LEHR_OK;
}
