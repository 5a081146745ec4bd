/* test_train.c — the book's trainings, number for number, and what any run keeps: same bytes, no allocation once warm, no silent NaN. */
#include "lab/train.h"
#include "lab.h"

static lehr_plan plan_of(const char *task, long epochs)
{
    lehr_plan p;
    assert_int_equal(lehr_plan_for(&p, task), LEHR_OK);
    p.epochs = epochs;
    p.every = 1;
    return p;
}

static lehr_run *run_of(const lehr_plan *p)
{
    lehr_data *d = lehr_data_open(p->task);
    lehr_run *r = d ? lehr_run_new(p, d) : NULL;
    if (!r) fail_msg("%s: %s", p->task, lehr_message());
    lehr_data_free(d);                                      /* the run keeps a copy, but the names are the data's: not asked for here */
    return r;
}

/* --- the book's traces --------------------------------------------------------------------------------------------- */

/* W{layer}_initial.csv is [in x out]; ours is [out x in]. */
static void check_weights(const lehr_run *r, const char *task, int layer)
{
    char name[80];
    const lehr_tensor *W = lehr_params_at(r->params, 2 * layer), *b = lehr_params_at(r->params, 2 * layer + 1);
    int out = W->shape.dim[0], in = W->shape.dim[1];
    snprintf(name, sizeof name, "%s_seed0.W%d_initial.csv", task, layer);
    numbers t = read_golden(name, out, 0);
    assert_int_equal(t.rows, in);
    for (int i = 0; i < in; i++)
        for (int j = 0; j < out; j++) check_close((double)W->data[j * in + i], t.v[i * out + j], IS_DOUBLE ? 4e-15 : 1e-7, name);
    for (int j = 0; j < out; j++) assert_true(b->data[j] == 0);
    free(t.v);
}

/* Losses relative in double (taiji) or absolute (xor, moon: the book adds 1e-5 inside a logarithm); accuracies are shares of rows. */
static const struct { const char *task; int rows; double first, all, absolute; } traces[] = {
    { "taiji", 500, 1e-9, 1e-6, 0 }, { "xor", 200, 0, 0, 1e-4 }, { "moon", 200, 0, 0, 1e-4 },
};

static void check_point(int k, int i, const lehr_point *p, const double *book)
{
    char what[80];
    snprintf(what, sizeof what, "%s, update %d", traces[k].task, i + 1);
    double share = !IS_DOUBLE ? 1e-3 : i < 100 ? traces[k].first : traces[k].all;
    double within[2] = { traces[k].absolute + share * book[1], traces[k].absolute + share * book[3] };
    assert_true(p->step == i + 1 && book[0] == i + 1);
    if (!(fabs(p->train_loss - book[1]) <= within[0])) fail_msg("%s: training loss %.17g, the book's %.17g", what, p->train_loss, book[1]);
    if (!(fabs(p->validation_loss - book[3]) <= within[1])) fail_msg("%s: validation loss %.17g, the book's %.17g", what, p->validation_loss, book[3]);
    check_close(p->train_accuracy, book[2], 1e-9, what);
    check_close(p->validation_accuracy, book[4], 1e-9, what);
}

static void traces_are_the_books(void **state)
{
    (void)state;
    for (int k = 0; k < COUNT_OF(traces); k++) {
        char name[80];
        lehr_plan plan = plan_of(traces[k].task, 20);
        lehr_run *r = run_of(&plan);
        lehr_history h = { 0 };
        snprintf(name, sizeof name, "%s_seed0.csv", traces[k].task);
        numbers book = read_golden(name, 5, 1);
        for (int layer = 0; layer < 2; layer++) check_weights(r, traces[k].task, layer);
        assert_true(book.rows == traces[k].rows && r->steps == book.rows);
        assert_int_equal(lehr_train(r, &h, NULL, NULL), LEHR_OK);
        assert_int_equal(h.count, book.rows);
        for (int i = 0; i < (IS_DOUBLE ? h.count : 100); i++) check_point(k, i, &h.point[i], book.v + 5 * i);
        lehr_history_release(&h);
        lehr_run_free(r);
        free(book.v);
    }
}

/* The book's range test: the rate grows by 0.001 with every update; a policy of one's own says so. */
static double ramp(const lehr_policy_values *k, double t) { return k->lr * (t + 1); }

static void range_test_is_the_books(void **state)
{
    (void)state;
    static const lehr_policy policy = { { "ramp", NULL, "lr (t + 1)", NULL, { { 0 } } }, ramp, NULL, "ramp" };
    numbers book = read_golden("taiji_range_test_seed0.csv", 3, 1);
    lehr_plan plan = plan_of("taiji", 2);
    plan.batch = 4;
    lehr_run *r = run_of(&plan);
    assert_int_equal(lehr_sched_make(&r->sched, &policy, 0.001, 0, NULL), LEHR_OK);
    assert_true(book.rows == 400 && r->steps == book.rows);
    for (int i = 0; i < (IS_DOUBLE ? book.rows : 100); i++) {
        lehr_point p;
        assert_int_equal(lehr_run_step(r), LEHR_OK);
        assert_int_equal(lehr_run_measure(r, &p), LEHR_OK);
        check_close(p.lr, book.v[3 * i + 1], 1e-12, "rate");
        check_close(p.train_loss, book.v[3 * i + 2], IS_DOUBLE ? 1e-6 : 1e-3, "loss of the range test");
    }
    lehr_run_free(r);
    free(book.v);
}

/* --- any run -------------------------------------------------------------------------------------------------------- */

static void history_of(lehr_plan plan, lehr_text *out)
{
    lehr_run *r = run_of(&plan);
    lehr_history h = { 0 };
    assert_int_equal(lehr_train(r, &h, NULL, NULL), LEHR_OK);
    lehr_history_print(&h, out);
    lehr_history_release(&h);
    lehr_run_free(r);
}

static void the_same_bytes_twice(void **state)
{
    (void)state;
    static const char *const tasks[] = { "taiji", "iris", "xor", "moon", "gem" };
    for (int i = 0; i < COUNT_OF(tasks); i++) {
        lehr_text once = { 0 }, twice = { 0 }, other = { 0 };
        lehr_plan plan = plan_of(tasks[i], 3);
        plan.sched = "cosine";
        history_of(plan, &once);
        history_of(plan, &twice);
        assert_string_equal(once.s, twice.s);
        plan.seed = 1;
        history_of(plan, &other);
        assert_string_not_equal(once.s, other.s);
        lehr_text_release(&once);
        lehr_text_release(&twice);
        lehr_text_release(&other);
    }
}

/* %.17g: every number of the history comes back bit for bit. */
static void history_reads_back(void **state)
{
    (void)state;
    lehr_plan plan = plan_of("xor", 7);
    plan.every = 9;
    plan.sched = "exp";
    lehr_run *r = run_of(&plan);
    lehr_history h = { 0 };
    lehr_text t = { 0 };
    assert_int_equal(lehr_train(r, &h, NULL, NULL), LEHR_OK);
    assert_int_equal(h.count, 8);                           /* 9, 18, … 63, and the end: 70 */
    lehr_history_print(&h, &t);
    static const char head[] = "step,epoch,lr,train_loss,train_accuracy,validation_loss,validation_accuracy\n";
    assert_int_equal(strncmp(t.s, head, sizeof head - 1), 0);
    char *at = t.s + sizeof head - 1;
    for (int i = 0; i < h.count; i++) {
        const lehr_point *p = &h.point[i];
        double v[7], right[] = { (double)p->step, (double)p->epoch, p->lr, p->train_loss, p->train_accuracy, p->validation_loss, p->validation_accuracy };
        for (int k = 0; k < 7; k++) {
            v[k] = strtod(at, &at);
            assert_int_equal(*at++, k < 6 ? ',' : '\n');
            assert_true(v[k] == right[k]);
        }
        assert_int_equal(p->step, i < 7 ? 9 * (i + 1) : 70);
        assert_int_equal(p->epoch, (p->step + 9) / 10);
        assert_true(p->lr == lehr_sched_at(&r->sched, p->step - 1));
    }
    assert_int_equal(*at, '\0');
    lehr_text_release(&t);
    lehr_history_release(&h);
    lehr_run_free(r);
}

/* Policy, rule and looking at it do not disturb the stream: the same rows in the same order in every epoch, each of them once. */
static void every_run_sees_the_same_batches(void **state)
{
    (void)state;
    lehr_plan plan[] = { plan_of("iris", 5), plan_of("iris", 5), plan_of("iris", 5) };
    lehr_run *r[3];
    for (int i = 0; i < 3; i++) plan[i].batch = 50;
    plan[1].sched = "onecycle";
    plan[2].optim = "adam";
    for (int i = 0; i < 3; i++) r[i] = run_of(&plan[i]);
    assert_memory_equal(lehr_params_data(r[0]->params), lehr_params_data(r[2]->params), lehr_params_size(r[0]->params) * sizeof(lehr_real));
    while (r[0]->step < r[0]->steps) {
        int seen[150] = { 0 };
        lehr_point p;
        for (int i = 0; i < 3; i++) assert_int_equal(lehr_run_step(r[i]), LEHR_OK);
        assert_int_equal(lehr_run_measure(r[1], &p), LEHR_OK);
        for (int k = 0; k < 150; k++) seen[r[0]->order[k]]++;
        for (int k = 0; k < 150; k++) assert_int_equal(seen[k], 1);
        for (int i = 1; i < 3; i++) assert_memory_equal(r[0]->order, r[i]->order, 150 * sizeof(int));
    }
    assert_true(r[0]->train_rows == 120 && r[0]->per_epoch == 3 && r[0]->steps == 15);
    for (int i = 0; i < 3; i++) lehr_run_free(r[i]);
}

static void a_warm_step_allocates_nothing(void **state)
{
    (void)state;
    static const char *const tasks[] = { "taiji", "iris", "xor", "moon", "gem" };
    for (int i = 0; i < COUNT_OF(tasks); i++) {
        lehr_plan plan = plan_of(tasks[i], 10);
        plan.batch = 37;                                    /* the last one of each epoch is short */
        lehr_run *r = run_of(&plan);
        lehr_point p;
        while (r->step < r->per_epoch) assert_int_equal(lehr_run_step(r), LEHR_OK);
        assert_int_equal(lehr_run_measure(r, &p), LEHR_OK);
        watch_memory(0, 0);
        while (r->step < 5 * r->per_epoch) assert_int_equal(lehr_run_step(r), LEHR_OK);
        assert_int_equal(lehr_run_measure(r, &p), LEHR_OK);
        forget_memory();
        assert_int_equal(memory_asked, 0);
        lehr_run_free(r);
    }
}

/* What the net says of the validation rows is what the accuracy counts. */
static void classes_and_accuracy_agree(void **state)
{
    (void)state;
    static const char *const tasks[] = { "taiji", "xor", "iris" };
    for (int i = 0; i < COUNT_OF(tasks); i++) {
        lehr_plan plan = plan_of(tasks[i], 3);
        lehr_run *r = run_of(&plan);
        lehr_history h = { 0 };
        assert_int_equal(lehr_train(r, &h, NULL, NULL), LEHR_OK);
        lehr_real x[4 * 300];
        int label[300], right[300], n = 0, m = r->data->rows - r->train_rows;
        double probability[300];
        assert_int_equal(lehr_batch(r->data, r->order + r->train_rows, m, 0, m, x, right), m);
        assert_int_equal(lehr_run_classify(r, x, m, label, probability), LEHR_OK);
        for (int k = 0; k < m; k++) {
            n += label[k] == right[k];
            assert_true(label[k] >= 0 && label[k] < r->data->classes && probability[k] >= 0.999 / r->data->classes && probability[k] <= 1);
        }
        check_near((double)n / m, h.point[h.count - 1].validation_accuracy, 1e-15, tasks[i]);
        lehr_history_release(&h);
        lehr_run_free(r);
    }
}

/* Figures from the training rows alone: their mean is 0 then, and that of all rows is not. */
static void scales_can_be_fitted_to_the_training_rows(void **state)
{
    (void)state;
    lehr_plan plan = plan_of("iris", 1);
    for (int train = 0; train < 2; train++) {
        plan.fit_scale = train ? "train" : "all";
        lehr_run *r = run_of(&plan);
        double mean = 0;
        for (int i = 0; i < r->train_rows; i++) mean += r->data->x[4 * r->order[i]] / r->train_rows;
        assert_true((fabs(mean) < 1e-12) == (train == 1));
        lehr_run_free(r);
    }
}

/* --- what goes wrong ------------------------------------------------------------------------------------------------ */

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
        for (int n = 0; n < h.count; n++) assert_true(isfinite(h.point[n].train_loss) && isfinite(h.point[n].validation_loss));
        assert_true(k % 2 ? h.count == r->step || h.count + 1 == r->step : h.count == 0);
        lehr_history_release(&h);
        lehr_run_free(r);
    }
}

#define LONG(field, v)   #field, offsetof(lehr_plan, field), 'l', v, NULL
#define NUMBER(field, v) #field, offsetof(lehr_plan, field), 'd', v, NULL
#define TEXT(field, v)   #field, offsetof(lehr_plan, field), 's', 0, v

static const struct { const char *name; size_t field; char kind; double number; const char *text; lehr_status status; const char *says; } impossible[] = {
    { LONG(batch, 0), LEHR_ERR_VALUE, "batch is 0|1 or more" },         { LONG(batch, -3), LEHR_ERR_VALUE, "batch is -3" },
    { LONG(epochs, 0), LEHR_ERR_VALUE, "epochs is 0|1 or more" },       { LONG(epochs, -1), LEHR_ERR_VALUE, "epochs is -1" },
    { LONG(epochs, 4e18), LEHR_ERR_VALUE, "epochs is 4000000000000000000|more than can be counted" },
    { LONG(steps, -1), LEHR_ERR_VALUE, "steps is -1" },                 { LONG(every, -1), LEHR_ERR_VALUE, "every is -1" },
    { LONG(seed, -1), LEHR_ERR_VALUE, "seed is -1|0 to 4294967295" },   { LONG(seed, 4294967296.), LEHR_ERR_VALUE, "seed is 4294967296" },
    { NUMBER(lr, NAN), LEHR_ERR_VALUE, "lr is nan" },                   { NUMBER(lr, INFINITY), LEHR_ERR_VALUE, "lr is inf" },
    { NUMBER(lr, 0), LEHR_ERR_VALUE, "lr is 0|above 0" },               { NUMBER(lr, -1), LEHR_ERR_VALUE, "lr is -1" },
    { NUMBER(lr, 1e30), LEHR_ERR_VALUE, "lr is 1e+30" },                { NUMBER(split, NAN), LEHR_ERR_VALUE, "split is nan" },
    { NUMBER(split, 0), LEHR_ERR_VALUE, "split is 0|training|validation" }, { NUMBER(split, 1), LEHR_ERR_VALUE, "split is 1" },
    { TEXT(net, "3-12-4"), LEHR_ERR_SHAPE, "net 3-12-4 begins with 3|2 features" },
    { TEXT(net, "2-12-3"), LEHR_ERR_SHAPE, "net 2-12-3 ends with 3|4 classes" }, { TEXT(net, "2-12-1"), LEHR_ERR_SHAPE, "ends with 1" },
    { TEXT(net, "2"), LEHR_ERR_VALUE, "at least two widths" },          { TEXT(net, "2-0-4"), LEHR_ERR_VALUE, "net is \"2-0-4\"" },
    { TEXT(net, ""), LEHR_ERR_VALUE, "net is \"\"" },                   { TEXT(net, "2-12-4-"), LEHR_ERR_VALUE, "net is" },
    { TEXT(net, "2--4"), LEHR_ERR_VALUE, "net is" },                    { TEXT(net, "2-1e3-4"), LEHR_ERR_VALUE, "net is" },
    { TEXT(net, "2-99999-4"), LEHR_ERR_VALUE, "from 1 to 65536" },      { TEXT(net, "2-12-4 "), LEHR_ERR_VALUE, "net is" },
    { TEXT(net, "2-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-4"), LEHR_ERR_VALUE, "more than 16 layers" },
    { TEXT(optim, "adm"), LEHR_ERR_NAME, "\"adm\"|\"adam\"" },          { TEXT(optim, "adam:beta=1"), LEHR_ERR_NAME, "\"beta\"" },
    { TEXT(sched, "cosin"), LEHR_ERR_NAME, "\"cosin\"|\"cosine\"" },    { TEXT(sched, "cosine:min=5"), LEHR_ERR_VALUE, "min is 5" },
    { TEXT(init, "xaver"), LEHR_ERR_NAME, "\"xaver\"|\"xavier\"" },     { TEXT(activation, "tahn"), LEHR_ERR_NAME, "\"tahn\"|\"tanh\"" },
    { TEXT(scale, "minmx"), LEHR_ERR_NAME, "\"minmx\"|\"minmax\"" },    { TEXT(fit_scale, "some"), LEHR_ERR_NAME, "\"some\"|all or train" },
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
        if (lehr_last_status() != impossible[i].status) fail_msg("%s: status %d: %s", what, lehr_last_status(), lehr_message());
    }
    lehr_data_free(d);
}

static void lengths_are_what_was_asked_for(void **state)
{
    (void)state;
    static const struct { long batch, epochs, steps, every; long per_epoch, all, rows; } rows[] = {
        { 32, 3, 0, 0, 25, 75, 75 },    { 32, 0, 7, 3, 25, 7, 3 },      { 1, 1, 0, 300, 800, 800, 3 },  { 800, 4, 0, 1, 1, 4, 4 },
        { 100000, 2, 0, 5, 1, 2, 1 },   { 333, 1, 0, 1, 3, 3, 3 },      { 32, 40, 0, 0, 25, 1000, 200 },
    };
    for (int i = 0; i < COUNT_OF(rows); i++) {
        lehr_plan plan = plan_of("taiji", rows[i].epochs);
        plan.batch = rows[i].batch;
        plan.steps = rows[i].steps;
        plan.every = rows[i].every;
        lehr_run *r = run_of(&plan);
        lehr_history h = { 0 };
        assert_int_equal(lehr_train(r, &h, NULL, NULL), LEHR_OK);
        assert_true(r->per_epoch == rows[i].per_epoch && r->step == rows[i].all && h.count == rows[i].rows);
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
        cmocka_unit_test(traces_are_the_books), cmocka_unit_test(range_test_is_the_books), cmocka_unit_test(the_same_bytes_twice),
        cmocka_unit_test(history_reads_back), cmocka_unit_test(every_run_sees_the_same_batches), cmocka_unit_test(a_warm_step_allocates_nothing),
        cmocka_unit_test(classes_and_accuracy_agree), cmocka_unit_test(scales_can_be_fitted_to_the_training_rows),
        cmocka_unit_test(a_nan_stops_the_run_and_is_named), cmocka_unit_test(impossible_plans_are_refused),
        cmocka_unit_test(lengths_are_what_was_asked_for), cmocka_unit_test(no_memory_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
