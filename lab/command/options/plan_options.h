/* plan_options.h — the options that change a task's plan, the same for every command that trains. */
#ifndef LEHR_COMMAND_PLAN_OPTIONS_H
#define LEHR_COMMAND_PLAN_OPTIONS_H
#include "lab/command/options/options.h"
#include "lab/train/plan.h"

/* Add their rows; values go to *p. */
void       plan_options_add(command_line *line, lehr_plan *p);

/* Completes *given, an empty plan with the options that were given, from the defaults of the task. */
lehr_status plan_options_complete(lehr_plan *given, const char *task);

/* The same from another plan. */
lehr_status plan_options_fill(lehr_plan *given, const lehr_plan *usual, const char *task);

/* LEHR_ERR_NAME: the spec of option --name sets lr, as `adam:lr=0.1` does; --lr gives the learning rate. */
lehr_status plan_options_check_spec(const char *name, const char *spec);

/* An empty plan: nothing is given yet. */
lehr_plan  plan_options_empty(void);

#endif
