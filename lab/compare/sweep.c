#include "lab/compare/sweep.h"
#include "core/base/memory.h"
#include "core/base/translate.h"

static lehr_status check(const lehr_sweep_axes *a)
{
    if (a->rates < 0 || a->rates > LEHR_MAX_SWEEP_AXIS || a->budgets < 0 || a->budgets > LEHR_MAX_SWEEP_AXIS)
        return lehr_fail(LEHR_ERR_VALUE, "a sweep has %d rates and %d budgets; it may have up to %d of each", a->rates,
                         a->budgets, LEHR_MAX_SWEEP_AXIS);
    for (int i = 0; i < a->rates; i++)
        for (int k = 0; k < i; k++)
            if (a->rate[i] == a->rate[k])
                return lehr_fail(LEHR_ERR_VALUE, "rate %s is given twice", lehr_number_text(a->rate[i]).s);
    for (int i = 0; i < a->budgets; i++)
        for (int k = 0; k < i; k++)
            if (a->budget[i] == a->budget[k])
                return a->in_steps ? lehr_fail(LEHR_ERR_VALUE, "%ld updates are given twice", a->budget[i])
                                   : lehr_fail(LEHR_ERR_VALUE, "%ld epochs are given twice", a->budget[i]);
    return LEHR_OK;
}

static void set_defaults(lehr_sweep_axes *a, const lehr_plan *plan)
{
    if (!a->rates) a->rate[a->rates++] = plan->lr;
    if (a->budgets) return;
    a->in_steps = plan->steps > 0;
    a->budget[a->budgets++] = plan->steps ? plan->steps : plan->epochs;
}

static lehr_plan plan_of(const lehr_sweep *s, const lehr_plan *plan, int cell)
{
    lehr_plan p = *plan;
    long budget = s->axes.budget[cell / s->axes.rates];
    p.lr = s->axes.rate[cell % s->axes.rates];
    p.steps = s->axes.in_steps ? budget : 0;
    p.epochs = s->axes.in_steps ? p.epochs : budget;
    return p;
}

lehr_status lehr_sweep_init(lehr_sweep *s, const lehr_sweep_axes *axes, const lehr_plan *plan, const lehr_data *data,
                            const char *const *specs, int n, const char *baseline, lehr_metric metric, int seeds)
{
    if (!s) return lehr_fail_null(__func__, "s");
    *s = (lehr_sweep){ .cells = 0 };
    if (!plan) return lehr_fail_null(__func__, "plan");
    if (axes) s->axes = *axes;
    lehr_status status = check(&s->axes);
    if (!status) set_defaults(&s->axes, plan);
    int cells = s->axes.rates * s->axes.budgets;
    if (!status && !(s->cell = lehr_alloc((size_t)cells, sizeof *s->cell))) status = LEHR_ERR_MEMORY;
    while (!status && s->cells < cells) {
        lehr_plan p = plan_of(s, plan, s->cells);
        status = lehr_comparison_init(&s->cell[s->cells], &p, data, specs, n, baseline, metric, seeds);
        if (!status) s->cells++;
    }
    if (status) lehr_sweep_release(s);
    return status;
}

void lehr_sweep_release(lehr_sweep *s)
{
    if (!s) return;
    for (int i = 0; i < s->cells; i++) lehr_comparison_release(&s->cell[i]);
    lehr_free(s->cell);
    *s = (lehr_sweep){ .cells = 0 };
}

/* --- results ------------------------------------------------------------------------------------------------------ */

lehr_short_text lehr_sweep_budget_text(const lehr_sweep *s, int budget)
{
    if (!s || budget < 0 || budget >= s->axes.budgets) return (lehr_short_text){ "" };
    long n = s->axes.budget[budget];
    if (n == 1) return lehr_short_printf("%s", lehr_translate(s->axes.in_steps ? "1 update" : "1 epoch"));
    return s->axes.in_steps ? lehr_short_printf(lehr_translate("%ld updates"), n)
                            : lehr_short_printf(lehr_translate("%ld epochs"), n);
}

static bool has_policy(const lehr_sweep *s, int policy, int cell)
{
    return s && cell >= 0 && cell < s->cells && policy >= 0 && policy < s->cell[cell].policies;
}

static const lehr_stats *end_of(const lehr_sweep *s, int policy, int cell)
{
    return &s->cell[cell].policy[policy].end[s->cell->metric];
}

int lehr_sweep_best_cell(const lehr_sweep *s, int policy, int budget)
{
    if (!s || budget < 0 || budget >= s->axes.budgets || !has_policy(s, policy, 0)) return -1;
    int first = budget * s->axes.rates, best = first;
    for (int i = first; i < first + s->axes.rates; i++)
        if (lehr_stats_is_better(s->cell->metric, end_of(s, policy, i), end_of(s, policy, best))) best = i;
    return end_of(s, policy, best)->n ? best : -1;
}

bool lehr_sweep_is_ahead(const lehr_sweep *s, int a, int b, int budget)
{
    int cell_a = lehr_sweep_best_cell(s, a, budget), cell_b = lehr_sweep_best_cell(s, b, budget);
    if (cell_a < 0 || cell_b < 0) return cell_a >= 0;
    return lehr_stats_is_better(s->cell->metric, end_of(s, a, cell_a), end_of(s, b, cell_b));
}

lehr_status lehr_sweep_gain(const lehr_sweep *s, int policy, int cell, int base_cell, lehr_stats *gain)
{
    if (!gain) return lehr_fail_null(__func__, "gain");
    if (!has_policy(s, policy, cell) || !has_policy(s, policy, base_cell))
        return lehr_fail(LEHR_ERR_VALUE, "the sweep has no policy %d in cells %d and %d", policy, cell, base_cell);
    double *v = lehr_alloc((size_t)s->cell->seeds, sizeof *v);
    if (!v) return LEHR_ERR_MEMORY;
    *gain = lehr_comparison_gain(&s->cell[cell], policy, &s->cell[base_cell], v);
    lehr_free(v);
    return LEHR_OK;
}
