/* test_tape.c — operations are recorded and run backwards: gradients add up, the gradient check finds a wrong one, the
 * first failure is reported. */
#include "core/gradcheck.h"
#include "small_net.h"

/* --- gradients ---------------------------------------------------------------------------------------------------- */

/* y = w + (w + leaky(w)): each path adds its share. L = (y − 1)²/2, so dL/dw = (y − 1)·(2 + slope). */
static void gradients_of_all_paths_add(void **state)
{
    (void)state;
    lehr_params *ps = lehr_params_new();
    lehr_tape *t = lehr_tape_new();
    lehr_tensor *w = lehr_param(ps, "w", LEHR_VECTOR(1));
    w->data[0] = -3;
    for (int k = 1; k <= 3; k++) {                                  /* and over steps, until they are zeroed */
        lehr_tape_begin(t, LEHR_TRAIN);
        lehr_tensor *y = lehr_add(t, w, lehr_add(t, w, lehr_leaky_relu(t, w, 0.5)));
        assert_int_equal(lehr_backward(t, lehr_half_mse(t, y, (lehr_real[]){ 1 })), LEHR_OK);
        assert_near((double)y->data[0], -7.5, 0);
        assert_near((double)y->grad[0], -8.5, 0);
        assert_near((double)w->grad[0], -8.5 * 2.5 * k, 0);
    }
    lehr_tape_begin(t, LEHR_TRAIN);
    lehr_zero_grad(ps);
    lehr_tensor *twice = lehr_add(t, w, w);                         /* the same tensor at both inputs */
    assert_int_equal(lehr_backward(t, lehr_half_mse(t, twice, (lehr_real[]){ 1 })), LEHR_OK);
    assert_near((double)w->grad[0], -7 * 2, 0);
    lehr_tape_free(t);
    lehr_params_free(ps);
}

/* The same numbers as in TRAIN, but no gradients are allocated; data never have a gradient. */
static void eval_keeps_no_gradients(void **state)
{
    (void)state;
    for (int kind = SOFTMAX; kind <= NUMBERS; kind++) {
        model m;
        assert_int_equal(make(&m, kind, "sgd"), LEHR_OK);
        lehr_tape_begin(m.tape, LEHR_TRAIN);
        lehr_tensor *x = lehr_input(m.tape, LEHR_MATRIX(IN, SAMPLES), m.x), *L = loss_of(m.tape, &m);
        assert_true(x->data == m.x && !x->grad && L->grad && lehr_tape_mode(m.tape) == LEHR_TRAIN);
        lehr_real trained = L->data[0];
        lehr_tape_begin(m.tape, LEHR_EVAL);
        L = loss_of(m.tape, &m);
        assert_true(!L->grad && L->data[0] == trained && lehr_tape_mode(m.tape) == LEHR_EVAL);
        assert_fails(lehr_backward(m.tape, L), LEHR_ERR_SHAPE, "backward: this step was begun with LEHR_EVAL");
        drop(&m);
    }
}

/* --- an operation of this test: its derivative is right, too large, or does not exist where z is 0 ---------------- */

static void root_backward(lehr_tensor *a)
{
    for (size_t i = 0; i < a->size; i++) a->in[0]->grad[i] += a->grad[i] / (2 * a->data[i]);
}

static void steep_backward(lehr_tensor *a)
{
    for (size_t i = 0; i < a->size; i++) a->in[0]->grad[i] += a->grad[i] / a->data[i];
}

static const lehr_op root_op = { "root", 1, root_backward }, steep_op = { "steep", 1, steep_backward };

static lehr_tensor *root(lehr_tape *t, const lehr_op *op, lehr_tensor *z)
{
    lehr_tensor *a = lehr_tape_check(t, op, LEHR_INPUTS(z)) ? lehr_tape_record(t, op, z->shape, LEHR_INPUTS(z)) : NULL;
    if (!a) return NULL;
    for (size_t i = 0; i < a->size; i++) a->data[i] = (lehr_real)sqrt((double)z->data[i]);
    return a;
}

static lehr_tensor *right(lehr_tape *t, void *w)
{
    return lehr_half_mse(t, root(t, &root_op, w), (lehr_real[]){ 1, 1, 2 });
}
static lehr_tensor *wrong(lehr_tape *t, void *w)
{
    return lehr_half_mse(t, root(t, &steep_op, w), (lehr_real[]){ 1, 1, 2 });
}
static lehr_tensor *broken(lehr_tape *t, void *w)
{
    return lehr_half_mse(t, lehr_add(t, w, NULL), (lehr_real[]){ 1, 1, 2 });
}
static lehr_tensor *apart(lehr_tape *t, void *w)
{
    (void)w;
    return lehr_half_mse(t, lehr_input(t, LEHR_VECTOR(1), (lehr_real[]){ 1 }), (lehr_real[]){ 1 });
}

/* In float, differences of a loss near 1 carry 6e-8 / h of noise; hence the wide margin there. Double is the real test.
 */
static void the_gradient_check_detects_wrong_gradients(void **state)
{
    (void)state;
    double h = sizeof(lehr_real) == 8 ? 1e-5 : 1e-2, fine = sizeof(lehr_real) == 8 ? 1e-8 : 5e-3;
    lehr_params *ps = lehr_params_new();
    lehr_tape *t = lehr_tape_new();
    lehr_tensor *w = lehr_param(ps, "w", LEHR_VECTOR(3));
    const lehr_real start[] = { 2, 3, (lehr_real)0.7 };
    memcpy(w->data, start, sizeof start);
    double error = lehr_gradcheck(t, ps, right, w, h);
    assert_true(error >= 0 && error <= fine);
    assert_near(lehr_gradcheck(t, ps, wrong, w, h), 1 / 3.0, 0.01);         /* twice as steep: |1 − 2| / (1 + 2) */
    assert_near(lehr_gradcheck(t, ps, broken, w, h), -1, 0);
    assert_fails(lehr_last_status(), LEHR_ERR_VALUE, "add: input 2 is NULL");
    assert_near(lehr_gradcheck(t, ps, apart, w, h), -1, 0);
    assert_memory_equal(w->data, start, sizeof start);                      /* put back to the last bit */
    w->data[1] = -1;
    assert_near(lehr_gradcheck(t, ps, right, w, h), -1, 0);
    assert_fails(lehr_last_status(), LEHR_ERR_NAN, "the result of root (w) [3] is");
    w->data[1] = (lehr_real)(h / 2);                                        /* only the moved loss is not a number */
    assert_true(isnan(lehr_gradcheck(t, ps, right, w, h)));
    lehr_tape_free(t);
    lehr_params_free(ps);
}

/* --- failures ----------------------------------------------------------------------------------------------------- */

static lehr_tensor *x_of(model *m, int rows) { return lehr_input(m->tape, LEHR_MATRIX(rows, SAMPLES), m->x); }

static lehr_tensor *narrow_x(model *m)     { return lehr_linear(m->tape, x_of(m, 2), m->net[0].W, m->net[0].b); }
static lehr_tensor *flat_x(model *m)       { return lehr_linear(m->tape, m->net[0].b, m->net[0].W, m->net[0].b); }
static lehr_tensor *flat_w(model *m)       { return lehr_linear(m->tape, x_of(m, 3), m->net[0].b, m->net[0].b); }
static lehr_tensor *short_b(model *m)      { return lehr_linear(m->tape, x_of(m, 3), m->net[0].W, m->net[2].b); }
static lehr_tensor *unlike(model *m)       { return lehr_add(m->tape, m->net[0].W, x_of(m, 3)); }
static lehr_tensor *no_w(model *m)         { return lehr_linear(m->tape, x_of(m, 3), NULL, m->net[0].b); }
static lehr_tensor *no_z(model *m)         { return lehr_tanh(m->tape, NULL); }
static lehr_tensor *no_rows(model *m)      { return lehr_tanh(m->tape, x_of(m, 0)); }
static lehr_tensor *no_numbers(model *m)   { return lehr_tanh(m->tape, lehr_input(m->tape, LEHR_VECTOR(3), NULL)); }
static lehr_tensor *no_loss(model *m)      { (void)m; return NULL; }
static lehr_tensor *many(model *m)         { return lehr_tanh(m->tape, m->net[0].W); }
static lehr_tensor *data_only(model *m)    { return lehr_half_mse(m->tape, x_of(m, 1), m->y); }
static lehr_tensor *after_end(model *m)
{
    lehr_backward(m->tape, loss_of(m->tape, m));
    return lehr_tanh(m->tape, m->net[0].W);
}
static lehr_tensor *twice(model *m)
{
    lehr_tensor *L = loss_of(m->tape, m);
    lehr_backward(m->tape, L);
    return L;
}
static lehr_tensor *two_failures(model *m)
{
    lehr_tensor *z = narrow_x(m);
    lehr_fail(LEHR_ERR_FILE, "something else, elsewhere");
    return lehr_softmax_cross_entropy(m->tape, lehr_add(m->tape, z, unlike(m)), NULL);
}

static const struct { lehr_tensor *(*make)(model *m); lehr_status code; const char *says; } failures[] = {
    { narrow_x,     LEHR_ERR_SHAPE, "linear: x is [2 x 7] but W is [6 x 3]; x needs one row per column of W" },
    { flat_x,       LEHR_ERR_SHAPE, "linear: x is [6] but W is [6 x 3]" },
    { flat_w,       LEHR_ERR_SHAPE, "linear: x is [3 x 7] but W is [6]" },
    { short_b,      LEHR_ERR_SHAPE, "linear: b is [4] but W is [6 x 3]; b needs one number per row of W" },
    { unlike,       LEHR_ERR_SHAPE, "add: a is [6 x 3] but b is [3 x 7]; they must have one shape" },
    { no_w,         LEHR_ERR_VALUE, "linear: input 2 is NULL" },
    { no_z,         LEHR_ERR_VALUE, "tanh: input 1 is NULL" },
    { no_rows,      LEHR_ERR_SHAPE, "input: [0 x 7] is not a possible shape" },
    { no_numbers,   LEHR_ERR_SHAPE, "input: the numbers for shape [3] are NULL" },
    { no_loss,      LEHR_ERR_SHAPE, "backward: the loss is NULL" },
    { many,         LEHR_ERR_SHAPE, "backward: the loss must be one number" },
    { data_only,    LEHR_ERR_SHAPE, "backward: the loss depends on no parameter" },
    { after_end,    LEHR_ERR_VALUE, "tanh: the tape is not recording; call lehr_tape_begin first" },
    { twice,        LEHR_ERR_SHAPE, "backward: called twice in one step; begin the next one first" },
    { two_failures, LEHR_ERR_SHAPE, "linear: x is [2 x 7] but W is [6 x 3]" },
};

/* It is reported again by each later call, whatever else failed meanwhile; gradients do not change; the next step
 * works as usual. */
static void the_first_failure_is_reported(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(failures); i++) {
        model m;
        assert_int_equal(make(&m, SOFTMAX, "sgd"), LEHR_OK);
        lehr_tape_begin(m.tape, LEHR_TRAIN);
        lehr_tensor *loss = failures[i].make(&m);
        for (int k = 0; k < 2; k++) {
            lehr_fail(LEHR_ERR_FILE, "something else, elsewhere");
            assert_fails(lehr_backward(m.tape, loss), failures[i].code, failures[i].says);
            assert_int_equal(lehr_tape_status(m.tape), failures[i].code);
        }
        bool ended = failures[i].make == after_end || failures[i].make == twice;
        for (size_t k = 0; k < lehr_params_size(m.ps); k++) assert_true(ended || lehr_params_grad(m.ps)[k] == 0);
        assert_int_equal(step(&m), LEHR_OK);
        assert_int_equal(lehr_tape_status(m.tape), LEHR_OK);
        drop(&m);
    }
}

static void a_tape_must_be_begun(void **state)
{
    (void)state;
    model m;
    for (int kind = SOFTMAX; kind <= NUMBERS; kind++) {
        assert_int_equal(make(&m, kind, "sgd"), LEHR_OK);
        assert_null(loss_of(m.tape, &m));
        assert_fails(lehr_backward(m.tape, NULL), LEHR_ERR_VALUE,
                     "linear: the tape is not recording; call lehr_tape_begin first");
        drop(&m);
    }
    lehr_tape *t = lehr_tape_new();
    assert_fails(lehr_backward(t, NULL), LEHR_ERR_SHAPE,
                 "backward: the tape is not recording; call lehr_tape_begin first");
    lehr_tape_free(t);
    lehr_tape_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gradients_of_all_paths_add),
        cmocka_unit_test(eval_keeps_no_gradients),
        cmocka_unit_test(the_gradient_check_detects_wrong_gradients),
        cmocka_unit_test(the_first_failure_is_reported),
        cmocka_unit_test(a_tape_must_be_begun),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
