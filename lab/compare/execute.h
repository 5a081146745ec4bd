/* execute.h — one run of a comparison, from its start to its outcome. */
#ifndef LEHR_LAB_COMPARE_EXECUTE_H
#define LEHR_LAB_COMPARE_EXECUTE_H
#include "lab/compare/comparison.h"

/* Trains run number `run` and stores its outcome in c->run[run]. progress gets the number of updates done. A run that
 * diverges is an outcome, too: LEHR_OK. On failure, c->run[run] is unchanged. */
lehr_status lehr_execute_run(lehr_comparison *c, int run, void (*progress)(void *context, long done), void *context);

#endif
