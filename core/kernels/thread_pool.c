/* thread_pool.c — one set of worker threads, and a counter of parts that are left
 *
 * A job is published by storing the number of waiting parts. A thread that decrements the counter has that part, and
 * may read the job: it does not change before all parts are done. Workers spin for a while, since the next large
 * product of a step follows within microseconds, and then sleep.
 */
#include "core/kernels/thread_pool.h"
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>

/* Attempts to find a part before sched_yield, and before a worker sleeps: about 200 µs. */
enum { SPINS_BEFORE_YIELD = 2000, SPINS_BEFORE_SLEEP = 4000 };

static struct {
    pthread_mutex_t busy;                           /* held by the caller whose job runs */
    void (*part)(void *job, int i);
    void *job;
    atomic_int waiting, unfinished;                 /* parts not yet taken; parts not yet done */

    pthread_mutex_t sleep_mutex;
    pthread_cond_t  wake;
    atomic_int  sleeping;
    atomic_bool stop;
    pthread_t   worker[LEHR_MAX_THREADS];
    atomic_int  workers;                            /* changes only while no job runs */
} pool = { .busy = PTHREAD_MUTEX_INITIALIZER,
           .sleep_mutex = PTHREAD_MUTEX_INITIALIZER,
           .wake = PTHREAD_COND_INITIALIZER };

/* Runs one waiting part; false: there is none. */
static bool run_one_part(void)
{
    int left = atomic_load(&pool.waiting);
    while (left > 0)
        if (atomic_compare_exchange_weak(&pool.waiting, &left, left - 1)) {
            pool.part(pool.job, left - 1);
            atomic_fetch_sub(&pool.unfinished, 1);
            return true;
        }
    return false;
}

static void sleep_until_needed(void)
{
    pthread_mutex_lock(&pool.sleep_mutex);
    atomic_fetch_add(&pool.sleeping, 1);             /* count first, then check; the caller does the reverse */
    while (!atomic_load(&pool.waiting) && !atomic_load(&pool.stop)) pthread_cond_wait(&pool.wake, &pool.sleep_mutex);
    atomic_fetch_sub(&pool.sleeping, 1);
    pthread_mutex_unlock(&pool.sleep_mutex);
}

static void wake_all(void)
{
    pthread_mutex_lock(&pool.sleep_mutex);
    pthread_cond_broadcast(&pool.wake);
    pthread_mutex_unlock(&pool.sleep_mutex);
}

static void *work(void *unused)
{
    for (int spins = 0; !atomic_load(&pool.stop); spins++) {
        if (run_one_part()) spins = 0;
        else if (spins > SPINS_BEFORE_YIELD) sched_yield();
        if (spins > SPINS_BEFORE_SLEEP) sleep_until_needed(), spins = 0;
    }
    return unused;
}

lehr_status lehr_set_threads(int n)
{
    if (n < 1 || n > LEHR_MAX_THREADS)
        return lehr_fail(LEHR_ERR_VALUE, "threads is %d; it can be 1 to %d", n, LEHR_MAX_THREADS);
    pthread_mutex_lock(&pool.busy);
    atomic_store(&pool.stop, true);
    wake_all();
    for (; pool.workers; pool.workers--) pthread_join(pool.worker[pool.workers - 1], NULL);
    atomic_store(&pool.stop, false);
    while (pool.workers < n - 1 && !pthread_create(&pool.worker[pool.workers], NULL, work, NULL)) pool.workers++;
    int got = pool.workers + 1;
    pthread_mutex_unlock(&pool.busy);
    return got == n ? LEHR_OK
                    : lehr_fail(LEHR_ERR_MEMORY, "threads: %d were requested, but the system created only %d", n, got);
}

int lehr_threads(void) { return pool.workers + 1; }

void lehr_parallel_for(int parts, void (*part)(void *job, int i), void *job)
{
    if (!part) return;
    if (parts < 2 || !pool.workers || pthread_mutex_trylock(&pool.busy)) {
        for (int i = 0; i < parts; i++) part(job, i);
        return;
    }
    pool.part = part;
    pool.job = job;
    atomic_store(&pool.unfinished, parts);
    atomic_store(&pool.waiting, parts);             /* from here on workers take parts */
    if (atomic_load(&pool.sleeping)) wake_all();
    while (run_one_part()) { }
    for (int spins = 0; atomic_load(&pool.unfinished); spins++)
        if (spins > SPINS_BEFORE_YIELD) sched_yield();
    pthread_mutex_unlock(&pool.busy);
}
