/* test_stats.c — what several seeds say together: mean, deviation, and Student's interval. */
#include "lab/stats.h"
#include "lab.h"

static void students_quantiles(void **state)
{
    (void)state;
    static const struct { int freedom; double t; } rows[] = {
        { 1, 12.706 }, { 2, 4.303 }, { 3, 3.182 }, { 4, 2.776 }, { 5, 2.571 }, { 9, 2.262 }, { 10, 2.228 }, { 19, 2.093 }, { 30, 2.042 }, { 99, 1.984 },
        { 9999, 1.960 },
    };
    for (int i = 0; i < COUNT_OF(rows); i++)
        if (!(fabs(lehr_student_95(rows[i].freedom) - rows[i].t) <= 5.01e-4))
            fail_msg("t with %d degrees: %g, but %g is right", rows[i].freedom, lehr_student_95(rows[i].freedom), rows[i].t);
    assert_true(fabs(lehr_student_95(1) - tan(0.475 * 3.14159265358979323846)) < 1e-9);         /* Cauchy's has a closed form */
    assert_true(fabs(lehr_student_95(2) - 0.95 / sqrt(0.5 * 0.0975)) < 1e-9);                    /* and so have two degrees   */
}

static void means_and_deviations(void **state)
{
    (void)state;
    lehr_stats s = lehr_stats_of((double[]){ 2, 4, 4, 4, 5, 5, 7, 9 }, 8);
    check_close(s.mean, 5, 1e-15, "mean");
    check_close(s.deviation, sqrt(32.0 / 7), 1e-15, "deviation");
    check_close(s.interval, lehr_student_95(7) * sqrt(32.0 / 7) / sqrt(8), 1e-14, "interval");
    s = lehr_stats_of((double[]){ -3.5 }, 1);
    assert_true(s.n == 1 && s.mean == -3.5 && s.deviation == 0 && isnan(s.interval));
    s = lehr_stats_of((double[]){ 1e9 + 1, 1e9 + 2, 1e9 + 3 }, 3);
    check_close(s.deviation, 1, 1e-6, "deviation far from 0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(students_quantiles), cmocka_unit_test(means_and_deviations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
