/* test_null_arguments_sched.c — NULL, empty structs and nonsense given to every public function of sched: an error, no
 * crash. */
#include "check.h"
#include "sched/describe.h"
#include "sched/plateau.h"
#include "sched/spec.h"

static double half(double t, void *user) { (void)t, (void)user; return 0.5; }

static void a_schedule_needs_its_arguments(void **state)
{
    (void)state;
    const lehr_policy hollow = {0};
    lehr_sched s = { .lr = 7 };
    assert_fails(lehr_sched_parse(NULL, "fixed", 0.1, 10), LEHR_ERR_VALUE, "s is NULL");
    assert_fails(lehr_sched_parse(&s, NULL, 0.1, 10), LEHR_ERR_NAME, "the text of the schedule is NULL");
    assert_fails(lehr_sched_parse_epochs(NULL, NULL, NAN, -1, -1), LEHR_ERR_VALUE, "s is NULL");
    assert_fails(lehr_sched_make(NULL, lehr_policy_at(0), 0.1, 10, NULL), LEHR_ERR_VALUE, "s is NULL");
    assert_fails(lehr_sched_make(&s, NULL, 0.1, 10, NULL), LEHR_ERR_VALUE, "policy is NULL");
    assert_fails(lehr_sched_make(&s, &hollow, 0.1, 10, NULL), LEHR_ERR_VALUE, "no curve");
    assert_fails(lehr_sched_from_function(NULL, half, NULL, 0.1), LEHR_ERR_VALUE, "s is NULL");
    assert_fails(lehr_sched_from_function(&s, NULL, NULL, 0.1), LEHR_ERR_VALUE, "f is NULL");
    assert_true(s.lr == 7);
    assert_null(lehr_policy_at(-1));
    assert_null(lehr_policy_at(1000000));
    assert_int_equal(lehr_sched_from_function(&s, half, NULL, 0.1), LEHR_OK);
    lehr_sched_print(&s, NULL);
    lehr_sched_describe(&s, NULL);
}

static void an_empty_schedule_has_no_rate(void **state)
{
    (void)state;
    static const lehr_sched empty;
    const lehr_sched *const scheds[] = { NULL, &empty };
    lehr_strbuf out = {0};
    lehr_plateau p = {0};
    for (int i = 0; i < 2; i++) {
        const lehr_sched *s = scheds[i];
        assert_true(isnan(lehr_sched_at(s, 0)) && isnan(lehr_sched_at(s, -5)));
        assert_true(isinf(lehr_sched_next_boundary(s, 0)));
        assert_false(lehr_sched_is_plateau(s));
        assert_string_equal(lehr_plateau_metric(s).s, "");
        lehr_plateau_start(&p, s);
        lehr_plateau_start(NULL, s);
        lehr_plateau_update(&p, s, 1, 1);
        lehr_plateau_update(NULL, s, 1, 1);
        assert_true(isnan(lehr_plateau_at(&p, s, 1)) && isnan(lehr_plateau_at(NULL, s, 1)));
        lehr_sched_print(s, &out);
        lehr_sched_describe(s, &out);
    }
    assert_null(out.s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_schedule_needs_its_arguments),
        cmocka_unit_test(an_empty_schedule_has_no_rate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
