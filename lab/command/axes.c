#include "lab/command/axes.h"
#include "sched/sched.h"
#include <math.h>
#include <string.h>

static const double most_updates = 1e12;

static void take_several(option table[PLAN_OPTIONS], const char *name, const char **where, const char *value, const char *help)
{
    for (int i = 0; i < PLAN_OPTIONS; i++)
        if (!strcmp(table[i].name, name)) table[i] = (option){ name, TEXT, where, value, help };
}

void axes_options(axes_words *w, option table[PLAN_OPTIONS])
{
    take_several(table, "lr", &w->lr, "B[/B]", "base learning rate, or several: 0.01/0.05/0.1");
    take_several(table, "epochs", &w->epochs, "N[/N]", "walks over the training rows, or several: 300/3000");
    take_several(table, "steps", &w->steps, "N[/N]", "updates, instead of --epochs");
}

/* Numbers between slashes, above least, not above most. */
static lehr_status read_list(const char *name, const char *text, bool whole, double most, double v[LEHR_MOST_AXIS], int *n)
{
    const char *at = text;
    *n = 0;
    do {
        bool good = lehr_read_number(at, &at, &v[*n]) && (!*at || *at == '/');
        if (!good || !(v[*n] > 0 && v[*n] <= most) || (whole && v[*n] != floor(v[*n])))
            return lehr_fail(LEHR_ERR_VALUE, "--%s is \"%.60s\"; it must be a %s above 0, not more than %s, or several with / between them", name, text,
                             whole ? "whole number" : "number", lehr_number_text(most).s);
        if (++*n == LEHR_MOST_AXIS && *at) return lehr_fail(LEHR_ERR_VALUE, "--%s has more than %d values", name, LEHR_MOST_AXIS);
    } while (*at++);
    return LEHR_OK;
}

static lehr_status read_budget(const char *name, const char *text, lehr_axes *a)
{
    double v[LEHR_MOST_AXIS];
    lehr_status status = read_list(name, text, true, most_updates, v, &a->budgets);
    for (int i = 0; i < a->budgets && !status; i++) a->budget[i] = (long)v[i];
    return status;
}

lehr_status axes_read(const axes_words *w, lehr_axes *a, lehr_plan *plan)
{
    *a = (lehr_axes){ .in_steps = w->steps != NULL };
    if (w->steps && w->epochs) return lehr_fail(LEHR_ERR_VALUE, "--steps and --epochs both say how long; give one of them");
    lehr_status status = w->lr ? read_list("lr", w->lr, false, LEHR_MAX_RATE, a->rate, &a->rates) : LEHR_OK;
    if (!status && w->epochs) status = read_budget("epochs", w->epochs, a);
    if (!status && w->steps) status = read_budget("steps", w->steps, a);
    if (status) return status;
    if (w->lr) plan->lr = a->rate[0];
    if (w->epochs) plan->epochs = a->budget[0];
    if (w->steps) plan->steps = a->budget[0];
    return LEHR_OK;
}
