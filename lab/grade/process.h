/* process.h — runs one process in the sandbox until it and its children have ended: its output, and how it ended.
 *
 * The marking process polls, reads the output, and kills the process at a limit; it never blocks on it.
 */
#ifndef LEHR_GRADE_PROCESS_H
#define LEHR_GRADE_PROCESS_H
#include "core/base/strbuf.h"
#include "lab/grade/sandbox.h"

enum { PROCESS_ROWS_FD = 3 };           /* the descriptor to which a program writes its rows */

typedef enum process_end {
    PROCESS_EXITED,                     /* number: its exit status                           */
    PROCESS_SIGNALLED,                  /* number: the signal that ended it                  */
    PROCESS_NOT_STARTED,                /* number: errno; a program may be invalid           */
    PROCESS_CPU_LIMIT,                  /* too much processor time                           */
    PROCESS_CLOCK_LIMIT,                /* too much time by the clock                        */
    PROCESS_OUTPUT_LIMIT,               /* too many bytes to standard output and error       */
    PROCESS_ROWS_LIMIT,                 /* too many bytes to PROCESS_ROWS_FD                 */
    PROCESS_STOPPED                     /* process_stop_all                                  */
} process_end;

typedef struct process_limits {
    double seconds;                     /* of processor time; 0: only the clock counts */
    double clock;                       /* seconds                                     */
    size_t output, kept, rows;          /* bytes of output, of it that are kept, of rows */
} process_limits;

typedef struct process {
    process_end end;
    int       number;
    double    used;                     /* PROCESS_CLOCK_LIMIT: seconds of processor time    */
    size_t    printed;                  /* bytes to standard output and error, …             */
    lehr_strbuf output, rows;           /* … their beginning; all bytes to PROCESS_ROWS_FD   */
} process;

/* Runs it to its end. LEHR_OK however it ended; a failure is one of the system: no process, no pipe, no sandbox. */
lehr_status process_run(process *c, const sandbox *j, const sandbox_task *task, const process_limits *limits);
void        process_release(process *c);

/* From a signal handler: running processes are killed soon, and no other is started. */
void        process_stop_all(int signal);
int         process_stop_signal(void);  /* the signal; 0: none */

/* Makes this process the parent of its children's orphans. Once, before the first child. */
void        process_adopt_orphans(void);

#endif
