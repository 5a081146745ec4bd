/* test_init.c — first weights equal the book's, and layers are parsed from text. */
#include "check.h"
#include "nn/layers.h"
#include "nn/ops.h"

/* --- initial weights ---------------------------------------------------------------------------------------------- */

static const struct { const char *name, *init; int in, hidden, out; } book_rows[] = {
    { "taiji", "xavier",               2, 12, 4 },
    { "xor",   "kaiming:mode=fan_out", 2, 2,  1 },
    { "moon",  "normal",               2, 2,  1 },
};

/* The files are [in x out], Lehr's weights [out x in]. */
static void compare(const char *task, int layer, const lehr_tensor *W)
{
    char name[80];
    double want[100];
    snprintf(name, sizeof name, "book/%s_seed0.W%d_initial.csv", task, layer);
    int k = W->shape.dim[0], n = W->shape.dim[1];
    assert_int_equal(read_golden(name, want, COUNT(want)), n * k);
    for (int i = 0; i < n; i++)
        for (int j = 0; j < k; j++) {
            double w = want[i * k + j];
            assert_near((double)W->data[j * n + i], w,
                        fabs(w) * (sizeof(lehr_real) == 8 ? 1e-15 : (double)FLT_EPSILON));
        }
}

static void nets_start_as_the_books(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(book_rows); i++) {
        lehr_layer net[] = LEHR_NET(LEHR_LINEAR("fc1", book_rows[i].in, book_rows[i].hidden), LEHR_RELU,
                                     LEHR_LINEAR("fc2", book_rows[i].hidden, book_rows[i].out));
        lehr_params *ps = lehr_params_new();
        lehr_random r;
        lehr_random_seed(&r, 0);
        assert_row(book_rows[i].name, !lehr_sequence_init(net, ps, book_rows[i].init, &r));
        compare(book_rows[i].name, 0, net[0].W);
        compare(book_rows[i].name, 1, net[2].W);
        static const char *const names[] = { "fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias" };
        for (int k = 0; k < 4; k++) assert_string_equal(lehr_params_at(ps, k)->name, names[k]);
        assert_true(lehr_params_at(ps, 0) == net[0].W && lehr_params_at(ps, 1) == net[0].b && !lehr_params_at(ps, 4));
        assert_true(lehr_same_shape(net[0].W->shape, LEHR_MATRIX(book_rows[i].hidden, book_rows[i].in)));
        assert_true(lehr_same_shape(net[2].b->shape, LEHR_VECTOR(book_rows[i].out)));
        for (int l = 0; l < 3; l += 2)
            for (size_t k = 0; k < net[l].b->size; k++) assert_true(net[l].b->data[k] == 0);
        lehr_params_free(ps);
    }
}

/* 150 in, 200 out, 30,000 draws: mean, standard deviation and, where there is one, bound; to five standard deviations
 * of each. */
static const struct { const char *text; double std, bound; } init_rows[] = {
    { "zero",                 0,                 0 },
    { "zeros",                0,                 0 },
    { "normal",               1,                 INFINITY },
    { "normal:std=0.01",      0.01,              INFINITY },
    { "normal:3",             3,                 INFINITY },
    { "xavier",               0.0755928946018454, 0.130930734141595 },      /* bound/√3, √(6/350) */
    { "glorot",               0.0755928946018454, 0.130930734141595 },
    { "kaiming",              0.115470053837925, INFINITY },                /* √(2/150) */
    { "he:fan=fan_in",        0.115470053837925, INFINITY },
    { "kaiming: fan = fan_out", 0.1,             INFINITY },
    { "kaiming:fan_out",      0.1,               INFINITY },                /* √(2/200) */
};

static void weights_have_the_spread_of_their_rule(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(init_rows); i++) {
        const char *text = init_rows[i].text;
        lehr_params *ps = lehr_params_new();
        lehr_tensor *W = lehr_param(ps, "W", LEHR_MATRIX(200, 150));
        lehr_initializer how;
        lehr_random r;
        lehr_random_seed(&r, 1);
        assert_row(text, !lehr_initializer_parse(&how, text));
        lehr_initializer_draw(&how, &r, W);
        double sum = 0, sum2 = 0, n = (double)W->size, most = 0, std = init_rows[i].std;
        for (size_t k = 0; k < W->size; k++) {
            sum += (double)W->data[k];
            sum2 += (double)W->data[k] * (double)W->data[k];
            most = fmax(most, fabs((double)W->data[k]));
        }
        assert_row(text, fabs(sum / n) <= 5 * std / sqrt(n));
        assert_row(text, fabs(sqrt(sum2 / n) - std) <= 5 * std / sqrt(2 * n));
        assert_row(text, most <= init_rows[i].bound * (1 + ROUNDING) && (std == 0 || most > 1.7 * std));
        assert_row(text, std > 0 || r.next == 624);                         /* zero leaves the stream alone */
        lehr_params_free(ps);
    }
}

static const struct { const char *text; lehr_status code; const char *says; } bad_inits[] = {
    { "",                     LEHR_ERR_NAME,  "there is no initialiser \"\"" },
    { "xaver",                LEHR_ERR_NAME,  "there is no initialiser \"xaver\"; did you mean \"xavier\"?" },
    { "xavier:2",             LEHR_ERR_NAME,  "xavier has no parameters" },
    { "normal:std=0",         LEHR_ERR_VALUE, "std is 0; it must be above 0" },
    { "normal:std=-1",        LEHR_ERR_VALUE, "std is -1" },
    { "normal:std=nan",       LEHR_ERR_VALUE, "std is \"nan\"" },
    { "normal:sdt=1",         LEHR_ERR_NAME,  "did you mean \"std\"?" },
    { "kaiming:mode=fan_on",  LEHR_ERR_NAME,  "it must be one of: fan_in fan_out; did you mean" },
    { "kaiming:mode=1",       LEHR_ERR_NAME,  "mode is \"1\"" },
};

/* --- layers ------------------------------------------------------------------------------------------------------- */

static lehr_status init_net(const char *name1, const char *name2, int n, int k, const char *init)
{
    lehr_layer net[] = LEHR_NET({ &lehr_linear_layer, name1, n, k }, LEHR_TANH, { &lehr_linear_layer, name2, k, 1 });
    lehr_params *ps = lehr_params_new();
    lehr_random r;
    lehr_random_seed(&r, 0);
    lehr_status status = lehr_sequence_init(net, ps, init, &r);
    lehr_params_free(ps);
    return status;
}

static void bad_nets_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(bad_inits); i++) {
        assert_fails(init_net("a", "b", 2, 3, bad_inits[i].text), bad_inits[i].code, bad_inits[i].says);
        lehr_initializer how;
        assert_fails(lehr_initializer_parse(&how, bad_inits[i].text), bad_inits[i].code, bad_inits[i].says);
    }
    char longest[] = "0123456789012345678901234567890123456789012345678901234567890123";
    assert_int_equal(init_net("a", longest, 2, 3, "xavier"), LEHR_OK);
    assert_fails(init_net("a", "a", 2, 3, "xavier"), LEHR_ERR_NAME, "already a parameter called \"a.weight\"");
    assert_fails(init_net("a", NULL, 2, 3, "xavier"), LEHR_ERR_NAME, "linear: a layer needs a name of 1 to 64 letters");
    assert_fails(init_net("a", "", 2, 3, "xavier"), LEHR_ERR_NAME, "linear: a layer needs a name of 1 to 64 letters");
    assert_fails(init_net("a", "01234567890123456789012345678901234567890123456789012345678901234", 2, 3, "xavier"),
                 LEHR_ERR_NAME, "1 to 64 letters");
    assert_fails(init_net("a", "b", 0, 3, "xavier"), LEHR_ERR_SHAPE, "a.weight cannot have the shape [3 x 0]");
    assert_fails(init_net("a", "b", 2, -3, "xavier"), LEHR_ERR_SHAPE, "a.weight cannot have the shape [-3 x 2]");
}

static const struct { const char *text; int kind; double slope;
} activation_rows[] = {
    { "tanh", 0, 0 },
    { "Tanh", 0, 0 },
    { "sigmoid", 1, 0 },
    { "relu", 2, 0 },
    { "ReLU", 2, 0 },
    { "LeakyReLU", 3, 0.01 },
    { "leaky_relu", 3, 0.01 },
    { "leaky_relu:slope=0.2", 3, 0.2 },
    { "leaky_relu:negative_slope=0", 3, 0 },
    { "leaky_relu:1/4", 3, 0.25 },
};

static const struct { const char *text; lehr_status code; const char *says;
} bad_activations[] = {
    { "leaky_relu:slope=2", LEHR_ERR_VALUE, "slope is 2; it must be at least 0 and at most 1" },
    { "leaky_relu:slope=nan", LEHR_ERR_VALUE, "slope is \"nan\"" },
    { "leaky_relu:slope=", LEHR_ERR_VALUE, "slope is \"\"" },
    { "leaky_relu:slpe=0.1", LEHR_ERR_NAME,
      "column 12: leaky_relu has no parameter \"slpe\"; did you mean \"slope\"?" },
    { "relu:slope=0.1", LEHR_ERR_NAME, "relu has no parameter \"slope\"" },
    { "leaky", LEHR_ERR_NAME, "there is no activation \"leaky\"; did you mean \"leaky_relu\"?" },
    { "linear", LEHR_ERR_NAME, "there is no activation \"linear\"" },
    { "", LEHR_ERR_NAME, "there is no activation \"\"" },
};

static void activations_are_parsed_from_text(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(activation_rows); i++) {
        lehr_layer l;
        assert_row(activation_rows[i].text, !lehr_activation(&l, activation_rows[i].text));
        assert_row(activation_rows[i].text,
                   l.kind == &lehr_activation_layers[activation_rows[i].kind] && l.slope == activation_rows[i].slope);
    }
    for (size_t i = 0; i < COUNT(bad_activations); i++) {
        lehr_layer l;
        assert_fails(lehr_activation(&l, bad_activations[i].text), bad_activations[i].code, bad_activations[i].says);
        assert_null(l.kind);
    }
}

/* A net of every activation gives the same bits as the operations called one by one. */
static void a_row_of_layers_is_its_operations(void **state)
{
    (void)state;
    lehr_layer net[] = LEHR_NET(LEHR_LINEAR("a", 2, 5), LEHR_TANH, LEHR_SIGMOID,
                                 LEHR_LINEAR("b", 5, 3), LEHR_RELU, LEHR_LEAKY_RELU(0.3));
    lehr_params *ps = lehr_params_new();
    lehr_tape *t = lehr_tape_new();
    lehr_random r;
    lehr_random_seed(&r, 0);
    assert_int_equal(lehr_sequence_init(net, ps, "normal:2", &r), LEHR_OK);
    lehr_tape_begin(t, LEHR_TRAIN);
    lehr_tensor *x = lehr_input(t, LEHR_MATRIX(2, 4), (const lehr_real[]){ -3, -1, 0, 2, 1, 2, -3, 4 });
    lehr_tensor *z = lehr_sequence(t, net, x);
    lehr_tensor *want = lehr_linear(t, lehr_sigmoid(t, lehr_tanh(t, lehr_linear(t, x, net[0].W, net[0].b))), net[3].W,
                                    net[3].b);
    want = lehr_leaky_relu(t, lehr_relu(t, want), 0.3);
    assert_true(lehr_same_shape(z->shape, LEHR_MATRIX(3, 4)));
    assert_memory_equal(z->data, want->data, z->size * sizeof *z->data);
    z = lehr_sequence(t, &net[5], x);
    for (int i = 0; i < 8; i++) assert_true(z->data[i] == (x->data[i] < 0 ? (lehr_real)0.3 * x->data[i] : x->data[i]));
    assert_ptr_equal(lehr_sequence(t, &net[6], x), x);
    lehr_tape_free(t);
    lehr_params_free(ps);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nets_start_as_the_books),
        cmocka_unit_test(weights_have_the_spread_of_their_rule),
        cmocka_unit_test(bad_nets_are_refused),
        cmocka_unit_test(activations_are_parsed_from_text),
        cmocka_unit_test(a_row_of_layers_is_its_operations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
