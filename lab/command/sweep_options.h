/* sweep_options.h — --lr 0.01/0.05/0.1 --epochs 300/3000: several rates and budgets at once, in place of a plan's
 * single ones */
#ifndef LEHR_COMMAND_AXES_H
#define LEHR_COMMAND_AXES_H
#include "lab/command/plan_options.h"
#include "lab/compare/sweep.h"

typedef struct axes_given { option_numbers lr, epochs, steps; } axes_given;

/* The plan's rows for these, changed so that they take several values. */
void        axes_options(axes_given *g, option table[PLAN_OPTIONS]);

/* What was given, as axes; the first of each into the plan, too. */
lehr_status axes_read(const axes_given *g, lehr_sweep_axes *a, lehr_plan *plan);

#endif
