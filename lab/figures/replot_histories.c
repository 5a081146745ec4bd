/* replot_histories.c — the histories of runs and of comparisons, and schedules, as lines */
#include "core/base/strbuf.h"
#include "core/base/translate.h"
#include "lab/figures/replot_kinds.h"
#include "lab/plot/parts/mean_band.h"
#include <string.h>

static bool is_loss(const char *name) { return strstr(name, "loss") != NULL; }

/* --- rows to lines ------------------------------------------------------------------------------------------------ */

/* The column of a figure: "accuracy" is the validation accuracy, or the validation R² for targets. */
static const lehr_table_column *column_for(const lehr_table *t, const char *what)
{
    if (!strcmp(what, "rates")) return lehr_table_find_column(t, "lr");
    if (!strcmp(what, "loss")) return lehr_table_find_column(t, "train_loss");
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

/* --- histories of single runs ------------------------------------------------------------------------------------ */

/* The loss of one run is two lines; of several runs, two lines in one colour for each. */
lehr_status lehr_replot_history(lehr_replot *l, const char *what, lehr_line_chart *c)
{
    bool losses = !strcmp(what, "loss"), single = l->files == 1;
    lehr_series *s = lehr_arena_alloc(&l->scratch, 2 * (size_t)l->files, sizeof *s);
    const lehr_table_column *k = NULL;
    lehr_status status = s ? LEHR_OK : LEHR_ERR_MEMORY;
    for (int i = 0; i < l->files && !status; i++) {
        const lehr_table *t = &l->table[i];
        const lehr_table_column *before = k;
        k = column_for(t, what);
        if (before && k && strcmp(before->name, k->name))
            return lehr_fail(LEHR_ERR_VALUE, "%s has %s and %s has %s; one axis shows one of them", l->file[i - 1],
                             before->name, l->file[i], k->name);
        s[i].label = !single ? l->label[i] : losses ? lehr_label("training") : NULL;
        status = k ? add_column(l, t, "step", k, &s[i]) : missing(t, what);
    }
    for (int i = 0; i < l->files && losses && !status; i++) {
        lehr_series *validation = &s[l->files + i];
        validation->label = single ? lehr_label("validation") : NULL;
        k = lehr_table_find_column(&l->table[i], "validation_loss");
        status = add_column(l, &l->table[i], "step", k, validation);
        validation->dashed = !single;
        validation->same_colour_as = single ? 0 : i + 1;
    }
    if (status) return status;
    const char *label = lehr_replot_metric(losses || !strcmp(what, "rates") ? what : k->name);
    status = lehr_replot_chart(l, c, label, s, l->files * (losses ? 2 : 1), is_loss(what));
    if (losses && !single) c->subtitle = lehr_label("solid: training; dashed: validation");
    return status;
}

/* --- all histories of a comparison -------------------------------------------------------------------------------- */

enum { MAX_GROUPS = 256 };

static double number(const lehr_table *t, const char *name, int row)
{
    return lehr_table_find_column(t, name)->number[row];
}

/* The rows of one policy, rate and budget in one file; seed is that of the first row. */
typedef struct group { const char *policy; double rate, updates, seed; int file, rows; bool many_seeds; } group;

/* The group of a row of t, added to the n groups if it is new; −1: there are too many. */
static int group_of(group g[], int *n, const lehr_table *t, int file, int row)
{
    const group new = { lehr_table_find_column(t, "policy")->text[row], number(t, "base_lr", row),
                        number(t, "updates", row), number(t, "seed", row), file, 0, false };
    int i = 0;
    while (i < *n && !(g[i].file == file && g[i].rate == new.rate && g[i].updates == new.updates &&
                       !strcmp(g[i].policy, new.policy)))
        i++;
    if (i == MAX_GROUPS) return -1;
    if (i == *n) g[(*n)++] = new;
    g[i].many_seeds |= g[i].seed != new.seed;
    g[i].rows++;
    return i;
}

/* The policy, and the rate, budget and file where they differ. */
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

/* The group of each row, file by file. */
static lehr_status group_rows(lehr_replot *l, group g[], int *n, int *row_group)
{
    for (int f = 0; f < l->files; f++)
        for (int i = 0; i < l->table[f].rows; i++)
            if ((*row_group++ = group_of(g, n, &l->table[f], f, i)) < 0)
                return lehr_fail(LEHR_ERR_VALUE, "%s: more than %d policies, rates and budgets cannot be drawn",
                                 l->file[f] ? l->file[f] : lehr_translate("histories"), MAX_GROUPS);
    return LEHR_OK;
}

static lehr_status add_group(lehr_replot *l, const char *what, int which, const int *row_group, const group *g,
                             bool band, lehr_series *s)
{
    const lehr_table *t = &l->table[g->file];
    const lehr_table_column *k = column_for(t, what), *step = lehr_table_find_column(t, "step");
    lehr_xy *point = lehr_arena_alloc(&l->scratch, (size_t)g->rows, sizeof *point);
    int n = 0;
    if (!k) return missing(t, what);
    if (!point) return LEHR_ERR_MEMORY;
    for (int f = 0; f < g->file; f++) row_group += l->table[f].rows;
    for (int i = 0; i < t->rows; i++)
        if (row_group[i] == which) point[n++] = (lehr_xy){ step->number[i], k->number[i] };
    return lehr_replot_line(l, s, point, n, band);
}

lehr_status lehr_replot_histories(lehr_replot *l, const char *what, lehr_line_chart *c)
{
    size_t rows = 0;
    for (int f = 0; f < l->files; f++) rows += (size_t)l->table[f].rows;
    group *g = lehr_arena_alloc(&l->scratch, MAX_GROUPS, sizeof *g);
    int *row_group = lehr_arena_alloc(&l->scratch, rows, sizeof *row_group), n = 0;
    lehr_status status = g && row_group ? group_rows(l, g, &n, row_group) : LEHR_ERR_MEMORY;
    lehr_series *s = lehr_arena_alloc(&l->scratch, (size_t)n + 1, sizeof *s);
    bool bands = n <= LEHR_MAX_BANDS && strcmp(what, "rates") && strcmp(what, "lr"), any = false;
    for (int i = 0; i < n && !status; i++) {
        s[i].label = group_label(l, g, n, i);
        bool band = bands && g[i].many_seeds;
        status = s[i].label ? add_group(l, what, i, row_group, &g[i], band, &s[i]) : LEHR_ERR_MEMORY;
        any |= band;
    }
    if (status || !s) return status ? status : LEHR_ERR_MEMORY;
    const char *label = lehr_replot_metric(column_for(&l->table[0], what)->name);
    status = lehr_replot_chart(l, c, label, s, n, is_loss(what));
    if (any) c->subtitle = lehr_label("bands: ± 1 standard deviation over the seeds");
    return status;
}

/* --- schedules ---------------------------------------------------------------------------------------------------- */

/* The label of a column in the legend; NULL: none. *status is set if there is no memory. */
static const char *curve_label(lehr_replot *l, int file, const char *column, lehr_status *status)
{
    bool alone = l->file[0] && l->files == 1 && l->table[0].columns == 2;
    if (alone || !*column) return NULL;
    if (l->files == 1) return column;
    const char *label =
        lehr_arena_strdup(&l->scratch, lehr_short_printf("%.40s %.40s", l->label[file], column).s);
    if (!label) *status = LEHR_ERR_MEMORY;
    return label;
}

lehr_status lehr_replot_schedules(lehr_replot *l, const char *what, lehr_line_chart *c)
{
    size_t curves = 0;
    int n = 0;
    (void)what;
    for (int f = 0; f < l->files; f++) curves += (size_t)l->table[f].columns;
    lehr_series *s = lehr_arena_alloc(&l->scratch, curves, sizeof *s);
    lehr_status status = s ? LEHR_OK : LEHR_ERR_MEMORY;
    for (int f = 0; f < l->files; f++)
        for (int i = 0; i < l->table[f].columns && !status; i++) {
            const lehr_table_column *k = &l->table[f].column[i];
            if (k == lehr_table_find_column(&l->table[f], "t")) continue;
            s[n].label = curve_label(l, f, k->name, &status);
            if (!status) status = add_column(l, &l->table[f], "t", k, &s[n++]);
        }
    return status ? status : lehr_replot_chart(l, c, lehr_label("learning rate"), s, n, false);
}
