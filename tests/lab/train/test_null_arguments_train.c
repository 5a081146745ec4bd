/* test_null_arguments_train.c — training: every public function given NULL, unfilled plans, a misspelt
 * task. */
#include "lab.h"
#include "lab/data/data_open.h"
#include "lab/train/data_io.h"
#include "lab/train/metrics.h"
#include "lab/train/net_print.h"
#include "lab/train/plan_io.h"
#include "lab/train/predictor.h"
#include "lab/train/run_checkpoint.h"
#include "lab/train/snapshot.h"
#include "lab/train/train.h"
#include <math.h>

static void check_message(const char *text)
{
    if (!strstr(lehr_message(), text)) fail_msg("\"%s\" has no \"%s\"", lehr_message(), text);
}

#define REFUSED(call) (assert_int_equal(call, LEHR_ERR_VALUE), check_message("is NULL"))

static void plans(void **state)
{
    (void)state;
    lehr_plan plan;
    lehr_data *data = lehr_data_open("xor");
    assert_non_null(data);
    REFUSED(lehr_plan_for(NULL, "xor"));
    REFUSED(lehr_plan_for(&plan, NULL));
    REFUSED(lehr_plan_check(NULL));
    assert_int_equal(lehr_plan_for(&plan, "taji"), LEHR_ERR_NAME);
    check_message("did you mean \"taiji\"?");
    plan.sched = "cosine";                                          /* a program that does not check the status */
    plan.lr = 0.05;
    assert_null(lehr_data_open("taji"));
    assert_null(lehr_run_new(&plan, NULL));
    check_message("data is NULL (the error before: there is no task \"taji\"; did you mean \"taiji\"?)");
    assert_null(lehr_run_new(&plan, data));
    check_message("a required field of the plan is NULL: task");
    assert_int_equal(lehr_plan_for(&plan, "xor"), LEHR_OK);
    plan.optim = NULL;
    assert_null(lehr_run_new(&plan, data));
    check_message("a required field of the plan is NULL: optim");
    assert_null(lehr_run_new(NULL, data));
    assert_null(lehr_run_new_with(NULL, NULL, NULL));
    assert_null(lehr_run_new(&(lehr_plan){ 0 }, &(lehr_data){ 0 }));
    assert_int_equal(lehr_plan_for(&plan, "xor"), LEHR_OK);
    assert_null(lehr_run_new(&plan, &(lehr_data){ 0 }));
    lehr_data_free(data);
}

static void runs(void **state)
{
    (void)state;
    lehr_history h = { 0 };
    lehr_history_row row;
    lehr_snapshot snapshot = { 0 };
    lehr_tensor *z;
    lehr_real x[2] = { 0 }, y[2];
    int order[1] = { 0 }, label[1];
    double p[2];
    long count[4];
    lehr_run_free(NULL);
    REFUSED(lehr_run_step(NULL));
    REFUSED(lehr_run_gradient(NULL, 0.1, NULL));
    REFUSED(lehr_train(NULL, &h, NULL, NULL));
    REFUSED(lehr_train_until(NULL, 1, &h, NULL, NULL));
    assert_true(lehr_run_is_over(NULL));
    assert_null(lehr_run_forward(NULL, x, 1));
    assert_null(lehr_run_batch_loss(NULL, order, 1, 0, 1, &z));
    REFUSED(lehr_run_evaluate(NULL, &row));
    REFUSED(lehr_run_classify(NULL, x, 1, label, p));
    REFUSED(lehr_run_predict(NULL, x, 1, y));
    REFUSED(lehr_run_confusion(NULL, order, 1, count));
    REFUSED(lehr_snapshot_take(&snapshot, NULL));
    lehr_snapshot_restore(&snapshot, NULL);
    lehr_snapshot_release(NULL);
    lehr_snapshot_release(&snapshot);
}

static void metrics(void **state)
{
    (void)state;
    lehr_metric m;
    lehr_history h = { 0 };
    int label[1] = { 0 };
    long count[4];
    assert_true(isnan(lehr_r2_of(NULL, NULL, 3)) && lehr_confusion_accuracy(NULL, 2) == 0);
    assert_true(lehr_class_scores_of(NULL, 2, 0).f1 == 0 && lehr_class_scores_macro(NULL, 2).f1 == 0);
    REFUSED(lehr_confusion_count(NULL, label, 1, 2, count));
    REFUSED(lehr_confusion_count(label, label, 1, 2, NULL));
    REFUSED(lehr_metric_find(NULL, &m));
    REFUSED(lehr_metric_find("train_loss", NULL));
    assert_true(isnan(lehr_metric_value(NULL, LEHR_TRAIN_LOSS)));
    assert_true(isnan(lehr_metric_value(&(lehr_history_row){ 0 }, LEHR_METRICS)));
    assert_non_null(lehr_metric_name(LEHR_METRICS));
    assert_false(lehr_metric_is_loss(LEHR_METRICS));
    REFUSED(lehr_history_add(NULL, NULL));
    assert_int_equal(lehr_history_check_size(0, 1, 1), LEHR_OK);            /* other checks refuse these */
    assert_int_equal(lehr_history_check_size(1, 0, 1), LEHR_OK);
    assert_int_equal(lehr_history_check_size(1, 1, 0), LEHR_OK);
    assert_int_equal(lehr_history_check_size(2000000, 1, 1), LEHR_OK);      /* 112 MB, in any machine's memory */
    assert_int_equal(lehr_history_check_size(1000000000, 1, 1000), LEHR_ERR_VALUE);         /* 56 TB */
    REFUSED(lehr_history_read(&h, NULL));
    REFUSED(lehr_history_read(NULL, "a.csv"));
    lehr_history_print(NULL, NULL);
    lehr_history_print(&h, NULL);
    lehr_history_release(NULL);
}

static void early_stopping(void **state)
{
    (void)state;
    lehr_early_stopping e = { 0 };
    lehr_params *ps = lehr_params_new();
    assert_non_null(ps);
    REFUSED(lehr_early_stopping_init(NULL, ps, 1, 0, true));
    REFUSED(lehr_early_stopping_init(&e, NULL, 1, 0, true));
    assert_false(lehr_early_stopping_update(&e, NULL, 1, 1));
    assert_false(lehr_early_stopping_update(NULL, ps, 1, 1));
    assert_false(lehr_early_stopping_update(&e, ps, 1, 1));             /* not initialised */
    assert_false(lehr_early_stopping_restore(&e, ps) || lehr_early_stopping_restore(NULL, ps));
    assert_null(lehr_early_stopping_at(NULL, 0));
    lehr_early_stopping_release(NULL);
    lehr_early_stopping_release(&e);
    lehr_params_free(ps);
}

static void checkpoints(void **state)
{
    (void)state;
    lehr_plan plan = { 0 };
    lehr_arena memory = { 0 };
    double v;
    long n;
    REFUSED(lehr_run_save(NULL, "a.safetensors"));
    assert_null(lehr_run_resume(NULL, &plan, NULL));
    assert_null(lehr_run_resume_with(NULL, NULL, NULL, NULL));
    REFUSED(lehr_run_check_checkpoint(NULL));
    REFUSED(lehr_params_load(NULL, NULL));
    REFUSED(lehr_checkpoint_check_net(NULL, NULL));
    lehr_plan_write(NULL, &plan);
    REFUSED(lehr_plan_read(&plan, NULL));
    REFUSED(lehr_plan_check_same(NULL, &plan, NULL, 1, 1, "a"));
    lehr_plan_adopt_saved(NULL, NULL);
    REFUSED(lehr_checkpoint_read_number(NULL, "a", &v));
    REFUSED(lehr_checkpoint_read_integer(NULL, "a", 1, &n));
    REFUSED(lehr_checkpoint_read_integer(NULL, "a", 1, NULL));
    REFUSED(lehr_data_write_metadata(NULL, NULL, false, &memory));
    assert_null(lehr_data_read_metadata(NULL));
    assert_string_equal(lehr_data_fingerprint(NULL).s, "no data");
    assert_null(lehr_checkpoint_find_numbers(NULL, "a", 1, 0, 1));
    assert_null(lehr_model_open(NULL));
    assert_null(lehr_model_of(NULL));
    assert_null(lehr_model_data(NULL, "xor"));
    REFUSED(lehr_model_predict(NULL, NULL, NULL));
    assert_int_equal(lehr_model_columns(NULL), 0);
    assert_int_equal(lehr_argmax(NULL, 3), 0);
    lehr_model_free(NULL);
    lehr_net_print(NULL, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plans),       cmocka_unit_test(runs),        cmocka_unit_test(metrics),
        cmocka_unit_test(early_stopping), cmocka_unit_test(checkpoints),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
