/* test_net.c — arrays of layers with their end, and the share of correct answers. */
#include "check.h"
#include "nn/accuracy.h"
#include "nn/layers.h"
#include "nn/ops.h"

static void a_net_has_its_length(void **state)
{
    (void)state;
    const lehr_layer net[] = LEHR_NET(LEHR_LINEAR("fc1", 2, 3), LEHR_TANH, LEHR_LINEAR("fc2", 3, 4));
    static const lehr_layer empty[1];
    assert_int_equal(lehr_net_length(net), 3);
    assert_int_equal(lehr_net_length(net + 1), 2);
    assert_int_equal(lehr_net_length(empty), 0);
    assert_int_equal(lehr_net_length(NULL), -1);
    assert_non_null(strstr(lehr_message(), "the net is NULL"));
}

static void an_array_without_end_is_refused(void **state)
{
    (void)state;
    static lehr_layer endless[LEHR_MAX_NET_LAYERS + 1];
    for (size_t i = 0; i < COUNT(endless); i++) endless[i] = (lehr_layer)LEHR_TANH;
    lehr_random r;
    lehr_params *ps = lehr_params_new();
    lehr_tape *t = lehr_tape_new();
    lehr_random_seed(&r, 0);
    static const char says[] = "more than 1000 layers; does the array end with a layer without a kind";
    assert_fails(lehr_sequence_init(endless, ps, "xavier", &r), LEHR_ERR_VALUE, says);
    lehr_tape_begin(t, LEHR_EVAL);
    assert_null(lehr_sequence(t, endless, lehr_input(t, LEHR_MATRIX(1, 1), (const lehr_real[]){ 1 })));
    assert_fails(lehr_tape_status(t), LEHR_ERR_VALUE, says);
    endless[LEHR_MAX_NET_LAYERS] = (lehr_layer){0};
    assert_int_equal(lehr_net_length(endless), LEHR_MAX_NET_LAYERS);
    assert_int_equal(lehr_sequence_init(endless, ps, "xavier", &r), LEHR_OK);
    lehr_tape_free(t);
    lehr_params_free(ps);
}

static double accuracy(lehr_shape shape, const lehr_real *logits, const int *labels)
{
    lehr_tape *t = lehr_tape_new();
    lehr_tape_begin(t, LEHR_EVAL);
    double a = lehr_accuracy(lehr_input(t, shape, logits), labels);
    lehr_tape_free(t);
    return a;
}

static void accuracy_counts_the_largest(void **state)
{
    (void)state;
    static const lehr_real three[] = { 1, 5, 0, 2,                          /* classes 0, 0, 2 and, of two equal, 1 */
                                       0, 2, 1, 7,
                                       -1, 3, 4, 7 };
    static const lehr_real one[] = { -1, 2, 0, 3 };                         /* classes 0, 1, 1, 1 */
    assert_true(accuracy(LEHR_MATRIX(3, 4), three, (const int[]){ 0, 0, 2, 1 }) == 1);
    assert_true(accuracy(LEHR_MATRIX(3, 4), three, (const int[]){ 1, 0, 2, 2 }) == 0.5);
    assert_true(accuracy(LEHR_MATRIX(1, 4), one, (const int[]){ 0, 1, 1, 1 }) == 1);
    assert_true(accuracy(LEHR_MATRIX(1, 4), one, (const int[]){ 0, 0, 0, 1 }) == 0.5);
    assert_true(accuracy(LEHR_MATRIX(3, 1), three, (const int[]){ 7 }) == 0);
}

static void accuracy_of_nonsense_is_nan(void **state)
{
    (void)state;
    static const lehr_real v[4] = {0};
    assert_true(isnan(lehr_accuracy(NULL, (const int[]){ 0 })));
    assert_non_null(strstr(lehr_message(), "accuracy: logits is NULL"));
    assert_true(isnan(accuracy(LEHR_MATRIX(2, 2), v, NULL)));
    assert_non_null(strstr(lehr_message(), "accuracy: labels is NULL"));
    assert_true(isnan(accuracy(LEHR_VECTOR(4), v, (const int[]){ 0 })));
    assert_non_null(strstr(lehr_message(), "[classes x samples]"));
}

static lehr_tensor *leak_of(lehr_tape *t, const lehr_layer *self, lehr_tensor *x)
{
    return lehr_leaky_relu(t, x, self->user[3]);
}

static const lehr_layer_kind leak = {
    { .name = "leak",
      .params = { { .name = "slope", .field = offsetof(lehr_layer, user[3]), .default_value = 0.5, .max = 1 } } },
    NULL,
    leak_of
};

static void a_programs_own_kind_has_settings(void **state)
{
    (void)state;
    static const lehr_real x[] = { -4, 2 };
    lehr_tape *t = lehr_tape_new();
    lehr_layer net[] = LEHR_NET({ .kind = &leak, .user = { [3] = 0.25 } }, LEHR_TANH);
    assert_int_equal(lehr_registry_add(&lehr_activations, &leak.entry), LEHR_OK);
    assert_int_equal(lehr_activation(&net[1], "leak"), LEHR_OK);
    assert_true(net[1].user[3] == 0.5);
    assert_int_equal(lehr_activation(&net[1], "leak:slope=0.125"), LEHR_OK);
    lehr_tape_begin(t, LEHR_EVAL);
    const lehr_tensor *y = lehr_sequence(t, net, lehr_input(t, LEHR_MATRIX(1, 2), x));
    assert_true(y->data[0] == (lehr_real)-0.125 && y->data[1] == 2);
    lehr_tape_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_net_has_its_length),
        cmocka_unit_test(an_array_without_end_is_refused),
        cmocka_unit_test(accuracy_counts_the_largest),
        cmocka_unit_test(a_programs_own_kind_has_settings),
        cmocka_unit_test(accuracy_of_nonsense_is_nan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
