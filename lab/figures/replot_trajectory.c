/* replot_trajectory.c — paths on a test function, from their points. The table does not name the function: it is the
 * one that has the same values at these points. */
#include "core/base/translate.h"
#include "lab/figures/replot_kinds.h"
#include "lab/figures/figure_trajectory.h"
#include <math.h>
#include <string.h>

enum { MAX_PATHS = 42 };

/* rows of one path, one after the other */
typedef struct path_rows { const lehr_table *t; int first, rows; } path_rows;

static const double *column(const path_rows *w, const char *name)
{
    return lehr_table_find_column(w->t, name)->number + w->first;
}

static const char *text_of(const path_rows *w, const char *name)
{
    return lehr_table_find_column(w->t, name)->word[w->first];
}

static bool changes(const lehr_table *t, const char *name, int i)
{
    const char *const *text = lehr_table_find_column(t, name)->word;
    return strcmp(text[i], text[i - 1]) != 0;
}

/* A path begins where the rule or the schedule changes, or where steps begin again. */
static bool is_new_path(const lehr_table *t, int i)
{
    const double *step = lehr_table_find_column(t, "step")->number;
    return !i || changes(t, "optim", i) || changes(t, "sched", i) || step[i] <= step[i - 1];
}

static lehr_status find_paths(const lehr_replot *l, path_rows w[MAX_PATHS], int *n)
{
    *n = 0;
    for (int f = 0; f < l->files; f++)
        for (int i = 0; i < l->table[f].rows; i++) {
            bool new = is_new_path(&l->table[f], i);
            if (new &&*n == MAX_PATHS)
                return lehr_fail(LEHR_ERR_VALUE, "%s: more than %d paths; so many cannot be told apart", l->file[f],
                                 MAX_PATHS);
            if (new) w[(*n)++] = (path_rows){ &l->table[f], i, 0 };
            w[*n - 1].rows++;
        }
    return LEHR_OK;
}

/* Does the function have the value of every point? Values beyond 1e100 are not compared. */
static bool fits(const lehr_test_function *s, const path_rows *w)
{
    const double *x = column(w, "x"), *y = column(w, "y"), *f = column(w, "f");
    double slope[2];
    int compared = 0;
    for (int i = 0; i < w->rows; i++) {
        double here = s->value(x[i], y[i], slope);
        if (!isfinite(here) || !isfinite(f[i]) || fabs(f[i]) > 1e100) continue;
        if (fabs(here - f[i]) > 1e-6 * fmax(1, fabs(f[i]))) return false;
        compared++;
    }
    return compared > 0;
}

static const lehr_test_function *guess_function(const path_rows w[], int n)
{
    const lehr_registry_entry *row;
    for (int i = 0; (row = lehr_registry_at(&lehr_test_functions, i)); i++) {
        const lehr_test_function *s = (const lehr_test_function *)(const void *)row;
        bool all = true;
        for (int k = 0; k < n && all; k++) all = fits(s, &w[k]);
        if (all) return s;
    }
    return NULL;
}

/* The base rate is not in the table; the largest is what it was, but for a few schedules. */
static double largest(const double *v, int n)
{
    double most = 0;
    for (int i = 0; i < n; i++)
        if (isfinite(v[i])) most = fmax(most, v[i]);
    return most;
}

static lehr_status draw_paths(lehr_replot *l, const char *what, const lehr_replot_options *options, const char *file)
{
    path_rows w[MAX_PATHS];
    lehr_trajectory path[MAX_PATHS];
    double from[MAX_PATHS][2];
    int n;
    (void)what;
    lehr_status status = find_paths(l, w, &n);
    const lehr_test_function *s = status ? NULL : guess_function(w, n);
    if (status) return status;
    if (!s)
        return lehr_fail(LEHR_ERR_FILE,
                         "%s: its heights are those of no function that Lehr knows; --what height shows them over the "
                         "updates",
                         l->file[0]);
    for (int i = 0; i < n; i++) {
        double *x = lehr_arena_alloc(&l->scratch, 4 * (size_t)w[i].rows, sizeof *x);
        const double *const of[] = { column(&w[i], "x"), column(&w[i], "y"), column(&w[i], "f"), column(&w[i], "lr") };
        if (!x) return LEHR_ERR_MEMORY;
        for (int k = 0; k < 4; k++) memcpy(x + (size_t)k * (size_t)w[i].rows, of[k], (size_t)w[i].rows * sizeof *x);
        from[i][0] = x[0];
        from[i][1] = x[w[i].rows];
        path[i] = (lehr_trajectory){ .plan = { s, text_of(&w[i], "optim"), text_of(&w[i], "sched"),
                                               largest(of[3], w[i].rows), w[i].rows - 1, from[i] },
                                     .count = w[i].rows,
                                     .x = x,
                                     .y = x + w[i].rows,
                                     .f = x + 2 * (size_t)w[i].rows,
                                     .lr = x + 3 * (size_t)w[i].rows };
    }
    return lehr_figure_trajectories(path, n, options->title, &options->size, file);
}

/* The height, or the rate, over the updates. */
static lehr_status chart_paths(lehr_replot *l, const char *what, lehr_line_chart *c)
{
    bool rates = strcmp(what, "height") != 0;
    path_rows w[MAX_PATHS];
    int n;
    lehr_status status = find_paths(l, w, &n);
    if (status) return status;
    lehr_trajectory *path = lehr_arena_alloc(&l->scratch, (size_t)n, sizeof *path);
    lehr_series *s = lehr_arena_alloc(&l->scratch, (size_t)n, sizeof *s);
    if (!path || !s) return LEHR_ERR_MEMORY;
    for (int i = 0; i < n; i++)
        path[i] = (lehr_trajectory){
            .plan = { .optim = text_of(&w[i], "optim"), .sched = text_of(&w[i], "sched"), .function = NULL }
        };
    for (int i = 0; i < n && !status; i++) {
        const double *step = column(&w[i], "step"), *y = column(&w[i], rates ? "lr" : "f");
        lehr_xy *point = lehr_arena_alloc(&l->scratch, (size_t)w[i].rows, sizeof *point);
        s[i].label = lehr_arena_strdup(&l->scratch, lehr_trajectory_label(path, n, i).s);
        if (!point || !s[i].label) return LEHR_ERR_MEMORY;
        for (int k = 0; k < w[i].rows; k++) point[k] = (lehr_xy){ step[k], y[k] };
        status = lehr_replot_line(l, &s[i], point, w[i].rows, false);
    }
    const char *label = lehr_translate(rates ? "learning rate" : "height");
    c->title = lehr_replot_title(l, label);
    c->x_label = lehr_translate("update");
    c->y_label = label;
    c->series = s;
    c->count = n;
    c->log_y = !rates;
    return status || c->title ? status : LEHR_ERR_MEMORY;
}

const lehr_replot_kind lehr_replot_paths = {
    .name = "walks that paths wrote",
    .required = "optim sched step x y f lr",
    .text = "optim sched",
    .figures = "paths height rates",
    .lines = "height rates",
    .chart = chart_paths,
    .draw = draw_paths,
};
