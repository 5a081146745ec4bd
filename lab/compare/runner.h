/* runner.h — executes the runs of comparisons: by threads of this program and, over MPI, by other processes
 * (lab/compare/mpi.h).
 *
 * Each worker takes the next run from one queue (lab/compare/work_queue.h). The results depend neither on the number
 * of workers nor on which of them executes which run.
 */
#ifndef LEHR_LAB_COMPARE_RUNNER_H
#define LEHR_LAB_COMPARE_RUNNER_H
#include "lab/compare/comparison.h"

typedef struct lehr_progress {          /* the progress of one run                                   */
    const lehr_comparison *c;           /* the comparison that it belongs to                         */
    int  run;                           /* policy · seeds + seed                                     */
    long done;                          /* updates done; 0: it starts, c->steps: it ends, or diverged */
    bool cached;                        /* its outcome was read from the folder                      */
} lehr_progress;

enum { LEHR_MAX_JOBS = 256 };           /* runs at a time */

typedef struct lehr_runner {            /* how runs are executed                                      */
    int         jobs;                   /* runs at a time, 1 … LEHR_MAX_JOBS                          */
    const char *folder;                 /* the cache of finished runs (lab/compare/run_cache.h), made if it does not
                                           exist and locked until all runs are done; NULL: no cache   */
    void      (*on_progress)(void *context, const lehr_progress *p);    /* one thread at a time calls it; or NULL */
    void       *context;                /* given to on_progress                                       */
} lehr_runner;

/* Executes all runs of n comparisons that are not finished, then summarizes each comparison. A run that diverges is a
 * result and is cached with its message. Any other failure ends the call once the runs in progress are done; finished
 * runs remain, and the call may be repeated. LEHR_ERR_VALUE: jobs is not 1 … LEHR_MAX_JOBS, or an argument is NULL;
 * LEHR_ERR_FILE: the folder cannot be made, written to or locked. */
lehr_status lehr_runner_run(const lehr_runner *runner, lehr_comparison c[], int n);

#endif
