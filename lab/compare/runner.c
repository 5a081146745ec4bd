#include "lab/compare/runner.h"
#include "core/base/file.h"
#include "core/base/internal.h"
#include "lab/compare/execute.h"
#include "lab/compare/mpi.h"
#include "lab/compare/run_cache.h"
#include "lab/compare/work_queue.h"

typedef struct worker { lehr_work_queue *queue; lehr_job job; } worker;

/* The end of a run is reported when it is finished. */
static void report(void *context, long done)
{
    const worker *w = context;
    if (done < w->queue->c[w->job.comparison].steps) w->queue->report(w->queue, w->job, done);
}

static void *work(void *queue)
{
    worker w = { .queue = queue };
    while (w.queue->take(w.queue, &w.job)) {
        lehr_status status = lehr_execute_run(&w.queue->c[w.job.comparison], w.job.run, report, &w);
        w.queue->finish(w.queue, w.job, status);
    }
    return NULL;
}

/* Threads that cannot be created are left out. This thread is a worker, too, unless it serves other ranks. */
static void work_in_threads(lehr_work_queue *q)
{
    pthread_t thread[LEHR_MAX_JOBS];
    bool is_server = lehr_mpi_size() > 1;
    int started = 0, wanted = q->runner->jobs - !is_server;
    while (started < wanted && !pthread_create(&thread[started], NULL, work, q)) started++;
    if (is_server) lehr_mpi_serve(q);
    else work(q);
    while (started > 0) pthread_join(thread[--started], NULL);
}

/* Two comparisons in one folder would execute every run twice and overwrite each other's files. */
static lehr_status lock_folder(const char *folder, int *lock)
{
    lehr_strbuf path = {0};
    lehr_status status = lehr_make_directory(folder);
    lehr_strbuf_printf(&path, "%s/lock", folder);
    if (!status) status = path.status ? path.status : lehr_lock_file(path.s, lock);
    lehr_strbuf_release(&path);
    return status;
}

static void prepare_cache(lehr_comparison c[], int n)
{
    for (int i = 0; i < n; i++) {
        if (i && c[i].data == c[i - 1].data) c[i].fingerprint = c[i - 1].fingerprint;
        lehr_run_cache_prepare(&c[i]);
    }
}

/* Rank 0 has the cache and summarizes. */
static lehr_status run_for_rank_0(lehr_work_queue *q)
{
    lehr_mpi_connect(q);
    work(q);
    return lehr_failure_raise(&q->failure);
}

static lehr_status run_locally(lehr_work_queue *q)
{
    const char *folder = q->runner->folder;
    int lock = -1;
    lehr_status status = folder ? lock_folder(folder, &lock) : LEHR_OK;
    if (status) return status;
    if (folder) status = lehr_work_queue_load_cached(q);
    if (!status) work_in_threads(q);
    if (folder) lehr_unlock_file(lock);
    if (q->failure.status) return lehr_failure_raise(&q->failure);
    for (int i = 0; i < q->n && !status; i++) status = lehr_comparison_summarize(&q->c[i]);
    return status;
}

lehr_status lehr_runner_run(const lehr_runner *runner, lehr_comparison c[], int n)
{
    lehr_work_queue q;
    if (!runner) return lehr_fail_null(__func__, "runner");
    if (n > 0 && !c) return lehr_fail_null(__func__, "c");
    for (int i = 0; i < n; i++)
        if (!c[i].run) return lehr_fail(LEHR_ERR_VALUE, "comparison %d is empty; see lehr_comparison_init", i);
    if (runner->jobs < 1 || runner->jobs > LEHR_MAX_JOBS)
        return lehr_fail(LEHR_ERR_VALUE, "jobs is %d; it must be a whole number from 1 to %d", runner->jobs,
                         LEHR_MAX_JOBS);
    if (runner->folder || lehr_mpi_size() > 1) prepare_cache(c, n);
    lehr_work_queue_init(&q, runner, c, n);
    lehr_status status = lehr_mpi_rank() > 0 ? run_for_rank_0(&q) : run_locally(&q);
    lehr_work_queue_release(&q);
    return status;
}
