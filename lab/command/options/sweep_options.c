#include "lab/command/options/sweep_options.h"
#include <string.h>

static void take_several(command_line *line, const char *name, option_kind kind, option_numbers *target,
                         const char *value, const char *help)
{
    option *o = options_find(line, name, strlen(name));
    if (!o) return;
    o->kind = kind;
    o->target = target;
    o->value = value;
    o->help = help;
}

void sweep_options_add(command_line *line, sweep_options *g)
{
    take_several(line, "lr", OPTION_NUMBERS, &g->lr, "B[/B]", "base learning rate, or several: 0.01/0.05/0.1");
    take_several(line, "epochs", OPTION_WHOLES, &g->epochs, "N[/N]",
                 "epochs, or several budgets: 300/3000");
    take_several(line, "steps", OPTION_WHOLES, &g->steps, "N[/N]", "updates, instead of --epochs");
}

lehr_status sweep_options_read(const sweep_options *g, lehr_sweep_axes *a, lehr_plan *plan)
{
    const option_numbers *budget = g->steps.count ? &g->steps : &g->epochs;
    *a = (lehr_sweep_axes){ .rates = g->lr.count, .budgets = budget->count, .in_steps = g->steps.count > 0 };
    if (g->steps.count && g->epochs.count)
        return lehr_fail(LEHR_ERR_VALUE, "--steps and --epochs both set the budget; give one of them");
    for (int i = 0; i < a->rates; i++) a->rate[i] = g->lr.v[i];
    for (int i = 0; i < a->budgets; i++) a->budget[i] = (long)budget->v[i];
    if (a->rates) plan->lr = a->rate[0];
    if (a->budgets) *(a->in_steps ? &plan->steps : &plan->epochs) = a->budget[0];
    return LEHR_OK;
}
