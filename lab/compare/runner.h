/* runner.h — who carries out the runs of comparisons: threads of this program, and, over MPI, of others
 * (lab/compare/mpi.h).
 *
 * Each takes the next run that nobody has taken. The results do not depend on how many there are, nor on which of
 * them does what.
 */
#ifndef LEHR_LAB_COMPARE_RUNNER_H
#define LEHR_LAB_COMPARE_RUNNER_H
#include "lab/compare/comparison.h"

typedef struct lehr_progress {          /* how far a run is                                                   */
    const lehr_comparison *c;           /* whose run                                                          */
    int  run;                           /* policy · seeds + seed                                              */
    long done;                          /* updates finished; 0: it begins, c->steps: it is over, well or not  */
    bool kept;                          /* it was carried out before                                          */
} lehr_progress;

enum { LEHR_MAX_JOBS = 256 };           /* runs at a time */

typedef struct lehr_runner {            /* how runs are carried out                                             */
    int         jobs;                   /* runs at a time, 1 … LEHR_MAX_JOBS                                     */
    const char *folder;                 /* where every finished run is kept at once, and looked for (lab/compare/run_cache.h);
                                           it is made if need be, and ours alone as long as this takes; NULL: nowhere */
    void      (*watch)(void *context, const lehr_progress *p);      /* from one thread at a time; may be NULL    */
    void       *context;                /* given to watch                                                       */
} lehr_runner;

/* All runs of n comparisons that are not there yet, and then their conclusions. A NaN is a result, the policy's own
 * fault, and is kept with its story; any other failure ends it all once the runs under way are over; what is there
 * stays, and it may be called again. LEHR_ERR_VALUE: jobs is not 1 … LEHR_MAX_JOBS; LEHR_ERR_FILE: the folder cannot
 * be made or written to, or another holds it. */
lehr_status lehr_runner_run(const lehr_runner *crew, lehr_comparison c[], int n);

#endif
