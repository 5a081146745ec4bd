#include "lab/train/train.h"
#include "core/base/internal.h"
#include <limits.h>

/* --- one update --------------------------------------------------------------------------------------------------- */

static lehr_status fail_in_step(const lehr_run *r, lehr_status status)
{
    return lehr_fail(status, "step %ld (epoch %ld), rate %s: %s", r->step + 1, r->step / r->steps_per_epoch + 1,
                     lehr_number_text(r->lr).s, lehr_message());
}

/* At the end of an epoch, where the schedule has a plateau. */
static lehr_status update_plateau(lehr_run *r)
{
    lehr_history_row p;
    lehr_metric m;
    lehr_status status = lehr_run_evaluate(r, &p);
    if (!status) status = lehr_metric_find(lehr_plateau_metric(&r->sched).s, &m);
    if (!status) lehr_plateau_update(&r->plateau, &r->sched, r->step, lehr_metric_value(&p, m));
    return status;
}

lehr_status lehr_run_gradient(lehr_run *r, double rate, double *loss)
{
    if (LEHR_NOT_NULL(r, loss)) return LEHR_ERR_VALUE;
    long batch = r->step % r->steps_per_epoch;                    /* of this epoch */
    if (batch == 0) lehr_random_shuffle(&r->random, r->order, r->train_rows);
    lehr_tensor *z;
    lehr_tape_begin(r->tape, LEHR_TRAIN);
    lehr_zero_grad(r->params);
    r->optim.lr = r->lr = rate;
    int from = (int)(batch * r->plan.batch), max = (int)r->plan.batch;
    lehr_tensor *L = lehr_run_batch_loss(r, r->order, r->train_rows, from, max, &z);
    lehr_status status = lehr_backward(r->tape, L);
    if (!status) *loss = (double)L->data[0];
    return status;
}

lehr_status lehr_run_step(lehr_run *r)
{
    double loss;
    if (!r) return lehr_fail_null("lehr_run_step", "run");
    if (r->momentum_field) *r->momentum_field = lehr_sched_at(&r->momentum, r->step);
    lehr_status status = lehr_run_gradient(r, lehr_plateau_at(&r->plateau, &r->sched, r->step), &loss);
    if (status) return fail_in_step(r, status);
    if ((status = lehr_optim_step(&r->optim))) {
        size_t n = lehr_params_size(r->params);
        bool on_tape = lehr_find_nonfinite(lehr_params_grad(r->params), n) < n && lehr_tape_find_nan(r->tape);
        return on_tape ? fail_in_step(r, status) : status;      /* the optimizer's message has step and rate already */
    }
    r->step++;
    return r->step % r->steps_per_epoch == 0 && lehr_sched_is_plateau(&r->sched) ? update_plateau(r) : LEHR_OK;
}

/* --- a whole training --------------------------------------------------------------------------------------------- */

static lehr_status add_row(lehr_run *r, lehr_history *h)
{
    lehr_history_row p;
    lehr_status status = lehr_run_evaluate(r, &p);
    return status ? status : lehr_history_add(h, &p);
}

/* At the end of an epoch, where the plan has patience. */
static lehr_status update_early_stopping(lehr_run *r)
{
    lehr_history_row p;
    if (!r->plan.patience || r->step % r->steps_per_epoch) return LEHR_OK;
    lehr_status status = lehr_run_evaluate(r, &p);
    if (!status) lehr_early_stopping_update(&r->early, r->params, p.validation_loss, r->step);
    return status;
}

lehr_status lehr_train(lehr_run *r, lehr_history *h, void (*progress)(void *context, long done), void *context)
{
    return lehr_train_until(r, LONG_MAX, h, progress, context);
}

lehr_status lehr_train_until(lehr_run *r, long step, lehr_history *h, void (*progress)(void *context, long done),
                             void *context)
{
    lehr_status status = LEHR_NOT_NULL(r, h);
    if (!status && !h->capacity) status = lehr_history_check_size(r->steps, r->plan.every, 1);
    if (status) return status;
    h->score = r->data->targets ? LEHR_R2 : LEHR_ACCURACY;
    while (r->step < step && !lehr_run_is_over(r)) {
        status = lehr_run_step(r);
        if (!status) status = update_early_stopping(r);
        bool last = lehr_run_is_over(r);
        if (!status && (last || r->step % r->plan.every == 0)) status = add_row(r, h);
        if (status) return status;
        if (progress && (last || r->step % 256 == 0)) progress(context, r->step);
    }
    if (r->plan.patience && !r->best_restored && lehr_run_is_over(r))
        r->best_restored = lehr_early_stopping_restore(&r->early, r->params);
    return LEHR_OK;
}
