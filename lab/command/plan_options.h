/* plan_options.h — the options that change a task's plan, the same for every command that trains. */
#ifndef LEHR_COMMAND_PLAN_H
#define LEHR_COMMAND_PLAN_H
#include "lab/command/options.h"
#include "lab/train/plan.h"

enum { PLAN_OPTIONS = 20 };

/* Their rows, at the start of table; values go to *p. */
void       plan_options(lehr_plan *p, option table[PLAN_OPTIONS]);

/* Fill in, from the task, whatever *given, as read by those rows into an empty plan, left open. */
lehr_status plan_complete(lehr_plan *given, const char *task);

/* The same from a plan that is there. */
lehr_status plan_fill(lehr_plan *given, const lehr_plan *usual, const char *task);

/* An empty plan: nothing is given yet. */
lehr_plan  plan_empty(void);

#endif
