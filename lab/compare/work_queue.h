/* work_queue.h — what those who carry out runs share: which run is next, how far it is, how it ended, and the first
 * failure. */
#ifndef LEHR_LAB_COMPARE_WORK_QUEUE_H
#define LEHR_LAB_COMPARE_WORK_QUEUE_H
#include <pthread.h>
#include "lab/compare/runner.h"

typedef struct lehr_work_queue {
    const lehr_runner *crew;
    lehr_comparison *c;                 /* [n] */
    int              n;
    pthread_mutex_t  door;              /* of all below, and of the crew's watch */
    int              cell, run;         /* the next to be taken, if it is not there yet: of c[cell], its run */
    lehr_status      status;            /* the first failure, … */
    char             message[400];      /* … and its sentence   */
} lehr_work_queue;

/* The next run for who asks; false: there is none, or something has failed. */
bool        lehr_work_queue_next(lehr_work_queue *h, int *cell, int *run);

/* Is there a run that nobody has taken? */
bool        lehr_work_queue_has_more(lehr_work_queue *h);

/* So many updates of a run are finished. */
void        lehr_work_queue_progress(lehr_work_queue *h, int cell, int run, long done, bool kept);

/* A run is over, and its outcome is in its place: keep it, and say so. */
lehr_status lehr_work_queue_finish(lehr_work_queue *h, int cell, int run);

/* This thread's latest failure, unless there was one before. */
void        lehr_work_queue_fail(lehr_work_queue *h, lehr_status status);

/* One run into its place, c->run[run]. progress gets the updates finished. LEHR_OK also where it diverged. */
lehr_status lehr_execute_run(lehr_comparison *c, int run, void (*progress)(void *context, long done), void *context);

#endif
