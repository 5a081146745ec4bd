/* test_null_range_test.c — range tests: NULL or an unfilled argument is an error with a sentence, or nothing happens.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <math.h>
#include <string.h>
#include "lab/range_test/confidence.h"

static void a_test_needs_its_arguments(void **state)
{
    lehr_range_plan plan = { .steps = 0 };
    lehr_range_curve curve = {0};
    lehr_run run = {0};
    lehr_strbuf text = {0};
    (void)state;
    assert_int_equal(lehr_range_check(NULL), LEHR_ERR_VALUE);
    assert_string_equal(lehr_message(), "lehr_range_check: p is NULL");
    assert_int_equal(lehr_range_check(&plan), LEHR_ERR_VALUE);
    assert_int_equal(lehr_range_test(NULL, &plan, &curve, NULL, NULL), LEHR_ERR_VALUE);
    assert_non_null(strstr(lehr_message(), "r is NULL"));
    assert_int_equal(lehr_range_test(&run, NULL, &curve, NULL, NULL), LEHR_ERR_VALUE);
    assert_int_equal(lehr_range_test(&run, &plan, NULL, NULL, NULL), LEHR_ERR_VALUE);
    assert_true(isnan(lehr_range_rate(NULL, 0)));
    assert_int_equal(lehr_range_default_plan((lehr_range_mode)9).mode, LEHR_RANGE_EXP);
    assert_string_equal(lehr_range_value_name(NULL), "loss");
    lehr_range_print(NULL, 2, 1, &text);
    lehr_range_print(&curve, 1, 1, NULL);
    assert_int_equal(text.length, 0);
    lehr_range_curve_release(NULL);
}

static void an_empty_curve_has_too_few_points(void **state)
{
    lehr_lr_estimate r = { .points = 7 };
    (void)state;
    lehr_lr_estimate_from_curve(NULL, &r);
    assert_int_equal(r.status, LEHR_ESTIMATE_TOO_FEW_POINTS);
    lehr_lr_estimate_from_curve(&(lehr_range_curve){0}, &r);
    assert_int_equal(r.status, LEHR_ESTIMATE_TOO_FEW_POINTS);
    lehr_lr_estimate_from_curve(NULL, NULL);
    lehr_lr_estimate_combine(NULL, 2, &r);
    assert_int_equal(r.status, LEHR_ESTIMATE_TOO_FEW_POINTS);
    lehr_lr_estimate_combine(&r, 1, NULL);
    assert_int_equal(lehr_lr_confidence(NULL, LEHR_LR_BASE), LEHR_CONFIDENCE_LOW);
    assert_int_equal(lehr_lr_confidence(&r, LEHR_LR_RULES), LEHR_CONFIDENCE_LOW);
    assert_int_equal(lehr_lr_rule_contradicts(NULL, LEHR_LR_BASE), 0);
    assert_string_equal(lehr_lr_edge_advice(NULL, LEHR_LR_BASE).s, "");
    assert_true(lehr_signal_to_noise(NULL) == 0);
    assert_null(lehr_lr_rule_name(LEHR_LR_RULES));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_test_needs_its_arguments),
        cmocka_unit_test(an_empty_curve_has_too_few_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
