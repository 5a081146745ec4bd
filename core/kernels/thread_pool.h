/* thread_pool.h — worker threads for large jobs: a large product, the images of a batch, an update of many parameters.
 *
 *     lehr_set_threads(2);                     one worker beside the caller; large jobs are now shared
 *
 * The size of a job alone decides its parts, and no two parts write the same numbers: results are the same for any
 * number of threads. Sharing pays from about 40 µs of work (two million multiplications); small nets never use the
 * workers. Use at most as many threads as cores. There is one pool. While it is busy, or inside a part, a caller runs
 * all parts itself. After a fork only the parent has workers.
 */
#ifndef LEHR_CORE_KERNELS_THREAD_POOL_H
#define LEHR_CORE_KERNELS_THREAD_POOL_H
#include "core/base/status.h"

enum { LEHR_MAX_THREADS = 64 };         /* threads of one job, the caller's included */

/* Shares large jobs between n threads, the caller's included; 1 (the default) stops the workers. Call it while no job
 * runs. LEHR_ERR_VALUE: n is not 1 … LEHR_MAX_THREADS; LEHR_ERR_MEMORY: the system created fewer, which are used. */
lehr_status lehr_set_threads(int n);

int         lehr_threads(void);         /* their number, the caller's included */

/* Calls part(job, i) for i = 0 … parts − 1, in any order and on any thread; returns when all are done. */
void lehr_parallel_for(int parts, void (*part)(void *job, int i), void *job);

#endif
