/* gauge.h — what progress looks like in a terminal: a bar, the time that is left, a text cut to so many columns. Pure. */
#ifndef LEHR_COMMAND_GAUGE_H
#define LEHR_COMMAND_GAUGE_H
#include "core/text.h"

void      add_gauge(lehr_text *out, double share, int cells);       /* "▕████▍     ▏", to an eighth of a cell */

/* "12 s left", "3 min left", "1 h 05 min left"; "" where nobody can know: share of the work done in so many seconds. */
lehr_word time_left(double seconds, double share);

/* s in at most so many columns, cut with "…"; what a terminal would obey shows as "?". Returns the columns it takes: wide letters, as
 * Chinese has, take two. */
int       add_fitted(lehr_text *out, const char *s, int columns);
int       columns_of(const char *s);

#endif
