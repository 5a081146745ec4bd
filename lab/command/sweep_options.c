#include "lab/command/sweep_options.h"
#include <string.h>

static void take_several(option table[PLAN_OPTIONS], const char *name, option_kind kind, option_numbers *where,
                         const char *value, const char *help)
{
    for (option *o = table; o < table + PLAN_OPTIONS; o++) {
        if (strcmp(o->name, name)) continue;
        o->kind = kind;
        o->where = where;
        o->value = value;
        o->help = help;
    }
}

void axes_options(axes_given *g, option table[PLAN_OPTIONS])
{
    take_several(table, "lr", NUMBERS, &g->lr, "B[/B]", "base learning rate, or several: 0.01/0.05/0.1");
    take_several(table, "epochs", WHOLES, &g->epochs, "N[/N]", "walks over the training rows, or several: 300/3000");
    take_several(table, "steps", WHOLES, &g->steps, "N[/N]", "updates, instead of --epochs");
}

lehr_status axes_read(const axes_given *g, lehr_sweep_axes *a, lehr_plan *plan)
{
    const option_numbers *budget = g->steps.count ? &g->steps : &g->epochs;
    *a = (lehr_sweep_axes){ .rates = g->lr.count, .budgets = budget->count, .in_steps = g->steps.count > 0 };
    if (g->steps.count && g->epochs.count)
        return lehr_fail(LEHR_ERR_VALUE, "--steps and --epochs both say how long; give one of them");
    for (int i = 0; i < a->rates; i++) a->rate[i] = g->lr.v[i];
    for (int i = 0; i < a->budgets; i++) a->budget[i] = (long)budget->v[i];
    if (a->rates) plan->lr = a->rate[0];
    if (a->budgets) *(a->in_steps ? &plan->steps : &plan->epochs) = a->budget[0];
    return LEHR_OK;
}
