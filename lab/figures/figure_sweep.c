/* figure_sweep.c — a grid of comparisons as a heat map: policies down, start rates across, a block for each budget */
#include "core/base/memory.h"
#include "lab/plot/charts/heatmap.h"
#include "core/base/translate.h"
#include "lab/figures/figures.h"
#include "lab/compare/result_text.h"
#include <math.h>

/* What stands in the map, for as long as it is drawn. */
typedef struct cell_texts {
    lehr_short_text *mean, *gain, *row, *column, *budget;
    const char **row_label, **column_label;
    lehr_heatmap_group *group;
    lehr_heatmap_cell *cell;
} cell_texts;

static bool alloc_texts(cell_texts *w, const lehr_sweep *g, lehr_arena *m)
{
    size_t rows = (size_t)g->cell[0].policies, columns = (size_t)g->cells, cells = rows * columns,
           budgets = (size_t)g->axes.budgets;
    w->mean         = lehr_arena_alloc(m, cells, sizeof *w->mean);
    w->gain         = lehr_arena_alloc(m, cells, sizeof *w->gain);
    w->cell         = lehr_arena_alloc(m, cells, sizeof *w->cell);
    w->row          = lehr_arena_alloc(m, rows, sizeof *w->row);
    w->row_label    = lehr_arena_alloc(m, rows, sizeof *w->row_label);
    w->column       = lehr_arena_alloc(m, columns, sizeof *w->column);
    w->column_label = lehr_arena_alloc(m, columns, sizeof *w->column_label);
    w->budget       = lehr_arena_alloc(m, budgets, sizeof *w->budget);
    w->group        = lehr_arena_alloc(m, budgets, sizeof *w->group);
    return w->mean && w->gain && w->cell && w->row && w->row_label && w->column && w->column_label && w->budget &&
           w->group;
}

/* The mean without its deviation: a cell is small. */
static void fill_cell(const lehr_sweep *g, int policy, int cell, cell_texts *w)
{
    const lehr_comparison *c = &g->cell[cell];
    const lehr_policy_result *p = &c->policy[policy];
    lehr_stats s = p->end[c->metric];
    int at = policy * g->cells + cell;
    s.n = s.n > 0;
    w->mean[at] = lehr_mean_cell_text(c, &s, c->metric);
    const char *sign = lehr_verdict_symbol(p->verdict);
    w->gain[at] = p->diverged ? lehr_short_printf(lehr_translate("%d of %d diverged"), p->diverged, c->seeds)
                : policy == c->baseline ? lehr_short_printf("%s", lehr_translate("baseline"))
                : lehr_short_printf("%s%s%s", sign, *sign ? " " : "", lehr_policy_gain_text(c, policy).s);
    w->cell[at] = (lehr_heatmap_cell){ .value = s.n ? s.mean : NAN,
                                       .text = s.n ? w->mean[at].s : NULL,
                                       .subtext = s.n ? w->gain[at].s : NULL,
                                       .best = s.n && policy == c->rank[0] };
}

static void fill_texts(const lehr_sweep *g, cell_texts *w)
{
    const lehr_comparison *c = g->cell;
    for (int i = 0; i < c->policies; i++) {
        w->row[i] = lehr_short_printf("%s", c->policy[i].name);
        w->row_label[i] = w->row[i].s;
        for (int k = 0; k < g->cells; k++) fill_cell(g, i, k, w);
    }
    for (int k = 0; k < g->cells; k++) {
        w->column[k] = lehr_number_text(g->axes.rate[k % g->axes.rates]);
        w->column_label[k] = w->column[k].s;
    }
    for (int b = 0; b < g->axes.budgets; b++) {
        w->budget[b] = lehr_short_printf(lehr_translate(g->axes.in_steps ? "%ld updates" : "%ld epochs"),
                                         g->axes.budget[b]);
        w->group[b] = (lehr_heatmap_group){ w->budget[b].s, g->axes.rates };
    }
}

static void write_titles(const lehr_comparison *c, char title[120], char subtitle[200])
{
    bool percent = c->score == LEHR_ACCURACY && !lehr_metric_is_loss(c->metric);
    const char *baseline = c->policy[c->baseline].name;
    lehr_snprintf(title, 120, lehr_translate("%.40s: %.60s%s"), c->plan.task,
                  lehr_translate(lehr_score_metric_label(c->score, c->metric).s), percent ? lehr_translate(", %") : "");
    if (c->seeds == 1)
        lehr_snprintf(subtitle, 200, lehr_translate("one seed; below it: against %.30s; framed: best"), baseline);
    else
        lehr_snprintf(subtitle, 200,
                      lehr_translate("mean of %d seeds; below it: against %.30s, ▲▼ beyond the noise; framed: best"),
                      c->seeds, baseline);
}

lehr_status lehr_figure_sweep(const lehr_sweep *g, const char *path)
{
    if (!g) return lehr_fail_null(__func__, "g");
    if (!g->cell || g->cells < 1 || !g->cell->run)
        return lehr_fail(LEHR_ERR_VALUE, "%s: the sweep is empty; lehr_sweep_init prepares one", __func__);
    const lehr_comparison *c = g->cell;
    lehr_arena memory = {0};
    cell_texts w;
    char title[120], subtitle[200];
    lehr_status status = alloc_texts(&w, g, &memory) ? LEHR_OK : LEHR_ERR_MEMORY;
    if (!status) {
        fill_texts(g, &w);
        write_titles(c, title, subtitle);
        lehr_heatmap heat = { .title = title,
                              .subtitle = subtitle,
                              .rows = c->policies,
                              .columns = g->cells,
                              .cell = w.cell,
                              .row = w.row_label,
                              .column = w.column_label,
                              .column_title = lehr_translate("from rate"),
                              .group = w.group,
                              .groups = g->axes.budgets,
                              .scale_per_group = true,
                              .low_is_dark = lehr_metric_is_loss(c->metric) };
        status = lehr_heatmap_png(&heat, path);
    }
    lehr_arena_release(&memory);
    return status;
}
