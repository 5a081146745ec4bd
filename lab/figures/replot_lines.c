/* replot_lines.c — histories and schedules as lines */
#include "lab/plot/charts/mean_band.h"
#include "lab/i18n/translate.h"
#include "lab/figures/replot_kinds.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- one line ----------------------------------------------------------------------------------------------------- */

static int by_x(const void *a, const void *b)
{
    const lehr_spot *one = a, *other = b;
    if (one->x != other->x) return one->x < other->x ? -1 : 1;
    return (one->y > other->y) - (one->y < other->y);          /* so that a mean does not depend on the order of rows */
}

lehr_status lehr_replot_line(lehr_replot *l, lehr_series *s, lehr_spot *spot, int n, bool band)
{
    int kept = 0, count = 0;
    for (int i = 0; i < n; i++)
        if (isfinite(spot[i].x)) spot[kept++] = spot[i];
    double *v = lehr_arena_alloc(&l->sheet, (size_t)n + 1, 5 * sizeof *v);
    if (!v) return LEHR_ERR_MEMORY;
    double *x = v, *mean = x + n, *low = mean + n, *high = low + n, *here = high + n;
    qsort(spot, (size_t)kept, sizeof *spot, by_x);
    for (int i = 0, same; i < kept; i += same, count++) {
        for (same = 0; i + same < kept && spot[i + same].x == spot[i].x; same++) here[same] = spot[i + same].y;
        lehr_mean_band b = lehr_mean_band_of(here, same);
        x[count] = spot[i].x;
        mean[count] = b.mean;
        low[count] = b.low;
        high[count] = b.high;
    }
    *s = (lehr_series){ .label = s->label, .x = x, .y = mean, .low = band ? low : NULL, .high = band ? high : NULL, .count = count };
    return LEHR_OK;
}

const char *lehr_replot_title(lehr_replot *l, const char *words)
{
    char title[160];
    if (l->files > 1) return lehr_arena_strdup(&l->sheet, words);
    lehr_snprintf(title, sizeof title, lehr_translate("%.40s: %.60s%s"), l->label[0], words, "");
    return lehr_arena_strdup(&l->sheet, title);
}

const char *lehr_replot_metric(const char *name)
{
    static const char *const words[][2] = {
        { "loss", "loss" },
        { "accuracy", "accuracy" },
        { "rates", "learning rate" },
        { "lr", "learning rate" },
        { "train_loss", "training loss" },
        { "train_accuracy", "training accuracy" },
        { "train_r2", "training R²" },
        { "validation_loss", "validation loss" },
        { "validation_accuracy", "validation accuracy" },
        { "validation_r2", "validation R²" },
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(words[i][0], name)) return lehr_translate(words[i][1]);
    return NULL;
}

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
    lehr_spot *spot = lehr_arena_alloc(&l->sheet, (size_t)t->rows, sizeof *spot);
    if (!spot) return LEHR_ERR_MEMORY;
    for (int i = 0; i < t->rows; i++) spot[i] = (lehr_spot){ at->number[i], y->number[i] };
    return lehr_replot_line(l, s, spot, t->rows, false);
}

/* --- histories of single trainings -------------------------------------------------------------------------------- */

static const char *chosen_words(const char *what, const lehr_table_column *k)
{
    bool both = !strcmp(what, "loss") || !strcmp(what, "rates");
    return lehr_replot_metric(both ? what : k->name);
}

/* Of one training both losses; of several, both of each in one colour. */
static lehr_status chart_history(lehr_replot *l, const char *what, lehr_line_chart *c)
{
    bool losses = !strcmp(what, "loss"), single = l->files == 1;
    lehr_series *s = lehr_arena_alloc(&l->sheet, 2 * (size_t)l->files, sizeof *s);
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
        lehr_series *other = &s[l->files + i];
        other->label = single ? lehr_translate("validation") : NULL;
        const lehr_table_column *validation = lehr_table_find_column(&l->table[i], "validation_loss");
        status = validation ? add_column(l, &l->table[i], "step", validation, other)
                            : missing(&l->table[i], "validation_loss");
        other->dashed = !single;
        other->like = single ? 0 : i + 1;
    }
    if (status) return status;
    const char *words = chosen_words(what, k);
    c->title = lehr_replot_title(l, words);
    c->subtitle = losses && !single ? lehr_translate("solid: training; dashed: validation") : NULL;
    c->x_label = lehr_translate("update");
    c->y_label = words;
    c->series = s;
    c->count = l->files * (losses ? 2 : 1);
    c->log_y = is_loss(what);
    return c->title ? LEHR_OK : LEHR_ERR_MEMORY;
}

const lehr_replot_kind lehr_replot_history = {
    .name = "a history that train wrote",
    .needs = "step lr train_loss validation_loss",
    .words = "",
    .lines = "loss accuracy rates",
    .drawn = "",
    .chart = chart_history,
};

/* --- all histories of a comparison -------------------------------------------------------------------------------- */

typedef struct group { const char *policy; double rate, updates; int file, rows; bool several; double seed; } group;

enum { MOST_GROUPS = 256 };

static int group_of(group g[], int *n, const lehr_replot *l, int file, int row)
{
    const lehr_table *t = &l->table[file];
    group now = { lehr_table_find_column(t, "policy")->word[row],
                  lehr_table_find_column(t, "base_lr")->number[row],
                  lehr_table_find_column(t, "updates")->number[row],
                  file,
                  0,
                  false,
                  lehr_table_find_column(t, "seed")->number[row] };
    int i = 0;
    while (i < *n && !(g[i].file == file && g[i].rate == now.rate && g[i].updates == now.updates &&
                       !strcmp(g[i].policy, now.policy)))
        i++;
    if (i == MOST_GROUPS) return -1;
    if (i == *n) g[(*n)++] = now;
    g[i].several |= g[i].seed != now.seed;
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
    const char *label = t.s ? lehr_arena_strdup(&l->sheet, t.s) : NULL;
    lehr_strbuf_release(&t);
    return label;
}

/* Which group each row belongs to; the files' rows one after the other. */
static lehr_status sort_rows(lehr_replot *l, group g[], int *n, int *belongs)
{
    for (int f = 0, at = 0; f < l->files; f++)
        for (int i = 0; i < l->table[f].rows; i++, at++)
            if ((belongs[at] = group_of(g, n, l, f, i)) < 0)
                return lehr_fail(LEHR_ERR_VALUE,
                                 "%s: more than %d policies, rates and budgets; that is no picture any more",
                                 l->file[f], MOST_GROUPS);
    return LEHR_OK;
}

static lehr_status add_group(lehr_replot *l, const char *what, int which, const int *belongs, const group *g, bool band,
                             lehr_series *s)
{
    const lehr_table *t = &l->table[g->file];
    const lehr_table_column *k = column_for(t, what, "train_loss"), *step = lehr_table_find_column(t, "step");
    lehr_spot *spot = lehr_arena_alloc(&l->sheet, (size_t)g->rows, sizeof *spot);
    int n = 0;
    if (!k) return missing(t, what);
    if (!spot) return LEHR_ERR_MEMORY;
    for (int f = 0; f < g->file; f++) belongs += l->table[f].rows;
    for (int i = 0; i < t->rows; i++)
        if (belongs[i] == which) spot[n++] = (lehr_spot){ step->number[i], k->number[i] };
    return lehr_replot_line(l, s, spot, n, band);
}

static lehr_status chart_histories(lehr_replot *l, const char *what, lehr_line_chart *c)
{
    size_t rows = 0;
    for (int f = 0; f < l->files; f++) rows += (size_t)l->table[f].rows;
    group *g = lehr_arena_alloc(&l->sheet, MOST_GROUPS, sizeof *g);
    int *belongs = lehr_arena_alloc(&l->sheet, rows, sizeof *belongs), n = 0;
    lehr_status status = g && belongs ? sort_rows(l, g, &n, belongs) : LEHR_ERR_MEMORY;
    lehr_series *s = lehr_arena_alloc(&l->sheet, (size_t)n + 1, sizeof *s);
    bool bands = n <= LEHR_MAX_BANDS && strcmp(what, "rates") && strcmp(what, "lr"), any = false;
    for (int i = 0; i < n && !status; i++) {
        s[i].label = group_label(l, g, n, i);
        status = s[i].label ? add_group(l, what, i, belongs, &g[i], bands && g[i].several, &s[i]) : LEHR_ERR_MEMORY;
        any |= bands && g[i].several;
    }
    if (status || !s) return status ? status : LEHR_ERR_MEMORY;
    const char *words = lehr_replot_metric(column_for(&l->table[0], what, "train_loss")->name);
    c->title = lehr_replot_title(l, words);
    c->subtitle = any ? lehr_translate("bands: ± 1 standard deviation over the seeds") : NULL;
    c->x_label = lehr_translate("update");
    c->y_label = words;
    c->series = s;
    c->count = n;
    c->log_y = is_loss(what);
    return c->title ? LEHR_OK : LEHR_ERR_MEMORY;
}

const lehr_replot_kind lehr_replot_histories = {
    .name = "the histories that compare wrote", .needs = "policy base_lr updates seed step lr", .words = "policy",
    .lines = "loss accuracy rates", .drawn = "", .chart = chart_histories,
};

/* --- schedules ---------------------------------------------------------------------------------------------------- */

static lehr_status chart_schedule(lehr_replot *l, const char *what, lehr_line_chart *c)
{
    size_t most = 0;
    (void)what;
    for (int f = 0; f < l->files; f++) most += (size_t)l->table[f].count;
    lehr_series *s = lehr_arena_alloc(&l->sheet, most, sizeof *s);
    if (!s) return LEHR_ERR_MEMORY;
    for (int f = 0; f < l->files; f++)
        for (int i = 0; i < l->table[f].count; i++) {
            const lehr_table_column *k = &l->table[f].column[i];
            if (!strcmp(k->name, "t")) continue;
            lehr_short_text name = lehr_short_printf("%.40s%s%.40s", l->files > 1 ? l->label[f] : "",
                                                     l->files > 1 ? " " : "", k->name);
            if (!(s[c->count].label = lehr_arena_strdup(&l->sheet, name.s))) return LEHR_ERR_MEMORY;
            if (add_column(l, &l->table[f], "t", k, &s[c->count++])) return LEHR_ERR_MEMORY;
        }
    if (c->count == 1) s->label = NULL;
    c->title = lehr_replot_title(l, lehr_translate("learning rate"));
    c->x_label = lehr_translate("update");
    c->y_label = lehr_translate("learning rate");
    c->series = s;
    return c->title ? LEHR_OK : LEHR_ERR_MEMORY;
}

const lehr_replot_kind lehr_replot_schedule = {
    .name = "rates that schedule wrote",
    .needs = "t lr1",
    .words = "",
    .lines = "rates",
    .drawn = "",
    .chart = chart_schedule,
};
