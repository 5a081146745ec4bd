#include "lab/compare/execute.h"
#include "core/base/internal.h"
#include "core/base/memory.h"
#include <string.h>

static void copy_weights(const lehr_run *r, lehr_real *to)
{
    memcpy(to, lehr_params_data(r->params), lehr_params_size(r->params) * sizeof *to);
}

/* The whole training; it pauses at each step whose weights are stored. */
static lehr_status train(lehr_run *r, bool snapshots, lehr_run_outcome *o,
                         void (*progress)(void *context, long done), void *context)
{
    size_t n = lehr_params_size(r->params);
    if (!(o->weights = lehr_alloc(n, sizeof *o->weights))) return LEHR_ERR_MEMORY;
    if (snapshots && !(o->snapshots = lehr_alloc(n * LEHR_WEIGHT_SNAPSHOTS, sizeof *o->snapshots)))
        return LEHR_ERR_MEMORY;
    lehr_status status = LEHR_OK;
    for (int k = 0; snapshots && k < LEHR_WEIGHT_SNAPSHOTS && !status; k++) {
        status = lehr_train_until(r, lehr_weight_snapshot_step(r->steps, k), &o->history, progress, context);
        copy_weights(r, o->snapshots + (size_t)k * n);
    }
    if (!status) status = lehr_train(r, &o->history, progress, context);
    if (!status) copy_weights(r, o->weights);
    return status;
}

/* The outcome of a run that diverged: its history until then, and the message. */
static void set_diverged(lehr_run_outcome *o)
{
    lehr_free(o->weights);
    lehr_free(o->snapshots);
    o->weights = o->snapshots = NULL;
    lehr_failure_capture(&o->failure, LEHR_ERR_NAN);
}

lehr_status lehr_execute_run(lehr_comparison *c, int run, void (*progress)(void *context, long done), void *context)
{
    lehr_run_outcome o = { .finished = true };
    lehr_plan plan = lehr_comparison_plan(c, run);
    lehr_run *r = lehr_run_new(&plan, c->data);
    if (!r) return lehr_last_status();
    lehr_status status = train(r, lehr_comparison_has_snapshots(c, run), &o, progress, context);
    if (status == LEHR_ERR_NAN) {
        set_diverged(&o);
        status = LEHR_OK;
    }
    lehr_run_free(r);
    if (status) lehr_run_outcome_release(&o);
    else c->run[run] = o;
    return status;
}
