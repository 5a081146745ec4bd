/* process.h — one process in the sandbox, from its start to its end and the end of all it has made: what it said, and
 * how it went.
 *
 * The marking process never waits for it: it looks, reads what is there, and at the end of the time kills.
 */
#ifndef LEHR_GRADE_PROCESS_H
#define LEHR_GRADE_PROCESS_H
#include "core/base/strbuf.h"
#include "lab/grade/sandbox.h"

enum { PROCESS_ROWS_FD = 3 };           /* the descriptor of the process's rows */

typedef enum process_end {
    PROCESS_EXITED,                     /* number: its exit status                           */
    PROCESS_SIGNALLED,                  /* number: the signal that ended it                  */
    PROCESS_NOT_STARTED,       /* number: why not, as errno has it; a program may be made so that no system starts it */
    PROCESS_TOO_LONG,                   /* more seconds of the processor than it may         */
    PROCESS_TOO_LATE,                   /* more seconds by the clock: it waited, or had to   */
    PROCESS_TOO_LOUD,                   /* more bytes to standard output and error           */
    PROCESS_TOO_MANY_ROWS,              /* more bytes to PROCESS_ROWS_FD                     */
    PROCESS_STOPPED                     /* process_stop_all                                  */
} process_end;

typedef struct process_limits {
    double seconds;                     /* of processor time of the process itself; 0: only the clock counts */
    double clock;                       /* seconds that may go by                                            */
    size_t loud, kept, rows;            /* bytes it may print, that are kept of them, that it may make of rows */
} process_limits;

typedef struct process {
    process_end end;
    int       number;
    double    used;                     /* PROCESS_TOO_LATE: seconds of the processor */
    size_t    printed;                  /* bytes to standard output and error, …  */
    lehr_strbuf said, rows;             /* … their beginning; all to PROCESS_ROWS_FD */
} process;

/* Runs it to its end. LEHR_OK whatever it did; a failure is one of ours: no process, no pipe, no way into the sandbox.
 */
lehr_status process_run(process *c, const sandbox *j, const sandbox_task *task, const process_limits *limits);
void        process_release(process *c);

/* From a signal handler: every process that runs is killed within a moment, and no other is started. */
void        process_stop_all(int signal);
int         process_stop_signal(void);  /* by which signal; 0: by none */

/* What children leave when they die becomes ours to wait for. Once, before the first. */
void        process_adopt_orphans(void);

#endif
