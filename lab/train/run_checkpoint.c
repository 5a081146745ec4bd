#include "lab/train/run_checkpoint.h"
#include "core/base/internal.h"
#include "core/base/memory.h"
#include "lab/train/net_spec.h"
#include "lab/train/data_io.h"
#include "lab/train/net_print.h"
#include "optim/spec.h"
#include "sched/spec.h"
#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

enum { STATE = sizeof((lehr_random *)0)->state / sizeof(uint32_t) };

/* --- what lies where, for saving and loading alike ---------------------------------------------------------------- */

/* What the update rule remembers of p in its k-th slot, and what that is called: "optim.exp_avg.fc1.weight"; NULL: it
 * has no such slot. */
static lehr_real *slot(const lehr_optim *o, const lehr_tensor *p, int k, lehr_short_text *name)
{
    lehr_short_text own;
    lehr_real *v = lehr_optim_slot(o, p, k, &own);
    if (v) *name = lehr_short_printf("optim.%s.%s", own.s, p->name);
    return v;
}

/* Parameter or buffer number i of all that early stopping keeps, and where its best numbers lie; NULL: past the last.
 */
static const lehr_tensor *best_at(const lehr_run *r, int i, lehr_real **best, lehr_short_text *name)
{
    const lehr_tensor *p;
    *best = r->early.weights;
    for (int k = 0; (p = lehr_early_stopping_at(r->params, k)) && k < i; k++) *best += p->size;
    if (p) *name = lehr_short_printf("early.%s", p->name);
    return p;
}

/* --- saving ------------------------------------------------------------------------------------------------------- */

/* As text; one that is not finite fails as it would in a tensor. */
static void put_number(lehr_checkpoint *c, const char *key, double v)
{
    if (isfinite(v)) lehr_checkpoint_put_text(c, key, lehr_number_text(v).s);
    else lehr_checkpoint_put_numbers(c, key, LEHR_F64, 1, &v);
}

static void put_whole(lehr_checkpoint *c, const char *key, long v)
{
    lehr_checkpoint_put_text(c, key, lehr_short_printf("%ld", v).s);
}

static void put_weights(lehr_checkpoint *c, const lehr_run *r)
{
    const lehr_tensor *p;
    const lehr_real *v;
    lehr_short_text name;
    for (int i = 0; (p = lehr_params_at(r->params, i)); i++) {
        lehr_checkpoint_put(c, p->name, p->shape, p->data);
        for (int k = 0; k < LEHR_MAX_SLOTS; k++)
            if ((v = slot(&r->optim, p, k, &name))) lehr_checkpoint_put(c, name.s, p->shape, v);
    }
    for (int i = 0; (p = lehr_buffer_at(r->params, i)); i++) lehr_checkpoint_put(c, p->name, p->shape, p->data);
}

static void put_optim(lehr_checkpoint *c, const lehr_run *r)
{
    lehr_optim o = r->optim;                            /* lehr_optim_number wants one that could be changed */
    lehr_short_text name;
    const double *v;
    put_whole(c, "lehr.optim.steps", o.steps);
    for (int i = 0; (v = lehr_optim_number(&o, i, &name)); i++)
        put_number(c, lehr_short_printf("lehr.optim.%s", name.s).s, *v);
}

static void put_plateau(lehr_checkpoint *c, const lehr_run *r)
{
    if (!lehr_sched_is_plateau(&r->sched)) return;
    put_number(c, "lehr.plateau.rate", r->plateau.rate);
    if (isfinite(r->plateau.best)) put_number(c, "lehr.plateau.best", r->plateau.best);
    put_whole(c, "lehr.plateau.bad", r->plateau.bad);
    put_whole(c, "lehr.plateau.cooldown", r->plateau.cooldown);
}

static void put_early(lehr_checkpoint *c, const lehr_run *r)
{
    const lehr_tensor *p;
    lehr_real *best;
    lehr_short_text name;
    if (!r->plan.patience) return;
    put_whole(c, "lehr.early.waited", r->early.bad_count);
    put_whole(c, "lehr.early.back", r->best_restored);
    if (!r->early.has_best) return;
    put_number(c, "lehr.early.best", r->early.best);
    put_whole(c, "lehr.early.best_step", r->early.best_step);
    for (int i = 0; (p = best_at(r, i, &best, &name)); i++) lehr_checkpoint_put(c, name.s, p->shape, best);
}

/* Where the training stands: all that changes from update to update, weights and order aside. */
static void put_state(lehr_checkpoint *c, const lehr_run *r, int64_t random[STATE])
{
    /* PyTorch has no unsigned numbers of 32 bits everywhere */
    for (int i = 0; i < STATE; i++) random[i] = r->random.state[i];
    put_whole(c, "lehr.step", r->step);
    put_number(c, "lehr.lr", r->lr);
    lehr_checkpoint_put_numbers(c, "random", LEHR_I64, STATE, random);
    put_whole(c, "lehr.random.next", r->random.next);
    if (r->random.has_spare) put_number(c, "lehr.random.kept", r->random.spare);
    put_optim(c, r);
    put_plateau(c, r);
    put_early(c, r);
}

/* The rule as it is, with groups that were added since; a momentum that has a schedule as it was before the schedule
 * moved it. */
static void print_rule(const lehr_run *r, lehr_strbuf *out)
{
    lehr_optim o = r->optim;
    if (r->momentum_field)
        *(double *)((char *)&o + ((const char *)r->momentum_field - (const char *)&r->optim)) = r->momentum.lr;
    lehr_optim_print(&o, out);
}

static lehr_status put_plan(lehr_checkpoint *c, const lehr_run *r)
{
    lehr_plan plan = r->plan;
    lehr_strbuf rule = {0};
    print_rule(r, &rule);
    lehr_status status = rule.status;
    if (!status) {
        plan.optim = rule.s;
        lehr_plan_write(c, &plan);
    }
    lehr_strbuf_release(&rule);
    return status;
}

/* Of a net of the caller's own no text makes it again, but this one tells it from others. */
static lehr_status put_layers(lehr_checkpoint *c, const lehr_run *r)
{
    lehr_strbuf t = {0};
    if (r->net == r->own) return LEHR_OK;
    lehr_net_print(r->net, &t);
    lehr_checkpoint_put_text(c, "lehr.layers", t.s ? t.s : "");
    lehr_status status = t.status;
    lehr_strbuf_release(&t);
    return status;
}

lehr_status lehr_run_save(const lehr_run *r, const char *path)
{
    int64_t random[STATE];
    lehr_arena memory = {0};
    lehr_status status = LEHR_NOT_NULL(r, path);
    if (status) return status;
    lehr_checkpoint *c = lehr_checkpoint_new();
    if (!c) return LEHR_ERR_MEMORY;
    lehr_checkpoint_put_text(c, "lehr.format", "1");
    lehr_checkpoint_put_text(c, "lehr.real", lehr_dtypes[LEHR_REAL].name);
    put_state(c, r, random);
    put_weights(c, r);
    lehr_checkpoint_put_numbers(c, "order", LEHR_I32, (size_t)r->data->rows, r->order);
    status = put_plan(c, r);
    if (!status) status = put_layers(c, r);
    if (!status) status = lehr_data_write_metadata(c, r->data, strcmp(r->plan.scale, "none") != 0, &memory);
    if (!status) status = lehr_checkpoint_write(c, path);
    lehr_checkpoint_free(c);
    lehr_arena_release(&memory);
    return status;
}

/* --- loading ------------------------------------------------------------------------------------------------------ */

lehr_status lehr_params_load(lehr_params *ps, const lehr_checkpoint *c)
{
    lehr_tensor *p;
    lehr_status status = LEHR_NOT_NULL(ps, c);
    for (int i = 0; !status && (p = lehr_params_at(ps, i)); i++)
        status = lehr_checkpoint_get(c, p->name, p->shape, p->data);
    for (int i = 0; !status && (p = lehr_buffer_at(ps, i)); i++)
        status = lehr_checkpoint_get(c, p->name, p->shape, p->data);
    return status;
}

static lehr_status load_slots(lehr_run *r, const lehr_checkpoint *c)
{
    const lehr_tensor *p;
    lehr_real *v;
    lehr_short_text name;
    lehr_status status = LEHR_OK;
    for (int i = 0; (p = lehr_params_at(r->params, i)); i++)
        for (int k = 0; k < LEHR_MAX_SLOTS && !status; k++)
            if ((v = slot(&r->optim, p, k, &name))) status = lehr_checkpoint_get(c, name.s, p->shape, v);
    return status;
}

static lehr_status load_optim(lehr_run *r, const lehr_checkpoint *c)
{
    lehr_short_text name;
    double *v;
    lehr_status status = lehr_checkpoint_read_integer(c, "lehr.optim.steps", LEHR_MAX_SAVED_INTEGER, &r->optim.steps);
    for (int i = 0; !status && (v = lehr_optim_number(&r->optim, i, &name)); i++)
        status = lehr_checkpoint_read_number(c, lehr_short_printf("lehr.optim.%s", name.s).s, v);
    return status ? status : load_slots(r, c);
}

static lehr_status load_random(lehr_run *r, const lehr_checkpoint *c)
{
    long next = 0;
    const lehr_stored_tensor *s = lehr_checkpoint_find_numbers(c, "random", STATE, 0, UINT32_MAX);
    lehr_status status = s ? lehr_checkpoint_read_integer(c, "lehr.random.next", STATE, &next) : LEHR_ERR_FILE;
    r->random.has_spare = lehr_checkpoint_text(c, "lehr.random.kept") != NULL;
    if (!status && r->random.has_spare) status = lehr_checkpoint_read_number(c, "lehr.random.kept", &r->random.spare);
    for (int i = 0; i < STATE && !status; i++) r->random.state[i] = (uint32_t)lehr_stored_tensor_number(s, (size_t)i);
    r->random.next = (int)next;
    return status;
}

/* Every row once: an order that names one twice would train on something else. */
static lehr_status load_order(lehr_run *r, const lehr_checkpoint *c)
{
    int rows = r->data->rows;
    const lehr_stored_tensor *s = lehr_checkpoint_find_numbers(c, "order", (size_t)rows, 0, rows - 1);
    if (!s) return LEHR_ERR_FILE;
    bool *seen = lehr_alloc((size_t)rows, sizeof *seen);
    if (!seen) return LEHR_ERR_MEMORY;
    lehr_status status = LEHR_OK;
    for (int i = 0; i < rows && !status; i++) {
        int row = (int)lehr_stored_tensor_number(s, (size_t)i);
        if (seen[row]) status = lehr_fail(LEHR_ERR_FILE, "%s: order names row %d twice", lehr_checkpoint_name(c), row);
        seen[row] = true;
        r->order[i] = row;
    }
    lehr_free(seen);
    return status;
}

static lehr_status load_plateau(lehr_run *r, const lehr_checkpoint *c)
{
    lehr_plateau *p = &r->plateau;
    if (!lehr_sched_is_plateau(&r->sched)) return LEHR_OK;
    lehr_status status = lehr_checkpoint_read_number(c, "lehr.plateau.rate", &p->rate);
    if (!status && lehr_checkpoint_text(c, "lehr.plateau.best"))
        status = lehr_checkpoint_read_number(c, "lehr.plateau.best", &p->best);
    if (!status) status = lehr_checkpoint_read_integer(c, "lehr.plateau.bad", LEHR_MAX_SAVED_INTEGER, &p->bad);
    return status ? status
                  : lehr_checkpoint_read_integer(c, "lehr.plateau.cooldown", LEHR_MAX_SAVED_INTEGER, &p->cooldown);
}

/* The state of early stopping, and the best weights. */
static lehr_status load_early(lehr_run *r, const lehr_checkpoint *c)
{
    lehr_early_stopping *e = &r->early;
    const lehr_tensor *p;
    lehr_real *best;
    lehr_short_text name;
    long back = 0;
    if (!r->plan.patience) return LEHR_OK;
    lehr_status status = lehr_checkpoint_read_integer(c, "lehr.early.waited", LEHR_MAX_SAVED_INTEGER, &e->bad_count);
    if (!status) status = lehr_checkpoint_read_integer(c, "lehr.early.back", 1, &back);
    r->best_restored = back != 0;
    e->has_best = lehr_checkpoint_text(c, "lehr.early.best") != NULL;
    if (status || !e->has_best) return status;
    status = lehr_checkpoint_read_number(c, "lehr.early.best", &e->best);
    if (!status)
        status = lehr_checkpoint_read_integer(c, "lehr.early.best_step", LEHR_MAX_SAVED_INTEGER, &e->best_step);
    for (int i = 0; !status && (p = best_at(r, i, &best, &name)); i++)
        status = lehr_checkpoint_get(c, name.s, p->shape, best);
    if (status || !r->best_restored || lehr_run_is_over(r)) return status;
    return lehr_fail(LEHR_ERR_VALUE,
                     "%s: a training with patience leaves its best weights at its end, after update %ld, and not those "
                     "that could be trained on; it cannot be made longer",
                     lehr_checkpoint_name(c), r->step);
}

static lehr_status load_state(lehr_run *r, const lehr_checkpoint *c)
{
    lehr_status status = lehr_checkpoint_read_number(c, "lehr.lr", &r->lr);
    if (!status) status = lehr_params_load(r->params, c);
    if (!status) status = load_optim(r, c);
    if (!status) status = load_random(r, c);
    if (!status) status = load_order(r, c);
    if (!status) status = load_plateau(r, c);
    return status ? status : load_early(r, c);
}

/* --- is it this training? ----------------------------------------------------------------------------------------- */

lehr_status lehr_run_check_checkpoint(const lehr_checkpoint *c)
{
    lehr_status status = LEHR_NOT_NULL(c);
    if (status) return status;
    const char *name = lehr_checkpoint_name(c), *real = lehr_checkpoint_text(c, "lehr.real");
    if (!lehr_checkpoint_has_checksum(c))
        return lehr_fail(LEHR_ERR_FILE,
                         "%s: has no checksum, so it holds weights only; only what Lehr has saved can be resumed",
                         name);
    if (!real || !lehr_checkpoint_text(c, "lehr.step"))
        return lehr_fail(LEHR_ERR_FILE, "%s: no training of Lehr has saved it; there is nothing to resume", name);
    if (strcmp(real, lehr_dtypes[LEHR_REAL].name))
        return lehr_fail(LEHR_ERR_VALUE, "%s was saved by %s; its numbers are %s, and go on bit for bit only there",
                         name, strcmp(real, "F64") ? "lehr" : "lehr64", real);
    return LEHR_OK;
}

/* Would all updates so far have had the rate they had? Beyond ten million, a sample of them is asked. */
static lehr_status check_rates(const char *what, const char *spec, const lehr_sched *was, const lehr_sched *now,
                               long done)
{
    long stride = done / 10000000 + 1;
    for (long t = 0; t < done; t += stride)
        if (lehr_sched_at(was, t) != lehr_sched_at(now, t))
            return lehr_fail(
                LEHR_ERR_VALUE,
                "%s \"%.80s\" of %ld updates gave %s at update %ld; of %ld it would have been %s. The length "
                "can be changed only where that changes nothing of what is done",
                what, spec, was->steps, lehr_number_text(lehr_sched_at(was, t)).s, t + 1, now->steps,
                lehr_number_text(lehr_sched_at(now, t)).s);
    return LEHR_OK;
}

static lehr_status check_length(const lehr_run *r, const lehr_plan *saved, long steps, long done)
{
    lehr_sched was;
    if (done > r->steps)
        return lehr_fail(LEHR_ERR_VALUE, "%ld updates are finished already; a training of %ld cannot be resumed there",
                         done, r->steps);
    if (steps == r->steps) return LEHR_OK;
    lehr_status status = lehr_sched_parse_epochs(&was, saved->sched, saved->lr, steps, r->per_epoch);
    if (!status) status = check_rates("sched", saved->sched, &was, &r->sched, done);
    if (status || !r->momentum_field) return status;
    status = lehr_sched_parse_epochs(&was, saved->sched_momentum, r->momentum.lr, steps, r->per_epoch);
    return status ? status : check_rates("sched-momentum", saved->sched_momentum, &was, &r->momentum, done);
}

/* The caller's own layers: the same as those saved? */
static lehr_status check_layers(const lehr_run *r, const lehr_checkpoint *c)
{
    lehr_strbuf t = {0};
    const char *saved = lehr_checkpoint_text(c, "lehr.layers");
    if (r->net == r->own) return LEHR_OK;
    lehr_strbuf_printf(&t, "%s", "");                   /* a net of no layers is a text, too */
    lehr_net_print(r->net, &t);
    lehr_status status = t.status;
    if (!status && (!saved || strcmp(saved, t.s)))
        status = lehr_fail(LEHR_ERR_VALUE, "%s was trained with the layers \"%.200s\", not \"%.200s\"",
                           lehr_checkpoint_name(c), saved ? saved : "(none)", t.s);
    lehr_strbuf_release(&t);
    return status;
}

/* Both plans, the data and the length; and then where the run stands. */
static lehr_status agree(lehr_run *r, const lehr_checkpoint *c, const lehr_plan *saved)
{
    long done = 0, most = LONG_MAX / r->per_epoch;
    const char *name = lehr_checkpoint_name(c), *data = lehr_checkpoint_text(c, "lehr.data");
    lehr_status status = lehr_checkpoint_read_integer(c, "lehr.step", LEHR_MAX_SAVED_INTEGER, &done);
    if (status) return status;
    long steps = saved->steps ? saved->steps : saved->epochs > most ? LONG_MAX : saved->epochs * r->per_epoch;
    status = lehr_plan_check_same(&r->plan, saved, r->params, steps, r->per_epoch, name);
    if (!status) status = check_layers(r, c);
    if (!status && (!data || strcmp(data, lehr_data_fingerprint(r->data).s)))
        status = lehr_fail(LEHR_ERR_VALUE, "%s was trained on other data than those of %s: %s, not %s", name,
                           r->plan.task, data ? data : "unknown ones", lehr_data_fingerprint(r->data).s);
    if (!status) status = check_length(r, saved, steps, done);
    if (status) return status;
    lehr_plan_adopt_saved(&r->plan, saved);
    r->step = done;
    return LEHR_OK;
}

/* Of a net from its text: is it the one saved, and does the file hold as much? Told before it is built. */
static lehr_status check_net_text(const lehr_checkpoint *c, const lehr_plan *plan, const lehr_plan *saved,
                                  const lehr_data *data)
{
    char net[sizeof((lehr_run *)0)->net_text];
    lehr_layer layer[2 * LEHR_MAX_LAYERS];
    int outputs;
    if (!strcmp(saved->net, LEHR_CUSTOM_NET))
        return lehr_fail(LEHR_ERR_VALUE,
                         "%s was trained with a net of a program's own layers; only that program can go on with it",
                         lehr_checkpoint_name(c));
    lehr_status status = lehr_net_spec_text(net, sizeof net, plan->net, data);
    if (!status && strcmp(net, saved->net))
        status = lehr_plan_fail_different(lehr_checkpoint_name(c), "net", saved->net, net);
    if (!status) status = lehr_net_spec_parse(net, plan->activation, data, layer, &outputs);
    return status ? status : lehr_checkpoint_check_net(c, layer);
}

lehr_run *lehr_run_resume(const lehr_checkpoint *c, const lehr_plan *plan, const lehr_data *data)
{
    return lehr_run_resume_with(c, plan, data, NULL);
}

lehr_run *lehr_run_resume_with(const lehr_checkpoint *c, const lehr_plan *plan, const lehr_data *data, lehr_layer net[])
{
    lehr_plan saved;
    lehr_status status = LEHR_NOT_NULL(c, plan, data);
    if (!status) status = lehr_run_check_checkpoint(c);
    if (!status) status = lehr_plan_read(&saved, c);
    if (!status && !net) status = check_net_text(c, plan, &saved, data);
    lehr_run *r = status ? NULL : lehr_run_new_with(plan, data, net);
    if (!r) return NULL;
    status = agree(r, c, &saved);
    if (!status && !(status = load_state(r, c))) return r;
    lehr_run_free(r);
    return NULL;
}

/* --- for predictors ----------------------------------------------------------------------------------------------- */

lehr_status lehr_checkpoint_check_net(const lehr_checkpoint *c, const lehr_layer net[])
{
    lehr_status status = LEHR_NOT_NULL(c, net);
    if (status) return status;
    size_t needed = lehr_net_param_count(net), there = 0;
    const lehr_stored_tensor *s;
    for (int i = 0; (s = lehr_checkpoint_at(c, i)); i++)
        if (lehr_dtypes[s->dtype].kind == LEHR_DTYPE_FLOAT) there += s->size;
    return needed <= there ? LEHR_OK
                           : lehr_fail(LEHR_ERR_SHAPE, "%s: holds %zu numbers; its net would have %zu weights",
                                       lehr_checkpoint_name(c), there, needed);
}
