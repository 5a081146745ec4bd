#include "lab/train/plan.h"
#include "lab/data/data_open.h"
#include "lab/data/tasks.h"
#include <string.h>

/* For a table from a file; its net is NULL. */
static const lehr_task_settings table_settings = {
    NULL, "tanh", "xavier", "adam", 0.01, "fixed", 32, 300, "standard", "standard", 0.8
};

lehr_status lehr_plan_for(lehr_plan *p, const char *name)
{
    if (!p) return lehr_fail_null("lehr_plan_for", "plan");
    *p = (lehr_plan){ 0 };
    if (!name) return lehr_fail_null("lehr_plan_for", "task");
    const lehr_task *task = lehr_is_file_name(name) ? NULL : lehr_task_find(name);
    if (!task && !lehr_is_file_name(name)) return lehr_last_status();
    const lehr_task_settings *s = task ? &task->settings : &table_settings;
    *p = (lehr_plan){ .task = name, .net = s->net, .activation = s->activation, .init = s->init, .optim = s->optim,
                      .sched = s->sched, .scale = s->scale, .fit_scale = "all", .scale_target = s->scale_target,
                      .lr = s->lr, .split = s->split, .batch = s->batch, .epochs = s->epochs };
    return LEHR_OK;
}

static lehr_status at_least_one(const char *name, long v)
{
    return v >= 1 ? LEHR_OK : lehr_fail(LEHR_ERR_VALUE, "%s is %ld; it must be a whole number, 1 or more", name, v);
}

lehr_status lehr_plan_check(const lehr_plan *p)
{
    if (!p) return lehr_fail_null("lehr_plan_check", "plan");
    const char *missing = !p->task ? "task" : !p->activation ? "activation" : !p->init ? "init" : !p->optim ? "optim"
                        : !p->sched ? "sched" : !p->scale ? "scale" : !p->fit_scale ? "fit_scale" : NULL;
    if (missing)
        return lehr_fail(LEHR_ERR_NAME, "a required field of the plan is NULL: %s; lehr_plan_for fills in all of them",
                         missing);
    lehr_status status = at_least_one("batch", p->batch);
    if (!status) status = p->steps ? at_least_one("steps", p->steps) : at_least_one("epochs", p->epochs);
    if (!status && p->every < 0) status = at_least_one("every", p->every);
    if (!status && p->patience < 0) status = at_least_one("patience", p->patience);
    if (!status && (p->seed < 0 || p->seed > UINT32_MAX))
        status = lehr_fail(LEHR_ERR_VALUE, "seed is %ld; it must be a whole number from 0 to 4294967295", p->seed);
    if (!status && strcmp(p->fit_scale, "all") && strcmp(p->fit_scale, "train"))
        status = lehr_fail(LEHR_ERR_NAME, "fit-scale is \"%.40s\"; it must be all or train", p->fit_scale);
    return status;
}
