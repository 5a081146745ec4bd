#include "lab/train/run_checkpoint.h"
#include "core/base/internal.h"
#include "core/base/memory.h"
#include "core/base/translate.h"
#include "lab/train/net_spec.h"
#include "lab/train/data_io.h"
#include "lab/train/net_print.h"
#include "lab/train/run_state.h"
#include "optim/spec.h"
#include "sched/spec.h"
#include <limits.h>
#include <string.h>

/* --- saving ------------------------------------------------------------------------------------------------------- */

/* The present rule with its groups. A scheduled momentum has its value from before the schedule. */
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

/* The text of the caller's layers: a run can be resumed only with the same layers. */
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
    if (LEHR_NOT_NULL(r, path)) return LEHR_ERR_VALUE;
    lehr_run copy = *r;                 /* one function writes and reads the state, so it takes a run that may change */
    lehr_arena memory = { 0 };
    lehr_checkpoint *c = lehr_checkpoint_new();
    if (!c) return LEHR_ERR_MEMORY;
    lehr_checkpoint_put_text(c, "lehr.format", "1");
    lehr_checkpoint_put_text(c, "lehr.real", lehr_dtypes[LEHR_REAL].name);
    lehr_status status = lehr_run_state_write(c, &copy, &memory);
    if (!status) status = put_plan(c, r);
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

/* --- does the checkpoint fit the run? ----------------------------------------------------------------------------- */

lehr_status lehr_run_check_checkpoint(const lehr_checkpoint *c)
{
    if (LEHR_NOT_NULL(c)) return LEHR_ERR_VALUE;
    const char *name = lehr_checkpoint_name(c), *real = lehr_checkpoint_text(c, "lehr.real");
    if (!lehr_checkpoint_has_checksum(c))
        return lehr_fail(LEHR_ERR_FILE,
                         "%s: has no checksum, so it holds weights only; only a file saved by Lehr can be resumed",
                         name);
    if (!real || !lehr_checkpoint_text(c, "lehr.step"))
        return lehr_fail(LEHR_ERR_FILE, "%s: it was not saved by a training of Lehr, so it cannot be resumed", name);
    if (strcmp(real, lehr_dtypes[LEHR_REAL].name))
        return lehr_fail(LEHR_ERR_VALUE, "%s was saved by %s; its numbers are %s, so it can be resumed only there",
                         name, strcmp(real, "F64") ? "lehr" : "lehr64", real);
    return LEHR_OK;
}

/* Does the new length give all finished updates the rate that they had? Beyond ten million, a sample is checked. */
static lehr_status check_rates(const char *what, const char *spec, const lehr_sched *was, const lehr_sched *now,
                               long done)
{
    long stride = done / 10000000 + 1;
    for (long t = 0; t < done; t += stride)
        if (lehr_sched_at(was, t) != lehr_sched_at(now, t))
            return lehr_fail(
                LEHR_ERR_VALUE,
                "%s \"%.80s\" of %ld updates gave %s at update %ld; of %ld it would have been %s. The length "
                "can change only if the finished updates keep their rates",
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
    lehr_status status = lehr_sched_parse_epochs(&was, saved->sched, saved->lr, steps, r->steps_per_epoch);
    if (!status) status = check_rates("sched", saved->sched, &was, &r->sched, done);
    if (status || !r->momentum_field) return status;
    status = lehr_sched_parse_epochs(&was, saved->sched_momentum, r->momentum.lr, steps, r->steps_per_epoch);
    return status ? status : check_rates("sched-momentum", saved->sched_momentum, &was, &r->momentum, done);
}

/* Are the caller's layers those that were saved? */
static lehr_status check_layers(const lehr_run *r, const lehr_checkpoint *c)
{
    lehr_strbuf t = {0};
    const char *saved = lehr_checkpoint_text(c, "lehr.layers");
    if (r->net == r->own) return LEHR_OK;
    lehr_strbuf_printf(&t, "%s", "");                   /* t.s is not NULL for a net without layers */
    lehr_net_print(r->net, &t);
    lehr_status status = t.status;
    if (!status && (!saved || strcmp(saved, t.s)))
        status = lehr_fail(LEHR_ERR_VALUE, "%s was trained with the layers \"%.200s\", not \"%.200s\"",
                           lehr_checkpoint_name(c), saved ? saved : lehr_translate("(none)"), t.s);
    lehr_strbuf_release(&t);
    return status;
}

/* Checks both plans, the data and the length; then adopts the saved plan and step. */
static lehr_status check_run(lehr_run *r, const lehr_checkpoint *c, const lehr_plan *saved)
{
    long done = 0, max = LONG_MAX / r->steps_per_epoch;
    const char *name = lehr_checkpoint_name(c), *data = lehr_checkpoint_text(c, "lehr.data");
    lehr_status status = lehr_checkpoint_read_integer(c, "lehr.step", LEHR_MAX_SAVED_INTEGER, &done);
    if (status) return status;
    long steps = saved->steps ? saved->steps : saved->epochs > max ? LONG_MAX : saved->epochs * r->steps_per_epoch;
    status = lehr_plan_check_same(&r->plan, saved, r->params, steps, r->steps_per_epoch, name);
    if (!status) status = check_layers(r, c);
    if (!status && (!data || strcmp(data, lehr_data_fingerprint(r->data).s)))
        status = lehr_fail(LEHR_ERR_VALUE, "%s was trained on other data than those of %s: %s, not %s", name,
                           r->plan.task, data ? data : lehr_translate("unknown ones"),
                           lehr_data_fingerprint(r->data).s);
    if (!status) status = check_length(r, saved, steps, done);
    if (status) return status;
    lehr_plan_adopt_saved(&r->plan, saved);
    r->step = done;
    return LEHR_OK;
}

/* Is the net of the plan's text the one saved, and are its weights in the file? Checked before memory is allocated. */
static lehr_status check_net_text(const lehr_checkpoint *c, const lehr_plan *plan, const lehr_plan *saved,
                                  const lehr_data *data)
{
    char net[sizeof((lehr_run *)0)->net_text];
    lehr_layer layer[2 * LEHR_MAX_LAYERS];
    int outputs;
    if (!strcmp(saved->net, LEHR_CUSTOM_NET))
        return lehr_fail(LEHR_ERR_VALUE,
                         "%s was trained with a net of a program's own layers; only that program can resume it",
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
    status = check_run(r, c, &saved);
    if (!status && !(status = lehr_run_state_read(r, c))) return r;
    lehr_run_free(r);
    return NULL;
}

/* --- for predictors ----------------------------------------------------------------------------------------------- */

lehr_status lehr_checkpoint_check_net(const lehr_checkpoint *c, const lehr_layer net[])
{
    if (LEHR_NOT_NULL(c, net)) return LEHR_ERR_VALUE;
    size_t needed = lehr_net_param_count(net), there = 0;
    const lehr_stored_tensor *s;
    for (int i = 0; (s = lehr_checkpoint_at(c, i)); i++)
        if (lehr_dtypes[s->dtype].kind == LEHR_DTYPE_FLOAT) there += s->size;
    return needed <= there ? LEHR_OK
                           : lehr_fail(LEHR_ERR_SHAPE, "%s: holds %zu numbers; its net would have %zu weights",
                                       lehr_checkpoint_name(c), there, needed);
}
