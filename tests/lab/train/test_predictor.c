/* test_predictor.c — a saved net predicts the same as its run. */
#include "lab/train/predictor.h"
#include "small_resume.h"

/* --- asking ------------------------------------------------------------------------------------------------------- */

/* The model predicts for raw samples what the run predicts for the scaled ones. */
static void a_model_predicts_what_its_run_predicts(void **state)
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
        assert_int_equal(lehr_model_predict(m, d, p_model), LEHR_OK);
        for (int row = 0; row < d->rows; row++) {
            lehr_real x[4];
            int label;
            for (int f = 0; f < d->features; f++) x[f] = (lehr_real)r->data->x[row * d->features + f];
            assert_int_equal(lehr_run_classify(r, x, 1, &label, &p_run), LEHR_OK);
            check_near(p_model[row * d->classes + label], p_run, IS_DOUBLE ? 1e-12 : 1e-5, tasks[i]);
            assert_int_equal(lehr_argmax(p_model + row * d->classes, d->classes), label);
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
    for (size_t i = 0; i < lehr_params_size(r->params); i++)
        lehr_params_data(r->params)[i] = (lehr_real)(IS_DOUBLE ? 1e300 : 1e30);
    assert_int_equal(lehr_run_save(r, "a"), LEHR_OK);
    lehr_model *m = lehr_model_open("a");
    double answer[3 * 150];
    assert_int_equal(lehr_model_predict(m, d, answer), LEHR_ERR_NAN);
    check_says("among rows 1 to 150|overflow", "overflow");
    lehr_model_free(m);
    lehr_run_free(r);
    lehr_data_free(d);
}

/* A feature that was constant in training counts as 0 for any sample, as it did in training. */
static void a_constant_feature_is_ignored(void **state)
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
    assert_int_equal(lehr_model_predict(m, d, v), LEHR_OK);
    assert_true(v[0] == v[2] && v[1] == v[3]);
    check_near(v[0] + v[1], 1, 1e-15, "sum");
    assert_true(d->label[0] == -1 && m->data->scale[1] == 0);
    lehr_data_free(d);
    lehr_model_free(m);
}

/* Found by mutants: with one class, the one output was taken for a choice between two. The text keeps its length. */
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

/* The model of a training on those samples. */
static lehr_model *model_of(const char *task, const char *rows, size_t n, const char *scale)
{
    if (rows) assert_int_equal(lehr_write_file("d.csv", rows, n), LEHR_OK);
    lehr_plan p = plan_of(task, 3);
    p.scale = scale ? scale : p.scale;
    save_at(&p, 3, "a");
    lehr_model *m = lehr_model_open("a");
    if (!m) fail_msg("%s", lehr_message());
    return m;
}

/* A feature is ignored only if it was constant and is scaled: not if it was 0 and 1 and stays so, and not if the
 * scaling is "none". */
static void what_is_not_flat_goes_on_counting(void **state)
{
    (void)state;
    static const struct { const char *scale; double unit[3]; } rows[] = {
        { "minmax", { 4, 1, 0 } }, { "none", { 1, 1, 1 } },
    };
    static const char table[] = "a,b,c,kind\n1,0,7,u\n2,1,7,v\n3,0,7,u\n4,1,7,v\n5,0,7,u\n";
    for (int i = 0; i < COUNT_OF(rows); i++) {
        lehr_model *m = model_of("d.csv", table, sizeof table - 1, rows[i].scale);
        for (int f = 0; f < 3; f++) check_near(m->data->scale[f], rows[i].unit[f], 0, rows[i].scale);
        lehr_model_free(m);
    }
}

/* The same for images: a channel that was constant in training is ignored in prediction. */
static void a_constant_channel_is_ignored(void **state)
{
    (void)state;
    static const unsigned char pictures[] = { 0, 0, 8, 4, 0, 0, 0, 4, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2,
                                              9, 9, 2, 3, 9, 9, 6, 7, 9, 9, 3, 3, 9, 9, 6, 8 };
    static const unsigned char labels[] = { 0, 0, 8, 1, 0, 0, 0, 4, 0, 1, 0, 1 };
    assert_int_equal(lehr_write_file("d.images", pictures, sizeof pictures), LEHR_OK);
    assert_int_equal(lehr_write_file("d.labels", labels, sizeof labels), LEHR_OK);
    lehr_model *m = model_of("./d.images", NULL, 0, "standard");
    assert_true(m->data->scale[0] == 0 && m->data->scale[1] == 0 && m->data->scale[2] > 0 &&
                m->data->image_shape.rank == 3);
    double before[8], after[8];
    lehr_data *d = lehr_model_data(m, "./d.images");
    assert_int_equal(lehr_model_predict(m, d, before), LEHR_OK);
    d->pixels[0] = 200;
    assert_int_equal(lehr_model_predict(m, d, after), LEHR_OK);
    assert_memory_equal(before, after, sizeof before);
    d->pixels[2] = 200;
    assert_int_equal(lehr_model_predict(m, d, after), LEHR_OK);
    assert_true(before[0] != after[0]);
    lehr_data_free(d);
    lehr_model_free(m);
    assert_int_equal(system("rm -f d.images d.labels"), 0);
}

/* --- other rows --------------------------------------------------------------------------------------------------- */

static void an_unknown_class_is_counted_as_wrong(void **state)
{
    (void)state;
    static const char table[] = "x,y,kind\n0,0,0\n0,1,0\n1,0,two\n1,1,two\n",
                      unknown[] = "x,y,kind\n0,0,0\n\n0,1,never\n1,1,\n1,1,?\n";
    lehr_model *m = model_of("d.csv", table, sizeof table - 1, NULL);
    lehr_data *d = lehr_model_data(m, "xor");
    int of[2] = { 0, 0 };                                      /* the task's classes are 0 and 1, the net's 0 and two */
    if (!d) fail_msg("%s", lehr_message());
    for (int row = 0; row < d->rows; row++) {
        assert_true(d->label[row] == 0 || d->label[row] == LEHR_LABEL_UNKNOWN);
        of[d->label[row] == 0]++;
    }
    assert_true(of[0] == 200 && of[1] == 200);
    lehr_data_free(d);
    assert_int_equal(lehr_write_file("d.csv", unknown, sizeof unknown - 1), LEHR_OK);
    d = lehr_model_data(m, "d.csv");
    assert_true(d->label[0] == 0 && d->label[1] == LEHR_LABEL_UNKNOWN);
    assert_true(d->label[2] == LEHR_LABEL_MISSING && d->label[3] == LEHR_LABEL_MISSING);
    assert_true(d->line[0] == 2 && d->line[1] == 4 && d->line[3] == 6);
    lehr_data_free(d);
    lehr_model_free(m);
}

static void classes_are_no_answer_to_numbers(void **state)
{
    (void)state;
    lehr_model *m = model_of("xor", NULL, 0, NULL);
    assert_null(lehr_model_data(m, "peaks"));
    assert_int_equal(lehr_last_status(), LEHR_ERR_SHAPE);
    check_says("peaks has 1 number to predict, but the net predicts classes", "numbers");
    lehr_model_free(m);
    m = model_of("peaks", NULL, 0, NULL);
    assert_null(lehr_model_data(m, "xor"));
    assert_int_equal(lehr_last_status(), LEHR_ERR_SHAPE);
    check_says("xor has classes to predict, but the net predicts 1 number", "classes");
    lehr_model_free(m);
}

/* A feature that is NaN is an error, also for a net that predicts numbers. */
static void a_feature_must_be_a_number(void **state)
{
    (void)state;
    static const char table[] = "a,b,y\n1,7,0.5\n2,8,1.5\n3,9,2\n4,8,3\n5,7,3.5\n", ask[] = "a,b,y\n1,7,1\n1,x,1\n";
    lehr_model *m = model_of("d.csv", table, sizeof table - 1, NULL);
    assert_int_equal(lehr_write_file("d.csv", ask, sizeof ask - 1), LEHR_OK);
    assert_null(lehr_model_data(m, "d.csv"));
    assert_int_equal(lehr_last_status(), LEHR_ERR_FILE);
    check_says("d.csv:3:3:", "x");
    lehr_model_free(m);
}

/* Samples are predicted in chunks of 1024; the first chunk that overflows ends the prediction. */
static void the_overflowing_chunk_is_named(void **state)
{
    (void)state;
    enum { ROWS = 3000 };
    lehr_strbuf t = {0};
    lehr_model *m = model_of("xor", NULL, 0, NULL);
    for (size_t i = 0; i < lehr_params_size(m->params); i++)
        lehr_params_data(m->params)[i] = (lehr_real)(IS_DOUBLE ? 1e150 : 1e15);
    for (int i = 0; i < ROWS; i++) lehr_strbuf_printf(&t, i < 1500 ? "0,0\n" : "1e30,1e30\n");
    assert_int_equal(lehr_write_file("d.csv", t.s, t.length), LEHR_OK);
    lehr_data *d = lehr_model_data(m, "d.csv");
    double *said = malloc(2 * ROWS * sizeof *said);
    assert_int_equal(lehr_model_predict(m, d, said), LEHR_ERR_NAN);
    check_says("among rows 1025 to 2048, the net's numbers overflow", "chunks");
    free(said);
    lehr_data_free(d);
    lehr_model_free(m);
    lehr_strbuf_release(&t);
}

static void data_of_another_width_are_refused(void **state)
{
    (void)state;
    lehr_plan p = small_plan(4);
    lehr_data *d;
    lehr_run *r = start(&p, &d);
    assert_int_equal(lehr_run_save(r, "a"), LEHR_OK);
    lehr_model *m = lehr_model_open("a");
    const double x[] = { 1, 2 };
    lehr_data *narrow = lehr_data_from_arrays(x, (const int[]){ 0 }, 1, 2, 3);
    assert_non_null(narrow);
    double answer[3];
    assert_int_equal(lehr_model_predict(m, narrow, answer), LEHR_ERR_SHAPE);
    check_says("the data have 2 features, but the net has 4", "2 features");
    lehr_data_free(narrow);
    lehr_model_free(m);
    lehr_run_free(r);
    lehr_data_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_model_predicts_what_its_run_predicts),
        CASE(numbers_that_overflow_are_no_answer),
        CASE(a_constant_feature_is_ignored),
        CASE(a_net_of_one_class_is_refused),
        CASE(what_is_not_flat_goes_on_counting),
        CASE(a_constant_channel_is_ignored),
        CASE(an_unknown_class_is_counted_as_wrong),
        CASE(classes_are_no_answer_to_numbers),
        CASE(a_feature_must_be_a_number),
        CASE(the_overflowing_chunk_is_named),
        CASE(data_of_another_width_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
