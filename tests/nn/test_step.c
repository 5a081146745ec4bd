/* test_step.c — a training step: a NaN is traced to its origin, a failed allocation is an error and changes nothing
 * else, and steps after the first allocate no memory. */
#include "optim/spec.h"
#include "small_net.h"

#define LARGEST ((lehr_real)(sizeof(lehr_real) == 8 ? DBL_MAX : (double)FLT_MAX))

/* --- where did NaN begin? ----------------------------------------------------------------------------------------- */

/* fc1 saturates: every activation is 1, so the results of fc2 are sums of its weights. */
static void saturate(model *m)
{
    for (size_t i = 0; i < m->net[0].b->size; i++) m->net[0].b->data[i] = 1000;
}

static void set(lehr_tensor *p, double v)
{
    for (size_t i = 0; i < p->size; i++) p->data[i] = (lehr_real)v;
}

static void bad_x(model *m)      { m->x[2 * SAMPLES + 5] = (lehr_real)NAN; }
static void inf_x(model *m)      { m->x[0] = (lehr_real)-INFINITY; }
static void bad_w1(model *m)     { m->net[0].W->data[4] = (lehr_real)INFINITY; }
static void bad_b1(model *m)     { m->net[0].b->data[1] = (lehr_real)NAN; }
static void bad_w2(model *m)     { m->net[2].W->data[1] = (lehr_real)NAN; }
static void bad_b2(model *m)     { m->net[2].b->data[0] = (lehr_real)-INFINITY; }
static void bad_both(model *m)   { bad_w2(m); bad_b1(m); }
static void huge_w2(model *m)    { saturate(m); set(m->net[2].W, (double)LARGEST); }
static void huge_loss(model *m)
{
    saturate(m);
    set(m->net[2].W, 0);
    set(m->net[2].b, (double)LARGEST);
    m->net[2].b->data[0] = -LARGEST;
}
static void bad_y(model *m)      { m->y[3] = (lehr_real)NAN; }

/* tanh turns infinity into 1, so the loss is finite and only the optimizer finds the error. */
static const struct {
    const char *what;
    int kind;
    void (*spoil)(model *m);
    const char *says;
    bool hidden;
} nan_rows[] = {
    { "x", SOFTMAX, bad_x, "the input [3 x 7] is nan at [2, 5]" },
    { "x", LOGISTIC, inf_x, "the input [3 x 7] is -inf at [0, 0]", true },
    { "W1", SOFTMAX, bad_w1, "parameter fc1.weight [6 x 3] is inf at [1, 1]", true },
    { "b1", LOGISTIC, bad_b1, "parameter fc1.bias [2] is nan at [1]" },
    { "W2", NUMBERS, bad_w2, "parameter fc2.weight [4 x 6] is nan at [0, 1]" },
    { "b2", NUMBERS, bad_b2, "parameter fc2.bias [4] is -inf at [0]" },
    { "W2 and b1", SOFTMAX, bad_both, "parameter fc1.bias [6] is nan at [1]" }, /* the first */
    { "overflow", SOFTMAX, huge_w2, "the result of linear (fc2.weight) [4 x 7] is inf at [0, 0]" },
    { "overflow", NUMBERS, huge_w2, "the result of linear (fc2.weight) [4 x 7] is inf at [0, 0]" },
    { "overflow", LOGISTIC, huge_w2, "the result of linear (fc2.weight) [1 x 7] is inf at [0, 0]" },
    { "loss", SOFTMAX, huge_loss, "the result of softmax_cross_entropy is inf" },
    { "loss", NUMBERS, huge_loss, "the result of half_mse is inf" },
    { "y", NUMBERS, bad_y, "the result of half_mse is nan" },
};

/* The error is reported at once and by each later call; no gradient was computed. */
static void told_by_backward(model *m, const char *says)
{
    assert_string_equal(lehr_message(), says);
    lehr_fail(LEHR_ERR_FILE, "something else, elsewhere");
    assert_fails(lehr_backward(m->tape, NULL), LEHR_ERR_NAN, says);
    assert_int_equal(lehr_tape_status(m->tape), LEHR_ERR_NAN);
    for (size_t k = 0; k < lehr_params_size(m->ps); k++) assert_true(lehr_params_grad(m->ps)[k] == 0);
}

/* A net trains on when its weights are finite again. */
static void a_forward_nan_is_traced(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(nan_rows); i++) {
        model m;
        assert_int_equal(make(&m, nan_rows[i].kind, "adam"), LEHR_OK);
        for (int healthy = 0; healthy < 3; healthy++) assert_int_equal(step(&m), LEHR_OK);
        assert_int_equal(lehr_tape_find_nan(m.tape), LEHR_OK);
        lehr_real kept[60];
        size_t n = lehr_params_size(m.ps);
        memcpy(kept, lehr_params_data(m.ps), n * sizeof *kept);
        nan_rows[i].spoil(&m);
        assert_int_equal(step(&m), LEHR_ERR_NAN);
        if (!nan_rows[i].hidden) told_by_backward(&m, nan_rows[i].says);
        lehr_status found = lehr_tape_find_nan(m.tape);
        assert_row(nan_rows[i].what, found == LEHR_ERR_NAN && !strcmp(lehr_message(), nan_rows[i].says));
        memcpy(lehr_params_data(m.ps), kept, n * sizeof *kept);
        model fresh;
        fill(&fresh, m.kind);
        memcpy(m.x, fresh.x, sizeof m.x);
        memcpy(m.y, fresh.y, sizeof m.y);
        assert_int_equal(step(&m), LEHR_OK);
        drop(&m);
    }
}

/* An operation with a finite result whose derivative at 0 is infinite. */
static void root_backward(lehr_tensor *a)
{
    for (size_t i = 0; i < a->size; i++) a->in[0]->grad[i] += a->grad[i] / (2 * a->data[i]);
}

static const lehr_op root_op = { "root", 1, root_backward };

static lehr_tensor *root(lehr_tape *t, lehr_tensor *z)
{
    lehr_tensor *a = lehr_tape_check(t, &root_op, LEHR_INPUTS(z))
                         ? lehr_tape_record(t, &root_op, z->shape, LEHR_INPUTS(z))
                         : NULL;
    if (!a) return NULL;
    for (size_t i = 0; i < a->size; i++) a->data[i] = (lehr_real)sqrt((double)z->data[i]);
    return a;
}

/* The gradient of an intermediate result, or of the parameter; the optimizer refuses both and changes nothing. */
static void a_backward_nan_is_traced(void **state)
{
    (void)state;
    static const char *const says[] = { "the gradient of fc0 [2 x 3] is inf at [1, 2]",
                                        "the gradient of the result of relu (fc0) [2 x 3] is inf at [1, 2]" };
    static const lehr_real y[6] = { -1, -1, -1, -1, -1, -1 };
    for (int between = 0; between < 2; between++) {
        lehr_params *ps = lehr_params_new();
        lehr_tape *t = lehr_tape_new();
        lehr_optim opt;
        lehr_tensor *w = lehr_param(ps, "fc0", LEHR_MATRIX(2, 3));
        assert_int_equal(lehr_optim_init(&opt, "sgd", ps, 0.1), LEHR_OK);
        set(w, 1);
        w->data[5] = 0;
        lehr_tape_begin(t, LEHR_TRAIN);
        assert_int_equal(lehr_backward(t, lehr_half_mse(t, root(t, between ? lehr_relu(t, w) : w), y)), LEHR_OK);
        assert_fails(lehr_tape_find_nan(t), LEHR_ERR_NAN, says[between]);
        if (!between) assert_fails(lehr_optim_step(&opt), LEHR_ERR_NAN, "fc0 [2 x 3] is inf at [1, 2]");
        if (!between) assert_true(w->data[0] == 1 && w->data[5] == 0);
        lehr_optim_release(&opt);
        lehr_tape_free(t);
        lehr_params_free(ps);
    }
}

/* A parameter may itself be the loss; then the tape has no operation to name. */
static void a_loss_without_a_maker_is_looked_at_too(void **state)
{
    (void)state;
    lehr_params *ps = lehr_params_new();
    lehr_tape *t = lehr_tape_new();
    lehr_tensor *w = lehr_param(ps, "w", LEHR_SCALAR);
    lehr_tape_begin(t, LEHR_TRAIN);
    assert_int_equal(lehr_backward(t, w), LEHR_OK);
    assert_near((double)w->grad[0], 1, 0);
    w->data[0] = (lehr_real)NAN;
    lehr_tape_begin(t, LEHR_TRAIN);
    assert_fails(lehr_backward(t, w), LEHR_ERR_NAN, "the loss is nan");
    lehr_tape_free(t);
    lehr_params_free(ps);
}

/* --- memory ------------------------------------------------------------------------------------------------------- */

/* With every update rule: the first step may allocate; the next thousand, and evaluations between them, neither
 * allocate nor free. */
static void a_warm_step_allocates_no_memory(void **state)
{
    (void)state;
    const lehr_registry_entry *rule;
    for (int i = 0; (rule = lehr_registry_at(lehr_rules(), i)); i++)
        for (int kind = SOFTMAX; kind <= NUMBERS; kind++) {
            heap h = {0};
            heap_use(&h);
            model m;
            assert_int_equal(make(&m, kind, rule->name), LEHR_OK);
            assert_int_equal(step(&m), LEHR_OK);
            long calls = h.calls;
            for (int k = 0; k < 1000; k++) {
                assert_int_equal(step(&m), LEHR_OK);
                lehr_tape_begin(m.tape, LEHR_EVAL);
                assert_non_null(loss_of(m.tape, &m));
            }
            assert_true(calls > 5 && h.calls == calls);
            drop(&m);
            assert_int_equal(h.live, 0);
            heap_leave();
        }
}

/* After a larger batch, smaller batches allocate nothing: the tape keeps its memory. */
static void a_tape_keeps_what_it_has(void **state)
{
    (void)state;
    static lehr_real x[3 * 5000];
    model m;
    heap h = {0};
    heap_use(&h);
    assert_int_equal(make(&m, SOFTMAX, "sgd"), LEHR_OK);
    long calls = 0;
    for (int k = 0; k < 20; k++) {
        lehr_tape_begin(m.tape, LEHR_TRAIN);
        for (int i = 0; i < 100; i++)                     /* also more operations than the list's first capacity      */
            assert_non_null(lehr_sequence(m.tape, m.net, lehr_input(m.tape, LEHR_MATRIX(3, k % 4 ? 50 : 5000), x)));
        if (k == 3) calls = h.calls;
    }
    assert_int_equal(h.calls, calls);
    drop(&m);
    assert_int_equal(h.live, 0);
    heap_leave();
}

/* 200 operations, so that the tape's list grows; and a batch so large that each tensor needs a block of its own. */
static lehr_status long_and_wide(model *m)
{
    enum { MANY = 9000 };
    static const lehr_real x[IN * MANY], y[4 * MANY];
    static const int label[MANY];
    lehr_tape *t = m->tape;
    lehr_tape_begin(t, LEHR_TRAIN);
    lehr_tensor *z = lehr_linear(t, lehr_input(t, LEHR_MATRIX(IN, SAMPLES), m->x), m->net[0].W, m->net[0].b);
    for (int i = 0; i < 200; i++) z = lehr_tanh(t, z);
    lehr_tensor *L = lehr_half_mse(t, z, y),
                *wide = lehr_sequence(t, m->net, lehr_input(t, LEHR_MATRIX(IN, MANY), x));
    wide = lehr_relu(t, lehr_leaky_relu(t, lehr_sigmoid(t, lehr_add(t, wide, wide)), 0.5));
    L = lehr_add(t, lehr_add(t, L, lehr_half_mse(t, wide, y)), lehr_logistic_cross_entropy(t, wide, y));
    return lehr_backward(t, lehr_add(t, L, lehr_softmax_cross_entropy(t, wide, label)));
}

/* The nth allocation fails, alone or with all later ones, while a net is built and makes four steps. */
static bool torture(int kind, long n, bool once)
{
    model m;
    heap h = { .refuse = n, .once = once };
    heap_use(&h);
    lehr_status status = make(&m, kind, "adam");
    bool built = !status;
    for (int k = 0; k < 4 && !status; k++) status = k == 2 ? long_and_wide(&m) : step(&m);
    bool refused = h.asked >= n;
    assert_int_equal(status, refused ? LEHR_ERR_MEMORY : LEHR_OK);
    if (refused) assert_non_null(strstr(lehr_message(), "out of memory"));
    h.refuse = 0;
    if (built) assert_int_equal(long_and_wide(&m), LEHR_OK);
    if (built) assert_int_equal(step(&m), LEHR_OK);
    drop(&m);
    assert_int_equal(h.live, 0);
    heap_leave();
    return refused;
}

static void any_request_may_be_refused(void **state)
{
    (void)state;
    for (int kind = SOFTMAX; kind <= NUMBERS; kind++)
        for (int once = 0; once < 2; once++) {
            long n = 1;
            while (torture(kind, n, once)) n++;
            assert_in_range(n, 25, 200);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_forward_nan_is_traced), cmocka_unit_test(a_backward_nan_is_traced),
        cmocka_unit_test(a_loss_without_a_maker_is_looked_at_too), cmocka_unit_test(a_warm_step_allocates_no_memory),
        cmocka_unit_test(a_tape_keeps_what_it_has), cmocka_unit_test(any_request_may_be_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
