#include "lab/trajectory/trajectory.h"
#include "core/base/csv_cell.h"
#include "core/base/memory.h"
#include "core/base/translate.h"
#include "optim/spec.h"
#include "sched/plateau.h"
#include "sched/spec.h"
#include <math.h>
#include <string.h>

/* --- descent ------------------------------------------------------------------------------------------------------ */

enum { MAX_STEPS = 100000000 };

typedef struct descent {
    lehr_params *params;
    lehr_tensor *x, *y;
    lehr_optim   optim;
    lehr_sched   sched;
    lehr_plateau plateau;
} descent;

static lehr_status check(const lehr_trajectory_plan *plan)
{
    if (!plan) return lehr_fail_null("lehr_trace_descent", "plan");
    if (!plan->function || !plan->function->value || !plan->optim || !plan->sched)
        return lehr_fail(LEHR_ERR_VALUE,
                         "trajectory: a function with its value, an optimizer and a schedule are needed");
    if (plan->steps < 1 || plan->steps > MAX_STEPS)
        return lehr_fail(LEHR_ERR_VALUE, "trajectory: steps is %ld; it must be from 1 to %d", plan->steps, MAX_STEPS);
    return LEHR_OK;
}

static lehr_status start(descent *d, const lehr_trajectory_plan *plan)
{
    const double *from = plan->from ? plan->from : plan->function->start;
    if (!(d->params = lehr_params_new())) return LEHR_ERR_MEMORY;
    if (!lehr_param(d->params, "x", LEHR_VECTOR(1)) || !lehr_param(d->params, "y", LEHR_VECTOR(1)))
        return lehr_last_status();
    d->x = lehr_params_at(d->params, 0);
    d->y = lehr_params_at(d->params, 1);
    d->x->data[0] = (lehr_real)from[0];
    d->y->data[0] = (lehr_real)from[1];
    lehr_status status = lehr_sched_parse(&d->sched, plan->sched, plan->lr, plan->steps);
    if (!status) status = lehr_optim_init(&d->optim, plan->optim, d->params, plan->lr);
    if (!status) lehr_plateau_start(&d->plateau, &d->sched);
    return status;
}

/* Adds the point after t updates, and computes its gradient and rate. */
static void evaluate(descent *d, lehr_trajectory *p, long t)
{
    double slope[2] = { 0, 0 };
    int i = p->count++;
    p->x[i] = (double)d->x->data[0];
    p->y[i] = (double)d->y->data[0];
    p->f[i] = p->plan.function->value(p->x[i], p->y[i], slope);
    d->x->grad[0] = (lehr_real)slope[0];
    d->y->grad[0] = (lehr_real)slope[1];
    if (t) lehr_plateau_update(&d->plateau, &d->sched, t, p->f[i]);
    p->lr[i] = d->optim.lr = lehr_plateau_at(&d->plateau, &d->sched, t);
}

/* All steps, or those before f is no longer finite. */
static void run(descent *d, lehr_trajectory *p)
{
    evaluate(d, p, 0);
    for (long t = 0; t < p->plan.steps && !p->stop_reason[0]; t++) {
        lehr_status status = lehr_optim_step(&d->optim);
        if (!status) evaluate(d, p, t + 1);
        if (status) lehr_snprintf(p->stop_reason, sizeof p->stop_reason, "%s", lehr_message());
        else if (!isfinite(p->f[p->count - 1])) {
            p->count--;
            lehr_snprintf(p->stop_reason, sizeof p->stop_reason,
                          lehr_translate("after update %ld, at rate %s, f is not finite"), t + 1,
                          lehr_number_text(p->lr[t]).s);
        }
    }
}

static lehr_status allocate(lehr_trajectory *p, long steps)
{
    double *all = lehr_alloc((size_t)steps + 1, 4 * sizeof *all);
    if (!all) return LEHR_ERR_MEMORY;
    double **part[] = { &p->x, &p->y, &p->f, &p->lr };
    for (int i = 0; i < 4; i++) *part[i] = all + (size_t)i * ((size_t)steps + 1);
    return LEHR_OK;
}

lehr_status lehr_trace_descent(lehr_trajectory *p, const lehr_trajectory_plan *plan)
{
    descent d = {0};
    if (!p) return lehr_fail_null(__func__, "p");
    *p = (lehr_trajectory){ .count = 0 };
    lehr_status status = check(plan);
    if (status) return status;
    p->plan = *plan;
    status = start(&d, plan);
    if (!status) status = allocate(p, plan->steps);
    if (!status) run(&d, p);
    else *p = (lehr_trajectory){ .count = 0 };
    lehr_optim_release(&d.optim);
    lehr_params_free(d.params);
    return status;
}

void lehr_trajectory_release(lehr_trajectory *p)
{
    if (!p) return;
    lehr_free(p->x);
    *p = (lehr_trajectory){ .count = 0 };
}

/* --- results ------------------------------------------------------------------------------------------------------ */

double lehr_trajectory_distance(const lehr_trajectory *p, int t)
{
    if (!p || !p->plan.function || t < 0 || t >= p->count) return NAN;
    const lehr_test_function *s = p->plan.function;
    return s->unbounded ? NAN : hypot(p->x[t] - s->goal[0], p->y[t] - s->goal[1]);
}

int lehr_trajectory_nearest(const lehr_trajectory *p)
{
    int best = 0;
    for (int t = 1; p && t < p->count; t++)
        if (lehr_trajectory_distance(p, t) < lehr_trajectory_distance(p, best)) best = t;
    return best;
}

/* A start that is not finite, which a file may have, does not extend the range. */
static void extend(double range[2], double low, double high, double start)
{
    double margin = 0.05 * (high - low);
    range[0] = isfinite(start) && start <= low ? start - margin : low;
    range[1] = isfinite(start) && start >= high ? start + margin : high;
}

void lehr_trajectory_view(const lehr_trajectory *p, double x[2], double y[2])
{
    x[0] = y[0] = 0;
    x[1] = y[1] = 1;
    if (!p || !p->plan.function) return;
    const lehr_test_function *s = p->plan.function;
    const double *from = p->plan.from ? p->plan.from : s->start;
    extend(x, s->x_low, s->x_high, from[0]);
    extend(y, s->y_low, s->y_high, from[1]);
}

int lehr_trajectory_leaves_view(const lehr_trajectory *p)
{
    double x[2], y[2];
    lehr_trajectory_view(p, x, y);
    for (int t = 0; p && t < p->count; t++)
        if (!(p->x[t] >= x[0] && p->x[t] <= x[1] && p->y[t] >= y[0] && p->y[t] <= y[1])) return t;
    return -1;
}

/* --- as text ------------------------------------------------------------------------------------------------------ */

/* The length of a spec's name, without its settings. */
static int name_length(const char *spec) { return (int)strcspn(spec, ":;"); }

static bool has_same_name(const char *a, const char *b)
{
    return name_length(a) == name_length(b) && !strncmp(a, b, (size_t)name_length(a));
}

lehr_short_text lehr_trajectory_short_spec(const lehr_trajectory path[], int n, const char *spec, bool is_sched)
{
    if (!path || !spec) return (lehr_short_text){ "" };
    for (int k = 0; k < n; k++) {
        const char *other = is_sched ? path[k].plan.sched : path[k].plan.optim;
        if (has_same_name(spec, other) && strcmp(spec, other)) return lehr_short_printf("%s", spec);
    }
    return lehr_short_printf("%.*s", name_length(spec), spec);
}

lehr_short_text lehr_trajectory_label(const lehr_trajectory path[], int n, int i)
{
    if (!path || i < 0 || i >= n) return (lehr_short_text){ "" };
    bool optims = n == 1, scheds = n == 1;
    for (int k = 1; k < n; k++) {
        optims |= strcmp(path[k].plan.optim, path[0].plan.optim) != 0;
        scheds |= strcmp(path[k].plan.sched, path[0].plan.sched) != 0;
    }
    lehr_short_text optim = lehr_trajectory_short_spec(path, n, path[i].plan.optim, false),
                    sched = lehr_trajectory_short_spec(path, n, path[i].plan.sched, true);
    if (optims && scheds) return lehr_short_printf("%.46s, %.46s", optim.s, sched.s);
    return scheds ? sched : optim;
}

void lehr_trajectories_print(const lehr_trajectory path[], int n, lehr_strbuf *out)
{
    if (!out) return;
    lehr_strbuf_printf(out, "optim,sched,step,x,y,f,lr\n");
    for (int i = 0; path && i < n; i++) {
        const lehr_trajectory *p = &path[i];
        for (int t = 0; t < p->count; t++) {
            lehr_csv_put_cell(out, p->plan.optim);
            lehr_strbuf_printf(out, ",");
            lehr_csv_put_cell(out, p->plan.sched);
            lehr_strbuf_printf(out, ",%d,%.17g,%.17g,%.17g,%.17g\n", t, p->x[t], p->y[t], p->f[t], p->lr[t]);
        }
    }
}
