/* progress_bar.h — progress in a terminal: a bar, and the time that is left. */
#ifndef LEHR_COMMAND_PROGRESS_BAR_H
#define LEHR_COMMAND_PROGRESS_BAR_H
#include "core/base/strbuf.h"

void progress_bar_print(lehr_strbuf *out, double share, int cells);     /* "▕████▍     ▏", to an eighth of a cell */

/* "12 s left", "3 min left", "1 h 05 min left", from the share of the work done in so many seconds; "" if unknown. */
lehr_short_text progress_time_left(double seconds, double share);
int             progress_time_width(void);              /* the columns of "1 h 05 min left" */

/* A bar on stderr, if that is a terminal; drawn ten times a second at most. */
typedef struct progress_bar { const char *label; long total; double last, start; } progress_bar;
void progress_bar_start(progress_bar *b, const char *label, long total);
void progress_bar_update(void *b, long done);       /* fits the library's progress callbacks */
void progress_bar_end(progress_bar *b);             /* clears it                             */

#endif
