/* trajectory_table.h — where walks down a surface have led, in words: a line each, best first, and what that says. */
#ifndef LEHR_COMMAND_PATH_TABLE_H
#define LEHR_COMMAND_PATH_TABLE_H
#include "lab/trajectory/trajectory.h"

enum { PATH_TABLE_MOST = 42 };

/* n at most PATH_TABLE_MOST, all over one surface */
void path_table(const lehr_trajectory path[], int n, lehr_strbuf *out);

#endif
