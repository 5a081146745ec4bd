/* replot_histories.c — histories of trainings and of comparisons, and schedules, as lines */
#include "core/base/strbuf.h"
#include "core/base/translate.h"
#include "lab/figures/replot_kinds.h"
#include "lab/plot/charts/mean_band.h"
#include <string.h>

static bool is_loss(const char *name) { return strstr(name, "loss") != NULL; }

/* --- rows to lines ------------------------------------------------------------------------------------------------ */

/* The column that a word stands for: "accuracy" is the validation rows', or R² where answers are numbers. */
static const lehr_table_column *column_for(const lehr_table *t, const char *what, const char *loss)
{
    if (!strcmp(what, "rates")) return lehr_table_find_column(t, "lr");
    if (!strcmp(what, "loss")) return lehr_table_find_column(t, loss);
    if (strcmp(what, "accuracy")) return lehr_table_find_column(t, what);
    const lehr_table_column *k = lehr_table_find_column(t, "validation_accuracy");
    return k ? k : lehr_table_find_column(t, "validation_r2");
}

static lehr_status missing(const lehr_table *t, const char *what)
{
    return lehr_fail(LEHR_ERR_FILE, "%s: has no column for %s", t->file, what);
}

static lehr_status add_column(lehr_replot *l, const lehr_table *t, const char *x, const lehr_table_column *y,
                              lehr_series *s)
{
    const lehr_table_column *at = lehr_table_find_column(t, x);
    lehr_xy *point = lehr_arena_alloc(&l->scratch, (size_t)t->rows, sizeof *point);
    if (!point) return LEHR_ERR_MEMORY;
    for (int i = 0; i < t->rows; i++) point[i] = (lehr_xy){ at->number[i], y->number[i] };
    return lehr_replot_line(l, s, point, t->rows, false);
}

/* --- histories of single trainings -------------------------------------------------------------------------------- */

static const char *metric_label(const char *what, const lehr_table_column *k)
{
    bool both = !strcmp(what, "loss") || !strcmp(what, "rates");
    return lehr_replot_metric(both ? what : k->name);
}

/* Of one training both losses; of several, both of each in one colour. */
static lehr_status chart_history(lehr_replot *l, const char *what, lehr_line_chart *c)
{
    bool losses = !strcmp(what, "loss"), single = l->files == 1;
    lehr_series *s = lehr_arena_alloc(&l->scratch, 2 * (size_t)l->files, sizeof *s);
    const lehr_table_column *k = NULL;
    lehr_status status = s ? LEHR_OK : LEHR_ERR_MEMORY;
    for (int i = 0; i < l->files && !status; i++) {
        const lehr_table *t = &l->table[i];
        const lehr_table_column *before = k;
        k = column_for(t, what, "train_loss");
        if (before && k && strcmp(before->name, k->name))
            return lehr_fail(LEHR_ERR_VALUE, "%s has %s and %s has %s: they do not go on one axis", l->file[i - 1],
                             before->name, l->file[i], k->name);
        s[i].label = !single ? l->label[i] : losses ? lehr_translate("training") : NULL;
        status = k ? add_column(l, t, "step", k, &s[i]) : missing(t, what);
    }
    for (int i = 0; i < l->files && losses && !status; i++) {
        lehr_series *dashed_series = &s[l->files + i];
        dashed_series->label = single ? lehr_translate("validation") : NULL;
        const lehr_table_column *validation = lehr_table_find_column(&l->table[i], "validation_loss");
        status = validation ? add_column(l, &l->table[i], "step", validation, dashed_series)
                            : missing(&l->table[i], "validation_loss");
        dashed_series->dashed = !single;
        dashed_series->same_colour_as = single ? 0 : i + 1;
    }
    if (status) return status;
    const char *label = metric_label(what, k);
    c->title = lehr_replot_title(l, label);
    c->subtitle = losses && !single ? lehr_translate("solid: training; dashed: validation") : NULL;
    c->x_label = lehr_translate("update");
    c->y_label = label;
    c->series = s;
    c->count = l->files * (losses ? 2 : 1);
    c->log_y = is_loss(what);
    return c->title ? LEHR_OK : LEHR_ERR_MEMORY;
}

const lehr_replot_kind lehr_replot_history = {
    .name = "a history that train wrote",
    .required = "step lr train_loss validation_loss",
    .text = "",
    .figures = "loss accuracy rates",
    .lines = "loss accuracy rates",
    .chart = chart_history,
};

/* --- all histories of a comparison -------------------------------------------------------------------------------- */

enum { MAX_GROUPS = 256 };

typedef struct columns { const char *const *policy; const double *rate, *updates, *seed, *step; } columns;

/* Rows of one policy, rate and budget in one file. */
typedef struct group { const char *policy; double rate, updates; int file, rows; bool several; double seed; } group;

static columns columns_of(const lehr_table *t)
{
    return (columns){ .policy = lehr_table_find_column(t, "policy")->word,
                      .rate = lehr_table_find_column(t, "base_lr")->number,
                      .updates = lehr_table_find_column(t, "updates")->number,
                      .seed = lehr_table_find_column(t, "seed")->number,
                      .step = lehr_table_find_column(t, "step")->number };
}

/* The group of a row, added if it is new; −1: there are too many. */
static int group_of(group g[], int *n, const columns *k, int file, int row)
{
    int i = 0;
    while (i < *n && !(g[i].file == file && g[i].rate == k->rate[row] && g[i].updates == k->updates[row] &&
                       !strcmp(g[i].policy, k->policy[row])))
        i++;
    if (i == MAX_GROUPS) return -1;
    if (i == *n) g[(*n)++] = (group){ k->policy[row], k->rate[row], k->updates[row], file, 0, false, k->seed[row] };
    g[i].several |= g[i].seed != k->seed[row];
    g[i].rows++;
    return i;
}

/* The policy, and whatever else differs. */
static const char *group_label(lehr_replot *l, const group g[], int n, int i)
{
    bool rates = false, updates = false;
    for (int k = 1; k < n; k++) {
        rates |= g[k].rate != g[0].rate;
        updates |= g[k].updates != g[0].updates;
    }
    lehr_strbuf t = {0};
    lehr_strbuf_printf(&t, "%s", g[i].policy);
    if (rates) lehr_strbuf_printf(&t, ", %s", lehr_number_text(g[i].rate).s);
    if (updates) lehr_strbuf_printf(&t, ", %.0f", g[i].updates);
    if (l->files > 1) lehr_strbuf_printf(&t, ", %s", l->label[g[i].file]);
    const char *label = t.s ? lehr_arena_strdup(&l->scratch, t.s) : NULL;
    lehr_strbuf_release(&t);
    return label;
}

/* Which group each row belongs to; the files' rows one after the other. */
static lehr_status group_rows(lehr_replot *l, group g[], int *n, int *belongs)
{
    for (int f = 0; f < l->files; f++) {
        columns k = columns_of(&l->table[f]);
        for (int i = 0; i < l->table[f].rows; i++)
            if ((*belongs++ = group_of(g, n, &k, f, i)) < 0)
                return lehr_fail(LEHR_ERR_VALUE,
                                 "%s: more than %d policies, rates and budgets; that is no picture any more",
                                 l->file[f] ? l->file[f] : "histories", MAX_GROUPS);
    }
    return LEHR_OK;
}

static lehr_status add_group(lehr_replot *l, const char *what, int which, const int *belongs, const group *g, bool band,
                             lehr_series *s)
{
    const lehr_table *t = &l->table[g->file];
    const lehr_table_column *k = column_for(t, what, "train_loss"), *step = lehr_table_find_column(t, "step");
    lehr_xy *point = lehr_arena_alloc(&l->scratch, (size_t)g->rows, sizeof *point);
    int n = 0;
    if (!k) return missing(t, what);
    if (!point) return LEHR_ERR_MEMORY;
    for (int f = 0; f < g->file; f++) belongs += l->table[f].rows;
    for (int i = 0; i < t->rows; i++)
        if (belongs[i] == which) point[n++] = (lehr_xy){ step->number[i], k->number[i] };
    return lehr_replot_line(l, s, point, n, band);
}

static lehr_status chart_histories(lehr_replot *l, const char *what, lehr_line_chart *c)
{
    size_t rows = 0;
    for (int f = 0; f < l->files; f++) rows += (size_t)l->table[f].rows;
    group *g = lehr_arena_alloc(&l->scratch, MAX_GROUPS, sizeof *g);
    int *belongs = lehr_arena_alloc(&l->scratch, rows, sizeof *belongs), n = 0;
    lehr_status status = g && belongs ? group_rows(l, g, &n, belongs) : LEHR_ERR_MEMORY;
    lehr_series *s = lehr_arena_alloc(&l->scratch, (size_t)n + 1, sizeof *s);
    bool bands = n <= LEHR_MAX_BANDS && strcmp(what, "rates") && strcmp(what, "lr"), any = false;
    for (int i = 0; i < n && !status; i++) {
        s[i].label = group_label(l, g, n, i);
        status = s[i].label ? add_group(l, what, i, belongs, &g[i], bands && g[i].several, &s[i]) : LEHR_ERR_MEMORY;
        any |= bands && g[i].several;
    }
    if (status || !s) return status ? status : LEHR_ERR_MEMORY;
    const char *label = lehr_replot_metric(column_for(&l->table[0], what, "train_loss")->name);
    c->title = lehr_replot_title(l, label);
    c->subtitle = any ? lehr_translate("bands: ± 1 standard deviation over the seeds") : NULL;
    c->x_label = lehr_translate("update");
    c->y_label = label;
    c->series = s;
    c->count = n;
    c->log_y = is_loss(what);
    return c->title ? LEHR_OK : LEHR_ERR_MEMORY;
}

const lehr_replot_kind lehr_replot_histories = {
    .name = "the histories that compare wrote", .required = "policy base_lr updates seed step lr", .text = "policy",
    .figures = "loss accuracy rates",
    .lines = "loss accuracy rates", .chart = chart_histories,
};

/* --- schedules ---------------------------------------------------------------------------------------------------- */

/* The legend's text of a column; NULL: it has none. *status: no memory. */
static const char *curve_label(lehr_replot *l, int file, const char *column, lehr_status *status)
{
    bool alone = l->file[0] && l->files == 1 && l->table[0].count == 2;
    if (alone || !*column) return NULL;
    if (l->files == 1) return column;
    const char *label =
        lehr_arena_strdup(&l->scratch, lehr_short_printf("%.40s %.40s", l->label[file], column).s);
    if (!label) *status = LEHR_ERR_MEMORY;
    return label;
}

static lehr_status chart_schedule(lehr_replot *l, const char *what, lehr_line_chart *c)
{
    size_t curves = 0;
    (void)what;
    for (int f = 0; f < l->files; f++) curves += (size_t)l->table[f].count;
    lehr_series *s = lehr_arena_alloc(&l->scratch, curves, sizeof *s);
    lehr_status status = s ? LEHR_OK : LEHR_ERR_MEMORY;
    for (int f = 0; f < l->files; f++)
        for (int i = 0; i < l->table[f].count && !status; i++) {
            const lehr_table_column *k = &l->table[f].column[i];
            if (k == lehr_table_find_column(&l->table[f], "t")) continue;
            s[c->count].label = curve_label(l, f, k->name, &status);
            if (!status) status = add_column(l, &l->table[f], "t", k, &s[c->count++]);
        }
    if (status) return status;
    c->title = lehr_replot_title(l, lehr_translate("learning rate"));
    c->x_label = lehr_translate("update");
    c->y_label = lehr_translate("learning rate");
    c->series = s;
    return c->title ? LEHR_OK : LEHR_ERR_MEMORY;
}

const lehr_replot_kind lehr_replot_schedule = {
    .name = "rates that schedule wrote",
    .required = "t lr1",
    .text = "",
    .figures = "rates",
    .lines = "rates",
    .chart = chart_schedule,
};
