/* work_queue.h — the runs that are still to be executed, shared by threads and by MPI ranks. Internal to lab/compare.
 *
 * A worker takes a job, executes it and finishes it, until there is no job left. In the process that owns the
 * comparisons, a mutex guards the queue. On other MPI ranks the same queue requests jobs from it
 * (lab/compare/mpi.h), so there is one loop for all workers.
 */
#ifndef LEHR_LAB_COMPARE_WORK_QUEUE_H
#define LEHR_LAB_COMPARE_WORK_QUEUE_H
#include <pthread.h>
#include "lab/compare/runner.h"

typedef struct lehr_job { int comparison, run; } lehr_job;      /* run number `run` of that comparison */

typedef struct lehr_work_queue lehr_work_queue;

struct lehr_work_queue {
    const lehr_runner *runner;
    lehr_comparison   *c;               /* [n] */
    int                n;
    bool (*take)(lehr_work_queue *q, lehr_job *job);            /* the next job; false: none is left, or a run failed */
    void (*report)(lehr_work_queue *q, lehr_job job, long done);        /* after `done` updates */
    void (*finish)(lehr_work_queue *q, lehr_job job, lehr_status status);       /* status: of lehr_execute_run */
    pthread_mutex_t    mutex;           /* guards all below, and calls of runner->on_progress */
    lehr_job           next;            /* the next job, unless its run is finished already   */
    lehr_failure       failure;         /* the first one                                      */
};

void        lehr_work_queue_init(lehr_work_queue *q, const lehr_runner *runner, lehr_comparison c[], int n);
void        lehr_work_queue_release(lehr_work_queue *q);

/* Reads from the runner's folder the outcomes of runs that were executed before. */
lehr_status lehr_work_queue_load_cached(lehr_work_queue *q);

bool        lehr_work_queue_has_more(lehr_work_queue *q);       /* is there a job left to take? */

/* Stores this thread's latest failure, unless there was one before: take then returns false. */
void        lehr_work_queue_fail(lehr_work_queue *q, lehr_status status);

#endif
