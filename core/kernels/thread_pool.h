/* thread_pool.h — helpers for jobs that are large enough to share: a large product, the images of a batch, an update
 * of many parameters.
 *
 *     lehr_set_threads(2);                     one helper beside the caller; from here on large jobs are shared
 *
 * A job falls into parts by its size alone, and each part writes numbers of its own, so results are the same for any
 * number of threads. In a loop of large jobs they pay from about 40 µs of work (two million multiplications); toy
 * nets never ask for them, and more threads than cores only get in each other's way. There is one set of helpers;
 * while it is busy (or the job comes from one of its parts), a caller does all parts itself, as several training runs
 * at a time do. After a fork only the parent has helpers.
 */
#ifndef LEHR_CORE_KERNELS_THREAD_POOL_H
#define LEHR_CORE_KERNELS_THREAD_POOL_H
#include "core/base/status.h"

enum { LEHR_MAX_THREADS = 64 };         /* threads that a job can be shared between */

/* Share large jobs between n threads, the caller's among them; 1, as at first, sends the helpers home. Call it while
 * nothing is computed. LEHR_ERR_VALUE: n is not 1 … LEHR_MAX_THREADS; LEHR_ERR_MEMORY: the system gave fewer, and so
 * many are used. */
lehr_status lehr_set_threads(int n);

int         lehr_threads(void);         /* how many there are, the caller's among them */

/* part(job, i) for i = 0 … parts − 1, in any order and on any thread; returns when all are done. */
void lehr_parallel_for(int parts, void (*part)(void *job, int i), void *job);

#endif
