/* trajectory_table.h — where walks down a surface have led, in words: a line each, best first, and what that says. */
#ifndef LEHR_COMMAND_TRAJECTORY_TABLE_H
#define LEHR_COMMAND_TRAJECTORY_TABLE_H
#include "lab/trajectory/trajectory.h"

enum { TRAJECTORY_TABLE_MAX = 42 };

/* n at most TRAJECTORY_TABLE_MAX, all over one surface */
void trajectory_table_print(const lehr_trajectory path[], int n, lehr_strbuf *out);

#endif
