/* test_plan.c — plans that cannot be are refused before the first update, a NaN stops a run and is named, and so does
 * a lack of memory. */
#include "runs.h"
#include "lab/data/data_open.h"

/* --- what goes wrong ---------------------------------------------------------------------------------------------- */

static void a_nan_stops_the_run_and_is_named(void **state)
{
    (void)state;
    static const struct { const char *task, *net, *activation, *optim, *init; } rows[] = {
        { "iris", "4-20-20-3", "leaky_relu:slope=0.5", "sgd", "xavier" },
        { "xor", "2-8-8-1", "leaky_relu:slope=0.5", "momentum", "normal" },
        { "taiji", "2-16-16-4", "leaky_relu:slope=1", "nesterov", "kaiming" },
    };
    for (int k = 0; k < 2 * COUNT_OF(rows); k++) {
        int i = k / 2;
        lehr_plan plan = plan_of(rows[i].task, 500);
        plan.every = k % 2 ? 1 : 1000;                      /* noticed by a look at the net, or by the step itself */
        plan.net = rows[i].net;
        plan.activation = rows[i].activation;
        plan.optim = rows[i].optim;
        plan.init = rows[i].init;
        plan.sched = "fixed";
        plan.lr = 1e6;
        lehr_run *r = run_of(&plan);
        lehr_history h = { 0 };
        char step[40];
        if (lehr_train(r, &h, NULL, NULL) != LEHR_ERR_NAN) fail_msg("%s: a rate of 1e6 did no harm", rows[i].task);
        snprintf(step, sizeof step, "step %ld", r->step + (strstr(lehr_message(), "after step") ? 0 : 1));
        check_says(step, rows[i].task);
        check_says("rate 1000000|fc", rows[i].task);
        assert_true(strstr(lehr_message(), "nan") || strstr(lehr_message(), "inf"));
        for (int n = 0; n < h.count; n++)
            assert_true(isfinite(h.row[n].train_loss) && isfinite(h.row[n].validation_loss));
        assert_true(k % 2 ? h.count == r->step || h.count + 1 == r->step : h.count == 0);
        lehr_history_release(&h);
        lehr_run_free(r);
    }
}

#define LONG(field, v)   #field, offsetof(lehr_plan, field), 'l', v, NULL
#define NUMBER(field, v) #field, offsetof(lehr_plan, field), 'd', v, NULL
#define TEXT(field, v)   #field, offsetof(lehr_plan, field), 's', 0, v

static const struct {
    const char *name;
    size_t field;
    char kind;
    double number;
    const char *text;
    lehr_status status;
    const char *says;
} impossible[] = {
    { LONG(batch, 0), LEHR_ERR_VALUE, "batch is 0|1 or more" },
    { LONG(batch, -3), LEHR_ERR_VALUE, "batch is -3" },
    { LONG(epochs, 0), LEHR_ERR_VALUE, "epochs is 0|1 or more" },
    { LONG(epochs, -1), LEHR_ERR_VALUE, "epochs is -1" },
    { LONG(epochs, 4e18), LEHR_ERR_VALUE, "epochs is 4000000000000000000|more than can be counted" },
    { LONG(steps, -1), LEHR_ERR_VALUE, "steps is -1" },
    { LONG(every, -1), LEHR_ERR_VALUE, "every is -1" },
    { LONG(seed, -1), LEHR_ERR_VALUE, "seed is -1|0 to 4294967295" },
    { LONG(seed, 4294967296.), LEHR_ERR_VALUE, "seed is 4294967296" },
    { NUMBER(lr, NAN), LEHR_ERR_VALUE, "lr is nan" },
    { NUMBER(lr, INFINITY), LEHR_ERR_VALUE, "lr is inf" },
    { NUMBER(lr, 0), LEHR_ERR_VALUE, "lr is 0|above 0" },
    { NUMBER(lr, -1), LEHR_ERR_VALUE, "lr is -1" },
    { NUMBER(lr, 1e30), LEHR_ERR_VALUE, "lr is 1e+30" },
    { NUMBER(split, NAN), LEHR_ERR_VALUE, "split is nan" },
    { NUMBER(split, 0), LEHR_ERR_VALUE, "split is 0|training|validation" },
    { NUMBER(split, 1), LEHR_ERR_VALUE, "split is 1" },
    { TEXT(net, "3-12-4"), LEHR_ERR_SHAPE, "net 3-12-4 begins with 3|2 features" },
    { TEXT(net, "2-12-3"), LEHR_ERR_SHAPE, "net 2-12-3 ends with 3|4 classes" },
    { TEXT(net, "2-12-1"), LEHR_ERR_SHAPE, "ends with 1" },
    { TEXT(net, "2"), LEHR_ERR_VALUE, "at least two widths" },
    { TEXT(net, "2-0-4"), LEHR_ERR_VALUE, "net is \"2-0-4\"" },
    { TEXT(net, ""), LEHR_ERR_VALUE, "net is \"\"" },
    { TEXT(net, "2-12-4-"), LEHR_ERR_VALUE, "net is" },
    { TEXT(net, "2--4"), LEHR_ERR_VALUE, "net is" },
    { TEXT(net, "2-1e3-4"), LEHR_ERR_VALUE, "net is" },
    { TEXT(net, "2-99999-4"), LEHR_ERR_VALUE, "from 1 to 65536" },
    { TEXT(net, "2-12-4 "), LEHR_ERR_VALUE, "net is" },
    { TEXT(net, "2-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-4"), LEHR_ERR_VALUE, "more than 16 layers" },
    { TEXT(optim, "adm"), LEHR_ERR_NAME, "\"adm\"|\"adam\"" },
    { TEXT(optim, "adam:beta=1"), LEHR_ERR_NAME, "\"beta\"" },
    { TEXT(sched, "cosin"), LEHR_ERR_NAME, "\"cosin\"|\"cosine\"" },
    { TEXT(sched, "cosine:min=5"), LEHR_ERR_VALUE, "min is 5" },
    { TEXT(init, "xaver"), LEHR_ERR_NAME, "\"xaver\"|\"xavier\"" },
    { TEXT(activation, "tahn"), LEHR_ERR_NAME, "\"tahn\"|\"tanh\"" },
    { TEXT(scale, "minmx"), LEHR_ERR_NAME, "\"minmx\"|\"minmax\"" },
    { TEXT(fit_scale, "some"), LEHR_ERR_NAME, "\"some\"|all or train" },
};

static void impossible_plans_are_refused(void **state)
{
    (void)state;
    lehr_data *d = lehr_data_open("taiji");
    for (int i = 0; i < COUNT_OF(impossible); i++) {
        lehr_plan plan = plan_of("taiji", 2);
        char *field = (char *)&plan + impossible[i].field, what[80];
        if (impossible[i].kind == 'l') *(long *)field = (long)impossible[i].number;
        if (impossible[i].kind == 'd') *(double *)field = impossible[i].number;
        if (impossible[i].kind == 's') *(const char **)field = impossible[i].text;
        snprintf(what, sizeof what, "row %d, %s", i, impossible[i].name);
        watch_memory(0, 0);
        if (lehr_run_new(&plan, d)) fail_msg("%s was taken", what);
        if (forget_memory()) fail_msg("%s: something was not given back", what);
        check_says(impossible[i].says, what);
        if (lehr_last_status() != impossible[i].status)
            fail_msg("%s: status %d: %s", what, lehr_last_status(), lehr_message());
    }
    lehr_data_free(d);
}

static void lengths_are_as_requested(void **state)
{
    (void)state;
    static const struct { long batch, epochs, steps, every; long per_epoch, all, rows;
    } rows[] = {
        { 32, 3, 0, 0, 25, 75, 75 },     { 32, 0, 7, 3, 25, 7, 3 },    { 1, 1, 0, 300, 800, 800, 3 },
        { 800, 4, 0, 1, 1, 4, 4 },       { 100000, 2, 0, 5, 1, 2, 1 }, { 333, 1, 0, 1, 3, 3, 3 },
        { 32, 40, 0, 0, 25, 1000, 200 },
    };
    for (int i = 0; i < COUNT_OF(rows); i++) {
        lehr_plan plan = plan_of("taiji", rows[i].epochs);
        plan.batch = rows[i].batch;
        plan.steps = rows[i].steps;
        plan.every = rows[i].every;
        lehr_run *r = run_of(&plan);
        lehr_history h = { 0 };
        assert_int_equal(lehr_train(r, &h, NULL, NULL), LEHR_OK);
        assert_true(r->steps_per_epoch == rows[i].per_epoch && r->step == rows[i].all && h.count == rows[i].rows);
        lehr_history_release(&h);
        lehr_run_free(r);
    }
}

static void no_memory_is_an_error(void **state)
{
    (void)state;
    lehr_plan plan = plan_of("xor", 1);
    lehr_data *d = lehr_data_open("xor");
    for (int all = 0; all < 2; all++)
        for (long n = 1;; n++) {
            lehr_history h = { 0 };
            watch_memory(n, all);
            lehr_run *r = lehr_run_new(&plan, d);
            lehr_status status = r ? lehr_train(r, &h, NULL, NULL) : lehr_last_status();
            lehr_history_release(&h);
            lehr_run_free(r);
            assert_int_equal(forget_memory(), 0);
            if (!status) {
                assert_true(n > 10 && memory_asked < n);
                break;
            }
            assert_int_equal(status, LEHR_ERR_MEMORY);
            check_says("out of memory", "a run");
        }
    lehr_data_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_nan_stops_the_run_and_is_named), cmocka_unit_test(impossible_plans_are_refused),
        cmocka_unit_test(lengths_are_as_requested), cmocka_unit_test(no_memory_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
