/* test_null_arguments_nn.c — NULL, empty structs and nonsense given to every public function of nn: an error, no
 * crash. */
#include "check.h"
#include "nn/accuracy.h"
#include "nn/layers.h"
#include "nn/ops.h"

static lehr_tape *tape;
static lehr_params *ps;
static lehr_random stream;

#define refused(call) do { \
    lehr_tape_begin(tape, LEHR_TRAIN); \
    assert_null(call); \
    assert_true(lehr_tape_status(tape) != LEHR_OK && lehr_message()[0]); \
} while (0)

static void operations_refuse_missing_inputs(void **state)
{
    (void)state;
    static const lehr_real two[2] = {0};
    const lehr_window none = {0};
    const lehr_running empty = {0};
    lehr_tensor *w = lehr_param(ps, "w", LEHR_VECTOR(1));
    refused(lehr_linear(tape, NULL, NULL, NULL));
    refused(lehr_linear(tape, lehr_input(tape, LEHR_MATRIX(1, 2), two), NULL, NULL));
    refused(lehr_add(tape, NULL, NULL));
    refused(lehr_concat(tape, 2, NULL));
    refused(lehr_concat(tape, -1, NULL));
    refused(lehr_flatten(tape, NULL));
    refused(lehr_unflatten(tape, NULL, LEHR_SCALAR));
    refused(lehr_unflatten(tape, lehr_input(tape, LEHR_MATRIX(1, 2), two), (lehr_shape){ .rank = 99 }));
    refused(lehr_conv1d(tape, NULL, NULL, NULL, none));
    refused(lehr_conv2d(tape, NULL, NULL, NULL, none));
    refused(lehr_max_pool1d(tape, NULL, none));
    refused(lehr_max_pool2d(tape, NULL, none));
    refused(lehr_avg_pool1d(tape, NULL, none));
    refused(lehr_avg_pool2d(tape, NULL, none));
    refused(lehr_global_avg_pool(tape, NULL));
    refused(lehr_batch_norm(tape, NULL, NULL, NULL, empty));
    refused(lehr_batch_norm(tape, lehr_input(tape, LEHR_MATRIX(1, 2), two), w, w, empty));
    refused(lehr_dropout(tape, NULL, 0.5, &stream));
    refused(lehr_dropout(tape, lehr_input(tape, LEHR_MATRIX(1, 2), two), 0.5, NULL));
    refused(lehr_tanh(tape, NULL));
    refused(lehr_sigmoid(tape, NULL));
    refused(lehr_relu(tape, NULL));
    refused(lehr_leaky_relu(tape, NULL, 0.1));
    refused(lehr_elu(tape, NULL, 1));
    refused(lehr_softplus(tape, NULL));
}

static void losses_refuse_missing_inputs(void **state)
{
    (void)state;
    static const lehr_real two[2] = {0};
    static const int label[1] = {0};
    refused(lehr_half_mse(tape, NULL, NULL));
    refused(lehr_logistic_cross_entropy(tape, NULL, NULL));
    refused(lehr_softmax_cross_entropy(tape, NULL, label));
    refused(lehr_softmax_cross_entropy(tape, lehr_input(tape, LEHR_MATRIX(1, 2), two), NULL));
    refused(lehr_label_smoothing(tape, NULL, label, 0.1));
    refused(lehr_mse(tape, NULL, NULL));
    refused(lehr_l1(tape, NULL, NULL));
    refused(lehr_smooth_l1(tape, NULL, NULL, 1));
    refused(lehr_sequence(tape, NULL, NULL));
}

static void layers_refuse_missing_arguments(void **state)
{
    (void)state;
    lehr_layer net[] = LEHR_NET(LEHR_LINEAR("fc", 1, 1)), layer;
    lehr_layer hollow[] = LEHR_NET(LEHR_CONCAT(NULL));
    lehr_initializer how = {0};
    assert_fails(lehr_sequence_init(NULL, ps, "xavier", &stream), LEHR_ERR_VALUE, "NULL");
    assert_fails(lehr_sequence_init(net, NULL, "xavier", &stream), LEHR_ERR_VALUE, "NULL");
    assert_fails(lehr_sequence_init(net, ps, NULL, &stream), LEHR_ERR_VALUE, "NULL");
    assert_fails(lehr_sequence_init(net, ps, "xavier", NULL), LEHR_ERR_VALUE, "the random stream");
    assert_fails(lehr_sequence_init_with(net, ps, NULL, &stream), LEHR_ERR_VALUE, "NULL");
    assert_fails(lehr_sequence_init_with(net, ps, &how, &stream), LEHR_ERR_VALUE, "NULL");
    assert_int_equal(lehr_sequence_init(hollow, ps, "xavier", &stream), LEHR_OK);
    refused(lehr_sequence(tape, hollow, NULL));
    refused(lehr_sequence(tape, net, NULL));
    assert_fails(lehr_activation(NULL, "tanh"), LEHR_ERR_VALUE, "layer is NULL");
    assert_fails(lehr_activation(&layer, NULL), LEHR_ERR_VALUE, "text is NULL");
    assert_fails(lehr_initializer_parse(NULL, "xavier"), LEHR_ERR_VALUE, "how is NULL");
    assert_fails(lehr_initializer_parse(&how, NULL), LEHR_ERR_VALUE, "text is NULL");
    lehr_initializer_draw(NULL, &stream, NULL);
    lehr_initializer_draw(&how, NULL, NULL);
}

static const lehr_layer_kind idle = { { .name = "idle" }, NULL, NULL };

static void a_kind_without_forward_is_refused(void **state)
{
    (void)state;
    static const lehr_real one[1] = {0};
    lehr_layer net[] = LEHR_NET({ .kind = &idle });
    refused(lehr_sequence(tape, net, lehr_input(tape, LEHR_MATRIX(1, 1), one)));
    assert_non_null(strstr(lehr_message(), "idle"));
}

static int open_tape(void **state)
{
    (void)state;
    lehr_random_seed(&stream, 0);
    return !(tape = lehr_tape_new()) || !(ps = lehr_params_new());
}

static int close_tape(void **state)
{
    (void)state;
    lehr_tape_free(tape);
    lehr_params_free(ps);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(operations_refuse_missing_inputs),
        cmocka_unit_test(losses_refuse_missing_inputs),
        cmocka_unit_test(layers_refuse_missing_arguments),
        cmocka_unit_test(a_kind_without_forward_is_refused),
    };
    return cmocka_run_group_tests(tests, open_tape, close_tape);
}
