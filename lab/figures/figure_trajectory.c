/* figure_trajectory.c — trajectories on the contour lines of a test function */
#include "lab/figures/figure_trajectory.h"
#include "core/base/arena.h"
#include "lab/plot/charts/contour.h"
#include "core/base/translate.h"
#include <math.h>
#include <string.h>

enum { GRID = 161 };

/* The values of f on a grid. */
static double *sample_function(const lehr_test_function *f, const double x[2], const double y[2], lehr_arena *memory)
{
    double *value = lehr_arena_alloc(memory, (size_t)GRID * GRID, sizeof *value), slope[2];
    for (int row = 0; row < GRID && value; row++)
        for (int column = 0; column < GRID; column++) {
            double across = (double)column / (GRID - 1), up = (double)row / (GRID - 1);
            value[row * GRID + column] = f->value(x[0] + (x[1] - x[0]) * across, y[0] + (y[1] - y[0]) * up, slope);
        }
    return value;
}

static bool never_negative(const double *value)
{
    for (int i = 0; i < GRID * GRID; i++)
        if (value[i] < 0) return false;
    return true;
}

/* "beale: adam at base rate 0.4": the parts that are equal for all paths. */
static lehr_short_text make_default_title(const lehr_trajectory path[], int n)
{
    bool one_optim = true, one_sched = true;
    for (int k = 1; k < n; k++) {
        one_optim &= !strcmp(path[k].plan.optim, path[0].plan.optim);
        one_sched &= !strcmp(path[k].plan.sched, path[0].plan.sched);
    }
    const char *name = path[0].plan.function->entry.name;
    lehr_short_text optim = lehr_trajectory_short_spec(path, n, path[0].plan.optim, false),
                    sched = lehr_trajectory_short_spec(path, n, path[0].plan.sched, true);
    if (one_optim)
        return lehr_short_printf(lehr_label("%.20s: %.40s at base rate %s"), name, optim.s,
                                 lehr_number_text(path[0].plan.lr).s);
    return one_sched ? lehr_short_printf(lehr_label("%.20s: schedule %.50s"), name, sched.s)
                     : lehr_short_printf("%.90s", name);
}

lehr_status lehr_figure_trajectories(const lehr_trajectory path[], int n, const char *title,
                                     const lehr_picture_size *size, const char *file)
{
    if (!path) return lehr_fail_null(__func__, "path");
    if (n < 1) return lehr_fail(LEHR_ERR_VALUE, "figure of paths: %d paths; at least 1 is needed", n);
    for (int i = 0; i < n; i++)
        if (!path[i].plan.function || !path[i].plan.optim || !path[i].plan.sched)
            return lehr_fail(LEHR_ERR_VALUE, "%s: path %d is empty; lehr_trace_descent makes one", __func__, i + 1);
    lehr_arena memory = {0};
    const lehr_test_function *f = path[0].plan.function;
    double x[2], y[2];
    lehr_trajectory_view(&path[0], x, y);
    double *value = sample_function(f, x, y, &memory);
    lehr_series *series = lehr_arena_alloc(&memory, (size_t)n, sizeof *series);
    lehr_short_text *label = lehr_arena_alloc(&memory, (size_t)n, sizeof *label),
                    default_title = make_default_title(path, n);
    lehr_status status = value && series && label ? LEHR_OK : LEHR_ERR_MEMORY;
    for (int i = 0; i < n && !status; i++) {
        label[i] = lehr_trajectory_label(path, n, i);
        series[i] = (lehr_series){ .label = label[i].s, .x = path[i].x, .y = path[i].y, .count = path[i].count };
    }
    lehr_picture_size picture = size ? *size : (lehr_picture_size){0};
    char subtitle[160];
    const char *formula = f->entry.formula;
    if (formula && *formula)
        lehr_snprintf(subtitle, sizeof subtitle, lehr_label("%.120s, %ld updates"), formula, path[0].plan.steps);
    else lehr_snprintf(subtitle, sizeof subtitle, lehr_label("%ld updates"), path[0].plan.steps);
    lehr_contour c = { .title = title ? title : default_title.s, .subtitle = subtitle, .x_label = "x", .y_label = "y",
                       .x_low = x[0], .x_high = x[1], .y_low = y[0], .y_high = y[1],
                       .rows = GRID, .columns = GRID, .value = value, .path = series, .paths = n,
                       .start = path[0].plan.from ? path[0].plan.from : f->start, .goal = f->unbounded ? NULL : f->goal,
                       .width = picture.width, .height = picture.height, .scale = picture.scale };
    c.log = value && never_negative(value);
    if (!status) status = lehr_contour_png(&c, file);
    lehr_arena_release(&memory);
    return status;
}
