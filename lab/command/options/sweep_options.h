/* sweep_options.h — --lr 0.01/0.05/0.1 --epochs 300/3000: several rates and budgets at once, in place of a plan's
 * single ones */
#ifndef LEHR_COMMAND_SWEEP_OPTIONS_H
#define LEHR_COMMAND_SWEEP_OPTIONS_H
#include "lab/command/options/plan_options.h"
#include "lab/compare/sweep.h"

typedef struct sweep_options { option_numbers lr, epochs, steps; } sweep_options;

/* The plan's rows for these, changed so that they take several values. */
void        sweep_options_add(command_line *line, sweep_options *g);

/* What was given, as axes; the first of each into the plan, too. */
lehr_status sweep_options_read(const sweep_options *g, lehr_sweep_axes *a, lehr_plan *plan);

#endif
