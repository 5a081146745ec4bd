/* test_range_test.c — the range test: the book's curve, its rates, its ends; and afterwards the run is as it was, to
 * the last bit. */
#include "lab/train/snapshot.h"
#include "lab/train/run_checkpoint.h"
#include "lab/range_test/range_test.h"
#include "nn/layers.h"
#include "resumes.h"

/* Iris in few units, 12 updates an epoch, 4 epochs. */
static lehr_plan iris_plan(const char *optim, const char *sched)
{
    lehr_plan p = plan_of("iris", 4);
    p.net = "4-6-3";
    p.batch = 10;
    p.lr = 0.01;
    p.optim = optim;
    p.sched = sched;
    return p;
}

static void noisy(lehr_layer net[])
{
    const lehr_layer all[] = LEHR_NET(LEHR_LINEAR("fc1", 4, 6), LEHR_BATCH_NORM("bn1", 6), LEHR_TANH, LEHR_DROPOUT(0.3),
                                       LEHR_LINEAR("fc2", 6, 3));
    memcpy(net, all, sizeof all);
}

static lehr_range_plan short_test(lehr_range_mode mode, double to)
{
    lehr_range_plan p = lehr_range_default_plan(mode);
    p.from = 1e-4;
    p.to = to;
    p.steps = 40;
    p.every = 1;
    return p;
}

/* --- the curve ---------------------------------------------------------------------------------------------------- */

static void the_books_curve(void **state)
{
    (void)state;
    numbers golden = read_golden("taiji_range_test_seed0.csv", 3, 1);
    lehr_plan plan = plan_of("taiji", 2);
    plan.batch = 4;
    lehr_run *r = run_of(&plan);
    lehr_range_plan p = lehr_range_default_plan(LEHR_RANGE_LINEAR);
    lehr_range_curve c = {0};
    assert_int_equal(lehr_range_test(r, &p, &c, NULL, NULL), LEHR_OK);
    assert_int_equal(c.count, golden.rows);
    assert_int_equal(c.end, LEHR_RANGE_DONE);
    for (int i = 0; i < (IS_DOUBLE ? c.count : 100); i++) {
        const double *g = golden.v + 3 * i;
        assert_int_equal(c.point[i].step, (long)g[0]);
        check_near(c.point[i].lr, g[1], 1e-12, "rate");
        check_near(c.point[i].value, g[2], IS_DOUBLE ? 1e-6 : 1e-3, "loss");
    }
    lehr_range_curve_release(&c);
    lehr_run_free(r);
    free(golden.v);
}

static void rates_begin_and_end_where_they_should(void **state)
{
    (void)state;
    for (int mode = LEHR_RANGE_EXP; mode <= LEHR_RANGE_EPOCH; mode++) {
        lehr_range_plan p = lehr_range_default_plan((lehr_range_mode)mode);
        assert_int_equal(lehr_range_check(&p), LEHR_OK);
        assert_true(lehr_range_rate(&p, 0) == p.from && lehr_range_rate(&p, p.steps - 1) == p.to);
        for (long i = 1; i < p.steps; i++) assert_true(lehr_range_rate(&p, i) > lehr_range_rate(&p, i - 1));
    }
}

/* The weights of a mean add up to 1, from the first point on; and the rate beside it is the same mean. */
static void means_are_weighted_rightly(void **state)
{
    (void)state;
    lehr_plan plan = iris_plan("adam", "fixed");
    lehr_run *r = run_of(&plan);
    lehr_range_plan p = short_test(LEHR_RANGE_EXP, 0.1);
    lehr_range_curve c = {0};
    p.smoothing = 0.9;
    assert_int_equal(lehr_range_test(r, &p, &c, NULL, NULL), LEHR_OK);
    for (int i = 0; i < c.count; i++) {
        double all = 0, value = 0, rate = 0;
        for (int k = 0; k <= i; k++) {
            double weight = pow(0.9, i - k);
            all += weight;
            value += weight * c.point[k].value;
            rate += weight * log(c.point[k].lr);
        }
        check_near(c.point[i].smoothed, value / all, 1e-12, "mean");
        check_near(c.point[i].smoothed_lr, exp(rate / all), 1e-12, "its rate");
    }
    lehr_range_curve_release(&c);
    lehr_run_free(r);
}

static void each_observable_is_measured(void **state)
{
    (void)state;
    static const struct { lehr_range_observable observable; const char *task, *name;
    } rows[] = {
        { LEHR_OBSERVE_BATCH_LOSS, "iris", "loss" },      { LEHR_OBSERVE_TRAIN_LOSS, "iris", "loss" },
        { LEHR_OBSERVE_VALIDATION_LOSS, "iris", "loss" }, { LEHR_OBSERVE_SCORE, "iris", "accuracy" },
        { LEHR_OBSERVE_SCORE, "prices", "r2" },
    };
    for (int i = 0; i < COUNT_OF(rows); i++) {
        lehr_plan plan = plan_of(rows[i].task, 2);
        lehr_run *r = run_of(&plan);
        lehr_range_plan p = short_test(LEHR_RANGE_LINEAR, 1e-3);
        lehr_range_curve c = {0};
        lehr_strbuf csv = {0};
        p.observable = rows[i].observable;
        p.every = 7;
        assert_int_equal(lehr_range_test(r, &p, &c, NULL, NULL), LEHR_OK);
        assert_int_equal(c.count, 5);
        assert_int_equal(c.point[4].step, 35);
        lehr_range_print(&c, 1, 0, &csv);
        char head[40];
        snprintf(head, sizeof head, "step,lr,%s\n7,", rows[i].name);
        if (strncmp(csv.s, head, strlen(head))) fail_msg("%s: %.60s", rows[i].name, csv.s);
        lehr_strbuf_release(&csv);
        lehr_range_curve_release(&c);
        lehr_run_free(r);
    }
}

/* --- its ends ----------------------------------------------------------------------------------------------------- */

static void it_stops_where_the_loss_explodes(void **state)
{
    (void)state;
    lehr_plan plan = plan_of("prices", 2);
    lehr_run *r = run_of(&plan);
    lehr_range_plan p = lehr_range_default_plan(LEHR_RANGE_EXP);
    lehr_range_curve c = {0};
    assert_int_equal(lehr_range_test(r, &p, &c, NULL, NULL), LEHR_OK);
    assert_int_equal(c.end, LEHR_RANGE_DIVERGED);
    assert_true(c.count > 100 && c.count < 1800 && c.ended_at == c.point[c.count - 1].lr);
    double best = INFINITY;
    for (int i = 9; i < c.count; i++) best = fmin(best, c.point[i].smoothed);
    assert_true(c.point[c.count - 1].smoothed > 4 * best && !(c.point[c.count - 2].smoothed > 4 * best));
    lehr_range_curve_release(&c);
    lehr_run_free(r);
}

static void nan_is_an_end_and_no_failure(void **state)
{
    (void)state;
    lehr_plan plan = plan_of("prices", 2);
    lehr_run *r = run_of(&plan);
    lehr_range_plan p = { LEHR_RANGE_EXP, LEHR_OBSERVE_BATCH_LOSS, 1e5, 1e6, 1000, 1, 0, 0 };
    lehr_range_curve c = {0};
    assert_int_equal(lehr_range_test(r, &p, &c, NULL, NULL), LEHR_OK);
    assert_int_equal(c.end, LEHR_RANGE_NAN);
    assert_true(c.count < 1000 && c.ended_at >= 1e5 && c.failure.message[0]);
    for (int i = 0; i < c.count; i++) assert_true(isfinite(c.point[i].value));
    lehr_range_curve_release(&c);
    lehr_run_free(r);
}

static void impossible_plans_are_refused(void **state)
{
    (void)state;
    static const struct { lehr_range_plan p; const char *says;
    } rows[] = {
        { { 0, 0, 0, 1, 10, 1, 0, 0 }, "from is 0" },
        { { 0, 0, NAN, 1, 10, 1, 0, 0 }, "from is nan" },
        { { 0, 0, -1, 1, 10, 1, 0, 0 }, "from is -1" },
        { { 0, 0, 1, INFINITY, 10, 1, 0, 0 }, "to is inf" },
        { { 0, 0, 1, 2e6, 10, 1, 0, 0 }, "to is 2000000" },
        { { 0, 0, 1, 1, 10, 1, 0, 0 }, "from must be below to" },
        { { 0, 0, 1, 0.1, 10, 1, 0, 0 }, "from is 1 and to 0.1" },
        { { 0, 0, 0.1, 1, 1, 1, 0, 0 }, "steps is 1" },
        { { 0, 0, 0.1, 1, 10, 0, 0, 0 }, "every is 0" },
        { { 0, 0, 0.1, 1, 10, 11, 0, 0 }, "every is 11" },
        { { 0, 0, 0.1, 1, 1000000000, 1, 0, 0 }, "make every larger" },
        { { 0, 0, 0.1, 1, 10, 1, 1, 0 }, "smoothing is 1" },
        { { 0, 0, 0.1, 1, 10, 1, NAN, 0 }, "smoothing is nan" },
        { { 0, 0, 0.1, 1, 10, 1, 0, 1 }, "stop is 1" },
        { { 0, 0, 0.1, 1, 10, 1, 0, -4 }, "stop is -4" },
        { { 0, 0, 0.1, 1, 10, 1, 0, NAN }, "stop is nan" },
    };
    lehr_plan plan = iris_plan("adam", "fixed");
    lehr_run *r = run_of(&plan);
    for (int i = 0; i < COUNT_OF(rows); i++) {
        lehr_range_curve c = {0};
        assert_int_equal(lehr_range_test(r, &rows[i].p, &c, NULL, NULL), LEHR_ERR_VALUE);
        check_says(rows[i].says, rows[i].says);
        assert_true(!c.point && !c.count && !c.plan.steps);         /* all of it is empty */
    }
    lehr_run_free(r);
}

/* --- as it was ---------------------------------------------------------------------------------------------------- */

static void test_here(lehr_run *r, lehr_range_plan p)
{
    lehr_range_curve c = {0};
    if (lehr_range_test(r, &p, &c, NULL, NULL)) fail_msg("%s", lehr_message());
    assert_true(c.count > 0 || c.end == LEHR_RANGE_NAN);
    lehr_range_curve_release(&c);
}

/* Trained to its end with range tests here and there, some of which break the net: the checkpoints and the history of
 * one without. */
static void check_untouched(const lehr_plan *p, fill_net net)
{
    static const long at[] = { 0, 5, 12, 30, 48 };
    training t = {0};
    whole(p, net, NULL, 0, "a.st", "a.csv");
    start(&t, p, net);
    for (int i = 0; i < COUNT_OF(at); i++) {
        train_until(&t, at[i]);
        save_as(&t, "before.st");
        test_here(t.run, short_test((lehr_range_mode)(i % 3), 1));
        test_here(t.run, short_test(LEHR_RANGE_EXP, 1e6));
        save_as(&t, "after.st");
        if (!same("before.st", "after.st"))
            fail_msg("%s, %s: tested after update %ld, it is not as it was", p->optim, p->sched, at[i]);
    }
    train_until(&t, LONG_MAX);
    save_as(&t, "b.st");
    write_history(&t, "b.csv");
    stop(&t);
    lehr_history_release(&t.history);
    if (!same("a.st", "b.st") || !same("a.csv", "b.csv"))
        fail_msg("%s, %s: another training after its range tests", p->optim, p->sched);
}

static void a_tested_run_trains_on_to_the_same_bytes(void **state)
{
    (void)state;
    static const char *const rules[] = { "sgd",
                                         "momentum",
                                         "adam",
                                         "adam:amsgrad=true",
                                         "nadam",
                                         "adadelta",
                                         "rmsprop",
                                         "adagrad",
                                         "nadam;fc1.*:rate=0.1;fc2.*:nadam:beta1=0.8" };
    static const char *const scheds[] = { "cosine", "plateau:patience=0,threshold=0.5" };
    for (int i = 0; i < COUNT_OF(rules); i++)
        for (int k = 0; k < COUNT_OF(scheds); k++) {
            lehr_plan p = iris_plan(rules[i], scheds[k]);
            check_untouched(&p, NULL);
            check_untouched(&p, noisy);
        }
}

static void so_does_one_with_patience_and_a_momentum_that_moves(void **state)
{
    (void)state;
    lehr_plan p = iris_plan("momentum", "plateau:patience=0,threshold=0.5");
    p.patience = 2;
    p.lr = 0.3;
    check_untouched(&p, noisy);
    p = iris_plan("momentum", "cosine");
    p.sched_momentum = "cosine:min=0.5";
    check_untouched(&p, noisy);
    p = iris_plan("adam", "cosine");
    p.sched_momentum = "linear:start=0.5,steps=20";
    check_untouched(&p, NULL);
}

static void so_does_one_that_the_test_has_broken(void **state)
{
    (void)state;
    static const lehr_range_observable looks[] = { LEHR_OBSERVE_BATCH_LOSS, LEHR_OBSERVE_TRAIN_LOSS,
                                                   LEHR_OBSERVE_SCORE };
    static const char *const rules[] = { "sgd", "momentum", "sgd;*.bias:rate=2" };
    for (int i = 0; i < COUNT_OF(looks); i++) {
        lehr_plan p = plan_of("prices", 2);
        lehr_range_plan test = { LEHR_RANGE_EXP, looks[i], 1e5, 1e6, 1000, 1, 0, 0 };
        lehr_range_curve c = {0};
        training t = {0};
        p.optim = rules[i];
        whole(&p, NULL, NULL, 0, "a.st", "a.csv");
        start(&t, &p, NULL);
        train_until(&t, 30);
        assert_int_equal(lehr_range_test(t.run, &test, &c, NULL, NULL), LEHR_OK);
        assert_int_equal(c.end, LEHR_RANGE_NAN);
        train_until(&t, LONG_MAX);
        save_as(&t, "b.st");
        assert_true(same("a.st", "b.st"));
        stop(&t);
        lehr_history_release(&t.history);
        lehr_range_curve_release(&c);
    }
}

static void a_momentum_stands_still_during_the_test(void **state)
{
    (void)state;
    lehr_plan p = iris_plan("momentum", "fixed"), q = iris_plan("momentum", "fixed");
    p.sched_momentum = "linear:start=1,end=0.1,steps=4";
    lehr_run *a = run_of(&p), *b = run_of(&q);
    lehr_range_plan test = short_test(LEHR_RANGE_LINEAR, 0.1);
    lehr_range_curve x = {0}, y = {0};
    assert_int_equal(lehr_range_test(a, &test, &x, NULL, NULL), LEHR_OK);
    assert_int_equal(lehr_range_test(b, &test, &y, NULL, NULL), LEHR_OK);
    assert_int_equal(x.count, y.count);
    for (int i = 0; i < x.count; i++) assert_true(x.point[i].value == y.point[i].value);
    lehr_range_curve_release(&x);
    lehr_range_curve_release(&y);
    lehr_run_free(a);
    lehr_run_free(b);
}

/* Gradients, too: a loop of one's own may look at them. And going back twice is no different from once. */
static void a_bookmark_brings_back_gradients(void **state)
{
    (void)state;
    lehr_plan p = iris_plan("adam", "fixed");
    lehr_run *r = run_of(&p);
    lehr_snapshot here;
    assert_int_equal(lehr_run_step(r), LEHR_OK);
    lehr_real first = lehr_params_grad(r->params)[0], weight = lehr_params_data(r->params)[0];
    assert_int_equal(lehr_snapshot_take(&here, r), LEHR_OK);
    for (int k = 0; k < 2; k++) {
        for (int i = 0; i < 5; i++) assert_int_equal(lehr_run_step(r), LEHR_OK);
        assert_true(lehr_params_grad(r->params)[0] != first && lehr_params_data(r->params)[0] != weight);
        lehr_snapshot_restore(&here, r);
        assert_true(lehr_params_grad(r->params)[0] == first && lehr_params_data(r->params)[0] == weight &&
                    r->step == 1);
    }
    lehr_snapshot_release(&here);
    lehr_run_free(r);
}

/* Whichever request for memory is refused: the run is as it was, and nothing is left behind. */
static void any_allocation_may_fail(void **state)
{
    (void)state;
    lehr_plan p = iris_plan("adam", "fixed");
    training t = {0};
    for (int all = 0; all < 2; all++)
        for (long n = 1;; n++) {
            lehr_range_plan test = short_test(LEHR_RANGE_LINEAR, 1);
            lehr_range_curve c = {0};
            test.steps = 600;                           /* the curve grows twice */
            test.observable = LEHR_OBSERVE_BATCH_LOSS;
            start(&t, &p, noisy);
            train_until(&t, 5);
            save_as(&t, "a.st");
            watch_memory(n, all);
            lehr_status status = lehr_range_test(t.run, &test, &c, NULL, NULL);
            bool refused = memory_asked >= n;
            lehr_set_allocator(NULL);
            if (status != (refused ? LEHR_ERR_MEMORY : LEHR_OK))
                fail_msg("request %ld: status %d, %s", n, (int)status, lehr_message());
            if (refused && c.point) fail_msg("request %ld: a curve is left", n);
            lehr_range_curve_release(&c);
            save_as(&t, "b.st");
            if (!same("a.st", "b.st")) fail_msg("request %ld refused: the run is not as it was", n);
            stop(&t);
            lehr_history_release(&t.history);
            if (!refused) break;
        }
}

static int tidy_more(void **state)
{
    return tidy_up(state) | system("rm -f before.st after.st");
}

#undef CASE
#define CASE(test) cmocka_unit_test_setup_teardown(test, tidy_more, tidy_more)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(the_books_curve),
        CASE(rates_begin_and_end_where_they_should),
        CASE(means_are_weighted_rightly),
        CASE(each_observable_is_measured),
        CASE(it_stops_where_the_loss_explodes),
        CASE(nan_is_an_end_and_no_failure),
        CASE(impossible_plans_are_refused),
        CASE(a_tested_run_trains_on_to_the_same_bytes),
        CASE(so_does_one_with_patience_and_a_momentum_that_moves),
        CASE(so_does_one_that_the_test_has_broken),
        CASE(a_momentum_stands_still_during_the_test),
        CASE(a_bookmark_brings_back_gradients),
        CASE(any_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
