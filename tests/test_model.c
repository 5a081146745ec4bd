/* test_model.c — what a saved net says of rows is what its run says of them. */
#include "lab/model.h"
#include "small_resume.h"

/* --- asking ------------------------------------------------------------------------------------------------------- */

/* What a model says of the rows as they were measured is what the run says of them as it scaled them. */
static void a_model_says_what_its_run_says(void **state)
{
    (void)state;
    static const char *const tasks[] = { "iris", "xor", "gem" };
    for (int i = 0; i < COUNT_OF(tasks); i++) {
        lehr_plan p = plan_of(tasks[i], 20);
        lehr_data *d;
        lehr_run *r = start(&p, &d);
        lehr_history h = {0};
        assert_int_equal(lehr_train(r, &h, NULL, NULL), LEHR_OK);
        assert_int_equal(lehr_run_save(r, "a"), LEHR_OK);
        lehr_model *m = lehr_model_open("a");
        if (!m) fail_msg("%s", lehr_message());
        double *p_model = malloc((size_t)d->rows * (size_t)d->classes * sizeof *p_model), p_run;
        assert_int_equal(lehr_model_ask(m, d, p_model), LEHR_OK);
        for (int row = 0; row < d->rows; row++) {
            lehr_real x[4];
            int label;
            for (int f = 0; f < d->features; f++) x[f] = (lehr_real)r->data->x[row * d->features + f];
            assert_int_equal(lehr_run_classify(r, x, 1, &label, &p_run), LEHR_OK);
            check_near(p_model[row * d->classes + label], p_run, IS_DOUBLE ? 1e-12 : 1e-5, tasks[i]);
            assert_int_equal(lehr_likeliest(p_model + row * d->classes, d->classes), label);
        }
        free(p_model);
        lehr_model_free(m);
        lehr_history_release(&h);
        lehr_run_free(r);
        lehr_data_free(d);
    }
}

static void numbers_that_overflow_are_no_answer(void **state)
{
    (void)state;
    lehr_plan p = small_plan(4);
    p.activation = "relu";
    lehr_data *d;
    lehr_run *r = start(&p, &d);
    for (size_t i = 0; i < lehr_params_size(r->params); i++) lehr_params_data(r->params)[i] = (lehr_real)(IS_DOUBLE ? 1e300 : 1e30);
    assert_int_equal(lehr_run_save(r, "a"), LEHR_OK);
    lehr_model *m = lehr_model_open("a");
    double answer[3 * 150];
    assert_int_equal(lehr_model_ask(m, d, answer), LEHR_ERR_NAN);
    check_says("among rows 1 to 150|overflow", "overflow");
    lehr_model_free(m);
    lehr_run_free(r);
    lehr_data_free(d);
}

/* A feature that was the same in all rows counts as 0 for any row, as it did in the training. */
static void a_flat_feature_says_nothing(void **state)
{
    (void)state;
    static const char table[] = "a,b,kind\n1,7,u\n2,7,v\n3,7,u\n4,7,v\n5,7,u\n", ask[] = "a,b\n1,7\n1,-1000\n";
    assert_int_equal(lehr_write_file("d.csv", table, sizeof table - 1), LEHR_OK);
    lehr_plan p = plan_of("d.csv", 3);
    save_at(&p, 3, "a");
    assert_int_equal(lehr_write_file("d.csv", ask, sizeof ask - 1), LEHR_OK);
    lehr_model *m = lehr_model_open("a");
    lehr_data *d = lehr_model_data(m, "d.csv");
    if (!d) fail_msg("%s", lehr_message());
    double v[4];
    assert_int_equal(lehr_model_ask(m, d, v), LEHR_OK);
    assert_true(v[0] == v[2] && v[1] == v[3]);
    check_near(v[0] + v[1], 1, 1e-15, "sum");
    assert_true(d->label[0] == -1 && m->data->unit[1] == 0);
    lehr_data_free(d);
    lehr_model_free(m);
}

/* Found by mutants: one class, and one output that was taken for the yes or no between two. The text keeps its length. */
static void a_net_of_one_class_is_refused(void **state)
{
    (void)state;
    lehr_plan p = plan_of("xor", 3);
    p.net = "2-1";
    save_at(&p, 1, "a");
    blob b = blob_of("a");
    static const char two[] = "\"lehr.classes\":\"0\\u000a1\"", one[] = "\"lehr.classes\":\"0______1\"";
    size_t at = 8;
    while (at + sizeof two < b.n && memcmp(b.bytes + at, two, sizeof two - 1)) at++;
    assert_true(at + sizeof two < b.n);
    memcpy(b.bytes + at, one, sizeof one - 1);
    repair(b.bytes, b.n);
    assert_int_equal(lehr_write_file("a", b.bytes, b.n), LEHR_OK);
    assert_null(lehr_model_open("a"));
    check_says("a: has one class only, \"0______1\"; at least two are needed", "one class");
    free(b.bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_model_says_what_its_run_says), CASE(numbers_that_overflow_are_no_answer), CASE(a_flat_feature_says_nothing),
        CASE(a_net_of_one_class_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
