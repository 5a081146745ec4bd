/* thread_pool.c — one set of helpers, and a counter from which everyone takes the next part
 *
 * A job is published by storing how many parts are waiting. Whoever takes one that counter down has that part, and
 * may read the job: it cannot change before all parts are done. Helpers look for work for a while, since the next
 * large product of a step is only microseconds away, and then sleep.
 */
#include "core/kernels/thread_pool.h"
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>

/* Looks for work before another thread is let in, should it wait for this very core; and before a helper sleeps, some
 * 200 µs. */
enum { POLITE = 2000, LOOKS = 4000 };

static struct {
    pthread_mutex_t busy;                           /* held by whoever has the helpers */
    void (*part)(void *job, int i);
    void *job;
    atomic_int waiting, unfinished;                 /* parts that nobody has taken; parts that are not done */

    pthread_mutex_t bed;
    pthread_cond_t  alarm;
    atomic_int  asleep;
    atomic_bool go_home;
    pthread_t   helper[LEHR_MAX_THREADS];
    atomic_int  helpers;                            /* changes only while nobody computes */
} pool = { .busy = PTHREAD_MUTEX_INITIALIZER, .bed = PTHREAD_MUTEX_INITIALIZER, .alarm = PTHREAD_COND_INITIALIZER };

/* Do one part that is waiting; false when there is none. */
static bool do_one(void)
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
    pthread_mutex_lock(&pool.bed);
    atomic_fetch_add(&pool.asleep, 1);             /* first this, then a look; a caller does both the other way round */
    while (!atomic_load(&pool.waiting) && !atomic_load(&pool.go_home)) pthread_cond_wait(&pool.alarm, &pool.bed);
    atomic_fetch_sub(&pool.asleep, 1);
    pthread_mutex_unlock(&pool.bed);
}

static void wake_all(void)
{
    pthread_mutex_lock(&pool.bed);
    pthread_cond_broadcast(&pool.alarm);
    pthread_mutex_unlock(&pool.bed);
}

static void *help(void *unused)
{
    for (int looks = 0; !atomic_load(&pool.go_home); looks++) {
        if (do_one()) looks = 0;
        else if (looks > POLITE) sched_yield();
        if (looks > LOOKS) sleep_until_needed(), looks = 0;
    }
    return unused;
}

lehr_status lehr_set_threads(int n)
{
    if (n < 1 || n > LEHR_MAX_THREADS)
        return lehr_fail(LEHR_ERR_VALUE, "threads is %d; it can be 1 to %d", n, LEHR_MAX_THREADS);
    pthread_mutex_lock(&pool.busy);
    atomic_store(&pool.go_home, true);
    wake_all();
    for (; pool.helpers; pool.helpers--) pthread_join(pool.helper[pool.helpers - 1], NULL);
    atomic_store(&pool.go_home, false);
    while (pool.helpers < n - 1 && !pthread_create(&pool.helper[pool.helpers], NULL, help, NULL)) pool.helpers++;
    int got = pool.helpers + 1;
    pthread_mutex_unlock(&pool.busy);
    return got == n ? LEHR_OK
                    : lehr_fail(LEHR_ERR_MEMORY, "threads: %d were asked for, but the system gave only %d", n, got);
}

int lehr_threads(void) { return pool.helpers + 1; }

void lehr_parallel_for(int parts, void (*part)(void *job, int i), void *job)
{
    if (!part) return;
    if (parts < 2 || !pool.helpers || pthread_mutex_trylock(&pool.busy)) {
        for (int i = 0; i < parts; i++) part(job, i);
        return;
    }
    pool.part = part;
    pool.job = job;
    atomic_store(&pool.unfinished, parts);
    atomic_store(&pool.waiting, parts);             /* from here on helpers take parts */
    if (atomic_load(&pool.asleep)) wake_all();
    while (do_one()) { }
    for (int looks = 0; atomic_load(&pool.unfinished); looks++)
        if (looks > POLITE) sched_yield();
    pthread_mutex_unlock(&pool.busy);
}
