/* trajectory_table.h — the results of paths on a test function: a row for each, best first, and a summary. */
#ifndef LEHR_COMMAND_TRAJECTORY_TABLE_H
#define LEHR_COMMAND_TRAJECTORY_TABLE_H
#include "lab/trajectory/trajectory.h"

enum { TRAJECTORY_TABLE_MAX = 42 };

/* n: at most TRAJECTORY_TABLE_MAX, all on one function */
void trajectory_table_print(const lehr_trajectory path[], int n, lehr_strbuf *out);

#endif
