/* figure_sweep.c — a sweep as a heat map: policies down, base rates across, a group of columns for each budget */
#include "lab/plot/charts/heatmap.h"
#include "core/base/translate.h"
#include "lab/figures/figures.h"
#include "lab/compare/result_text.h"
#include <math.h>

/* The rows, columns and cells of the map. */
typedef struct content {
    lehr_arena memory;
    const char **row, **column;
    lehr_heatmap_group *group;
    lehr_heatmap_cell *cell;
    lehr_status status;             /* LEHR_ERR_MEMORY: some text is missing */
} content;

static const char *copy(content *w, lehr_short_text text)
{
    const char *s = lehr_arena_strdup(&w->memory, text.s);
    if (!s) w->status = LEHR_ERR_MEMORY;
    return s;
}

/* The mean without its deviation, as a cell is small; below it, the difference from the baseline. */
static void fill_cell(const lehr_sweep *g, int policy, int cell, content *w)
{
    const lehr_comparison *c = &g->cell[cell];
    const lehr_policy_result *p = &c->policy[policy];
    lehr_stats s = p->end[c->metric];
    lehr_heatmap_cell *at = &w->cell[policy * g->cells + cell];
    const char *sign = lehr_verdict_symbol(p->verdict);
    *at = (lehr_heatmap_cell){ .value = NAN };
    if (!s.n) return;
    s.n = 1;
    *at = (lehr_heatmap_cell){ s.mean, copy(w, lehr_mean_cell_text(c, &s, c->metric)), NULL, policy == c->rank[0] };
    at->subtext = p->diverged ? copy(w, lehr_short_printf(lehr_label("%d of %d diverged"), p->diverged, c->seeds))
                : policy == c->baseline ? lehr_label("baseline")
                : copy(w, lehr_short_printf("%s%s%s", sign, *sign ? " " : "", lehr_policy_gain_text(c, policy).s));
}

static lehr_status fill(const lehr_sweep *g, content *w)
{
    const lehr_comparison *c = g->cell;
    size_t rows = (size_t)c->policies, columns = (size_t)g->cells, budgets = (size_t)g->axes.budgets;
    w->row = lehr_arena_alloc(&w->memory, rows, sizeof *w->row);
    w->column = lehr_arena_alloc(&w->memory, columns, sizeof *w->column);
    w->group = lehr_arena_alloc(&w->memory, budgets, sizeof *w->group);
    w->cell = lehr_arena_alloc(&w->memory, rows * columns, sizeof *w->cell);
    if (!w->row || !w->column || !w->group || !w->cell) return LEHR_ERR_MEMORY;
    for (int i = 0; i < c->policies; i++) {
        w->row[i] = c->policy[i].name;
        for (int k = 0; k < g->cells; k++) fill_cell(g, i, k, w);
    }
    for (int k = 0; k < g->cells; k++) w->column[k] = copy(w, lehr_number_text(g->axes.rate[k % g->axes.rates]));
    const char *unit = lehr_label(g->axes.in_steps ? "%ld updates" : "%ld epochs");
    for (int b = 0; b < g->axes.budgets; b++)
        w->group[b] = (lehr_heatmap_group){ copy(w, lehr_short_printf(unit, g->axes.budget[b])), g->axes.rates };
    return w->status;
}

static void write_titles(const lehr_comparison *c, char title[120], char subtitle[200])
{
    bool percent = c->score == LEHR_ACCURACY && !lehr_metric_is_loss(c->metric);
    const char *baseline = c->policy[c->baseline].name;
    lehr_snprintf(title, 120, lehr_label("%.40s: %.60s%s"), c->plan.task,
                  lehr_label(lehr_score_metric_label(c->score, c->metric).s), percent ? lehr_label(", %") : "");
    if (c->seeds == 1)
        lehr_snprintf(subtitle, 200, lehr_label("one seed; below it: against %.30s; framed: best"), baseline);
    else
        lehr_snprintf(subtitle, 200,
                      lehr_label("mean of %d seeds; below it: against %.30s, ▲▼ beyond the noise; framed: best"),
                      c->seeds, baseline);
}

lehr_status lehr_figure_sweep(const lehr_sweep *g, const char *path)
{
    if (!g) return lehr_fail_null(__func__, "g");
    if (!g->cell || g->cells < 1 || !g->cell->run)
        return lehr_fail(LEHR_ERR_VALUE, "%s: the sweep is empty; lehr_sweep_init prepares one", __func__);
    const lehr_comparison *c = g->cell;
    content w = { .cell = NULL };
    char title[120], subtitle[200];
    lehr_status status = fill(g, &w);
    write_titles(c, title, subtitle);
    lehr_heatmap heat = { .title = title, .subtitle = subtitle, .rows = c->policies, .columns = g->cells,
                          .cell = w.cell, .row = w.row, .column = w.column, .group = w.group,
                          .groups = g->axes.budgets, .column_title = lehr_label("from rate"),
                          .scale_per_group = true, .low_is_dark = lehr_metric_is_loss(c->metric) };
    if (!status) status = lehr_heatmap_png(&heat, path);
    lehr_arena_release(&w.memory);
    return status;
}
