/* progress_bar.h — what progress looks like in a terminal: a bar, and the time that is left. Pure. */
#ifndef LEHR_COMMAND_GAUGE_H
#define LEHR_COMMAND_GAUGE_H
#include "core/base/strbuf.h"

void      add_gauge(lehr_strbuf *out, double share, int cells);     /* "▕████▍     ▏", to an eighth of a cell */

/* "12 s left", "3 min left", "1 h 05 min left"; "" where nobody can know: share of the work done in so many seconds. */
lehr_short_text time_left(double seconds, double share);

#endif
