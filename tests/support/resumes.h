/* resumes.h — a training from its start to its end, and the same one broken off: two files and two histories that
 * must be alike. */
#ifndef LEHR_TESTS_RESUMES_H
#define LEHR_TESTS_RESUMES_H
#include "lab/data/data_open.h"
#include "lab/train/run_checkpoint.h"
#include "checkpoints.h"
#include "runs.h"
#include <limits.h>

/* A net of the test's own: fill writes its layers, at most MOST_LAYERS with the end; NULL: the plan's net. */
enum { MOST_LAYERS = 12 };
typedef void (*fill_net)(lehr_layer net[]);

/* Between start and stop. */
typedef struct training {
    lehr_checkpoint *file;          /* what was resumed; NULL: nothing */
    lehr_data   *data;
    lehr_layer   net[MOST_LAYERS];
    lehr_run    *run;               /* NULL: refused, see lehr_message */
    lehr_history history;           /* stays behind when it stops      */
} training;

static inline void start(training *t, const lehr_plan *p, fill_net net)
{
    if (net) net(t->net);
    t->file = NULL;
    assert_non_null(t->data = lehr_data_open(p->task));
    t->run = lehr_run_new_with(p, t->data, net ? t->net : NULL);
    if (!t->run) fail_msg("%s", lehr_message());
}

/* p NULL: the plan that is in the file. */
static inline void resume(training *t, const char *path, const lehr_plan *p, fill_net net)
{
    lehr_plan saved;
    if (net) net(t->net);
    if (!(t->file = lehr_checkpoint_open(path))) fail_msg("%s", lehr_message());
    assert_int_equal(lehr_plan_read(&saved, t->file), LEHR_OK);
    if (!p) p = &saved;
    assert_non_null(t->data = lehr_data_open(p->task));
    t->run = lehr_run_resume_with(t->file, p, t->data, net ? t->net : NULL);
}

static inline void train_until(training *t, long step)
{
    if (lehr_train_until(t->run, step, &t->history, NULL, NULL)) fail_msg("%s", lehr_message());
}

static inline void save_as(const training *t, const char *path)
{
    if (lehr_run_save(t->run, path)) fail_msg("%s", lehr_message());
}

static inline void stop(training *t)
{
    lehr_run_free(t->run);
    lehr_data_free(t->data);
    lehr_checkpoint_free(t->file);
    t->run = NULL;
}

static inline void write_history(const training *t, const char *path)
{
    lehr_strbuf out = {0};
    lehr_history_print(&t->history, &out);
    assert_int_equal(lehr_write_file(path, out.s, out.length), LEHR_OK);
    lehr_strbuf_release(&out);
}

/* The whole of it, its checkpoint as st and its history as csv; broken off after each of the updates at [breaks]. */
static inline void whole(const lehr_plan *p, fill_net net, const long at[], int breaks, const char *st, const char *csv)
{
    training t = {0};
    start(&t, p, net);
    for (int i = 0; i < breaks; i++) {
        train_until(&t, at[i]);
        save_as(&t, "broken.st");
        stop(&t);
        resume(&t, "broken.st", i % 2 ? p : NULL, net);
        if (!t.run) fail_msg("%s, %s, resumed at %ld: %s", p->optim, p->sched, at[i], lehr_message());
        assert_int_equal(t.run->step, at[i]);
    }
    train_until(&t, LONG_MAX);
    save_as(&t, st);
    write_history(&t, csv);
    stop(&t);
    lehr_history_release(&t.history);
}

/* Broken off at each of these updates alone, and at all of them. */
static inline void check_breaks(const lehr_plan *p, fill_net net, const long at[], int breaks)
{
    whole(p, net, NULL, 0, "a.st", "a.csv");
    for (int i = 0; i <= breaks; i++) {
        whole(p, net, i < breaks ? at + i : at, i < breaks ? 1 : breaks, "b.st", "b.csv");
        lehr_short_text where = i < breaks ? lehr_short_printf("after update %ld", at[i])
                                           : lehr_short_printf("everywhere");
        if (!same("a.st", "b.st")) fail_msg("%s, %s, broken off %s: another checkpoint", p->optim, p->sched, where.s);
        if (!same("a.csv", "b.csv")) fail_msg("%s, %s, broken off %s: another history", p->optim, p->sched, where.s);
    }
}

static inline int tidy_up(void **state)
{
    (void)state;
    lehr_set_allocator(NULL);
    return system("rm -f a.st b.st broken.st a.csv b.csv d.csv");
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, tidy_up, tidy_up)

#endif
