/* test_train.c — the book's trainings, number for number, and properties of each run: same bytes, same batches, no
 * allocation after the first updates. */
#include "runs.h"
#include "lab/data/batch.h"

/* --- the book's traces -------------------------------------------------------------------------------------------- */

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
        for (int j = 0; j < out; j++)
            check_close((double)W->data[j * in + i], t.v[i * out + j], IS_DOUBLE ? 4e-15 : 1e-7, name);
    for (int j = 0; j < out; j++) assert_true(b->data[j] == 0);
    free(t.v);
}

/* Losses relative in double (taiji) or absolute (xor, moon: the book adds 1e-5 inside a logarithm); accuracies are
 * shares of rows. */
static const struct { const char *task; int rows; double first, all, absolute; } traces[] = {
    { "taiji", 500, 1e-9, 1e-6, 0 }, { "xor", 200, 0, 0, 1e-4 }, { "moon", 200, 0, 0, 1e-4 },
};

static void check_point(int k, int i, const lehr_history_row *p, const double *book)
{
    char what[80];
    snprintf(what, sizeof what, "%s, update %d", traces[k].task, i + 1);
    double share = !IS_DOUBLE ? 1e-3 : i < 100 ? traces[k].first : traces[k].all;
    double within[2] = { traces[k].absolute + share * book[1], traces[k].absolute + share * book[3] };
    assert_true(p->step == i + 1 && book[0] == i + 1);
    if (!(fabs(p->train_loss - book[1]) <= within[0]))
        fail_msg("%s: training loss %.17g, the book's %.17g", what, p->train_loss, book[1]);
    if (!(fabs(p->validation_loss - book[3]) <= within[1]))
        fail_msg("%s: validation loss %.17g, the book's %.17g", what, p->validation_loss, book[3]);
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
        for (int i = 0; i < (IS_DOUBLE ? h.count : 100); i++) check_point(k, i, &h.row[i], book.v + 5 * i);
        lehr_history_release(&h);
        lehr_run_free(r);
        free(book.v);
    }
}

/* The book's range test: a policy of this file raises the rate by 0.001 at every update. */
static double ramp(const lehr_policy_values *k, double t) { return k->lr * (t + 1); }

static void range_test_is_the_books(void **state)
{
    (void)state;
    static const lehr_policy policy = { { "ramp", NULL, "lr (t + 1)", NULL, { { 0 } } }, .curve = ramp };
    numbers book = read_golden("taiji_range_test_seed0.csv", 3, 1);
    lehr_plan plan = plan_of("taiji", 2);
    plan.batch = 4;
    lehr_run *r = run_of(&plan);
    assert_int_equal(lehr_sched_make(&r->sched, &policy, 0.001, 0, NULL), LEHR_OK);
    assert_true(book.rows == 400 && r->steps == book.rows);
    for (int i = 0; i < (IS_DOUBLE ? book.rows : 100); i++) {
        lehr_history_row p;
        assert_int_equal(lehr_run_step(r), LEHR_OK);
        assert_int_equal(lehr_run_evaluate(r, &p), LEHR_OK);
        check_close(p.lr, book.v[3 * i + 1], 1e-12, "rate");
        check_close(p.train_loss, book.v[3 * i + 2], IS_DOUBLE ? 1e-6 : 1e-3, "loss of the range test");
    }
    lehr_run_free(r);
    free(book.v);
}

/* --- any run ------------------------------------------------------------------------------------------------------ */

static void history_of(lehr_plan plan, lehr_strbuf *out)
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
        lehr_strbuf once = { 0 }, twice = { 0 }, other = { 0 };
        lehr_plan plan = plan_of(tasks[i], 3);
        plan.sched = "cosine";
        history_of(plan, &once);
        history_of(plan, &twice);
        assert_string_equal(once.s, twice.s);
        plan.seed = 1;
        history_of(plan, &other);
        assert_string_not_equal(once.s, other.s);
        lehr_strbuf_release(&once);
        lehr_strbuf_release(&twice);
        lehr_strbuf_release(&other);
    }
}

/* %.17g: every number of the history is read back bit for bit. */
static void history_reads_back(void **state)
{
    (void)state;
    lehr_plan plan = plan_of("xor", 7);
    plan.every = 9;
    plan.sched = "exp";
    lehr_run *r = run_of(&plan);
    lehr_history h = { 0 };
    lehr_strbuf t = { 0 };
    assert_int_equal(lehr_train(r, &h, NULL, NULL), LEHR_OK);
    assert_int_equal(h.count, 8);                           /* 9, 18, … 63, and the end: 70 */
    lehr_history_print(&h, &t);
    static const char head[] = "step,epoch,lr,train_loss,train_accuracy,validation_loss,validation_accuracy\n";
    assert_int_equal(strncmp(t.s, head, sizeof head - 1), 0);
    char *at = t.s + sizeof head - 1;
    for (int i = 0; i < h.count; i++) {
        const lehr_history_row *p = &h.row[i];
        double v[7], right[] = { (double)p->step,    (double)p->epoch,      p->lr, p->train_loss, p->train_accuracy,
                                 p->validation_loss, p->validation_accuracy };
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
    lehr_strbuf_release(&t);
    lehr_history_release(&h);
    lehr_run_free(r);
}

/* Policy, rule and evaluation do not change the random stream: each epoch has the same samples in the same order, each
 * of them once. */
static void every_run_sees_the_same_batches(void **state)
{
    (void)state;
    lehr_plan plan[] = { plan_of("iris", 5), plan_of("iris", 5), plan_of("iris", 5) };
    lehr_run *r[3];
    for (int i = 0; i < 3; i++) plan[i].batch = 50;
    plan[1].sched = "onecycle";
    plan[2].optim = "adam";
    for (int i = 0; i < 3; i++) r[i] = run_of(&plan[i]);
    assert_memory_equal(lehr_params_data(r[0]->params), lehr_params_data(r[2]->params),
                        lehr_params_size(r[0]->params) * sizeof(lehr_real));
    while (r[0]->step < r[0]->steps) {
        int seen[150] = { 0 };
        lehr_history_row p;
        for (int i = 0; i < 3; i++) assert_int_equal(lehr_run_step(r[i]), LEHR_OK);
        assert_int_equal(lehr_run_evaluate(r[1], &p), LEHR_OK);
        for (int k = 0; k < 150; k++) seen[r[0]->order[k]]++;
        for (int k = 0; k < 150; k++) assert_int_equal(seen[k], 1);
        for (int i = 1; i < 3; i++) assert_memory_equal(r[0]->order, r[i]->order, 150 * sizeof(int));
    }
    assert_true(r[0]->train_rows == 120 && r[0]->steps_per_epoch == 3 && r[0]->steps == 15);
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
        lehr_history_row p;
        while (r->step < r->steps_per_epoch) assert_int_equal(lehr_run_step(r), LEHR_OK);
        assert_int_equal(lehr_run_evaluate(r, &p), LEHR_OK);
        watch_memory(0, 0);
        while (r->step < 5 * r->steps_per_epoch) assert_int_equal(lehr_run_step(r), LEHR_OK);
        assert_int_equal(lehr_run_evaluate(r, &p), LEHR_OK);
        forget_memory();
        assert_int_equal(memory_asked, 0);
        lehr_run_free(r);
    }
}

/* The accuracy counts the right predictions on the validation set. */
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
            assert_true(label[k] >= 0 && label[k] < r->data->classes && probability[k] >= 0.999 / r->data->classes &&
                        probability[k] <= 1);
        }
        check_near((double)n / m, h.row[h.count - 1].validation_accuracy, 1e-15, tasks[i]);
        lehr_history_release(&h);
        lehr_run_free(r);
    }
}

/* The scaling uses the training set alone: its mean becomes 0, that of all samples does not. */
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(traces_are_the_books),
        cmocka_unit_test(range_test_is_the_books),
        cmocka_unit_test(the_same_bytes_twice),
        cmocka_unit_test(history_reads_back),
        cmocka_unit_test(every_run_sees_the_same_batches),
        cmocka_unit_test(a_warm_step_allocates_nothing),
        cmocka_unit_test(classes_and_accuracy_agree),
        cmocka_unit_test(scales_can_be_fitted_to_the_training_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
