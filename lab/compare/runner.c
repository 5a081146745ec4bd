#include "lab/compare/runner.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "lab/compare/work_queue.h"
#include "lab/compare/run_cache.h"
#include "lab/compare/mpi.h"
#include <string.h>

/* --- one run ------------------------------------------------------------------------------------------------------ */

static void copy_weights(const lehr_run *r, lehr_real *to)
{
    memcpy(to, lehr_params_data(r->params), lehr_params_size(r->params) * sizeof *to);
}

/* The whole training, with a stop at each moment of which the weights are kept. */
static lehr_status train(lehr_run *r, bool moments, lehr_run_outcome *o, void (*progress)(void *context, long done),
                         void *context)
{
    size_t n = lehr_params_size(r->params);
    if (!(o->weights = lehr_alloc(n, sizeof *o->weights))) return LEHR_ERR_MEMORY;
    if (moments && !(o->moments = lehr_alloc(n * LEHR_WEIGHT_SNAPSHOTS, sizeof *o->moments))) return LEHR_ERR_MEMORY;
    lehr_status status = LEHR_OK;
    for (int k = 0; moments && k < LEHR_WEIGHT_SNAPSHOTS && !status; k++) {
        status = lehr_train_until(r, lehr_weight_snapshot_step(r->steps, k), &o->history, progress, context);
        copy_weights(r, o->moments + (size_t)k * n);
    }
    if (!status) status = lehr_train(r, &o->history, progress, context);
    if (!status) copy_weights(r, o->weights);
    return status;
}

/* What a run that diverged leaves: its history until then, and its story. */
static void forget_weights(lehr_run_outcome *o)
{
    lehr_snprintf(o->message, sizeof o->message, "%s", lehr_message());
    lehr_free(o->weights);
    lehr_free(o->moments);
    o->weights = o->moments = NULL;
}

lehr_status lehr_execute_run(lehr_comparison *c, int run, void (*progress)(void *context, long done), void *context)
{
    lehr_run_outcome o = { .is_there = true };
    lehr_plan plan = lehr_comparison_plan(c, run);
    lehr_run *r = lehr_run_new(&plan, c->data);
    if (!r) return lehr_last_status();
    lehr_status status = train(r, lehr_comparison_has_snapshots(c, run), &o, progress, context);
    if (status == LEHR_ERR_NAN) {
        forget_weights(&o);
        o.status = status;
        status = LEHR_OK;
    }
    lehr_run_free(r);
    if (status) lehr_run_outcome_release(&o);
    else c->run[run] = o;
    return status;
}

/* --- threads ------------------------------------------------------------------------------------------------------ */

typedef struct place { lehr_work_queue *h; int cell, run; } place;

/* Its end is told when it is handed in. */
static void tell(void *context, long done)
{
    const place *p = context;
    if (done < p->h->c[p->cell].steps) lehr_work_queue_progress(p->h, p->cell, p->run, done, false);
}

static void *work(void *context)
{
    place p = { .h = context };
    while (lehr_work_queue_next(p.h, &p.cell, &p.run)) {
        tell(&p, 0);
        lehr_status status = lehr_execute_run(&p.h->c[p.cell], p.run, tell, &p);
        if (!status) status = lehr_work_queue_finish(p.h, p.cell, p.run);
        if (status) lehr_work_queue_fail(p.h, status);
    }
    return NULL;
}

/* This thread is one of them, unless it has to see to others elsewhere; no thread at all is then too few. */
static void work_together(lehr_work_queue *h)
{
    pthread_t thread[LEHR_MAX_JOBS];
    bool serves = lehr_mpi_size() > 1;
    int started = 0, wanted = h->crew->jobs - !serves;
    while (started < wanted && !pthread_create(&thread[started], NULL, work, h)) started++;
    if (serves) lehr_mpi_serve(h);
    else work(h);
    while (started > 0) pthread_join(thread[--started], NULL);
}

/* --- what was done before ----------------------------------------------------------------------------------------- */

static lehr_status find_kept(lehr_work_queue *h)
{
    lehr_status status = LEHR_OK;
    for (int cell = 0; cell < h->n && !status; cell++) {
        lehr_comparison *c = &h->c[cell];
        for (int run = 0; run < c->policies * c->seeds && !status; run++) {
            if (c->run[run].is_there) continue;
            status = lehr_run_cache_find(c, run, h->crew->folder);
            if (!status && c->run[run].is_there) lehr_work_queue_progress(h, cell, run, c->steps, true);
        }
    }
    return status;
}

/* Only one comparison at a time is at work in a folder: two would do everything twice, and get in each other's way. */
static lehr_status lock_folder(const char *folder, int *lock)
{
    lehr_strbuf path = {0};
    lehr_status status = lehr_make_directory(folder);
    lehr_strbuf_printf(&path, "%s/lock", folder);
    if (!status) status = path.status ? path.status : lehr_lock_file(path.s, lock);
    lehr_strbuf_release(&path);
    return status;
}

static void prepare(lehr_comparison c[], int n)
{
    for (int i = 0; i < n; i++) {
        if (i && c[i].data == c[i - 1].data) c[i].fingerprint = c[i - 1].fingerprint;
        lehr_run_cache_prepare(&c[i]);
    }
}

lehr_status lehr_runner_run(const lehr_runner *crew, lehr_comparison c[], int n)
{
    lehr_work_queue h = { .crew = crew, .c = c, .n = n };
    if (crew->jobs < 1 || crew->jobs > LEHR_MAX_JOBS)
        return lehr_fail(LEHR_ERR_VALUE, "jobs is %d; it must be a whole number from 1 to %d", crew->jobs,
                         LEHR_MAX_JOBS);
    if (crew->folder || lehr_mpi_size() > 1) prepare(c, n);
    if (lehr_mpi_rank() > 0) return lehr_mpi_work(c, n);
    int lock = -1;
    if (crew->folder && (h.status = lock_folder(crew->folder, &lock))) return h.status;
    pthread_mutex_init(&h.door, NULL);
    if (crew->folder) h.status = find_kept(&h);
    if (!h.status) work_together(&h);
    pthread_mutex_destroy(&h.door);
    if (crew->folder) lehr_unlock_file(lock);
    if (h.message[0]) return lehr_fail(h.status, "%s", h.message);
    for (int i = 0; i < n && !h.status; i++) h.status = lehr_comparison_summarize(&c[i]);
    return h.status;
}
