/* terminal.h — what the command says, and where: data to stdout or a file, words and progress to stderr. */
#ifndef LEHR_COMMAND_TERMINAL_H
#define LEHR_COMMAND_TERMINAL_H
#include "core/base/strbuf.h"

/* Hand over a finished text: to a file, or for NULL or "-" to stdout. Fails unless all of it arrived. Releases t. */
lehr_status print_output(const char *path, lehr_strbuf *t);

void print_note(const char *format, ...) LEHR_PRINTF(1, 2);     /* to stderr, unless quiet                 */
void print_set_quiet(void);
void print_set_plain(void);                                     /* no colour, no bars, even on a terminal */

bool terminal_has_color(void);                             /* stdout is a terminal, and NO_COLOR is not set, or empty */

/* Progress, on stderr: whether anyone is to see it, on what, and when. */
typedef struct terminal_screen { int columns, rows; bool colour; } terminal_screen;
bool   terminal_shows_progress(void);                        /* a terminal that can draw over what it drew; not quiet */
terminal_screen terminal_screen_now(void);                      /* its size may change at any time          */
double terminal_seconds(void);                                  /* since some moment; never backwards       */
void   print_progress(lehr_strbuf *t);                          /* all of it in one go. Releases t          */

#endif
