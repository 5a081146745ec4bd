/* test_null_trajectory.c — trajectories: NULL or an unfilled argument is an error with a sentence, or nothing happens.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <math.h>
#include <string.h>
#include "lab/trajectory/trajectory.h"

static void a_path_needs_its_arguments(void **state)
{
    lehr_trajectory p;
    lehr_trajectory_plan plan = { .steps = 3 };
    (void)state;
    assert_int_equal(lehr_trace_descent(NULL, &plan), LEHR_ERR_VALUE);
    assert_string_equal(lehr_message(), "lehr_trace_descent: p is NULL");
    assert_int_equal(lehr_trace_descent(&p, NULL), LEHR_ERR_VALUE);
    assert_non_null(strstr(lehr_message(), "plan is NULL"));
    assert_int_equal(lehr_trace_descent(&p, &plan), LEHR_ERR_VALUE);
    assert_int_equal(p.count, 0);
    plan.function = &(lehr_test_function){ .steps = 1 };
    plan.optim = "sgd";
    plan.sched = "fixed";
    assert_int_equal(lehr_trace_descent(&p, &plan), LEHR_ERR_VALUE);
    assert_null(lehr_test_function_find(NULL));
    assert_null(lehr_test_function_find("none"));
    assert_true(lehr_test_function_lr(NULL, "sgd") == 0);
    assert_true(lehr_test_function_lr(lehr_test_function_find("bowl"), NULL) == 0);
}

static void an_empty_path_has_no_points(void **state)
{
    lehr_trajectory p = {0};
    double x[2], y[2];
    lehr_strbuf text = {0};
    (void)state;
    assert_true(isnan(lehr_trajectory_distance(NULL, 0)) && isnan(lehr_trajectory_distance(&p, 0)));
    assert_int_equal(lehr_trajectory_nearest(NULL), 0);
    assert_int_equal(lehr_trajectory_leaves_view(&p), -1);
    lehr_trajectory_view(NULL, x, y);
    assert_true(x[0] < x[1] && y[0] < y[1]);
    assert_string_equal(lehr_trajectory_label(NULL, 1, 0).s, "");
    assert_string_equal(lehr_trajectory_label(&p, 1, 1).s, "");
    assert_string_equal(lehr_trajectory_label(&p, 1, 0).s, ", ");
    assert_string_equal(lehr_trajectory_short_spec(&p, 1, NULL, true).s, "");
    lehr_trajectories_print(NULL, 1, &text);
    lehr_trajectories_print(&p, 1, NULL);
    lehr_strbuf_release(&text);
    lehr_trajectory_release(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_path_needs_its_arguments),
        cmocka_unit_test(an_empty_path_has_no_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
