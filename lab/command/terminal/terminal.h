/* terminal.h — output: data to stdout or a file, messages and progress to stderr. */
#ifndef LEHR_COMMAND_TERMINAL_H
#define LEHR_COMMAND_TERMINAL_H
#include "core/base/strbuf.h"

/* Writes a finished text to a file, or, for "-", to standard output. NULL: to standard output as a text for people, in
 * ASCII where the locale has no UTF-8. Fails unless all of it was written. A closed pipe is no failure: the text is
 * dropped, print_pipe_is_closed is true from then on, and main ends the command by SIGPIPE. Releases t. */
lehr_status print_output(const char *path, lehr_strbuf *t);
bool print_pipe_is_closed(void);

void print_note(const char *format, ...) LEHR_PRINTF(1, 2);     /* to stderr, unless quiet                           */
void print_note_text(lehr_strbuf *t);                           /* the same for a text of any length. Releases t     */
void print_failure(const char *format, ...) LEHR_PRINTF(1, 2);  /* to stderr, always                                 */
void print_set_quiet(void);
void print_set_plain(void);                                     /* no colour and no bars, even on a terminal         */
void print_set_streaming(void);                                 /* rows go to stdout: no bars if it is a terminal    */

bool terminal_has_color(void);                                  /* stdout is a terminal, and NO_COLOR unset or empty */
int  terminal_columns(void);                                    /* of stdout: COLUMNS, else its terminal's, else 80  */
enum { ANY_COLUMNS = 10000 };
int  terminal_table_columns(void);                              /* the same, but ANY_COLUMNS where it is no terminal */

/* Progress, on stderr. */
typedef struct terminal_screen { int columns, rows; bool colour; } terminal_screen;
bool   terminal_shows_progress(void);                   /* stderr is a terminal with escape codes, and not quiet */
terminal_screen terminal_screen_now(void);              /* its size may change at any time                       */
double terminal_seconds(void);                          /* of a clock that never goes back                       */
void   print_progress(lehr_strbuf *t);                  /* all of it in one write. Releases t                    */

#endif
