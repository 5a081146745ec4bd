/* runs.h — a plan and a run of it, for tests that train. */
#ifndef LEHR_TESTS_RUNS_H
#define LEHR_TESTS_RUNS_H
#include "lab/data/data_open.h"
#include "lab/train/train.h"
#include "lab.h"

static inline lehr_plan plan_of(const char *task, long epochs)
{
    lehr_plan p;
    assert_int_equal(lehr_plan_for(&p, task), LEHR_OK);
    p.epochs = epochs;
    p.every = 1;
    return p;
}

static inline lehr_run *run_of(const lehr_plan *p)
{
    lehr_data *d = lehr_data_open(p->task);
    lehr_run *r = d ? lehr_run_new(p, d) : NULL;
    if (!r) fail_msg("%s: %s", p->task, lehr_message());
    lehr_data_free(d);                      /* the run keeps a copy, but the names are the data's: not asked for here */
    return r;
}

#endif
