/* test_random.c — the stream is NumPy's legacy generator, number for number, and a stream is a value. */
#include "check.h"
#include "core/random.h"

static lehr_random seeded(uint32_t seed)
{
    lehr_random r;
    lehr_random_seed(&r, seed);
    return r;
}

/* --- the book's numbers ------------------------------------------------------------------------------------------- */

static void uniforms_are_the_books(void **state)
{
    (void)state;
    double want[701];
    assert_int_equal(read_golden("book/rng_seed0_uniform.csv", want, COUNT(want)), 700);
    lehr_random r = seeded(0);
    for (int i = 0; i < 700; i++) assert_near(lehr_random_uniform(&r, 0, 1), want[i], 0);
    r = seeded(0);
    for (int i = 0; i < 700; i++) assert_near(lehr_random_uniform(&r, -3, 5), -3 + 8 * want[i], 0);
}

static void normals_are_the_books(void **state)
{
    (void)state;
    double want[702];
    assert_int_equal(read_golden("book/rng_seed0_normal.csv", want, COUNT(want)), 701);
    lehr_random r = seeded(0);
    for (int i = 0; i < 701; i++) assert_near(lehr_random_normal(&r), want[i], 1e-15 * fabs(want[i]));
}

static void permutations_are_the_books(void **state)
{
    (void)state;
    double want[501];
    assert_int_equal(read_golden("book/rng_seed0_permutation.csv", want, COUNT(want)), 500);
    lehr_random r = seeded(0);
    for (int k = 0; k < 5; k++) {
        int order[100];
        for (int i = 0; i < 100; i++) order[i] = i;
        lehr_random_shuffle(&r, order, 100);
        for (int i = 0; i < 100; i++) assert_int_equal(order[i], (int)want[100 * k + i]);
    }
}

/* The 10,000th number that the C++ standard demands of mt19937 ([rand.predef]), and the first of the authors' own seed.
 */
static void bits_are_those_of_mt19937(void **state)
{
    (void)state;
    lehr_random r = seeded(5489);
    assert_int_equal(lehr_random_bits(&r), 3499211612u);
    for (int i = 2; i < 10000; i++) lehr_random_bits(&r);
    assert_int_equal(lehr_random_bits(&r), 4123659995u);
}

/* --- a stream is a value ------------------------------------------------------------------------------------------ */

/* At any moment: before and behind the 624 numbers that are made at once, with and without a kept normal. */
static void a_copy_goes_on_the_same(void **state)
{
    (void)state;
    for (int used = 0; used < 1300; used++) {
        lehr_random r = seeded(7);
        for (int i = 0; i < used / 2; i++) lehr_random_bits(&r);
        if (used % 2) lehr_random_normal(&r);
        lehr_random copy = r;
        int order[2][9] = { { 0, 1, 2, 3, 4, 5, 6, 7, 8 }, { 0, 1, 2, 3, 4, 5, 6, 7, 8 } };
        for (int i = 0; i < 3; i++) assert_near(lehr_random_normal(&copy), lehr_random_normal(&r), 0);
        assert_near(lehr_random_uniform(&copy, -1, 1), lehr_random_uniform(&r, -1, 1), 0);
        lehr_random_shuffle(&r, order[0], 9);
        lehr_random_shuffle(&copy, order[1], 9);
        assert_memory_equal(order[0], order[1], sizeof order[0]);
        assert_int_equal(lehr_random_bits(&copy), lehr_random_bits(&r));
    }
}

static void a_seed_resets_the_stream(void **state)
{
    (void)state;
    lehr_random fresh = seeded(3), used = seeded(9);
    for (int i = 0; i < 101; i++) lehr_random_normal(&used);        /* an odd number: one normal is kept */
    lehr_random_seed(&used, 3);
    for (int i = 0; i < 10; i++) assert_near(lehr_random_normal(&used), lehr_random_normal(&fresh), 0);
    lehr_random other = seeded(4);
    assert_int_not_equal(lehr_random_bits(&other), lehr_random_bits(&fresh));
}

/* --- promises ----------------------------------------------------------------------------------------------------- */

static void a_shuffle_loses_nothing(void **state)
{
    (void)state;
    lehr_random r = seeded(1);
    for (int n = 0; n < 300; n++) {
        int order[301], seen[301] = {0};
        for (int i = 0; i <= n; i++) order[i] = i;
        lehr_random_shuffle(&r, order, n);
        assert_int_equal(order[n], n);                              /* what stands behind is not touched */
        for (int i = 0; i < n; i++) seen[order[i]]++;
        for (int i = 0; i < n; i++) assert_int_equal(seen[i], 1);
    }
}

static void none_and_one_need_no_chance(void **state)
{
    (void)state;
    lehr_random r = seeded(1), before = r;
    int one = 42;
    lehr_random_shuffle(&r, NULL, 0);
    lehr_random_shuffle(&r, &one, 1);
    assert_int_equal(one, 42);
    assert_int_equal(lehr_random_bits(&r), lehr_random_bits(&before));
}

/* Of three things six orders, each as often: chi squared with 5 degrees of freedom stays below 30 but once in 70,000
 * seeds. */
static void every_order_is_as_likely(void **state)
{
    (void)state;
    lehr_random r = seeded(2);
    double seen[27] = {0}, chi2 = 0;
    for (int k = 0; k < 60000; k++) {
        int o[3] = { 0, 1, 2 };
        lehr_random_shuffle(&r, o, 3);
        seen[o[0] + 3 * o[1] + 9 * o[2]]++;
    }
    for (int i = 0; i < 27; i++)
        if (seen[i] > 0) chi2 += pow(seen[i] - 10000, 2) / 10000;
    assert_true(chi2 < 30);
}

/* Mean, variance and fourth moment, each to five of its own standard deviations. */
static void numbers_are_spread_as_promised(void **state)
{
    (void)state;
    enum { N = 200000 };
    lehr_random r = seeded(11);
    double u1 = 0, u2 = 0, z1 = 0, z2 = 0, z4 = 0;
    for (int i = 0; i < N; i++) {
        double u = lehr_random_uniform(&r, 2, 6), z = lehr_random_normal(&r);
        assert_true(u >= 2 && u < 6);
        u1 += u;
        u2 += (u - 4) * (u - 4);
        z1 += z;
        z2 += z * z;
        z4 += z * z * z * z;
    }
    assert_near(u1 / N, 4,        5 * sqrt(16.0 / 12 / N));
    assert_near(u2 / N, 16.0 / 12, 5 * 16 / sqrt(180.0 * N));
    assert_near(z1 / N, 0,        5 * sqrt(1.0 / N));
    assert_near(z2 / N, 1,        5 * sqrt(2.0 / N));
    assert_near(z4 / N, 3,        5 * sqrt(96.0 / N));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(uniforms_are_the_books),     cmocka_unit_test(normals_are_the_books),
        cmocka_unit_test(permutations_are_the_books), cmocka_unit_test(bits_are_those_of_mt19937),
        cmocka_unit_test(a_copy_goes_on_the_same),    cmocka_unit_test(a_seed_resets_the_stream),
        cmocka_unit_test(a_shuffle_loses_nothing),    cmocka_unit_test(none_and_one_need_no_chance),
        cmocka_unit_test(every_order_is_as_likely),   cmocka_unit_test(numbers_are_spread_as_promised),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
