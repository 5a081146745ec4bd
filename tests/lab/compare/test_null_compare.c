/* test_null_compare.c — comparisons: NULL, an empty comparison or a wrong number is an error with a sentence, never a
 * crash. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <math.h>
#include <string.h>
#include "core/base/memory.h"
#include "lab/compare/result_text.h"
#include "lab/compare/run_cache.h"
#include "lab/compare/runner.h"
#include "lab/compare/sweep.h"

#define FAILS(call, part) \
    do { \
        assert_int_equal(call, LEHR_ERR_VALUE); \
        if (!strstr(lehr_message(), part)) fail_msg("\"%s\" does not have \"%s\"", lehr_message(), part); \
    } while (0)

static void a_comparison_needs_its_arguments(void **state)
{
    lehr_comparison c;
    lehr_plan plan = { .task = "xor", .net = "2-2-1", .activation = "tanh", .optim = "sgd", .lr = 0.1, .epochs = 2 };
    lehr_data data = {0};
    const char *missing[] = { "fixed", NULL };
    (void)state;
    FAILS(lehr_comparison_init(NULL, &plan, &data, NULL, 0, NULL, LEHR_TRAIN_LOSS, 2),
          "lehr_comparison_init: c is NULL");
    FAILS(lehr_comparison_init(&c, NULL, &data, NULL, 0, NULL, LEHR_TRAIN_LOSS, 2), "plan is NULL");
    FAILS(lehr_comparison_init(&c, &plan, NULL, NULL, 0, NULL, LEHR_TRAIN_LOSS, 2), "data is NULL");
    FAILS(lehr_comparison_init(&c, &plan, &data, NULL, 2, NULL, LEHR_TRAIN_LOSS, 2), "specs is NULL");
    FAILS(lehr_comparison_init(&c, &plan, &data, missing, 2, NULL, LEHR_TRAIN_LOSS, 2), "one of specs is NULL");
    FAILS(lehr_comparison_init(&c, &plan, &data, NULL, -1, NULL, LEHR_TRAIN_LOSS, 2), "not -1");
    FAILS(lehr_comparison_init(&c, &plan, &data, NULL, 0, NULL, (lehr_metric)99, 2), "no metric 99");
    lehr_comparison_release(NULL);
    lehr_run_outcome_release(NULL);
}

static void an_empty_comparison_has_no_runs(void **state)
{
    lehr_comparison c = {0};
    lehr_run run = {0};
    double mean = 1;
    (void)state;
    FAILS(lehr_runner_run(NULL, &c, 1), "runner is NULL");
    FAILS(lehr_runner_run(&(lehr_runner){ .jobs = 1 }, NULL, 1), "c is NULL");
    FAILS(lehr_runner_run(&(lehr_runner){ .jobs = 1 }, &c, 1), "comparison 0 is empty");
    FAILS(lehr_comparison_summarize(NULL), "c is NULL");
    assert_null(lehr_comparison_trained_run(&c, 0));
    assert_non_null(strstr(lehr_message(), "no run 0"));
    FAILS(lehr_comparison_load_snapshot(&c, 0, 0, NULL), "r is NULL");
    FAILS(lehr_comparison_load_snapshot(&c, 0, 0, &run), "no snapshot 0");
    assert_null(lehr_comparison_plan(NULL, 0).task);
    assert_string_equal(lehr_comparison_run_name(&c, 3).s, "");
    assert_false(lehr_comparison_has_snapshots(NULL, 0));
    assert_null(lehr_comparison_end(&c, 0, 0));
    assert_int_equal(lehr_comparison_rows(NULL), 0);
    lehr_comparison_curve(&c, 0, LEHR_TRAIN_LOSS, &mean);
    assert_int_equal(lehr_verdict_decide(LEHR_TRAIN_LOSS, NULL, 0, 0), LEHR_VERDICT_NONE);
    assert_int_equal(lehr_comparison_gain(NULL, 0, NULL, NULL).n, 0);
    assert_null(lehr_verdict_name((lehr_verdict)-1));
    assert_string_equal(lehr_verdict_symbol((lehr_verdict)99), "");
    assert_string_equal(lehr_verdict_text(&c, 0).s, "–");
    assert_string_equal(lehr_policy_gain_text(NULL, 0).s, "–");
    assert_string_equal(lehr_gain_text(&c, NULL).s, "–");
    assert_string_equal(lehr_mean_text(NULL, LEHR_TRAIN_LOSS).s, "–");
    assert_string_equal(lehr_mean_cell_text(NULL, NULL, LEHR_TRAIN_LOSS).s, "–");
}

static void the_cache_needs_a_run_and_a_folder(void **state)
{
    lehr_comparison c = {0};
    char *bytes = NULL;
    size_t n;
    (void)state;
    lehr_run_cache_prepare(NULL);
    lehr_run_cache_prepare(&c);
    FAILS(lehr_run_cache_pack(NULL, 0, &bytes, &n), "no run 0");
    FAILS(lehr_run_cache_unpack(&c, 0, "here", lehr_alloc(1, 1), 1), "no run 0");
    FAILS(lehr_run_cache_write(&c, 0, NULL), "folder is NULL");
    FAILS(lehr_run_cache_write(&c, 0, "."), "no run 0");
    FAILS(lehr_run_cache_find(&c, 0, NULL), "folder is NULL");
    FAILS(lehr_run_cache_find(NULL, 0, "."), "no run 0");
    lehr_run_outcome outcome = {0};
    lehr_comparison one = { .run = &outcome, .policies = 1, .seeds = 1 };
    FAILS(lehr_run_cache_pack(&one, -1, &bytes, &n), "no run -1");
    FAILS(lehr_run_cache_pack(&one, 1, &bytes, &n), "no run 1");
    FAILS(lehr_run_cache_pack(&one, 0, NULL, &n), "bytes is NULL");
    FAILS(lehr_run_cache_pack(&one, 0, &bytes, NULL), "n is NULL");
    FAILS(lehr_run_cache_unpack(&one, 0, "here", NULL, 1), "bytes is NULL");
}

static void a_sweep_needs_its_arguments(void **state)
{
    lehr_sweep s;
    lehr_stats gain;
    lehr_sweep_axes axes = { .rates = LEHR_MAX_SWEEP_AXIS + 1 };
    (void)state;
    FAILS(lehr_sweep_init(NULL, NULL, NULL, NULL, NULL, 0, NULL, LEHR_TRAIN_LOSS, 2), "s is NULL");
    FAILS(lehr_sweep_init(&s, &axes, NULL, NULL, NULL, 0, NULL, LEHR_TRAIN_LOSS, 2), "plan is NULL");
    FAILS(lehr_sweep_init(&s, &axes, &(lehr_plan){ .lr = 1 }, NULL, NULL, 0, NULL, LEHR_TRAIN_LOSS, 2), "33 rates");
    FAILS(lehr_sweep_init(&s, NULL, &(lehr_plan){ .lr = 1 }, NULL, NULL, 0, NULL, LEHR_TRAIN_LOSS, 2), "data is NULL");
    assert_int_equal(lehr_sweep_best_cell(&s, 0, 0), -1);
    assert_false(lehr_sweep_is_ahead(NULL, 0, 1, 0));
    assert_string_equal(lehr_sweep_budget_text(&s, 0).s, "");
    FAILS(lehr_sweep_gain(&s, 0, 0, 0, &gain), "no policy 0");
    FAILS(lehr_sweep_gain(&s, 0, 0, 0, NULL), "gain is NULL");
    lehr_sweep_release(NULL);
}

static void statistics_of_nothing_are_nothing(void **state)
{
    (void)state;
    assert_int_equal(lehr_stats_of(NULL, 3).n, 0);
    assert_int_equal(lehr_stats_of(&(double){ 1 }, -1).n, 0);
    assert_true(isnan(lehr_student_t95(0)) && isnan(lehr_stats_p(NULL)));
    assert_int_equal(lehr_stats_get_direction(NULL), LEHR_DIRECTION_UNKNOWN);
    assert_int_equal(lehr_stats_seeds_needed(NULL), 0);
    assert_false(lehr_stats_is_better(LEHR_TRAIN_LOSS, NULL, NULL));
    lehr_holm(NULL, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_comparison_needs_its_arguments),
        cmocka_unit_test(an_empty_comparison_has_no_runs),
        cmocka_unit_test(the_cache_needs_a_run_and_a_folder),
        cmocka_unit_test(a_sweep_needs_its_arguments),
        cmocka_unit_test(statistics_of_nothing_are_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
