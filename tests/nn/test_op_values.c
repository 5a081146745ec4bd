/* test_op_values.c — operations next to values worked out by hand, at the far ends of the numbers, and what they
 * refuse. */
#include "check.h"
#include "core/params.h"
#include "nn/ops.h"

/* A parameter z to work on; what is recorded lasts until the next one. */
static lehr_params *ps;
static lehr_tape *t;

static lehr_tensor *given(lehr_shape s, const lehr_real *v)
{
    lehr_params_free(ps);
    ps = lehr_params_new();
    lehr_tensor *z = lehr_param(ps, "z", s);
    memcpy(z->data, v, z->size * sizeof *v);
    lehr_tape_begin(t, LEHR_TRAIN);
    return z;
}

#define GIVEN(m, n, ...) given(LEHR_MATRIX(m, n), (const lehr_real[]){ __VA_ARGS__ })

static int begin(void **state)
{
    (void)state;
    t = lehr_tape_new();
    return t ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    lehr_params_free(ps);
    lehr_tape_free(t);
    ps = NULL;
    return 0;
}

/* --- one number in, one out --------------------------------------------------------------------------------------- */

static lehr_tensor *tanh_of(lehr_tensor *z)  { return lehr_tanh(t, z); }
static lehr_tensor *sigmoid(lehr_tensor *z)  { return lehr_sigmoid(t, z); }
static lehr_tensor *relu(lehr_tensor *z)     { return lehr_relu(t, z); }
static lehr_tensor *leaky(lehr_tensor *z)    { return lehr_leaky_relu(t, z, 0.25); }

static double sigmoid_by_hand(double z) { return 1 / (1 + exp(-z)); }
static double relu_by_hand(double z)    { return z < 0 ? 0 : z; }
static double leaky_by_hand(double z)   { return z < 0 ? z / 4 : z; }

/* Errors in units of one rounding: relative for sigmoid; absolute for tanh, which is 1 less something. */
static const struct {
    const char *name;
    lehr_tensor *(*of)(lehr_tensor *z);
    double (*by_hand)(double z), low, slope_at_0, slope_below;
} curves[] = {
    { "tanh", tanh_of, tanh, -1, 1, 0 },
    { "sigmoid", sigmoid, sigmoid_by_hand, 0, 0.25, 0 },
    { "relu", relu, relu_by_hand, 0, 0, 0 }, /* PyTorch's choice at 0 */
    { "leaky_relu", leaky, leaky_by_hand, -INFINITY, 0.25, 0.25 },
};

static void curves_are_those_of_the_book(void **state)
{
    (void)state;
    static lehr_real v[4001];
    for (int i = 0; i <= 4000; i++) v[i] = (lehr_real)((i - 2000) / 100.0);                 /* −20 … 20 */
    for (size_t c = 0; c < COUNT(curves); c++) {
        const lehr_tensor *a = curves[c].of(given(LEHR_VECTOR(4001), v));
        assert_true(lehr_same_shape(a->shape, LEHR_VECTOR(4001)));
        for (int i = 0; i <= 4000; i++) {
            double want = curves[c].by_hand((double)v[i]);
            assert_near((double)a->data[i], want, 4 * ROUNDING * (c ? fabs(want) : 1));
        }
    }
}

/* At ±10,000 and ±infinity: where the curve ends, exactly, with a slope that is a number. */
static void curves_end_where_they_should(void **state)
{
    (void)state;
    for (size_t c = 0; c < COUNT(curves); c++) {
        bool bounded = c < 2;
        lehr_tensor *z = GIVEN(1, 7, (lehr_real)-INFINITY, (lehr_real)-1e4, -100, 0, 100, (lehr_real)1e4,
                               (lehr_real)INFINITY);
        const lehr_tensor *a = curves[c].of(z);
        assert_near((double)a->data[0], curves[c].low, 0);
        assert_near((double)a->data[1], bounded ? curves[c].low : curves[c].by_hand(-1e4), 0);
        assert_near((double)a->data[5], bounded ? 1 : 1e4, 0);
        assert_near((double)a->data[6], bounded ? 1 : INFINITY, 0);
        a = curves[c].of(z = GIVEN(1, 3, (lehr_real)-1e4, 0, (lehr_real)1e4));
        for (int i = 0; i < 3; i++) a->grad[i] = 1;
        a->op->backward((lehr_tensor *)a);
        assert_near((double)z->grad[0], curves[c].slope_below, 0);
        assert_near((double)z->grad[1], curves[c].slope_at_0, 0);
        assert_near((double)z->grad[2], bounded ? 0 : 1, 0);
    }
}

/* --- by hand ------------------------------------------------------------------------------------------------------ */

#define assert_numbers(got, ...)                                                                                       \
    check_numbers(got, sizeof(const double[]){ __VA_ARGS__ } / sizeof(double), (const double[]){ __VA_ARGS__ })
static void check_numbers(const lehr_real *got, size_t n, const double *want)
{
    for (size_t i = 0; i < n; i++) assert_near((double)got[i], want[i], 4 * ROUNDING * fmax(1, fabs(want[i])));
}

/* Whole numbers: exact. W [2 x 3], x [3 x 2]; then L = Σ(z − y)²/2m with y = 0, so dz = z/2. */
static void linear_by_hand(void **state)
{
    (void)state;
    lehr_tensor *x = GIVEN(3, 2, 1, 4, 2, 5, 3, 6), *W = lehr_param(ps, "W", LEHR_MATRIX(2, 3)),
                *b = lehr_param(ps, "b", LEHR_VECTOR(2));
    for (int i = 0; i < 6; i++) W->data[i] = (lehr_real)(i - 2);                            /* −2 −1 0; 1 2 3 */
    b->data[0] = 10;
    b->data[1] = -20;
    lehr_tensor *z = lehr_linear(t, x, W, b);
    assert_true(lehr_same_shape(z->shape, LEHR_MATRIX(2, 2)));
    assert_numbers(z->data, 6, -3, -6, 12);
    assert_int_equal(lehr_backward(t, lehr_half_mse(t, z, (const lehr_real[4]){ 0 })), LEHR_OK);
    assert_numbers(z->grad, 3, -1.5, -3, 6);
    assert_numbers(b->grad, 1.5, 3);
    assert_numbers(W->grad, -3, -1.5, 0, 21, 24, 27);
    assert_numbers(x->grad, -9, 9, -9, 13.5, -9, 18);
}

static void half_mse_by_hand(void **state)
{
    (void)state;
    lehr_tensor *z = GIVEN(2, 2, 1, 2, 3, 4), *L = lehr_half_mse(t, z, (const lehr_real[]){ 0, 2, 1, 1 });
    assert_int_equal(lehr_backward(t, L), LEHR_OK);
    assert_near((double)L->data[0], (1 + 0 + 4 + 9) / 4.0, 0);
    assert_numbers(z->grad, 0.5, 0, 1, 1.5);
    assert_int_equal(L->shape.rank, 0);
}

/* Samples (0, 0, 0) and (ln 1, ln 2, ln 3): p = 1/3 each, and 1/6, 2/6, 3/6. */
static void softmax_by_hand(void **state)
{
    (void)state;
    lehr_tensor *z = GIVEN(3, 2, 0, 0, 0, (lehr_real)log(2), 0, (lehr_real)log(3)),
                *L = lehr_softmax_cross_entropy(t, z, (const int[]){ 1, 2 });
    assert_int_equal(lehr_backward(t, L), LEHR_OK);
    assert_near((double)L->data[0], (log(3) + log(2)) / 2, 4 * ROUNDING);
    assert_numbers(z->grad, 1 / 6.0, 1 / 12.0, -1 / 3.0, 1 / 6.0, 1 / 6.0, -1 / 4.0);
}

/* a = 1/2 and 3/4, asked for 1 and 0; and once half and half. */
static void logistic_by_hand(void **state)
{
    (void)state;
    lehr_tensor *z = GIVEN(1, 3, 0, (lehr_real)log(3), (lehr_real)log(3)),
                *L = lehr_logistic_cross_entropy(t, z, (const lehr_real[]){ 1, 0, 0.5 });
    assert_int_equal(lehr_backward(t, L), LEHR_OK);
    assert_near((double)L->data[0], (log(2) + log(4) + (log(4) + log(4 / 3.0)) / 2) / 3, 4 * ROUNDING);
    assert_numbers(z->grad, -1 / 6.0, 1 / 4.0, 1 / 12.0);
}

/* --- losses far out ----------------------------------------------------------------------------------------------- */

static lehr_real loss_of(lehr_tensor *L, const lehr_tensor *z)
{
    assert_int_equal(lehr_backward(t, L), LEHR_OK);
    assert_int_equal(lehr_find_nonfinite(z->grad, z->size), z->size);
    return L->data[0];
}

/* However sure a net is, and however wrong: no logarithm of 0, no infinity over infinity. */
static void losses_stay_numbers(void **state)
{
    (void)state;
    static const double far[] = { 100, 1e4, 1e30 };
    static const lehr_real one[] = { 1 }, none[] = { 0 };
    static const int first[] = { 0 };
    for (size_t i = 0; i < COUNT(far); i++) {
        lehr_real v = (lehr_real)far[i];
        lehr_tensor *z = GIVEN(1, 1, v);
        assert_true(loss_of(lehr_logistic_cross_entropy(t, z, one), z) <= (lehr_real)exp(-100) && z->grad[0] <= 0);
        z = GIVEN(1, 1, v);
        assert_true(loss_of(lehr_logistic_cross_entropy(t, z, none), z) == v && z->grad[0] == 1);
        z = GIVEN(1, 1, -v);
        assert_true(loss_of(lehr_logistic_cross_entropy(t, z, one), z) == v && z->grad[0] == -1);
        z = GIVEN(1, 1, -v);
        assert_true(loss_of(lehr_logistic_cross_entropy(t, z, none), z) <= (lehr_real)exp(-100) && z->grad[0] >= 0);
        z = GIVEN(3, 1, v, -v, 0);
        assert_true(loss_of(lehr_softmax_cross_entropy(t, z, first), z) == 0);
        z = GIVEN(3, 1, -v, v, 0);
        assert_true(loss_of(lehr_softmax_cross_entropy(t, z, first), z) == 2 * v && z->grad[0] == -1 &&
                    z->grad[1] == 1);
    }
}

/* Eighths plus whole numbers are exact, so not a bit may change. */
static void softmax_sees_only_differences(void **state)
{
    (void)state;
    static const int label[] = { 2, 0, 1, 2, 1 }, shift[] = { 0, 1, -7, 1000, -100000 };
    lehr_real first[16];
    for (size_t s = 0; s < COUNT(shift); s++) {
        lehr_real v[15];
        for (int i = 0; i < 15; i++) v[i] = (lehr_real)((i * 7 % 15 - 7) / 8.0 + shift[s] * (i % 5 == 3 ? -1 : 1));
        lehr_tensor *z = given(LEHR_MATRIX(3, 5), v);
        lehr_real L = loss_of(lehr_softmax_cross_entropy(t, z, label), z);
        if (!s) memcpy(first, z->grad, 15 * sizeof *first);
        if (!s) first[15] = L;
        assert_true(L == first[15]);
        assert_memory_equal(z->grad, first, 15 * sizeof *first);
    }
}

/* Two classes are one yes or no about their difference. */
static void two_classes_are_one_question(void **state)
{
    (void)state;
    for (double d = -30; d <= 30; d += 0.37) {
        lehr_tensor *z = GIVEN(2, 1, (lehr_real)d, 0);
        lehr_real many = loss_of(lehr_softmax_cross_entropy(t, z, (const int[]){ 0 }), z), slope = z->grad[0];
        z = GIVEN(1, 1, (lehr_real)d);
        lehr_real one = loss_of(lehr_logistic_cross_entropy(t, z, (const lehr_real[]){ 1 }), z);
        assert_near((double)many, (double)one, 4 * ROUNDING * fmax(1, fabs(d)));
        assert_near((double)slope, (double)z->grad[0], 4 * ROUNDING);
    }
}

/* --- what is refused ---------------------------------------------------------------------------------------------- */

static lehr_tensor *soft(lehr_tensor *z, int label)
{
    return lehr_softmax_cross_entropy(t, z, (const int[]){ 0, 1, label, 0 });
}
static lehr_tensor *yes_no(lehr_tensor *z, double y)
{
    return lehr_logistic_cross_entropy(t, z, (const lehr_real[]){ 0, 1, 0.5, 0, 0, 1, (lehr_real)y, 0 });
}

#define assert_told(refused, code, says)                                                                               \
    do {                                                                                                               \
        assert_null(refused);                                                                                          \
        assert_fails(lehr_backward(t, NULL), code, says);                                                              \
    } while (0)

static void what_makes_no_sense_is_refused(void **state)
{
    (void)state;
    static const lehr_real v[8] = { 0 };
    lehr_shape s = LEHR_MATRIX(2, 4);
    static const int bad[] = { -1, 2, 3, -2147483647, 2147483647 };
    for (size_t i = 0; i < COUNT(bad); i++) {
        char says[200];
        snprintf(says, sizeof says,
                 "softmax_cross_entropy: the label of sample 2 is %d; z has 2 rows, so labels go from 0 to 1", bad[i]);
        assert_told(soft(given(s, v), bad[i]), LEHR_ERR_VALUE, says);
    }
    assert_told(lehr_softmax_cross_entropy(t, given(s, v), NULL), LEHR_ERR_SHAPE, "the labels are NULL; z is [2 x 4]");
    assert_told(soft(given(LEHR_VECTOR(4), v), 0), LEHR_ERR_SHAPE, "z is [4]; it must be [classes x samples]");
    assert_told(yes_no(given(s, v), 1.001), LEHR_ERR_VALUE, "logistic_cross_entropy: y at [1, 2] is 1.00");
    assert_told(yes_no(given(s, v), -1), LEHR_ERR_VALUE, "y at [1, 2] is -1; it must lie in 0 … 1");
    assert_told(yes_no(given(s, v), NAN), LEHR_ERR_VALUE, "y at [1, 2] is nan");
    assert_told(lehr_logistic_cross_entropy(t, given(s, v), NULL), LEHR_ERR_SHAPE, "y is NULL");
    assert_told(lehr_half_mse(t, given(s, v), NULL), LEHR_ERR_SHAPE, "y is NULL");
    assert_told(lehr_logistic_cross_entropy(t, given(LEHR_SCALAR, v), v), LEHR_ERR_SHAPE,
                "a dimension that counts the samples");
    assert_told(lehr_half_mse(t, given(LEHR_SCALAR, v), v), LEHR_ERR_SHAPE, "a dimension that counts the samples");
    assert_told(lehr_leaky_relu(t, given(s, v), NAN), LEHR_ERR_VALUE, "leaky_relu: slope is nan");
    assert_told(lehr_leaky_relu(t, given(s, v), INFINITY), LEHR_ERR_VALUE, "leaky_relu: slope is inf");
    lehr_tensor *L = soft(given(s, v), 1);
    assert_int_equal(lehr_backward(t, L), LEHR_OK);                                      /* and nothing of it lingers */
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(curves_are_those_of_the_book),
        CASE(curves_end_where_they_should),
        CASE(linear_by_hand),
        CASE(half_mse_by_hand),
        CASE(softmax_by_hand),
        CASE(logistic_by_hand),
        CASE(losses_stay_numbers),
        CASE(softmax_sees_only_differences),
        CASE(two_classes_are_one_question),
        CASE(what_makes_no_sense_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
