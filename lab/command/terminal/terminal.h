/* terminal.h — what the command says, and where: data to stdout or a file, words and progress to stderr. */
#ifndef LEHR_COMMAND_TERMINAL_H
#define LEHR_COMMAND_TERMINAL_H
#include "core/base/strbuf.h"

/* Hand over a finished text: to a file, or for NULL or "-" to stdout. Fails unless all of it arrived. Releases t. */
lehr_status emit(const char *path, lehr_strbuf *t);

void say(const char *format, ...) LEHR_PRINTF(1, 2);            /* to stderr, unless quiet                 */
void be_quiet(void);
void be_plain(void);                                            /* no colour, no bars, even on a terminal */

bool in_colour(void);                                      /* stdout is a terminal, and NO_COLOR is not set, or empty */

/* Progress, on stderr: whether anyone is to see it, on what, and when. */
typedef struct screen { int columns, rows; bool colour; } screen;
bool   shows_progress(void);                                 /* a terminal that can draw over what it drew; not quiet */
screen screen_now(void);                                        /* its size may change at any time          */
double seconds_now(void);                                       /* since some moment; never backwards       */
void   show_progress(lehr_strbuf *t);                           /* all of it in one go. Releases t          */

/* A bar on stderr, if that is a terminal; drawn ten times a second at most. */
typedef struct bar { const char *what; long all; double last, start; } bar;
void bar_start(bar *b, const char *what, long all);
void bar_show(void *b, long done);                              /* fits the library's progress callbacks   */
void bar_end(bar *b);                                           /* wipes it away                           */

#endif
