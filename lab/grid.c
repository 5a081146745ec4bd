#include "lab/grid.h"
#include "core/memory.h"

static lehr_status check(const lehr_axes *a)
{
    for (int i = 0; i < a->rates; i++)
        for (int k = 0; k < i; k++)
            if (a->rate[i] == a->rate[k]) return lehr_fail(LEHR_ERR_VALUE, "rate %s is there twice", lehr_number_text(a->rate[i]).s);
    for (int i = 0; i < a->budgets; i++)
        for (int k = 0; k < i; k++)
            if (a->budget[i] == a->budget[k])
                return lehr_fail(LEHR_ERR_VALUE, "%ld %s are there twice", a->budget[i], a->in_steps ? "updates" : "epochs");
    return LEHR_OK;
}

/* The plan's own, where an axis says nothing. */
static void fill_in(lehr_axes *a, const lehr_plan *plan)
{
    if (!a->rates) a->rate[a->rates++] = plan->lr;
    if (a->budgets) return;
    a->in_steps = plan->steps > 0;
    a->budget[a->budgets++] = plan->steps ? plan->steps : plan->epochs;
}

static lehr_plan plan_of(const lehr_grid *g, const lehr_plan *plan, int cell)
{
    lehr_plan p = *plan;
    long budget = g->axes.budget[cell / g->axes.rates];
    p.lr = g->axes.rate[cell % g->axes.rates];
    p.steps = g->axes.in_steps ? budget : 0;
    p.epochs = g->axes.in_steps ? p.epochs : budget;
    return p;
}

lehr_status lehr_grid_init(lehr_grid *g, const lehr_axes *axes, const lehr_plan *plan, const lehr_data *data, const char *const *specs, int n,
                           const char *baseline, lehr_metric metric, int seeds)
{
    *g = (lehr_grid){ .axes = *axes };
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
    if (status) lehr_grid_release(g);
    return status;
}

void lehr_grid_release(lehr_grid *g)
{
    for (int i = 0; i < g->cells; i++) lehr_comparison_release(&g->cell[i]);
    lehr_free(g->cell);
    *g = (lehr_grid){ .cells = 0 };
}

lehr_word lehr_grid_budget(const lehr_grid *g, int budget)
{
    long n = g->axes.budget[budget];
    return lehr_words("%ld %s%s", n, g->axes.in_steps ? "update" : "epoch", n == 1 ? "" : "s");
}

int lehr_grid_best(const lehr_grid *g, int policy, int budget)
{
    int best = -1;
    for (int i = 0; i < g->cells; i++) {
        const lehr_stats *s = &g->cell[i].policy[policy].end[g->cell[i].metric], *before = best < 0 ? NULL : &g->cell[best].policy[policy].end[g->cell[i].metric];
        if ((budget >= 0 && i / g->axes.rates != budget) || !s->n) continue;
        if (!before || (lehr_metric_is_loss(g->cell[i].metric) ? s->mean < before->mean : s->mean > before->mean)) best = i;
    }
    return best;
}
