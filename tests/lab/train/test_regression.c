/* test_regression.c — training where the answers are numbers: it converges to what least squares finds, R² and the
 * history say so, and the inverse of every scale gives back what was read. Folds, pictures' scales, patience. */
#include "lab/train/metrics.h"
#include "runs.h"
#include "lab/data/batch.h"
#include "lab/data/data_open.h"
#include "lab/data/scale.h"
#include "lab/data/split.h"

static lehr_data *opened(const char *name)
{
    lehr_data *d = lehr_data_open(name);
    if (!d) fail_msg("%s: %s", name, lehr_message());
    return d;
}

/* A run and its history; data_free behind it. */
static lehr_run *trained(lehr_plan plan, lehr_data *d, lehr_history *h)
{
    *h = (lehr_history){ 0 };
    lehr_run *r = lehr_run_new(&plan, d);
    if (!r) fail_msg("%s: %s", plan.task, lehr_message());
    assert_int_equal(lehr_train(r, h, NULL, NULL), LEHR_OK);
    return r;
}

/* --- training ----------------------------------------------------------------------------------------------------- */

static const struct { const char *name; double train, validation;
} converges[] = {
    { "houses", 0.9, 0.5 },  { "prices", 0.95, 0.95 }, { "distance", 0.97, 0.97 },
    { "curve", 0.92, 0.92 }, { "peaks", 0.8, 0.8 },
};

static void the_books_regressions_converge(void **state)
{
    (void)state;
    for (int k = 0; k < COUNT_OF(converges); k++) {
        lehr_plan plan;
        assert_int_equal(lehr_plan_for(&plan, converges[k].name), LEHR_OK);
        if (plan.epochs > 300) plan.epochs = !strcmp(converges[k].name, "houses") ? 1000 : 300;
        lehr_history h;
        lehr_data *d = opened(converges[k].name);
        lehr_run *r = trained(plan, d, &h);
        const lehr_history_row *p = &h.row[h.count - 1];
        assert_int_equal(h.score, LEHR_R2);
        assert_true(p->train_r2 <= 1 && p->validation_r2 <= 1);
        if (!(p->train_r2 >= converges[k].train && p->validation_r2 >= converges[k].validation))
            fail_msg("%s: R² %g and %g", converges[k].name, p->train_r2, p->validation_r2);
        assert_true(p->train_loss < h.row[0].train_loss);
        lehr_history_release(&h);
        lehr_run_free(r);
        lehr_data_free(d);
    }
}

/* Full batches with a small rate end at the line that least squares draws through the training rows. */
static void a_line_is_the_line_of_least_squares(void **state)
{
    (void)state;
    lehr_plan plan = plan_of("prices", 4000);
    plan.batch = 1000;
    plan.lr = 0.5;
    plan.every = 4000;
    lehr_history h;
    lehr_data *d = opened("prices");
    lehr_run *r = trained(plan, d, &h);
    double n = r->train_rows, sx = 0, sy = 0, sxx = 0, sxy = 0, said[100], right[100];
    for (int i = 0; i < r->train_rows; i++) {
        double x = d->x[r->order[i]], y = d->y[r->order[i]];
        sx += x;
        sy += y;
        sxx += x * x;
        sxy += x * y;
    }
    double slope = (n * sxy - sx * sy) / (n * sxx - sx * sx), cut = (sy - slope * sx) / n;
    lehr_real x[100], y[100], z[100];
    assert_int_equal(lehr_batch_numbers(r->data, r->order, r->train_rows, 0, 100, x, y), r->train_rows);
    assert_int_equal(lehr_run_predict(r, x, r->train_rows, z), LEHR_OK);
    for (int i = 0; i < r->train_rows; i++) {
        said[i] = (double)z[i];
        right[i] = d->y[r->order[i]];
        check_near(said[i], cut + slope * d->x[r->order[i]], IS_DOUBLE ? 1e-9 : 1e-4, "the line");
    }
    check_near(h.row[h.count - 1].train_r2, lehr_r2_of(said, right, r->train_rows), IS_DOUBLE ? 1e-12 : 1e-5, "R²");
    int label;
    double probability;
    assert_int_equal(lehr_run_classify(r, x, 1, &label, &probability), LEHR_ERR_VALUE);
    check_says("prices: it has numbers to predict, not classes", "classify");
    lehr_history_release(&h);
    lehr_run_free(r);
    lehr_data_free(d);
}

/* Two numbers at once, each a sum of the features: a net without hidden layer finds both. */
static void several_outputs_are_learned(void **state)
{
    (void)state;
    lehr_strbuf t = { 0 };
    for (int i = 0; i < 60; i++) {
        double a = i % 7, b = i * i % 11;
        lehr_strbuf_printf(&t, "%g,%g,%g,%g\n", a, b, 3 * a - b + 1, 100 * b - 5.5);
    }
    assert_int_equal(lehr_write_file("two.csv", t.s, t.length), LEHR_OK);
    lehr_strbuf_release(&t);
    lehr_plan plan = plan_of("two.csv", 400);
    plan.net = "2-2";
    plan.every = 1000;
    lehr_data *d = lehr_data_open_as("two.csv", "number:columns=2");
    assert_non_null(d);
    lehr_history h;
    lehr_run *r = trained(plan, d, &h);
    assert_true(h.row[0].train_r2 > 0.999 && h.row[h.count - 1].validation_r2 > 0.999);
    lehr_real x[2 * 12], y[2 * 12], z[2 * 12];
    int m = lehr_batch_numbers(r->data, r->order + r->train_rows, 12, 0, 12, x, y);
    assert_int_equal(lehr_run_predict(r, x, m, z), LEHR_OK);
    for (int i = 0; i < m; i++)
        for (int j = 0; j < 2; j++)
            assert_true(fabs((double)z[j * m + i] - d->y[2 * r->order[r->train_rows + i] + j]) < (j ? 20 : 1));
    lehr_history_release(&h);
    lehr_run_free(r);
    plan.net = "2-3";
    assert_null(lehr_run_new(&plan, d));
    check_says("net 2-3 ends with 3, but the data have 2 numbers to predict", "net");
    plan.net = NULL;
    assert_non_null(r = lehr_run_new(&plan, d));
    assert_string_equal(r->plan.net, "2-16-2");
    lehr_run_free(r);
    lehr_data_free(d);
}

static void columns_are_named_for_r2(void **state)
{
    (void)state;
    lehr_plan plan = plan_of("houses", 2);
    lehr_history h;
    lehr_strbuf t = { 0 };
    lehr_metric m;
    lehr_data *d = opened("houses");
    lehr_run *r = trained(plan, d, &h);
    lehr_history_print(&h, &t);
    static const char head[] = "step,epoch,lr,train_loss,train_r2,validation_loss,validation_r2\n";
    assert_int_equal(strncmp(t.s, head, sizeof head - 1), 0);
    assert_int_equal(lehr_metric_find("validation_r2", &m), LEHR_OK);
    assert_true(m == LEHR_VALIDATION_ACCURACY && lehr_metric_value(&h.row[0], m) == h.row[0].validation_r2);
    assert_string_equal(lehr_score_metric_label(LEHR_R2, m).s, "validation R²");
    assert_string_equal(lehr_score_metric_label(LEHR_R2, LEHR_TRAIN_LOSS).s, "training loss");
    lehr_strbuf_release(&t);
    lehr_history_release(&h);
    lehr_run_free(r);
    lehr_data_free(d);
}

/* The set's own split: the first rows train, in their order, and no number is drawn for it. */
static void own_splits_are_kept(void **state)
{
    (void)state;
    lehr_data *d = opened("overfit");
    int order[100], train;
    lehr_random r, before;
    lehr_random_seed(&r, 1);
    before = r;
    assert_int_equal(lehr_data_split(d, &r, 0, order, &train), LEHR_OK);
    assert_true(train == 50 && !memcmp(&r, &before, sizeof r));
    for (int i = 0; i < 100; i++) assert_int_equal(order[i], i);
    assert_int_equal(lehr_data_split(d, &r, 0.9, order, &train), LEHR_OK);
    assert_int_equal(train, 90);
    lehr_data_free(d);
}

/* --- patience ----------------------------------------------------------------------------------------------------- */

/* The calm curve's loss rises once the net wiggles along; what is kept is the net of before. */
static void patience_keeps_the_best(void **state)
{
    (void)state;
    lehr_plan plan = plan_of("overfit", 3000);
    plan.optim = "adam";
    plan.lr = 0.01;
    plan.patience = 100;
    lehr_data *d = opened("overfit");
    lehr_history h;
    lehr_run *r = trained(plan, d, &h);
    lehr_history_row p;
    assert_true(r->step < r->steps && r->early.best_step == r->step - 100 * r->steps_per_epoch);
    assert_int_equal(lehr_run_evaluate(r, &p), LEHR_OK);
    assert_true(p.validation_loss == r->early.best && p.validation_loss < h.row[h.count - 1].validation_loss);
    for (int i = 0; i < h.count; i++)
        if (h.row[i].step % r->steps_per_epoch == 0) assert_true(h.row[i].validation_loss >= r->early.best);
    assert_int_equal(h.row[h.count - 1].step, r->step);
    lehr_history_release(&h);
    lehr_run_free(r);
    plan.patience = -1;
    assert_null(lehr_run_new(&plan, d));
    check_says("patience is -1", "patience");
    lehr_data_free(d);
}

/* --- scales and their inverses ------------------------------------------------------------------------------------ */

static const char *const scaled[] = { "houses", "distance", "iris", "peaks", "digits", "shapes", "masks" };

static void inverse_scaling_gives_back_what_was_read(void **state)
{
    (void)state;
    static const char *const how[] = { "minmax", "standard", "none" };
    for (int k = 0; k < COUNT_OF(scaled) * 6; k++) {
        lehr_data *raw = opened(scaled[k / 6]), *d = lehr_data_copy(raw);
        static lehr_real x[784 * 40], y[40];
        int order[40], rows = d->rows < 40 ? d->rows : 40, label[40];
        for (int i = 0; i < rows; i++) order[i] = i * (d->rows / rows);
        const int *fitted = k % 2 ? order : NULL;                                       /* from some rows, from all */
        assert_int_equal(lehr_data_scale(d, how[k / 2 % 3], fitted, rows / 2), LEHR_OK);
        assert_int_equal(lehr_data_scale_targets(d, how[k / 2 % 3], fitted, rows / 2), LEHR_OK);
        int m = d->targets ? lehr_batch_numbers(d, order, rows, 0, 40, x, y)
                           : lehr_batch(d, order, rows, 0, 40, x, label);
        lehr_data_unscale(d, m, x);
        if (d->targets) lehr_data_unscale_targets(d, m, y);
        for (int i = 0; i < m; i++) {
            for (int f = 0; f < d->features; f++)
                check_near((double)x[f * m + i], lehr_data_value(raw, order[i], f), IS_DOUBLE ? 1e-12 : 1e-4,
                           scaled[k / 6]);
            for (int j = 0; j < d->targets; j++)
                check_near((double)y[j * m + i], raw->y[order[i] * d->targets + j], IS_DOUBLE ? 1e-12 : 1e-4, "target");
        }
        lehr_data_free(d);
        lehr_data_free(raw);
    }
}

/* One scale for all pixels of a channel, or each edge pixel, nearly always 0, would shout. */
static void pictures_have_one_scale(void **state)
{
    (void)state;
    lehr_data *d = opened("digits");
    assert_int_equal(lehr_data_scale(d, "minmax", NULL, 0), LEHR_OK);
    for (int f = 0; f < 64; f++) assert_true(d->offset[f] == 0 && d->scale[f] == 16);
    assert_true(lehr_data_value(d, 0, 2) == 5. / 16);                                  /* the first digit's first ink */
    lehr_data_free(d);
    d = opened("masks");
    assert_int_equal(lehr_data_scale(d, "standard", NULL, 0), LEHR_OK);
    double sum = 0, squares = 0;
    for (int i = 0; i < d->rows * 9; i++) sum += d->x[i], squares += d->x[i] * d->x[i];
    check_near(sum / (d->rows * 9), 0, 1e-12, "mean");
    check_near(squares / (d->rows * 9), 1, 1e-12, "deviation");
    lehr_data_free(d);
}

/* --- folds and rows ----------------------------------------------------------------------------------------------- */

static void folds_cover_every_row_once(void **state)
{
    (void)state;
    static const struct { int rows, k; } cases[] = { { 10, 2 }, { 10, 3 }, { 10, 10 }, { 103, 5 }, { 2, 2 } };
    for (int c = 0; c < COUNT_OF(cases); c++) {
        int rows = cases[c].rows, k = cases[c].k, shuffled[103], order[103], validated[103] = { 0 }, train, moved = 0;
        lehr_random r;
        lehr_random_seed(&r, 7);
        assert_int_equal(lehr_kfold_shuffle(&r, rows, k, shuffled), LEHR_OK);
        for (int i = 0; i < rows; i++) moved += shuffled[i] != i;
        assert_true(rows < 100 || moved > 90);
        for (int part = 0; part < k; part++) {
            int seen[103] = { 0 };
            assert_int_equal(lehr_kfold_part(shuffled, rows, k, part, order, &train), LEHR_OK);
            assert_true(rows - train == rows / k || rows - train == rows / k + 1);
            for (int i = 0; i < rows; i++) seen[order[i]]++;
            for (int i = 0; i < rows; i++) assert_int_equal(seen[i], 1);
            for (int i = train; i < rows; i++) validated[order[i]]++;
        }
        for (int i = 0; i < rows; i++) assert_int_equal(validated[i], 1);
    }
}

static void impossible_folds_are_refused(void **state)
{
    (void)state;
    int shuffled[5] = { 0, 1, 2, 3, 4 }, order[5], train;
    lehr_random r;
    lehr_random_seed(&r, 7);
    for (int k = -1; k < 8; k++)
        assert_int_equal(lehr_kfold_shuffle(&r, 5, k, order), k < 2 || k > 5 ? LEHR_ERR_VALUE : LEHR_OK);
    check_says("7 folds of 5 rows", "folds");
    assert_int_equal(lehr_kfold_part(shuffled, 5, 3, 3, order, &train), LEHR_ERR_VALUE);
    check_says("fold 3 of 3", "fold");
    assert_int_equal(lehr_kfold_part(shuffled, 5, 3, -1, order, &train), LEHR_ERR_VALUE);
    assert_int_equal(lehr_kfold_part(shuffled, 5, 9, 0, order, &train), LEHR_ERR_VALUE);
}

/* A fold, picked, is a set with a split of its own, and can be trained. */
static void a_fold_can_be_trained(void **state)
{
    (void)state;
    static const char *const names[] = { "iris", "prices", "digits" };
    for (int k = 0; k < COUNT_OF(names); k++) {
        lehr_data *d = opened(names[k]);
        static int shuffled[1797], order[1797];
        int train;
        lehr_random random;
        lehr_random_seed(&random, 2);
        assert_int_equal(lehr_kfold_shuffle(&random, d->rows, 5, shuffled), LEHR_OK);
        assert_int_equal(lehr_kfold_part(shuffled, d->rows, 5, 4, order, &train), LEHR_OK);
        lehr_data *fold = lehr_data_subset(d, order, d->rows, train);
        assert_non_null(fold);
        for (int i = 0; i < d->rows; i++) assert_true(lehr_data_value(fold, i, 0) == lehr_data_value(d, order[i], 0));
        lehr_plan plan = plan_of(names[k], 2);
        plan.split = 0;
        lehr_history h;
        lehr_run *r = trained(plan, fold, &h);
        assert_int_equal(r->train_rows, train);
        for (int i = train; i < d->rows; i++) assert_int_equal(r->order[i], i);
        lehr_history_release(&h);
        lehr_run_free(r);
        lehr_data_free(fold);
        lehr_data_free(d);
    }
}

/* --- classes, all the same ---------------------------------------------------------------------------------------- */

static void one_hot_by_hand(void **state)
{
    (void)state;
    static const int label[] = { 2, 0, -1, 1 };
    static const lehr_real right[] = { 0, 1, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0 };
    lehr_real y[12];
    lehr_one_hot(label, 4, 3, y);
    for (int i = 0; i < 12; i++) assert_true(y[i] == right[i]);
}

static void digits_are_learned_and_confused(void **state)
{
    (void)state;
    lehr_plan plan = plan_of("digits", 15);
    plan.every = 1000;
    lehr_history h;
    lehr_data *d = opened("digits");
    lehr_run *r = trained(plan, d, &h);
    const lehr_history_row *p = &h.row[h.count - 1];
    long count[100];
    double y;
    int rest = d->rows - r->train_rows;
    assert_true(h.score == LEHR_ACCURACY && p->validation_accuracy > 0.9);
    assert_int_equal(lehr_run_confusion(r, r->order + r->train_rows, rest, count), LEHR_OK);
    check_near(lehr_confusion_accuracy(count, 10), p->validation_accuracy, 1e-15, "accuracy");
    assert_true(lehr_class_scores_macro(count, 10).f1 > 0.9);
    assert_int_equal(lehr_run_predict(r, r->x, 1, (lehr_real *)&y), LEHR_ERR_VALUE);
    check_says("digits: it has classes to predict, not numbers", "predict");
    lehr_history_release(&h);
    lehr_run_free(r);
    lehr_data_free(d);
}

static void a_warm_step_allocates_nothing(void **state)
{
    (void)state;
    static const char *const tasks[] = { "prices", "peaks", "digits" };
    for (int i = 0; i < COUNT_OF(tasks); i++) {
        lehr_plan plan = plan_of(tasks[i], 10);
        lehr_run *r = run_of(&plan);
        lehr_history_row p;
        while (r->step < r->steps_per_epoch) assert_int_equal(lehr_run_step(r), LEHR_OK);
        assert_int_equal(lehr_run_evaluate(r, &p), LEHR_OK);
        watch_memory(0, 0);
        while (r->step < 2 * r->steps_per_epoch) assert_int_equal(lehr_run_step(r), LEHR_OK);
        assert_int_equal(lehr_run_evaluate(r, &p), LEHR_OK);
        forget_memory();
        assert_int_equal(memory_asked, 0);
        lehr_run_free(r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_books_regressions_converge),
        cmocka_unit_test(a_line_is_the_line_of_least_squares),
        cmocka_unit_test(several_outputs_are_learned),
        cmocka_unit_test(columns_are_named_for_r2),
        cmocka_unit_test(own_splits_are_kept),
        cmocka_unit_test(patience_keeps_the_best),
        cmocka_unit_test(inverse_scaling_gives_back_what_was_read),
        cmocka_unit_test(pictures_have_one_scale),
        cmocka_unit_test(folds_cover_every_row_once),
        cmocka_unit_test(impossible_folds_are_refused),
        cmocka_unit_test(a_fold_can_be_trained),
        cmocka_unit_test(one_hot_by_hand),
        cmocka_unit_test(digits_are_learned_and_confused),
        cmocka_unit_test(a_warm_step_allocates_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
