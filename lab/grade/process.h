/* process.h — one process in the jail, from its start to its end and the end of all it has made: what it said, and
 * how it went.
 *
 * The marking process never waits for it: it looks, reads what is there, and at the end of the time kills.
 */
#ifndef LEHR_GRADE_CHILD_H
#define LEHR_GRADE_CHILD_H
#include "core/base/strbuf.h"
#include "lab/grade/sandbox.h"

enum { ROWS_AT = 3 };                   /* the descriptor of the child's rows */

typedef enum child_end {
    CHILD_EXITED,                       /* number: its exit status                           */
    CHILD_SIGNALLED,                    /* number: the signal that ended it                  */
    CHILD_NOT_STARTED,         /* number: why not, as errno has it; a program may be made so that no system starts it */
    CHILD_TOO_LONG,                     /* more seconds of the processor than it may         */
    CHILD_TOO_LATE,                     /* more seconds by the clock: it waited, or had to   */
    CHILD_TOO_LOUD,                     /* more bytes to standard output and error           */
    CHILD_TOO_MANY_ROWS,                /* more bytes to ROWS_AT                             */
    CHILD_STOPPED                       /* grade_stop                                        */
} child_end;

typedef struct child_limits {
    double seconds;                     /* of processor time of the process itself; 0: only the clock counts */
    double clock;                       /* seconds that may go by                                            */
    size_t loud, kept, rows;            /* bytes it may print, that are kept of them, that it may make of rows */
} child_limits;

typedef struct child {
    child_end end;
    int       number;
    double    used;                     /* CHILD_TOO_LATE: seconds of the processor */
    size_t    printed;                  /* bytes to standard output and error, …  */
    lehr_strbuf said, rows;             /* … their beginning; all to ROWS_AT      */
} child;

/* Runs it to its end. LEHR_OK whatever it did; a failure is one of ours: no process, no pipe, no way into the jail. */
lehr_status child_run(child *c, const jail *j, const jail_task *task, const child_limits *limits);
void        child_release(child *c);

/* From a signal handler: every child that runs is killed within a moment, and no other is started. */
void        grade_stop(int signal);
int         grade_stopped(void);        /* by which signal; 0: by none */

/* What children leave when they die becomes ours to wait for. Once, before the first. */
void        child_adopt_all(void);

#endif
