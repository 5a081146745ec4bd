/* test_layers.c — nets of every kind of layer: PyTorch's names and shapes, gradients through all layers, training mode
 * and prediction. */
#include "check.h"
#include "core/gradcheck.h"
#include "core/kernels/thread_pool.h"
#include "nn/layers.h"
#include "nn/ops.h"

static lehr_random stream;

typedef struct net {
    lehr_params *ps;
    lehr_tape   *tape;
    lehr_layer  *layer;
    lehr_shape   shape;
    const lehr_real *x;
    int          label[8];
} net;

static void open_net(net *n, lehr_layer *layer, lehr_shape shape, const lehr_real *x)
{
    *n = (net){ lehr_params_new(), lehr_tape_new(), layer, shape, x, { 0, 1, 2, 1, 0, 2, 1, 1 } };
    assert_non_null(n->ps);
    assert_non_null(n->tape);
    lehr_random_seed(&stream, 3);
    lehr_status status = lehr_sequence_init(layer, n->ps, "xavier", &stream);
    if (status) fail_msg("%s", lehr_message());
}

static void close_net(net *n)
{
    lehr_tape_free(n->tape);
    lehr_params_free(n->ps);
}

static lehr_tensor *of(net *n, lehr_mode mode)
{
    lehr_tape_begin(n->tape, mode);
    lehr_tensor *z = lehr_sequence(n->tape, n->layer, lehr_input(n->tape, n->shape, n->x));
    if (!z) fail_msg("%s", lehr_message());
    return z;
}

static lehr_real noise[4096];

static void fill(void)
{
    lehr_random r;
    lehr_random_seed(&r, 1);
    for (size_t i = 0; i < COUNT(noise); i++) noise[i] = (lehr_real)lehr_random_normal(&r);
}

/* All kinds together: grouped convolution, residual branches, a shortcut with a projection, batch norm, dropout. */
static lehr_layer narrow[] = LEHR_NET(LEHR_CONV2D("left", 4, 2, { 1 }), LEHR_TANH),
                  wide[] = LEHR_NET(LEHR_CONV2D("right", 4, 3, { 3 }, .padding = { 1 }));
static lehr_layer deep[] =
    LEHR_NET(LEHR_CONV2D("deep", 5, 6, { 3, 2 }, .stride = { 2, 1 }, .padding = { 1, LEHR_NONE }), LEHR_SOFTPLUS),
                  across[] = LEHR_NET(LEHR_CONV2D("across", 5, 6, { 1, 2 }, .stride = { 2, 1 }));

static const lehr_layer everything[] = LEHR_NET(
    { .kind = &lehr_conv2d_layer,
      .name = "conv1",
      .in = 2,
      .out = 4,
      .no_bias = true,
      .window = { { 3 }, .padding = { 1 }, .groups = 2 } },
    LEHR_BATCH_NORM("bn1", 4),
    LEHR_ELU(1),
    LEHR_CONCAT(narrow, wide),
    LEHR_AVG_POOL2D({ 2 }, .stride = { 1 }),
    LEHR_RESIDUAL(deep, across),
    LEHR_DROPOUT(0.3),
    LEHR_FLATTEN,
    LEHR_LINEAR("fc", 48, 3)
);

static void open_everything(net *n)
{
    static lehr_layer layers[COUNT(everything)];
    memcpy(layers, everything, sizeof layers);
    fill();
    open_net(n, layers, LEHR_IMAGES(2, 5, 6, 4), noise);
}

static void names_and_shapes_are_those_of_pytorch(void **state)
{
    (void)state;
    static const struct { const char *name; lehr_shape shape;
    } params[] = {
        { "conv1.weight", { 4, { 4, 1, 3, 3 } } }, { "bn1.weight", { 1, { 4 } } }, { "bn1.bias", { 1, { 4 } } },
        { "left.weight", { 4, { 2, 4, 1, 1 } } }, { "left.bias", { 1, { 2 } } },
        { "right.weight", { 4, { 3, 4, 3, 3 } } }, { "right.bias", { 1, { 3 } } },
        { "deep.weight", { 4, { 6, 5, 3, 2 } } }, { "deep.bias", { 1, { 6 } } },
        { "across.weight", { 4, { 6, 5, 1, 2 } } }, { "across.bias", { 1, { 6 } } },
        { "fc.weight", { 2, { 3, 48 } } }, { "fc.bias", { 1, { 3 } } },
    }, buffers[] = { { "bn1.running_mean", { 1, { 4 } } }, { "bn1.running_var", { 1, { 4 } } } };
    net n;
    open_everything(&n);
    for (size_t i = 0; i < COUNT(params); i++) {
        const lehr_tensor *p = lehr_params_at(n.ps, (int)i);
        assert_string_equal(p->name, params[i].name);
        assert_row(p->name, lehr_same_shape(p->shape, params[i].shape));
    }
    assert_null(lehr_params_at(n.ps, COUNT(params)));
    for (size_t i = 0; i < COUNT(buffers); i++) {
        const lehr_tensor *p = lehr_buffer_at(n.ps, (int)i);
        assert_string_equal(p->name, buffers[i].name);
        /* means 0, variances 1 */
        assert_row(p->name, lehr_same_shape(p->shape, buffers[i].shape) && !p->grad && p->data[0] == (lehr_real)i);
        assert_ptr_equal(lehr_params_find(n.ps, buffers[i].name), p);
    }
    assert_null(lehr_buffer_at(n.ps, COUNT(buffers)));
    close_net(&n);
}

static lehr_tensor *loss_of(lehr_tape *t, void *of)
{
    net *n = of;
    lehr_random_seed(&stream, 4);                   /* dropout chooses the same numbers each time */
    return lehr_softmax_cross_entropy(t, lehr_sequence(t, n->layer, lehr_input(t, n->shape, n->x)),
                                      n->label);
}

static void slopes_are_right_through_all_of_it(void **state)
{
    (void)state;
    net n;
    open_everything(&n);
    double error = lehr_gradcheck(n.tape, n.ps, loss_of, &n, sizeof(lehr_real) == 8 ? 1e-5 : 1e-2);
    if (sizeof(lehr_real) == 8 && !(error >= 0 && error <= 1e-6)) fail_msg("off by %g: %s", error, lehr_message());
    close_net(&n);
}

/* A max pool passes one number on; no two of these numbers are equal, so differences give the gradient. */
static void slopes_are_right_through_max_pools(void **state)
{
    (void)state;
    lehr_layer pictures[] = LEHR_NET(LEHR_CONV2D("conv", 2, 3, { 2 }),
                                      LEHR_MAX_POOL2D({ 3, 2 }, .stride = { 2 }, .padding = { 1 }), LEHR_FLATTEN,
                                      LEHR_LINEAR("fc", 36, 3));
    lehr_layer waves[] = LEHR_NET(LEHR_CONV1D("conv", 2, 3, { 3 }), LEHR_MAX_POOL1D({ 2 }, .stride = { 3 }),
                                   LEHR_GLOBAL_AVG_POOL, LEHR_LINEAR("fc", 3, 3));
    fill();
    for (int wave = 0; wave < 2; wave++) {
        net n;
        open_net(&n, wave ? waves : pictures, wave ? LEHR_SEQUENCES(2, 11, 5) : LEHR_IMAGES(2, 6, 7, 4), noise);
        double error = lehr_gradcheck(n.tape, n.ps, loss_of, &n, sizeof(lehr_real) == 8 ? 1e-6 : 1e-2);
        if (!(error >= 0) || (sizeof(lehr_real) == 8 && error > 1e-6)) fail_msg("off by %g: %s", error, lehr_message());
        close_net(&n);
    }
}

/* Prediction draws no random numbers, changes no state, and does not depend on the other samples of the batch. */
static void prediction_is_not_training(void **state)
{
    (void)state;
    net n;
    open_everything(&n);
    lehr_real first[12], alone[2 * 5 * 6];
    for (int i = 0; i < 20; i++) of(&n, LEHR_TRAIN);
    const lehr_tensor *mean = lehr_buffer_at(n.ps, 0);
    assert_true(mean->data[0] != 0);
    lehr_real before = mean->data[0];
    lehr_random kept = stream;
    memcpy(first, of(&n, LEHR_EVAL)->data, sizeof first);
    assert_memory_equal(first, of(&n, LEHR_EVAL)->data, sizeof first);
    assert_memory_equal(&kept, &stream, sizeof stream);
    assert_true(mean->data[0] == before);
    for (int i = 0; i < 60; i++) alone[i] = noise[4 * i + 1];
    n.shape.dim[3] = 1;
    n.x = alone;
    const lehr_tensor *z = of(&n, LEHR_EVAL);
    for (int k = 0; k < 3; k++) assert_near((double)z->data[k], (double)first[4 * k + 1], 20 * ROUNDING);
    close_net(&n);
}

static void a_warm_step_allocates_nothing(void **state)
{
    (void)state;
    heap h = { 0 };
    heap_use(&h);
    net n;
    open_everything(&n);
    lehr_tape_begin(n.tape, LEHR_TRAIN);
    assert_int_equal(lehr_backward(n.tape, loss_of(n.tape, &n)), LEHR_OK);
    long calls = h.calls;
    for (int i = 0; i < 3; i++) {
        lehr_tape_begin(n.tape, LEHR_TRAIN);
        assert_int_equal(lehr_backward(n.tape, loss_of(n.tape, &n)), LEHR_OK);
    }
    assert_int_equal(h.calls, calls);
    close_net(&n);
    assert_int_equal(h.live, 0);
    heap_leave();
}

/* Branches draw from the stream in the order of the net, with any compiler: the first branch uses the first numbers of
 * the stream. */
static void branches_draw_in_order(void **state)
{
    (void)state;
    static lehr_layer first[] = LEHR_NET(LEHR_DROPOUT(0.5)), second[] = LEHR_NET(LEHR_DROPOUT(0.5));
    lehr_layer row[] = LEHR_NET(LEHR_RESIDUAL(first, second));
    net n;
    double drawn[16];
    fill();
    open_net(&n, row, LEHR_MATRIX(8, 1), noise);
    lehr_random copy = stream;
    for (int i = 0; i < 16; i++) drawn[i] = lehr_random_uniform(&copy, 0, 1);
    const lehr_tensor *y = of(&n, LEHR_TRAIN);
    for (int i = 0; i < 8; i++)
        assert_near((double)y->data[i], 2 * (double)noise[i] * ((drawn[i] >= 0.5) + (drawn[8 + i] >= 0.5)), 0);
    const lehr_tensor *a = y->in[0];
    for (int i = 0; i < 8; i++) assert_near((double)a->data[i], 2 * (double)noise[i] * (drawn[i] >= 0.5), 0);
    close_net(&n);
}

/* LeNet on a batch large enough for threads: the same gradients, to the bit, for one, two and three. */
static void threads_change_nothing(void **state)
{
    (void)state;
    static const lehr_layer lenet[] = LEHR_NET(
        LEHR_CONV2D("conv1", 1, 6, { 5 }, .padding = { 2 }),
        LEHR_RELU,
        LEHR_MAX_POOL2D({ 2 }),
        LEHR_CONV2D("conv2", 6, 16, { 5 }),
        LEHR_RELU,
        LEHR_MAX_POOL2D({ 2 }),
        LEHR_FLATTEN,
        LEHR_LINEAR("fc1", 1600, 20),
        LEHR_RELU,
        LEHR_LINEAR("fc2", 20, 3)
    );
    static lehr_real x[48 * 48 * 8], once[40000];
    for (int threads = 1; threads <= 3; threads++) {
        lehr_layer layers[COUNT(lenet)];
        net n;
        memcpy(layers, lenet, sizeof layers);
        fill();
        for (size_t i = 0; i < COUNT(x); i++) x[i] = noise[i % COUNT(noise)];
        open_net(&n, layers, LEHR_IMAGES(1, 48, 48, 8), x);
        assert_int_equal(lehr_set_threads(threads), LEHR_OK);
        lehr_tape_begin(n.tape, LEHR_TRAIN);
        if (lehr_backward(n.tape, loss_of(n.tape, &n))) fail_msg("%s", lehr_message());
        size_t size = lehr_params_size(n.ps) * sizeof *once;
        assert_true(size <= sizeof once);
        if (threads == 1) memcpy(once, lehr_params_grad(n.ps), size);
        else assert_memory_equal(once, lehr_params_grad(n.ps), size);
        close_net(&n);
    }
    assert_int_equal(lehr_set_threads(1), LEHR_OK);
}

/* --- what makes no sense ------------------------------------------------------------------------------------------ */

static lehr_tape *tape;
static lehr_params *weights;

static lehr_tensor *picture(int c, int h, int w, int m) { return lehr_input(tape, LEHR_IMAGES(c, h, w, m), noise); }
static lehr_tensor *kernel(int k, int c, int h, int w)
{
    char name[40];
    snprintf(name, sizeof name, "%d.%d.%d.%d", k, c, h, w);
    lehr_tensor *p = lehr_params_find(weights, name);
    return p ? p : lehr_param(weights, name, LEHR_IMAGES(k, c, h, w));
}

#define refused(call, code, part) do { \
    lehr_tape_begin(tape, LEHR_TRAIN); \
    const lehr_tensor *z_ = (call); \
    check_fails(z_ ? LEHR_OK : lehr_tape_status(tape), code, part, #call, __FILE__, __LINE__); \
} while (0)

static void convolutions_refuse_nonsense(void **state)
{
    (void)state;
    tape = lehr_tape_new();
    weights = lehr_params_new();
    lehr_tensor *three = lehr_param(weights, "three", LEHR_VECTOR(3)),
                *one = lehr_param(weights, "one", LEHR_VECTOR(1));
    lehr_window plain = { .groups = 1 };
    refused(lehr_conv2d(tape, lehr_input(tape, LEHR_MATRIX(2, 3), noise), kernel(1, 1, 2, 2), NULL, plain),
            LEHR_ERR_SHAPE, "conv2d: x is [2 x 3]; it must be [channels x height x width x samples]");
    refused(lehr_conv2d(tape, picture(2, 4, 4, 1), kernel(3, 1, 2, 2), NULL, plain), LEHR_ERR_SHAPE,
            "W needs 2 channels");
    refused(lehr_conv2d(tape, picture(2, 4, 4, 1), kernel(3, 2, 5, 2), NULL, plain), LEHR_ERR_SHAPE,
            "a window of 5 x 2 does not fit into 4 x 4");
    refused(lehr_conv2d(tape, picture(2, 4, 4, 1), kernel(3, 2, 2, 2), one, plain), LEHR_ERR_SHAPE,
            "b needs one number per output");
    refused(lehr_conv2d(tape, picture(2, 4, 4, 1), kernel(3, 2, 2, 2), NULL, (lehr_window){ .groups = 2 }),
            LEHR_ERR_VALUE, "2 groups; they must divide");
    refused(lehr_conv2d(tape, picture(2, 4, 4, 1), kernel(3, 2, 2, 2), NULL, (lehr_window){ .groups = -1 }),
            LEHR_ERR_VALUE, "-1 groups");
    refused(lehr_conv2d(tape, picture(2, 4, 4, 1), kernel(3, 2, 2, 2), NULL, (lehr_window){ .stride = { -3 } }),
            LEHR_ERR_VALUE, "the stride is -3 x -3");
    refused(lehr_conv2d(tape, picture(2, 4, 4, 1), kernel(3, 2, 2, 2), NULL, (lehr_window){ .padding = { -2 } }),
            LEHR_ERR_VALUE, "the padding is -2 x -2");
    refused(
        lehr_conv2d(tape, picture(2, 4, 4, 1), kernel(3, 2, 2, 2), NULL, (lehr_window){ .padding = { 2147483647 } }),
        LEHR_ERR_VALUE, "it must be 0 to 65535");
    refused(lehr_conv2d(tape, picture(2, 4, 4, 1), kernel(3, 2, 2, 2), NULL, (lehr_window){ .stride = { 0, 2 } }),
            LEHR_ERR_VALUE, "the stride is 0 x 2");
    refused(lehr_conv2d(tape, picture(2, 4, 4, 1), three, NULL, plain), LEHR_ERR_SHAPE,
            "W is [3]; it must be [outputs x channels x height x width]");
    refused(lehr_conv2d(tape, NULL, kernel(3, 2, 2, 2), NULL, plain), LEHR_ERR_VALUE, "conv2d: input 1 is NULL");
    lehr_params_free(weights);
    lehr_tape_free(tape);
}

static void pools_and_norms_refuse_nonsense(void **state)
{
    (void)state;
    tape = lehr_tape_new();
    weights = lehr_params_new();
    lehr_tensor *three = lehr_param(weights, "three", LEHR_VECTOR(3));
    lehr_running two = { three, three, 0.1, 1e-5 };
    refused(lehr_max_pool2d(tape, picture(1, 1, 1, 1), (lehr_window){ .kernel = { 8192 }, .padding = { 4096 } }),
            LEHR_ERR_VALUE, "at most 16777216 elements");
    refused(lehr_concat(tape, 2, (lehr_tensor *[]){ three, three }), LEHR_ERR_SHAPE, "it must be [… x samples]");
    refused(lehr_max_pool2d(tape, picture(1, 4, 4, 1), (lehr_window){ .kernel = { 0 } }), LEHR_ERR_VALUE,
            "the window is 0 x 0");
    refused(lehr_max_pool2d(tape, picture(1, 4, 4, 1), (lehr_window){ .kernel = { 2 }, .padding = { 2 } }),
            LEHR_ERR_VALUE, "at most half the window");
    refused(lehr_avg_pool2d(tape, picture(1, 4, 4, 1), (lehr_window){ .kernel = { 9 } }), LEHR_ERR_SHAPE,
            "a window of 9 x 9 does not fit into 4 x 4");
    refused(lehr_batch_norm(tape, picture(2, 2, 2, 1), three, three, two), LEHR_ERR_SHAPE, "need 2 numbers each");
    refused(lehr_batch_norm(tape, lehr_input(tape, LEHR_MATRIX(3, 1), noise), three, three, two), LEHR_ERR_SHAPE,
            "training needs two or more");
    two.eps = 0;
    refused(lehr_batch_norm(tape, lehr_input(tape, LEHR_MATRIX(3, 4), noise), three, three, two), LEHR_ERR_VALUE,
            "eps must be above 0");
    lehr_params_free(weights);
    lehr_tape_free(tape);
}

static void other_operations_refuse_nonsense(void **state)
{
    (void)state;
    tape = lehr_tape_new();
    static const double shares[] = { 1, -0.1, 2, NAN, INFINITY };
    for (size_t i = 0; i < COUNT(shares); i++)
        refused(lehr_dropout(tape, picture(1, 2, 2, 1), shares[i], &stream), LEHR_ERR_VALUE,
                "it must be at least 0 and below 1");
    refused(lehr_dropout(tape, picture(1, 2, 2, 1), 0.5, NULL), LEHR_ERR_VALUE, "the random stream");
    refused(lehr_concat(tape, 2, (lehr_tensor *[]){ picture(1, 2, 2, 3), picture(1, 2, 3, 3) }), LEHR_ERR_SHAPE,
            "only the first of their dimensions may differ");
    refused(lehr_concat(tape, 1, (lehr_tensor *[]){ picture(1, 2, 2, 3) }), LEHR_ERR_VALUE, "it takes 2 to 4");
    refused(lehr_flatten(tape, lehr_input(tape, LEHR_VECTOR(3), noise)), LEHR_ERR_SHAPE, "flatten: x is [3]");
    refused(lehr_unflatten(tape, lehr_input(tape, LEHR_MATRIX(6, 2), noise), LEHR_MATRIX(2, 2)), LEHR_ERR_SHAPE,
            "[6 x 2] cannot be reshaped to [2 x 2 x 2]");
    refused(lehr_unflatten(tape, lehr_input(tape, LEHR_MATRIX(6, 2), noise), LEHR_IMAGES(1, 2, 3, 1)), LEHR_ERR_SHAPE,
            "1 to 3 are possible");
    refused(lehr_elu(tape, picture(1, 1, 1, 1), NAN), LEHR_ERR_VALUE, "elu: alpha is nan");
    refused(lehr_smooth_l1(tape, picture(1, 1, 1, 1), noise, -1), LEHR_ERR_VALUE, "smooth_l1: beta is -1");
    refused(lehr_mse(tape, picture(1, 1, 1, 1), NULL), LEHR_ERR_SHAPE, "mse: y is NULL");
    refused(lehr_label_smoothing(tape, lehr_input(tape, LEHR_MATRIX(3, 1), noise), (const int[]){ 0 }, 1.5),
            LEHR_ERR_VALUE, "it must lie in 0 … 1");
    lehr_tape_free(tape);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_shapes_are_those_of_pytorch),
        cmocka_unit_test(slopes_are_right_through_all_of_it),
        cmocka_unit_test(slopes_are_right_through_max_pools),
        cmocka_unit_test(prediction_is_not_training),
        cmocka_unit_test(a_warm_step_allocates_nothing),
        cmocka_unit_test(branches_draw_in_order),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(convolutions_refuse_nonsense),
        cmocka_unit_test(pools_and_norms_refuse_nonsense),
        cmocka_unit_test(other_operations_refuse_nonsense),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
