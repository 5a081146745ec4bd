/* small_resume.h — a small run, saved at some update and gone on with. */
#ifndef LEHR_TESTS_SMALL_RESUME_H
#define LEHR_TESTS_SMALL_RESUME_H
#include "lab/data/data_open.h"
#include "lab/train/run_checkpoint.h"
#include "lab/train/plan_io.h"
#include "checkpoints.h"
#include "runs.h"

/* A small run: iris in few units, 12 updates an epoch. */
static inline lehr_plan small_plan(long epochs)
{
    lehr_plan p = plan_of("iris", epochs);
    p.net = "4-3-3";
    p.batch = 10;
    p.lr = 0.01;
    p.sched = "fixed";
    p.optim = "adam";
    return p;
}

static inline lehr_run *start(const lehr_plan *p, lehr_data **data)
{
    assert_non_null(*data = lehr_data_open(p->task));
    lehr_run *r = lehr_run_new(p, *data);
    if (!r) fail_msg("%s", lehr_message());
    return r;
}

static inline void step_to(lehr_run *r, long step)
{
    while (r->step < step) assert_int_equal(lehr_run_step(r), LEHR_OK);
}

/* A file of that plan after so many updates. */
static inline void save_at(const lehr_plan *p, long step, const char *path)
{
    lehr_data *d;
    lehr_run *r = start(p, &d);
    step_to(r, step);
    if (lehr_run_save(r, path)) fail_msg("%s", lehr_message());
    lehr_run_free(r);
    lehr_data_free(d);
}

/* Resume one file under a plan, go on to an update, save it as another. */
static inline lehr_status go_on(const char *from, const lehr_plan *p, long step, const char *to)
{
    lehr_checkpoint *c = lehr_checkpoint_open(from);
    lehr_plan saved;
    lehr_data *d = NULL;
    lehr_run *r = NULL;
    lehr_status status = c ? LEHR_OK : lehr_last_status();
    if (!status) status = lehr_plan_read(&saved, c);
    if (!status && !(d = lehr_data_open(p ? p->task : saved.task))) status = lehr_last_status();
    if (!status && !(r = lehr_run_resume(c, p ? p : &saved, d))) status = lehr_last_status();
    while (!status && r->step < step) status = lehr_run_step(r);
    if (!status) status = lehr_run_save(r, to);
    lehr_run_free(r);
    lehr_data_free(d);
    lehr_checkpoint_free(c);
    return status;
}

static inline int tidy_up(void **state)
{
    (void)state;
    lehr_set_allocator(NULL);
    return system("rm -f a b c d.csv");
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, tidy_up, tidy_up)
#endif
