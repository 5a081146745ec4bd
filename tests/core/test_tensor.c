/* test_tensor.c — impossible shapes are refused, parameters lie in one flat buffer, and every NaN is found. */
#include "check.h"
#include <limits.h>
#include "core/params.h"

#define CUBE(a, b, c) (lehr_shape){ 3, { (a), (b), (c) } }

/* --- shapes ------------------------------------------------------------------------------------------------------- */

static const struct { lehr_shape s; size_t size; const char *text; size_t i; const char *place;
} shape_rows[] = {
    { { 0, { 0 } }, 1, "a single number", 0, "" },
    { { 1, { 1 } }, 1, "[1]", 0, "[0]" },
    { { 1, { 7 } }, 7, "[7]", 6, "[6]" },
    { { 2, { 32, 12 } }, 384, "[32 x 12]", 47, "[3, 11]" },
    { { 2, { 1, 5 } }, 5, "[1 x 5]", 4, "[0, 4]" },
    { { 3, { 2, 3, 4 } }, 24, "[2 x 3 x 4]", 23, "[1, 2, 3]" },
    { { 4, { 3, 28, 28, 5 } }, 11760, "[3 x 28 x 28 x 5]", 3921, "[1, 0, 0, 1]" },
    { { 2, { 0, 5 } }, 0, "[0 x 5]", 0, NULL },
    { { 2, { 5, 0 } }, 0, "[5 x 0]", 0, NULL },
    { { 1, { -1 } }, 0, "[-1]", 0, NULL },
    { { 2, { -3, -4 } }, 0, "[-3 x -4]", 0, NULL },
    { { 4, { INT_MAX, INT_MAX, INT_MAX, INT_MAX } },
      0,
      "[2147483647 x 2147483647 x 2147483647 x 2147483647]",
      0,
      NULL },
    { { 4, { INT_MIN, INT_MIN, INT_MIN, INT_MIN } },
      0,
      "[-2147483648 x -2147483648 x -2147483648 x -2147483648]",
      0,
      NULL },
    /* 2⁶³ numbers: fit, their bytes do not */
    { { 3, { 1 << 21, 1 << 21, 1 << 21 } }, 0, "[2097152 x 2097152 x 2097152]", 0, NULL },
    /* 2⁶⁴: would wrap to 0 */
    { { 4, { 65536, 65536, 65536, 65536 } }, 0, "[65536 x 65536 x 65536 x 65536]", 0, NULL },
    /* would wrap to 2⁴⁸ */
    { { 4, { 65536, 65536, 65536, 65537 } }, 0, "[65536 x 65536 x 65536 x 65537]", 0, NULL },
};

static void a_shape_has_a_size_a_text_and_places(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(shape_rows); i++) {
        assert_int_equal(lehr_size(shape_rows[i].s), shape_rows[i].size);
        assert_string_equal(lehr_shape_text(shape_rows[i].s).s, shape_rows[i].text);
        if (shape_rows[i].place)
            assert_string_equal(lehr_index_text(shape_rows[i].s, shape_rows[i].i).s, shape_rows[i].place);
        for (size_t k = 0; k < COUNT(shape_rows); k++)
            assert_int_equal(lehr_same_shape(shape_rows[i].s, shape_rows[k].s), i == k);
    }
    /* entries past the rank are not read  */
    assert_true(lehr_same_shape((lehr_shape){ 1, { 3, 9 } }, (lehr_shape){ 1, { 3, 8 } }));
}

/* One NaN at each place of arrays of each length around the width of the vector loop, alone and before another NaN.
 */
static void no_nan_is_overlooked(void **state)
{
    (void)state;
    static const double bad[] = { NAN, INFINITY, -INFINITY };
    lehr_real v[100] = {0};
    for (size_t n = 0; n <= COUNT(v); n++) {
        for (size_t i = 0; i < n; i++) v[i] = (lehr_real)(i % 3 == 0 ? -0.0 : i % 3 == 1 ? 3e38 : -1e-38);
        assert_int_equal(lehr_find_nonfinite(v, n), n);
        for (size_t i = 0; i < 3 * n; i++) {
            lehr_real kept = v[i / 3], last = v[n - 1];
            v[n - 1] = (lehr_real)NAN;
            v[i / 3] = (lehr_real)bad[i % 3];
            assert_int_equal(lehr_find_nonfinite(v, n), i / 3);
            v[n - 1] = last;
            v[i / 3] = (lehr_real)bad[i % 3];
            assert_int_equal(lehr_find_nonfinite(v, n), i / 3);
            v[i / 3] = kept;
        }
    }
}

/* --- parameters --------------------------------------------------------------------------------------------------- */

static lehr_shape shape_of(int i)
{
    return i % 3 == 0 ? LEHR_VECTOR(i + 1) : i % 3 == 1 ? LEHR_MATRIX(i, 7) : CUBE(3, 1, i);
}

static lehr_tensor *add(lehr_params *ps, int i)
{
    static char name[80000];                                        /* so long that it needs a block of its own       */
    snprintf(name, sizeof name, "p%0*d.weight", i == 230 ? 70000 : 1, i);
    return lehr_param(ps, name, shape_of(i));
}

/* After each addition: one buffer without gaps, in order, aligned, with all that was written before. */
static void check_flat(const lehr_params *ps, int count)
{
    size_t at = 0;
    for (int i = 0; i < count; i++) {
        const lehr_tensor *p = lehr_params_at(ps, i);
        assert_true(lehr_same_shape(p->shape, shape_of(i)) && p->size == lehr_size(p->shape) && !p->op);
        assert_ptr_equal(p->data, lehr_params_data(ps) + at);
        assert_ptr_equal(p->grad, lehr_params_grad(ps) + at);
        assert_ptr_equal(lehr_params_owner(ps, at), p);
        assert_ptr_equal(lehr_params_owner(ps, at + p->size - 1), p);
        assert_ptr_equal(lehr_params_find(ps, p->name), p);
        for (size_t k = 0; k < p->size; k++)
            assert_true(p->data[k] == (lehr_real)(at + k) && p->grad[k] == -(lehr_real)(at + k));
        at += p->size;
    }
    assert_int_equal(lehr_params_size(ps), at);
    assert_int_equal((uintptr_t)lehr_params_data(ps) % 64 + (uintptr_t)lehr_params_grad(ps) % 64, 0);
    assert_null(lehr_params_owner(ps, at));
    assert_null(lehr_params_at(ps, count));
    assert_null(lehr_params_at(ps, -1));
}

static void parameters_lie_side_by_side(void **state)
{
    (void)state;
    heap h = {0};
    heap_use(&h);
    lehr_params *ps = lehr_params_new();
    lehr_tensor *all[100];
    for (int i = 0; i < 100; i++) {
        size_t at = lehr_params_size(ps);
        assert_non_null(all[i] = add(ps, i));
        for (size_t k = 0; k < all[i]->size; k++) {
            assert_true(all[i]->data[k] == 0 && all[i]->grad[k] == 0);
            all[i]->data[k] = (lehr_real)(at + k);
            all[i]->grad[k] = -(lehr_real)(at + k);
        }
        check_flat(ps, i + 1);
    }
    /* tensors never move, their numbers may */
    for (int i = 0; i < 100; i++) assert_ptr_equal(all[i], lehr_params_at(ps, i));
    lehr_params_free(ps);
    heap_leave();
}

static void zero_grad_clears_gradients_only(void **state)
{
    (void)state;
    lehr_params *ps = lehr_params_new();
    lehr_zero_grad(ps);                                             /* none yet */
    for (int i = 0; i < 20; i++) add(ps, i);
    for (size_t i = 0; i < lehr_params_size(ps); i++)
        lehr_params_data(ps)[i] = lehr_params_grad(ps)[i] = (lehr_real)NAN;
    lehr_zero_grad(ps);
    for (size_t i = 0; i < lehr_params_size(ps); i++)
        assert_true(lehr_params_grad(ps)[i] == 0 && isnan(lehr_params_data(ps)[i]));
    lehr_params_free(ps);
}

static const struct { const char *name; lehr_shape s; lehr_status code; const char *says;
} bad_params[] = {
    { "fc1.weight", { 2, { 2, 2 } }, LEHR_ERR_NAME, "already a parameter called \"fc1.weight\"" },
    { "", { 2, { 2, 3 } }, LEHR_ERR_NAME, "of shape [2 x 3] has no name" },
    { NULL, { 1, { 3 } }, LEHR_ERR_NAME, "has no name" },
    { "x", { 2, { 0, 3 } }, LEHR_ERR_SHAPE, "x cannot have the shape [0 x 3]" },
    { "x", { 1, { -3 } }, LEHR_ERR_SHAPE, "x cannot have the shape [-3]" },
    { "x", { 4, { INT_MAX, INT_MAX, INT_MAX, INT_MAX } }, LEHR_ERR_SHAPE, "x cannot have the shape" },
    { "x",
      { 3, { 1 << 20, 1 << 20, sizeof(lehr_real) == 8 ? 1 << 19 : 1 << 20 } },
      LEHR_ERR_MEMORY,
      "more than any machine has" },
};

static void a_bad_parameter_is_not_added(void **state)
{
    (void)state;
    lehr_params *ps = lehr_params_new();
    lehr_tensor *w = lehr_param(ps, "fc1.weight", LEHR_MATRIX(2, 2));
    w->data[3] = 5;
    for (size_t i = 0; i < COUNT(bad_params); i++) {
        assert_refused(lehr_param(ps, bad_params[i].name, bad_params[i].s), bad_params[i].code, bad_params[i].says);
        assert_int_equal(lehr_params_size(ps), 4);
        assert_null(lehr_params_at(ps, 1));
        assert_true(w->data == lehr_params_data(ps) && w->data[3] == 5);
    }
    /* only the whole name counts; one number is a shape */
    assert_non_null(lehr_param(ps, "fc1.weight2", LEHR_SCALAR));
    assert_null(lehr_params_find(ps, "fc1"));
    lehr_params_free(ps);
    lehr_params_free(NULL);
}

static void names_are_copied(void **state)
{
    (void)state;
    lehr_params *ps = lehr_params_new();
    char name[] = "fc1.bias";
    lehr_tensor *b = lehr_param(ps, name, LEHR_VECTOR(1));
    strcpy(name, "gone");
    assert_string_equal(b->name, "fc1.bias");
    lehr_params_free(ps);
}

/* Whichever allocation fails: an error, nothing is lost, the next try succeeds, and no memory leaks. */
static void parameters_survive_any_refusal(void **state)
{
    (void)state;
    long n = 0;
    for (bool refused = true; refused; ) {
        heap h = { .refuse = ++n, .once = true };
        heap_use(&h);
        lehr_params *ps = lehr_params_new();
        refused = !ps;
        if (refused) ps = lehr_params_new();
        for (int i = 0; i < 40; i++) {
            lehr_tensor *p = add(ps, i + 200);
            if (!p) {
                assert_fails(lehr_last_status(), LEHR_ERR_MEMORY, "out of memory");
                assert_null(lehr_params_at(ps, i));
                p = add(ps, i + 200);
                refused = true;
            }
            for (size_t k = 0; k < p->size; k++) p->data[k] = (lehr_real)i;
        }
        for (int i = 0; i < 40; i++) {
            const lehr_tensor *p = lehr_params_at(ps, i);
            for (size_t k = 0; k < p->size; k++) assert_true(p->data[k] == (lehr_real)i);
        }
        lehr_params_free(ps);
        assert_int_equal(h.live, 0);
        heap_leave();
    }
    assert_in_range(n, 6, 100);                                 /* the loop ended because all allocations were tried  */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_shape_has_a_size_a_text_and_places), cmocka_unit_test(no_nan_is_overlooked),
        cmocka_unit_test(parameters_lie_side_by_side),          cmocka_unit_test(zero_grad_clears_gradients_only),
        cmocka_unit_test(a_bad_parameter_is_not_added),         cmocka_unit_test(names_are_copied),
        cmocka_unit_test(parameters_survive_any_refusal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
