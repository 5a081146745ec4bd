/* test_kernels.c — exp, log, tanh and sigmoid against the C library's long double: every exponent, both signs,
 * denormals, zeros, infinities, NaN; and the same bits from every level with a multiply-add. */
#include "core/kernels/kernels.h"
#include "core/kernels/cpu_dispatch.h"
#include "core/random.h"
#include "check.h"
#include <float.h>
#include <stdint.h>

LEHR_DECLARE_LEVELS(const lehr_kernels, lehr_kernels);

#ifdef LEHR_DOUBLE
enum { EXPONENTS = 2047, FRACTION = 52 };
typedef uint64_t bits;
#define SMALLEST DBL_MIN
#define NEXT(x)  nextafter(x, INFINITY)
#else
enum { EXPONENTS = 255, FRACTION = 23 };
typedef uint32_t bits;
#define SMALLEST FLT_MIN
#define NEXT(x)  nextafterf(x, INFINITY)
#endif

enum { EACH = 64, N = EXPONENTS * EACH };       /* numbers of every exponent */

static long double true_sigmoid(long double x) { return 1 / (1 + expl(-x)); }

static const struct { const char *name; size_t at; long double (*true_one)(long double); double ulps; } functions[] = {
    { "exp",     offsetof(lehr_kernels, exp),     expl,         1.1 },
    { "log",     offsetof(lehr_kernels, log),     logl,         1   },
    { "tanh",    offsetof(lehr_kernels, tanh),    tanhl,        2.5 },
    { "sigmoid", offsetof(lehr_kernels, sigmoid), true_sigmoid, 2.5 },
};

typedef void over_a_buffer(size_t n, const lehr_real *x, lehr_real *y);

static over_a_buffer *function(const lehr_kernels *k, int i)
{
    over_a_buffer *f;
    memcpy(&f, (const char *)k + functions[i].at, sizeof f);
    return f;
}

static lehr_real x[N], y[N], other[N];

/* Random fractions and signs, EACH of every exponent, the denormals' among them. */
static void fill(void)
{
    lehr_random r;
    lehr_random_seed(&r, 1);
    for (int i = 0; i < N; i++) {
        uint64_t random = (uint64_t)lehr_random_bits(&r) << 32 | lehr_random_bits(&r);
        bits b = (bits)random & (((bits)1 << FRACTION) - 1);
        b |= (bits)(i / EACH) << FRACTION | (bits)(random >> 63) << (8 * sizeof b - 1);
        memcpy(&x[i], &b, sizeof b);
    }
    x[0] = (lehr_real)0x1.4cbfd8p+2;               /* where float's exp is off the most: found by trying every number */
    x[1] = (lehr_real)0x1.291004p+5;
}

/* In units of the last place of the true value; a denormal's unit is the smallest denormal. */
static double error_of(lehr_real got, long double right)
{
    lehr_real nearest = (lehr_real)right, size = nearest < 0 ? -nearest : nearest;
    if (isnan(nearest)) return isnan(got) ? 0 : INFINITY;
    if (isinf(nearest) || isinf(got)) return got == nearest ? 0 : INFINITY;
    return (double)(fabsl((long double)got - right) / (long double)(NEXT(size) - size));
}

static void errors_stay_below_their_bounds(void **state)
{
    (void)state;
    fill();
    for (size_t f = 0; f < COUNT(functions); f++) {
        function(lehr_kernels_here(), (int)f)(N, x, y);
        for (int i = 0; i < N; i++) {
            double error = error_of(y[i], functions[f].true_one((long double)x[i]));
            if (!(error <= functions[f].ulps))
                fail_msg("%s(%.17g) is %.17g: off by %g units", functions[f].name, (double)x[i], (double)y[i], error);
        }
    }
}

static void special_values_are_exact(void **state)
{
    (void)state;
    static const lehr_real in[] = { 0, -0.0, INFINITY, -INFINITY };
    static const double right[][4] = {
        { 1, 1, INFINITY, 0 }, { -INFINITY, -INFINITY, INFINITY, NAN }, { 0, -0.0, 1, -1 }, { 0.5, 0.5, 1, 0 }
    };
    for (int f = 0; f < 4; f++) {
        lehr_real out[4], nan = NAN;
        function(lehr_kernels_here(), f)(4, in, out);
        for (int i = 0; i < 4; i++)
            if (isnan(right[f][i]) ? !isnan(out[i])
                                   : (double)out[i] != right[f][i] || !signbit(out[i]) != !signbit(right[f][i]))
                fail_msg("%s(%g) is %g", functions[f].name, (double)in[i], (double)out[i]);
        function(lehr_kernels_here(), f)(1, &nan, &nan);
        assert_true(isnan(nan));
    }
}

/* Of any length, alone or in the middle of a buffer, a number gets the same result. */
static void neighbours_do_not_matter(void **state)
{
    (void)state;
    fill();
    for (int f = 0; f < 4; f++) {
        function(lehr_kernels_here(), f)(N, x, y);
        for (int length = 1; length < 40; length++) {
            function(lehr_kernels_here(), f)((size_t)length, x + 1000, other);
            for (int i = 0; i < length; i++)
                assert_true(isnan(other[i]) ? isnan(y[1000 + i]) : other[i] == y[1000 + i]);
        }
    }
}

static void levels_with_a_multiply_add_agree(void **state)
{
    (void)state;
#ifdef LEHR_X86_LEVELS
    if (strcmp(lehr_kernels_here()->level, "v4")) {
        print_message("this machine, or LEHR_LEVEL, has no v4 to compare with v3\n");
        skip();
    }
    fill();
    for (int f = 0; f < 4; f++) {
        function(&lehr_kernels_v3, f)(N, x, y);
        function(&lehr_kernels_v4, f)(N, x, other);
        for (int i = 0; i < N; i++) assert_true(isnan(y[i]) ? isnan(other[i]) : !memcmp(&y[i], &other[i], sizeof y[i]));
    }
#else
    skip();
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_stay_below_their_bounds),
        cmocka_unit_test(special_values_are_exact),
        cmocka_unit_test(neighbours_do_not_matter),
        cmocka_unit_test(levels_with_a_multiply_add_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
