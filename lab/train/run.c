#include "lab/train/run.h"
#include "core/base/internal.h"
#include "core/base/memory.h"
#include "core/base/translate.h"
#include "lab/data/batch.h"
#include "lab/data/scale.h"
#include "lab/data/split.h"
#include "nn/ops.h"
#include "optim/spec.h"
#include "sched/spec.h"
#include <limits.h>
#include <string.h>

/* --- setting up --------------------------------------------------------------------------------------------------- */

static lehr_status make_data(lehr_run *r, const lehr_data *data)
{
    if (!(r->data = lehr_data_copy(data))) return LEHR_ERR_MEMORY;
    if (!(r->order = lehr_arena_alloc(&r->memory, (size_t)data->rows, sizeof *r->order))) return LEHR_ERR_MEMORY;
    lehr_status status = lehr_data_split(r->data, &r->random, r->plan.split, r->order, &r->train_rows);
    const int *fitted = !strcmp(r->plan.fit_scale, "all") ? NULL : r->order;
    if (!status) status = lehr_data_scale(r->data, r->plan.scale, fitted, r->train_rows);
    if (!r->plan.scale_target) r->plan.scale_target = "none";
    return status ? status : lehr_data_scale_targets(r->data, r->plan.scale_target, fitted, r->train_rows);
}

/* Updates per epoch and in all, and how often a row of history is added. */
static lehr_status make_length(lehr_run *r)
{
    lehr_plan *p = &r->plan;
    if (p->batch > r->train_rows) p->batch = r->train_rows;
    r->steps_per_epoch = (r->train_rows + p->batch - 1) / p->batch;
    if (!p->steps && p->epochs > LONG_MAX / r->steps_per_epoch)
        return lehr_fail(LEHR_ERR_VALUE, "epochs is %ld; with %ld updates each that is more than can be counted",
                         p->epochs, r->steps_per_epoch);
    r->steps = p->steps ? p->steps : p->epochs * r->steps_per_epoch;
    if (!p->every) p->every = r->steps > 200 ? r->steps / 200 : 1;
    return LEHR_OK;
}

static lehr_status alloc_buffers(lehr_run *r)
{
    size_t samples = r->plan.batch > LEHR_EVAL_CHUNK ? (size_t)r->plan.batch : LEHR_EVAL_CHUNK,
           features = (size_t)r->data->features;
    size_t targets = r->data->targets ? (size_t)r->data->targets : 1;
    r->x = lehr_arena_alloc(&r->memory, samples * features, sizeof *r->x);
    r->y = lehr_arena_alloc(&r->memory, samples * targets, sizeof *r->y);
    r->label = lehr_arena_alloc(&r->memory, samples, sizeof *r->label);
    r->squared_error = lehr_arena_alloc(&r->memory, targets, sizeof *r->squared_error);
    return r->x && r->y && r->label && r->squared_error ? LEHR_OK : LEHR_ERR_MEMORY;
}

/* A schedule for the rule's momentum, in adam its beta1. All its values must be in that parameter's range. */
static lehr_status make_momentum(lehr_run *r)
{
    const lehr_registry_entry *rule = &r->optim.rule->entry;
    const lehr_param_spec *k = rule->params;
    while (k->name && strcmp(k->name, "momentum") && strcmp(k->name, "beta1")) k++;
    if (!k->name) return lehr_fail(LEHR_ERR_VALUE, "sched-momentum: %s has no momentum", rule->name);
    double *field = (double *)((char *)&r->optim + k->field);
    if (!(*field > 0))
        return lehr_fail(LEHR_ERR_VALUE, "sched-momentum: %s of %s is 0, so there is nothing to schedule", k->name,
                         rule->name);
    lehr_status status =
        lehr_sched_parse_epochs(&r->momentum, r->plan.sched_momentum, *field, r->steps, r->steps_per_epoch);
    if (!status && lehr_sched_is_plateau(&r->momentum))
        status = lehr_fail(LEHR_ERR_VALUE,
                           "sched-momentum: \"%.80s\" has a plateau; only the learning rate may depend on a metric",
                           r->plan.sched_momentum);
    long stride = r->steps / 1000000 + 1;
    for (long t = 0; t < r->steps && !status; t += stride)
        if (!lehr_param_spec_accepts(k, lehr_sched_at(&r->momentum, t)))
            status = lehr_fail(LEHR_ERR_VALUE, "sched-momentum: at update %ld %s would be %s; it must be %s", t,
                               k->name, lehr_number_text(lehr_sched_at(&r->momentum, t)).s,
                               lehr_param_spec_range_text(k).s);
    r->momentum_field = field;
    return status;
}

/* The net of the plan's text, unless the caller gave one. */
static lehr_status make_net(lehr_run *r, const lehr_data *data)
{
    lehr_plan *p = &r->plan;
    if (r->net) {
        p->net = LEHR_CUSTOM_NET;
        return LEHR_OK;
    }
    lehr_status status = lehr_net_spec_text(r->net_text, sizeof r->net_text, p->net, data);
    p->net = r->net_text;
    r->net = r->own;
    return status ? status : lehr_net_spec_parse(p->net, p->activation, data, r->net, &r->outputs);
}

/* Does the caller's net have the outputs that the data need? */
static lehr_status check_net(lehr_run *r)
{
    const lehr_data *d = r->data;
    if (d->targets) lehr_batch_numbers(d, r->order, 1, 0, 1, r->x, r->y);
    else lehr_batch(d, r->order, 1, 0, 1, r->x, r->label);
    lehr_tape_begin(r->tape, LEHR_EVAL);
    const lehr_tensor *z = lehr_run_forward(r, r->x, 1);
    if (!z || lehr_tape_status(r->tape)) return lehr_tape_status(r->tape);
    int wanted = d->targets ? d->targets : d->classes;
    r->outputs = z->shape.dim[0];
    if (z->shape.rank == 2 && (r->outputs == wanted || (d->classes == 2 && r->outputs == 1))) return LEHR_OK;
    return lehr_fail(LEHR_ERR_SHAPE, "the net makes %s of one row; [%d x 1] is needed, one output per %s",
                     lehr_shape_text(z->shape).s, wanted, lehr_translate(d->targets ? "number to predict" : "class"));
}

lehr_status lehr_run_check_metric(const lehr_run *r, lehr_metric m)
{
    if (LEHR_NOT_NULL(r)) return LEHR_ERR_VALUE;
    bool train = m == LEHR_TRAIN_ACCURACY;
    const int *order = r->order + (train ? 0 : r->train_rows);
    int rows = train ? r->train_rows : r->data->rows - r->train_rows;
    lehr_short_text label = lehr_score_metric_label(LEHR_R2, m);
    const char *other = lehr_metric_name(train ? LEHR_TRAIN_LOSS : LEHR_VALIDATION_LOSS);
    for (int j = 0; j < r->data->targets && !lehr_metric_is_loss(m); j++) {
        if (rows == 1)
            return lehr_fail(LEHR_ERR_VALUE,
                             "the %s of a single sample is undefined; choose another metric, such as %s",
                             lehr_translate(label.s), other);
        if (!lehr_data_target_varies(r->data, j, order, rows))
            return lehr_fail(LEHR_ERR_VALUE,
                             "the %s is undefined, because %.80s has the same value in all %d samples; choose another "
                             "metric, such as %s", lehr_translate(label.s), r->data->target_name[j], rows, other);
    }
    return LEHR_OK;
}

/* A plateau of an undefined metric would reduce the rate without a reason. */
static lehr_status check_plateau(const lehr_run *r)
{
    lehr_metric m;
    if (!lehr_sched_is_plateau(&r->sched)) return LEHR_OK;
    lehr_status status = lehr_metric_find(lehr_plateau_metric(&r->sched).s, &m);
    return status ? status : lehr_run_check_metric(r, m);
}

static lehr_status set_up(lehr_run *r, const lehr_data *data)
{
    lehr_plan *p = &r->plan;
    bool custom = r->net != NULL;
    lehr_status status = make_net(r, data);
    if (!status && (!(r->params = lehr_params_new()) || !(r->tape = lehr_tape_new()))) status = LEHR_ERR_MEMORY;
    lehr_random_seed(&r->random, (uint32_t)p->seed);
    if (!status && !custom) status = lehr_params_reserve(r->params, lehr_net_param_count(r->net));
    if (!status) status = lehr_sequence_init(r->net, r->params, p->init, &r->random);
    if (!status) status = make_data(r, data);
    if (!status) status = make_length(r);
    if (!status) status = alloc_buffers(r);
    if (!status && custom) status = check_net(r);
    if (!status) status = lehr_sched_parse_epochs(&r->sched, p->sched, p->lr, r->steps, r->steps_per_epoch);
    if (!status) status = check_plateau(r);
    if (!status) lehr_plateau_start(&r->plateau, &r->sched);
    if (!status) status = lehr_optim_init(&r->optim, p->optim, r->params, p->lr);
    if (!status && p->sched_momentum) status = make_momentum(r);
    if (!status && p->patience) status = lehr_early_stopping_init(&r->early, r->params, p->patience, 0, true);
    return status;
}

lehr_run *lehr_run_new(const lehr_plan *plan, const lehr_data *data) { return lehr_run_new_with(plan, data, NULL); }

lehr_run *lehr_run_new_with(const lehr_plan *plan, const lehr_data *data, lehr_layer net[])
{
    lehr_run *r = LEHR_NOT_NULL(plan, data) || lehr_plan_check(plan) ? NULL : lehr_alloc(1, sizeof *r);
    if (!r) return NULL;
    r->plan = *plan;
    r->net = net;
    if (!set_up(r, data)) return r;
    lehr_run_free(r);
    return NULL;
}

void lehr_run_free(lehr_run *r)
{
    if (!r) return;
    lehr_optim_release(&r->optim);
    lehr_early_stopping_release(&r->early);
    lehr_params_free(r->params);
    lehr_tape_free(r->tape);
    lehr_data_free(r->data);
    lehr_arena_release(&r->memory);
    lehr_free(r);
}

bool lehr_run_is_over(const lehr_run *r)
{
    if (!r) return true;
    return r->step >= r->steps || (r->plan.patience && r->early.bad_count >= r->plan.patience);
}

/* --- forward ------------------------------------------------------------------------------------------------------ */

lehr_tensor *lehr_run_forward(lehr_run *r, const lehr_real *x, int m)
{
    if (LEHR_NOT_NULL(r, x)) return NULL;
    lehr_shape shape = r->net == r->own ? LEHR_MATRIX(r->data->features, m) : lehr_batch_shape(r->data, m);
    return lehr_sequence(r->tape, r->net, lehr_input(r->tape, shape, x));
}

lehr_tensor *lehr_run_batch_loss(lehr_run *r, const int *order, int rows, int from, int max, lehr_tensor **z)
{
    if (LEHR_NOT_NULL(r, order, z)) return NULL;
    const lehr_data *d = r->data;
    int m = d->targets ? lehr_batch_numbers(d, order, rows, from, max, r->x, r->y)
                       : lehr_batch(d, order, rows, from, max, r->x, r->label);
    *z = lehr_run_forward(r, r->x, m);
    if (d->targets) return lehr_half_mse(r->tape, *z, r->y);
    if (r->outputs > 1) return lehr_softmax_cross_entropy(r->tape, *z, r->label);
    for (int i = 0; i < m; i++) r->y[i] = (lehr_real)r->label[i];
    return lehr_logistic_cross_entropy(r->tape, *z, r->y);
}
