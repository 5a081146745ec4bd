/* compare.h — comparisons as two commands need them: a grid of them for `compare`, two tasks for `demo`. */
#ifndef LEHR_COMMAND_COMPARE_H
#define LEHR_COMMAND_COMPARE_H
#include "lab/compare/runner.h"

int         compare_default_jobs(void);                                 /* as many as there are processors */
/* rate and budget at which the task's policies differ, unless given */
void        compare_task_defaults(lehr_plan *given, const char *task);

/* Their runs, with live bars; what was kept in folder (NULL: nothing) is not run again. */
lehr_status compare_run(lehr_comparison c[], int n, int jobs, const char *folder);

/* The table on stdout. */
lehr_status compare_print(const lehr_comparison *c);

#endif
