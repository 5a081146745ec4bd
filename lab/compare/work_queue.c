#include "lab/compare/work_queue.h"
#include "core/base/internal.h"
#include "lab/compare/run_cache.h"

/* Moves to the next run that is not finished. The caller holds the mutex. */
static bool find_next(lehr_work_queue *q)
{
    lehr_job *next = &q->next;
    while (!q->failure.status && next->comparison < q->n) {
        const lehr_comparison *c = &q->c[next->comparison];
        if (next->run == c->policies * c->seeds) *next = (lehr_job){ next->comparison + 1, 0 };
        else if (c->run[next->run].finished) next->run++;
        else return true;
    }
    return false;
}

bool lehr_work_queue_has_more(lehr_work_queue *q)
{
    pthread_mutex_lock(&q->mutex);
    bool more = find_next(q);
    pthread_mutex_unlock(&q->mutex);
    return more;
}

static void call_on_progress(lehr_work_queue *q, lehr_job job, long done, bool cached)
{
    lehr_progress p = { &q->c[job.comparison], job.run, done, cached };
    if (!q->runner->on_progress) return;
    pthread_mutex_lock(&q->mutex);
    q->runner->on_progress(q->runner->context, &p);
    pthread_mutex_unlock(&q->mutex);
}

static void report(lehr_work_queue *q, lehr_job job, long done) { call_on_progress(q, job, done, false); }

static bool take(lehr_work_queue *q, lehr_job *job)
{
    pthread_mutex_lock(&q->mutex);
    bool found = find_next(q);
    *job = q->next;
    q->next.run += found;
    pthread_mutex_unlock(&q->mutex);
    if (found) report(q, *job, 0);
    return found;
}

static void finish(lehr_work_queue *q, lehr_job job, lehr_status status)
{
    lehr_comparison *c = &q->c[job.comparison];
    if (!status && q->runner->folder) status = lehr_run_cache_write(c, job.run, q->runner->folder);
    if (status) lehr_work_queue_fail(q, status);
    else report(q, job, c->steps);
}

void lehr_work_queue_fail(lehr_work_queue *q, lehr_status status)
{
    pthread_mutex_lock(&q->mutex);
    lehr_failure_capture(&q->failure, status);
    pthread_mutex_unlock(&q->mutex);
}

lehr_status lehr_work_queue_load_cached(lehr_work_queue *q)
{
    lehr_status status = LEHR_OK;
    for (int i = 0; i < q->n && !status; i++) {
        lehr_comparison *c = &q->c[i];
        for (int run = 0; run < c->policies * c->seeds && !status; run++) {
            if (c->run[run].finished) continue;
            status = lehr_run_cache_find(c, run, q->runner->folder);
            if (!status && c->run[run].finished) call_on_progress(q, (lehr_job){ i, run }, c->steps, true);
        }
    }
    return status;
}

void lehr_work_queue_init(lehr_work_queue *q, const lehr_runner *runner, lehr_comparison c[], int n)
{
    *q = (lehr_work_queue){ .runner = runner, .c = c, .n = n, .take = take, .report = report, .finish = finish };
    pthread_mutex_init(&q->mutex, NULL);
}

void lehr_work_queue_release(lehr_work_queue *q) { pthread_mutex_destroy(&q->mutex); }
