/* replot_trajectory.c — trajectories on a test function as lines: y over x, or the height or the rate over the updates.
 * The table does not name the function, so its contour lines cannot be drawn; `lehr paths --png` draws them. */
#include "core/base/translate.h"
#include "lab/figures/replot_kinds.h"
#include "lab/trajectory/trajectory.h"
#include <string.h>

enum { MAX_PATHS = 42 };

static double *numbers(const lehr_table *t, const char *name) { return lehr_table_find_column(t, name)->number; }

/* A path starts where the optimizer or the schedule changes, or where the step does not increase. The paths point into
 * the tables; step[i] has the steps of path i. */
static lehr_status find_paths(const lehr_replot *l, lehr_trajectory path[MAX_PATHS], double *step[MAX_PATHS], int *n)
{
    *n = 0;
    for (int f = 0; f < l->files; f++) {
        const lehr_table *t = &l->table[f];
        const char *const *optim = lehr_table_find_column(t, "optim")->text,
                   *const *sched = lehr_table_find_column(t, "sched")->text;
        double *at = numbers(t, "step");
        for (int i = 0; i < t->rows; i++) {
            bool starts = !i || strcmp(optim[i], optim[i - 1]) || strcmp(sched[i], sched[i - 1]) || at[i] <= at[i - 1];
            if (starts && *n == MAX_PATHS)
                return lehr_fail(LEHR_ERR_VALUE, "%s: more than %d paths; one picture shows at most %d", l->file[f],
                                 MAX_PATHS, MAX_PATHS);
            if (starts) {
                step[*n] = at + i;
                path[(*n)++] = (lehr_trajectory){ .plan = { .optim = optim[i], .sched = sched[i] },
                                                  .x = numbers(t, "x") + i, .y = numbers(t, "y") + i,
                                                  .f = numbers(t, "f") + i, .lr = numbers(t, "lr") + i };
            }
            path[*n - 1].count++;
        }
    }
    return LEHR_OK;
}

lehr_status lehr_replot_trajectories(lehr_replot *l, const char *what, lehr_line_chart *c)
{
    bool plane = !strcmp(what, "paths"), height = !strcmp(what, "height");
    lehr_trajectory path[MAX_PATHS];
    double *step[MAX_PATHS];
    int n;
    lehr_status status = find_paths(l, path, step, &n);
    if (status) return status;
    lehr_series *s = lehr_arena_alloc(&l->scratch, (size_t)n, sizeof *s);
    for (int i = 0; i < n && s; i++) {
        const char *label = lehr_arena_strdup(&l->scratch, lehr_trajectory_label(path, n, i).s);
        if (!label) return LEHR_ERR_MEMORY;
        s[i] = (lehr_series){ .label = label, .x = plane ? path[i].x : step[i], .count = path[i].count,
                              .y = plane ? path[i].y : height ? path[i].f : path[i].lr };
    }
    const char *label = lehr_label(plane ? "trajectories" : height ? "height" : "learning rate");
    status = lehr_replot_chart(l, c, label, s, n, height);
    if (plane) c->x_label = "x", c->y_label = "y";
    return status;
}
