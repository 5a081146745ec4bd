/* replot_runs.c — the results of a comparison's runs as a heat map: policies down; across, seeds or base rates and
 * budgets */
#include "lab/compare/comparison.h"
#include "lab/plot/charts/heatmap.h"
#include "core/base/translate.h"
#include "lab/figures/replot_kinds.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_ROWS = 200, MAX_COLUMNS = 200 };

typedef struct run_grid {               /* rows and columns of the map                               */
    const lehr_table *t;
    const char *metric;
    const double *value, *seed, *rate, *updates;
    const char *const *policy, *const *status;
    const char *row[MAX_ROWS];          /* policies                                                  */
    double column[MAX_COLUMNS][2];      /* a seed and 0; in a sweep, a budget and a rate             */
    int    rows, columns;
    bool   sweep;                       /* the runs have several rates or budgets                    */
} run_grid;

static bool is_sweep(const run_grid *m)
{
    for (int i = 1; i < m->t->rows; i++)
        if (m->rate[i] != m->rate[0] || m->updates[i] != m->updates[0]) return true;
    return false;
}

static void column_key(const run_grid *m, int i, double key[2])
{
    key[0] = m->sweep ? m->updates[i] : m->seed[i];
    key[1] = m->sweep ? m->rate[i] : 0;
}

static int by_column(const void *a, const void *b)
{
    const double *p = a, *q = b;
    for (int k = 0; k < 2; k++)
        if (p[k] != q[k]) return p[k] < q[k] ? -1 : 1;
    return 0;
}

/* Policies in the order of the file, columns sorted. */
static lehr_status find_rows_and_columns(run_grid *m)
{
    for (int i = 0; i < m->t->rows; i++) {
        double key[2];
        int row = 0, column = 0;
        column_key(m, i, key);
        while (row < m->rows && strcmp(m->row[row], m->policy[i])) row++;
        while (column < m->columns && by_column(m->column[column], key)) column++;
        if (row == MAX_ROWS || column == MAX_COLUMNS)
            return lehr_fail(LEHR_ERR_VALUE, "%s: more than %d policies or %d columns", m->t->file,
                             MAX_ROWS, MAX_COLUMNS);
        if (row == m->rows) m->row[m->rows++] = m->policy[i];
        if (column == m->columns) memcpy(m->column[m->columns++], key, sizeof key);
    }
    qsort(m->column, (size_t)m->columns, sizeof *m->column, by_column);
    return LEHR_OK;
}

static lehr_status check_status(const run_grid *m)
{
    for (int i = 0; i < m->t->rows; i++)
        if (strcmp(m->status[i], "done") && strcmp(m->status[i], "diverged"))
            return lehr_fail(LEHR_ERR_FILE, "%s:%d: status is \"%.40s\"; it must be done or diverged", m->t->file,
                             i + 2, m->status[i]);
    return LEHR_OK;
}

/* The finite values of a policy in one column, or, for −1, in all columns. */
static int collect(const run_grid *m, int row, int column, double *v)
{
    int n = 0;
    for (int i = 0; i < m->t->rows; i++) {
        double key[2];
        column_key(m, i, key);
        bool counts = isfinite(m->value[i]) && !strcmp(m->status[i], "done") && !strcmp(m->policy[i], m->row[row]);
        if (counts && (column < 0 || !by_column(m->column[column], key))) v[n++] = m->value[i];
    }
    return n;
}

static bool is_percent(const char *metric) { return strstr(metric, "accuracy") != NULL; }

static const char *cell_text(lehr_replot *l, const char *metric, double v, const char *sign)
{
    if (!isfinite(v)) return NULL;
    lehr_short_text text = is_percent(metric) ? lehr_short_printf("%s%.1f", sign, 100 * v)
                                              : lehr_short_printf(*sign ? "%s%.2g" : "%s%.4g", sign, v);
    return lehr_arena_strdup(&l->scratch, text.s);
}

/* Marks the best policy of a column: the least loss, or the greatest score. A policy with fewer values, because seeds
 * diverged, is behind one with more. */
static void mark_best(const run_grid *m, lehr_heatmap_cell *cell, int columns, int i, double *v)
{
    lehr_metric metric = strstr(m->metric, "loss") ? LEHR_TRAIN_LOSS : LEHR_TRAIN_ACCURACY;
    lehr_stats best = { .n = 0 };
    int at = -1;
    for (int row = 0; row < m->rows; row++) {
        int n = collect(m, row, m->sweep ? i : i - 1, v);
        lehr_stats now = n ? lehr_stats_of(v, n) : (lehr_stats){ .n = 0 };
        if (!lehr_stats_is_better(metric, &now, &best)) continue;
        best = now;
        at = row;
    }
    if (at >= 0) cell[at * columns + i].best = true;
}

/* Columns of seeds follow the mean. In a sweep a cell has the mean, and the deviation below it. */
static lehr_status fill(lehr_replot *l, const run_grid *m, lehr_heatmap_cell *cell, int columns)
{
    double *v = lehr_arena_alloc(&l->scratch, (size_t)m->t->rows, sizeof *v);
    if (!v) return LEHR_ERR_MEMORY;
    for (int row = 0; row < m->rows; row++)
        for (int i = 0; i < columns; i++) {
            int n = collect(m, row, m->sweep ? i : i - 1, v);
            lehr_stats b = n ? lehr_stats_of(v, n) : (lehr_stats){ .mean = NAN };
            lehr_heatmap_cell *c = &cell[row * columns + i];
            *c = (lehr_heatmap_cell){ .value = is_percent(m->metric) ? 100 * b.mean : b.mean,
                                      .text = cell_text(l, m->metric, b.mean, "") };
            if (m->sweep && n > 1) c->subtext = cell_text(l, m->metric, b.deviation, "± ");
        }
    for (int i = 0; i < (m->sweep ? columns : 1); i++) mark_best(m, cell, columns, i, v);
    return LEHR_OK;
}

static const char **column_labels(lehr_replot *l, const run_grid *m, int columns)
{
    const char **label = lehr_arena_alloc(&l->scratch, (size_t)columns, sizeof *label);
    for (int i = 0; i < columns && label; i++) {
        double v = m->sweep ? m->column[i][1] : i ? m->column[i - 1][0] : 0;
        label[i] = !m->sweep && !i ? lehr_label("mean") : lehr_arena_strdup(&l->scratch, lehr_number_text(v).s);
    }
    return label;
}

/* The mean and the seeds are groups; in a sweep, each budget is a group. */
static int group_columns(lehr_replot *l, const run_grid *m, lehr_heatmap_group *g)
{
    int n = 0;
    if (!m->sweep) {
        g[0] = (lehr_heatmap_group){ NULL, 1 };
        g[1] = (lehr_heatmap_group){ lehr_label("each seed"), m->columns };
        return 2;
    }
    for (int i = 0; i < m->columns; i++) {
        if (i && m->column[i][0] == m->column[i - 1][0]) g[n - 1].columns++;
        else
            g[n++] = (lehr_heatmap_group){
                lehr_arena_strdup(&l->scratch, lehr_short_printf(lehr_label("%.0f updates"), m->column[i][0]).s), 1
            };
    }
    return n;
}

static lehr_status draw_map(lehr_replot *l, const run_grid *m, const lehr_replot_options *w, const char *path)
{
    int columns = m->columns + !m->sweep;
    lehr_heatmap_cell *cell = lehr_arena_alloc(&l->scratch, (size_t)m->rows * (size_t)columns, sizeof *cell);
    lehr_heatmap_group *group = lehr_arena_alloc(&l->scratch, (size_t)columns + 1, sizeof *group);
    const char **label = column_labels(l, m, columns);
    if (!cell || !group || !label || fill(l, m, cell, columns)) return LEHR_ERR_MEMORY;
    char text[120];
    lehr_snprintf(text, sizeof text, "%s%s", lehr_replot_metric(m->metric),
                  is_percent(m->metric) ? lehr_label(", %") : "");
    const char *subtitle = m->sweep ? "mean of the seeds; below it: ± standard deviation; framed: best"
                                   : "framed: the best mean";
    lehr_heatmap h = { .title = w->title ? w->title : lehr_replot_title(l, text), .subtitle = lehr_label(subtitle),
                       .rows = m->rows, .columns = columns, .cell = cell, .row = m->row, .column = label,
                       .column_title = m->sweep ? lehr_label("from rate") : NULL, .group = group,
                       .groups = group_columns(l, m, group), .scale_per_group = m->sweep,
                       .low_is_dark = strstr(m->metric, "loss"), .width = w->size.width,
                       .height = w->size.height, .scale = w->size.scale };
    return lehr_heatmap_png(&h, path);
}

lehr_status lehr_replot_runs(lehr_replot *l, const char *what, const lehr_replot_options *w, const char *path)
{
    const lehr_table *t = &l->table[0];
    if (l->files > 1) return lehr_fail(LEHR_ERR_VALUE, "%s: a map of runs shows one file", l->file[1]);
    bool loss = !strcmp(what, "ends_loss"), classes = lehr_table_find_column(t, "validation_accuracy") != NULL;
    const char *metric = loss ? "validation_loss" : classes ? "validation_accuracy" : "validation_r2";
    const lehr_table_column *k = lehr_table_find_column(t, metric);
    if (!k) return lehr_fail(LEHR_ERR_FILE, "%s: has no column for %s", t->file, what);
    run_grid *m = lehr_arena_alloc(&l->scratch, 1, sizeof *m);
    if (!m) return LEHR_ERR_MEMORY;
    *m = (run_grid){ .t = t,
                  .metric = metric,
                  .value = k->number,
                  .seed = lehr_table_find_column(t, "seed")->number,
                  .rate = lehr_table_find_column(t, "base_lr")->number,
                  .updates = lehr_table_find_column(t, "updates")->number,
                  .policy = lehr_table_find_column(t, "policy")->text,
                  .status = lehr_table_find_column(t, "status")->text };
    m->sweep = is_sweep(m);
    lehr_status status = check_status(m);
    if (!status) status = find_rows_and_columns(m);
    return status ? status : draw_map(l, m, w, path);
}
