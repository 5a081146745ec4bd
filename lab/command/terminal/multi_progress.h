/* multi_progress.h — many runs at once, drawn on stderr while they go on: a line for the whole, and one for each run
 * under way.
 *
 *     taiji                ▕████████████▌                 ▏ 42 %  13 of 50 runs  12 s left
 *       cosine, seed 3     ▕██████████▌                   ▏ 35 %
 *
 * Only on a terminal, ten times a second at most; elsewhere not a byte. The cursor stays visible below the
 * lines, so that the terminal can be used after Ctrl-C. */
#ifndef LEHR_COMMAND_MULTI_PROGRESS_H
#define LEHR_COMMAND_MULTI_PROGRESS_H
#include "lab/command/terminal/terminal.h"

enum { MULTI_PROGRESS_RUNS = 256, MULTI_PROGRESS_ROWS = 8 }; /* under way, as many as there can be jobs; of them
                                                                shown, at most */

typedef struct multi_progress_run { int run; long done, all; lehr_short_text name; bool busy; } multi_progress_run;

typedef struct multi_progress {
    const char *what;               /* borrowed                                                             */
    int    runs, ended, rows;
    long   updates, done, known;    /* in all; finished, the known ones too; known before we began          */
    int    label;                   /* columns of the widest name so far, so that the bars stay in place    */
    double start, last;             /* terminal_seconds                                                     */
    int    drawn;                   /* lines now on the screen                                              */
    bool   shown;
    multi_progress_run under_way[MULTI_PROGRESS_RUNS];
} multi_progress;

/* updates of all runs; rows: at most so many are shown */
void multi_progress_start(multi_progress *l, const char *what, int runs, long updates, int rows);

/* Of its all updates the run has finished so many: 0 when it begins, all of them when it ends, however it ended. From
 * one thread at a time, as often as you like. */
void multi_progress_update(multi_progress *l, int run, const char *name, long done, long all);
/* Counts a run whose result was there already as done; it does not enter the estimate of the time left. */
void multi_progress_skip(multi_progress *l, long updates);
void multi_progress_end(multi_progress *l);         /* wipes it all away */

/* What is to be seen at that moment: lines that fit the screen, each with its newline; how many. And what draws them
 * over the last ones. */
int  multi_progress_lines(const multi_progress *l, terminal_screen s, double now, lehr_strbuf *out);
void multi_progress_frame(multi_progress *l, terminal_screen s, double now, lehr_strbuf *out);

#endif
