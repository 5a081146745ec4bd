/* replot_range_test.c — a range test from the curve that `lehr find` wrote, with the same suggestions */
#include "core/base/translate.h"
#include "lab/figures/replot_kinds.h"
#include "lab/figures/figure_range_test.h"
#include <math.h>
#include <string.h>

enum { MAX_SEEDS = 1000 };

static const double *numbers(const lehr_table *t, const char *name)
{
    const lehr_table_column *k = lehr_table_find_column(t, name);
    return k ? k->number : NULL;
}

/* The name of the column with the observed values; "": there is none. */
static const char *value_name(const lehr_table *t)
{
    static const char *const names[] = { "loss", "accuracy", "r2" };
    for (int i = 0; i < 3; i++)
        if (numbers(t, names[i])) return names[i];
    return "";
}

/* The share β of the old mean in the running mean, from the first two points: the second has the weight 1 / (1 + β). */
static double smoothing_of(const lehr_range_point *p, int n)
{
    if (n < 2 || !(p[1].lr > p[0].lr) || !(p[1].smoothed_lr > p[0].lr)) return 0;
    double weight = log(p[1].smoothed_lr / p[0].lr) / log(p[1].lr / p[0].lr), share = 1 / weight - 1;
    return share > 0 && share < 1 ? share : 0;
}

static bool is_rate(double v) { return v > 0 && isfinite(v); }

/* The rows of one file as curves, one for each seed. Points without a rate or a value are left out. */
static lehr_status add_curves(lehr_replot *l, const lehr_table *t, lehr_range_curve c[], int *n)
{
    const char *name = value_name(t);
    if (!*name) return lehr_fail(LEHR_ERR_FILE, "%s: has no column loss, accuracy or r2", t->file);
    const double *seed = numbers(t, "seed"), *step = numbers(t, "step"), *lr = numbers(t, "lr"),
                 *value = numbers(t, name);
    const double *smoothed = numbers(t, "smoothed"), *smoothed_lr = numbers(t, "smoothed_lr");
    lehr_range_point *p = lehr_arena_alloc(&l->scratch, (size_t)t->rows, sizeof *p);
    if (!p) return LEHR_ERR_MEMORY;
    for (int i = 0; i < t->rows; i++) {
        if (!i || (seed && seed[i] != seed[i - 1])) {
            if (*n == MAX_SEEDS) return lehr_fail(LEHR_ERR_VALUE, "%s: more than %d seeds", t->file, MAX_SEEDS);
            c[(*n)++] = (lehr_range_curve){ .point = p + i, .score = !strcmp(name, "r2") ? LEHR_R2 : LEHR_ACCURACY };
        }
        bool smooth = smoothed && smoothed_lr;
        if (!is_rate(lr[i]) || !isfinite(value[i]) || (smooth && !(isfinite(smoothed[i]) && is_rate(smoothed_lr[i]))))
            continue;
        lehr_range_curve *now = &c[*n - 1];
        now->point[now->count++] = (lehr_range_point){ (long)fmin(fmax(step[i], 0), 1e15), lr[i], value[i],
                                                       smooth ? smoothed[i] : value[i],
                                                       smooth ? smoothed_lr[i] : lr[i] };
    }
    return LEHR_OK;
}

static void plan_curve(lehr_range_curve *c, const char *name)
{
    const lehr_range_point *p = c->point, *last = p + c->count - 1;
    c->plan = (lehr_range_plan){ .observable = !strcmp(name, "loss") ? LEHR_OBSERVE_BATCH_LOSS : LEHR_OBSERVE_SCORE,
                                 .smoothing = smoothing_of(p, c->count) };
    if (c->count) c->plan.from = p->lr, c->plan.to = last->lr, c->plan.steps = last->step, c->plan.every = p->step;
}

lehr_status lehr_replot_range_test(lehr_replot *l, const char *what, const lehr_replot_options *w, const char *path)
{
    (void)what;
    lehr_range_curve *c = lehr_arena_alloc(&l->scratch, MAX_SEEDS, sizeof *c);
    lehr_lr_estimate *each = lehr_arena_alloc(&l->scratch, MAX_SEEDS, sizeof *each), r;
    lehr_status status = c && each ? LEHR_OK : LEHR_ERR_MEMORY;
    int n = 0, points = 0;
    for (int f = 0; f < l->files && !status; f++) {
        if (strcmp(value_name(&l->table[f]), value_name(&l->table[0])))
            status = lehr_fail(LEHR_ERR_VALUE, "%s and %s have different metrics", l->file[0], l->file[f]);
        else status = add_curves(l, &l->table[f], c, &n);
    }
    if (status) return status;
    for (int i = 0; i < n; i++) {
        plan_curve(&c[i], value_name(&l->table[0]));
        lehr_lr_estimate_from_curve(&c[i], &each[i]);
        points += c[i].count;
    }
    if (!points) return lehr_fail(LEHR_ERR_FILE, "%s: no row has a rate and a value", l->file[0]);
    lehr_lr_estimate_combine(each, n, &r);
    const char *title = w->title ? w->title : lehr_replot_title(l, lehr_label("learning-rate range test"));
    return title ? lehr_figure_range_test(c, n, &r, title, NULL, &w->size, path) : LEHR_ERR_MEMORY;
}
