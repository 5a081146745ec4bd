/* test_stats.c — what several seeds say together: mean, deviation, and Student's interval. */
#include "lab/compare/stats.h"
#include "lab.h"

static void students_quantiles(void **state)
{
    (void)state;
    static const struct { int freedom; double t;
    } rows[] = {
        { 1, 12.706 }, { 2, 4.303 },  { 3, 3.182 },  { 4, 2.776 },  { 5, 2.571 },    { 9, 2.262 },
        { 10, 2.228 }, { 19, 2.093 }, { 30, 2.042 }, { 99, 1.984 }, { 9999, 1.960 },
    };
    for (int i = 0; i < COUNT_OF(rows); i++)
        if (!(fabs(lehr_student_t95(rows[i].freedom) - rows[i].t) <= 5.01e-4))
            fail_msg("t with %d degrees: %g, but %g is right", rows[i].freedom, lehr_student_t95(rows[i].freedom),
                     rows[i].t);
    /* Cauchy's has a closed form */
    assert_true(fabs(lehr_student_t95(1) - tan(0.475 * 3.14159265358979323846)) < 1e-9);
    assert_true(fabs(lehr_student_t95(2) - 0.95 / sqrt(0.5 * 0.0975)) < 1e-9);             /* and so have two degrees */
}

static void means_and_deviations(void **state)
{
    (void)state;
    lehr_stats s = lehr_stats_of((double[]){ 2, 4, 4, 4, 5, 5, 7, 9 }, 8);
    check_close(s.mean, 5, 1e-15, "mean");
    check_close(s.deviation, sqrt(32.0 / 7), 1e-15, "deviation");
    check_close(s.interval, lehr_student_t95(7) * sqrt(32.0 / 7) / sqrt(8), 1e-14, "interval");
    s = lehr_stats_of((double[]){ -3.5 }, 1);
    assert_true(s.n == 1 && s.mean == -3.5 && s.deviation == 0 && isnan(s.interval));
    s = lehr_stats_of((double[]){ 1e9 + 1, 1e9 + 2, 1e9 + 3 }, 3);
    check_close(s.deviation, 1, 1e-6, "deviation far from 0");
}

static lehr_stats stats(double mean, double deviation, int n)
{
    return (lehr_stats){ n, mean, deviation, n > 1 ? lehr_student_t95(n - 1) * deviation / sqrt(n) : NAN };
}

/* The interval leaves 0 out where p is below 0.05, and nowhere else. */
static void p_and_interval_agree(void **state)
{
    (void)state;
    for (int n = 2; n <= 40; n += n < 6 ? 1 : 7)
        for (double mean = -3; mean <= 3; mean += 0.0625) {
            lehr_stats s = stats(mean, 1, n);
            double p = lehr_stats_p(&s);
            assert_true(p >= 0 && p <= 1);
            lehr_stats_direction sign = p < 0.05 ? mean > 0 ? LEHR_DIRECTION_UP : LEHR_DIRECTION_DOWN
                                                 : LEHR_DIRECTION_NOISE;
            assert_int_equal(lehr_stats_get_direction(&s), sign);
        }
    lehr_stats s = stats(1, 1, 2);                                      /* Cauchy's: t = √2 */
    check_near(lehr_stats_p(&s), 1 - 2 / 3.14159265358979323846 * atan(sqrt(2)), 1e-12, "p of one degree");
    s = stats(2.0860, 1, 1);
    assert_true(isnan(lehr_stats_p(&s)) && lehr_stats_get_direction(&s) == LEHR_DIRECTION_UNKNOWN);
    s = stats(2.0860 / sqrt(21), 1, 21);
    check_near(lehr_stats_p(&s), 0.05, 1e-5, "p of twenty degrees");
}

static void equal_differences(void **state)
{
    (void)state;
    for (int n = 2; n < 10; n++) {
        lehr_stats same = stats(0, 0, n), less = stats(-0.01, n % 2 ? 0 : 1e-17, n);
        assert_int_equal(lehr_stats_get_direction(&same), LEHR_DIRECTION_EQUAL);
        assert_true(lehr_stats_p(&same) == 1 && lehr_stats_seeds_needed(&same) == 0);
        /* 2 / 2⁵ > 0.05 > 2 / 2⁶ */
        assert_int_equal(lehr_stats_get_direction(&less), n < 6 ? LEHR_DIRECTION_NOISE : LEHR_DIRECTION_DOWN);
        assert_true((lehr_stats_p(&less) < 0.05) == (n >= 6) && lehr_stats_seeds_needed(&less) == 6);
    }
}

/* With as many as are needed it would be beyond the noise, with one fewer it would not. */
static void needed_is_just_enough(void **state)
{
    (void)state;
    for (double mean = 0.05; mean < 30; mean *= 1.3) {
        lehr_stats s = stats(-mean, 1, 5);
        int n = lehr_stats_seeds_needed(&s);
        lehr_stats enough = stats(-mean, 1, n), fewer = stats(-mean, 1, n - 1);
        assert_int_equal(lehr_stats_get_direction(&enough), LEHR_DIRECTION_DOWN);
        if (n > 2) assert_int_equal(lehr_stats_get_direction(&fewer), LEHR_DIRECTION_NOISE);
    }
    lehr_stats hopeless = stats(1e-9, 1, 5), none = stats(0, 1, 5), one = stats(1, 0, 1),
               endless = stats(1e300, INFINITY, 5);
    assert_true(!lehr_stats_seeds_needed(&hopeless) && !lehr_stats_seeds_needed(&none) &&
                !lehr_stats_seeds_needed(&one) && !lehr_stats_seeds_needed(&endless));
}

static void holms_correction(void **state)
{
    (void)state;
    double p[] = { 0.01, 0.04, NAN, 0.03, 0.005, 1 }, right[] = { 0.04, 0.09, NAN, 0.09, 0.025, 1 };
    lehr_holm(p, 6);
    for (int i = 0; i < 6; i++)
        if (!isnan(right[i])) check_near(p[i], right[i], 1e-15, "Holm");
    assert_true(isnan(p[2]));
    double zero[] = { 0, 0 }, one[] = { 0.04 }, none[] = { NAN };
    lehr_holm(zero, 2);
    lehr_holm(one, 1);
    lehr_holm(none, 1);
    assert_true(zero[0] == 0 && zero[1] == 0 && one[0] == 0.04 && isnan(none[0]));
    lehr_holm(p, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(students_quantiles),    cmocka_unit_test(means_and_deviations),
        cmocka_unit_test(p_and_interval_agree),  cmocka_unit_test(equal_differences),
        cmocka_unit_test(needed_is_just_enough), cmocka_unit_test(holms_correction),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
