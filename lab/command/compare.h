/* compare.h — the comparison as two commands need it: one task for `compare`, two for `demo`. */
#ifndef LEHR_COMMAND_COMPARE_H
#define LEHR_COMMAND_COMPARE_H
#include "lab/compare.h"

int         usual_jobs(void);                                           /* as many as there are processors */
void        suit_comparison(lehr_plan *given, const char *task);        /* rate and budget at which the task's policies differ, unless given */
lehr_status run_comparison(lehr_comparison *c, int jobs);               /* with a bar, then the table on stdout */

#endif
