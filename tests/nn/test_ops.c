/* test_ops.c — a row for every operation of nn/ops.h, and the properties of every row: right derivatives, alone and in
 * a net with branches; NaN is propagated; inputs do not change. test_op_values.c has values and errors. */
#include "check.h"
#include <ctype.h>
#include "core/gradcheck.h"
#include "core/random.h"
#include "nn/ops.h"

/* --- the rows ----------------------------------------------------------------------------------------------------- */

typedef struct model {
    const struct op_row *op;
    int          k, m;              /* rows and samples of z                */
    lehr_tensor *z, *V, *c, *W, *b; /* z alone; or h = V·x + c; W [k x k], b */
    lehr_real    x[3 * 33], y[7 * 33], far[7 * 33];         /* far: targets that no z is near to   */
    int          label[33];
} model;

/* [k x m] → [k x m], or one number */
typedef lehr_tensor *apply_fn(lehr_tape *t, const model *M, lehr_tensor *z);

static lehr_tensor *linear(lehr_tape *t, const model *M, lehr_tensor *z)   { return lehr_linear(t, z, M->W, M->b); }
static lehr_tensor *plus(lehr_tape *t, const model *M, lehr_tensor *z)
{
    return lehr_add(t, z, lehr_add(t, z, lehr_input(t, z->shape, M->y)));
}
static lehr_tensor *tanh_of(lehr_tape *t, const model *M, lehr_tensor *z)  { (void)M; return lehr_tanh(t, z); }
static lehr_tensor *sigmoid(lehr_tape *t, const model *M, lehr_tensor *z)  { (void)M; return lehr_sigmoid(t, z); }
static lehr_tensor *relu(lehr_tape *t, const model *M, lehr_tensor *z)     { (void)M; return lehr_relu(t, z); }
static lehr_tensor *leaky(lehr_tape *t, const model *M, lehr_tensor *z)
{
    (void)M;
    return lehr_leaky_relu(t, z, 0.25);
}
static lehr_tensor *half_mse(lehr_tape *t, const model *M, lehr_tensor *z) { return lehr_half_mse(t, z, M->y); }
static lehr_tensor *logistic(lehr_tape *t, const model *M, lehr_tensor *z)
{
    return lehr_logistic_cross_entropy(t, z, M->y);
}
static lehr_tensor *softmax(lehr_tape *t, const model *M, lehr_tensor *z)
{
    return lehr_softmax_cross_entropy(t, z, M->label);
}

static lehr_tensor *elu(lehr_tape *t, const model *M, lehr_tensor *z)       { (void)M; return lehr_elu(t, z, 0.7); }
static lehr_tensor *softplus(lehr_tape *t, const model *M, lehr_tensor *z)  { (void)M; return lehr_softplus(t, z); }
static lehr_tensor *flatten(lehr_tape *t, const model *M, lehr_tensor *z)   { (void)M; return lehr_flatten(t, z); }
static lehr_tensor *unflatten(lehr_tape *t, const model *M, lehr_tensor *z)
{
    return lehr_flatten(t, lehr_unflatten(t, z, LEHR_MATRIX(1, M->k)));
}
static lehr_tensor *mse(lehr_tape *t, const model *M, lehr_tensor *z)       { return lehr_mse(t, z, M->y); }
static lehr_tensor *l1(lehr_tape *t, const model *M, lehr_tensor *z)        { return lehr_l1(t, z, M->far); }
static lehr_tensor *smooth_l1(lehr_tape *t, const model *M, lehr_tensor *z)
{
    return lehr_smooth_l1(t, z, M->far, 0.5);
}
static lehr_tensor *smoothed(lehr_tape *t, const model *M, lehr_tensor *z)
{
    return lehr_label_smoothing(t, z, M->label, 0.2);
}

/* The same draws every time, so that differences give the derivative. */
static lehr_tensor *dropout(lehr_tape *t, const model *M, lehr_tensor *z)
{
    static lehr_random r;
    (void)M;
    lehr_random_seed(&r, 8);
    return lehr_dropout(t, z, 0.4, &r);
}

enum { LOSS = 1, KINK = 2 };        /* result: one number; derivative jumps at z = 0  */

static const struct op_row { const char *name; apply_fn *apply; int is; } ops[] = {
    { "linear",                 linear,   0 },
    { "add",                    plus,     0 },
    { "tanh",                   tanh_of,  0 },
    { "sigmoid",                sigmoid,  0 },
    { "relu",                   relu,     KINK },
    { "leaky_relu",             leaky,    KINK },
    { "half_mse",               half_mse, LOSS },
    { "logistic_cross_entropy", logistic, LOSS },
    { "softmax_cross_entropy",  softmax,  LOSS },
    { "elu",                    elu,      KINK },
    { "softplus",               softplus, 0 },
    { "flatten",                flatten,  0 },
    { "unflatten",              unflatten, 0 },
    { "dropout",                dropout,  0 },
    { "mse",                    mse,      LOSS },
    { "l1",                     l1,       LOSS },
    { "smooth_l1",              smooth_l1, LOSS },
    { "label_smoothing",        smoothed, LOSS },
};

static const int shapes[][2] = { { 1, 1 }, { 3, 5 }, { 7, 1 }, { 1, 9 }, { 5, 3 }, { 2, 33 } };

/* --- derivatives -------------------------------------------------------------------------------------------------- */

static lehr_tensor *alone(lehr_tape *t, void *of)
{
    const model *M = of;
    lehr_tensor *a = M->op->apply(t, M, M->z);
    return M->op->is & LOSS ? a : lehr_half_mse(t, a, M->y);
}

/* h enters three branches, two of them with the operation, once and twice; their results are added. */
static lehr_tensor *branching(lehr_tape *t, void *of)
{
    const model *M = of;
    lehr_tensor *h = lehr_linear(t, lehr_input(t, LEHR_MATRIX(3, M->m), M->x), M->V, M->c), *a = M->op->apply(t, M, h);
    lehr_tensor *side = lehr_half_mse(t, lehr_tanh(t, lehr_add(t, h, h)), M->y);
    if (!(M->op->is & LOSS)) a = lehr_half_mse(t, lehr_add(t, lehr_add(t, M->op->apply(t, M, a), h), a), M->y);
    return lehr_add(t, a, lehr_add(t, side, a));
}

static lehr_tensor *drawn(lehr_params *ps, lehr_random *r, const char *name, lehr_shape s)
{
    lehr_tensor *p = lehr_param(ps, name, s);
    for (size_t i = 0; i < p->size; i++) {
        double v = lehr_random_normal(r);
        p->data[i] = (lehr_real)(v + copysign(0.1, v));             /* no z within 0.1 of the kink at 0 */
    }
    return p;
}

static void build(model *M, lehr_params *ps, const struct op_row *op, int k, int m)
{
    lehr_random r;
    lehr_random_seed(&r, 5);
    *M = (model){ .op = op, .k = k, .m = m };
    drawn(ps, &r, "z", LEHR_MATRIX(k, m));
    drawn(ps, &r, "V", LEHR_MATRIX(k, 3));
    drawn(ps, &r, "c", LEHR_VECTOR(k));
    drawn(ps, &r, "W", LEHR_MATRIX(k, k));
    drawn(ps, &r, "b", LEHR_VECTOR(k));
    lehr_tensor **const all[] = { &M->z, &M->V, &M->c, &M->W, &M->b };
    for (int i = 0; i < 5; i++) *all[i] = lehr_params_at(ps, i);
    for (int i = 0; i < 3 * m; i++) M->x[i] = (lehr_real)lehr_random_normal(&r);
    for (int i = 0; i < k * m; i++) M->far[i] = 8 + (M->y[i] = (lehr_real)lehr_random_uniform(&r, 0, 1));
    for (int i = 0; i < m; i++) M->label[i] = (int)(lehr_random_bits(&r) % (unsigned)k);
}

/* In float, a loss near 1 is rounded by 6e-8, so a difference quotient over 2h has an error of some 1e-5, and a small
 * gradient may be all noise. Relative to the largest gradient, 5e-3 allows this noise but no wrong factor. */
static double float_check(lehr_tape *t, lehr_params *ps, lehr_loss_fn *loss, model *M)
{
    double worst = 0, largest = 0, h = 1e-2;
    lehr_zero_grad(ps);
    lehr_tape_begin(t, LEHR_TRAIN);
    if (lehr_backward(t, loss(t, M))) return -1;
    for (size_t i = 0; i < lehr_params_size(ps); i++) {
        lehr_real *w = lehr_params_data(ps) + i, kept = *w, L[2], at[2];
        for (int side = 0; side < 2; side++) {
            at[side] = *w = kept + (lehr_real)(side ? h : -h);
            lehr_tape_begin(t, LEHR_TRAIN);
            L[side] = loss(t, M)->data[0];
        }
        *w = kept;
        double slope = ((double)L[1] - (double)L[0]) / ((double)at[1] - (double)at[0]),
               grad = (double)lehr_params_grad(ps)[i];
        worst = fmax(worst, fabs(slope - grad));
        largest = fmax(largest, fmax(fabs(slope), fabs(grad)));
    }
    return worst > 0 ? worst / fmax(largest, 1e-3) : 0;
}

static void check_slopes(lehr_loss_fn *loss, int without)
{
    bool in_double = sizeof(lehr_real) == 8;
    for (size_t i = 0; i < COUNT(ops) * COUNT(shapes); i++) {
        const struct op_row *op = &ops[i / COUNT(shapes)];
        const int *s = shapes[i % COUNT(shapes)];
        if (op->is & without) continue;
        model M;
        lehr_params *ps = lehr_params_new();
        lehr_tape *t = lehr_tape_new();
        build(&M, ps, op, s[0], s[1]);
        double error = in_double ? lehr_gradcheck(t, ps, loss, &M, 1e-5) : float_check(t, ps, loss, &M),
               most = in_double ? 1e-6 : 5e-3;
        if (!(error >= 0 && error <= most)) print_error("%s [%d x %d] is off by %g\n", op->name, s[0], s[1], error);
        assert_row(op->name, error >= 0 && error <= most);
        lehr_tape_free(t);
        lehr_params_free(ps);
    }
}

static void every_derivative_is_right(void **state)
{
    (void)state;
    check_slopes(alone, 0);
}

/* In float h is so large that some h = V·x + c would cross a kink; in double, where it is 1e-5, none does. */
static void every_derivative_is_right_in_a_net(void **state)
{
    (void)state;
    check_slopes(branching, sizeof(lehr_real) == 8 ? 0 : KINK);
}

/* --- promises ----------------------------------------------------------------------------------------------------- */

/* One NaN or infinity anywhere in z: the result has a NaN, and z does not change. */
static void no_nan_is_lost_and_no_input_changed(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(ops) * COUNT(shapes); i++) {
        model M;
        lehr_params *ps = lehr_params_new();
        lehr_tape *t = lehr_tape_new();
        build(&M, ps, &ops[i / COUNT(shapes)], shapes[i % COUNT(shapes)][0], shapes[i % COUNT(shapes)][1]);
        for (size_t at = 0; at <= M.z->size; at++) {
            lehr_real kept = at < M.z->size ? M.z->data[at] : 0, before[7 * 33];
            if (at < M.z->size) M.z->data[at] = (lehr_real)NAN;
            memcpy(before, M.z->data, M.z->size * sizeof *before);
            lehr_tape_begin(t, LEHR_TRAIN);
            const lehr_tensor *a = M.op->apply(t, &M, M.z);
            assert_row(M.op->name, (lehr_find_nonfinite(a->data, a->size) < a->size) == (at < M.z->size));
            assert_row(M.op->name, a->size == (M.op->is & LOSS ? 1 : M.z->size));
            assert_memory_equal(before, M.z->data, M.z->size * sizeof *before);
            if (at < M.z->size) M.z->data[at] = kept;
        }
        lehr_tape_free(t);
        lehr_params_free(ps);
    }
}

/* Is the operation compared with PyTorch, in tests/nn/test_ops_torch.c? */
static bool is_recorded(const char *name)
{
    static char text[2000000];
    FILE *f = fopen(LEHR_SOURCE "/tests/golden/torch/ops.txt", "r");
    assert_non_null(f);
    text[fread(text, 1, sizeof text - 1, f)] = '\0';
    fclose(f);
    char line[600];
    snprintf(line, sizeof line, "\ncase %s", name);
    const char *at = strstr(text, line);
    return at && !isalnum((unsigned char)at[strlen(line)]);
}

/* Each prototype of nn/ops.h has its row above or cases in test_ops_torch.c, so a new operation needs a test. */
static void every_operation_has_its_row(void **state)
{
    (void)state;
    char line[500];
    int found = 0;
    FILE *f = fopen(LEHR_SOURCE "/nn/ops.h", "r");
    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        static const char begins[] = "lehr_tensor *lehr_";
        if (strncmp(line, begins, strlen(begins))) continue;
        char *name = line + strlen(begins);
        name[strcspn(name, "(")] = '\0';
        bool there = false;
        for (size_t i = 0; i < COUNT(ops); i++) there |= !strcmp(ops[i].name, name);
        assert_row(name, there || is_recorded(name));
        found++;
    }
    fclose(f);
    assert_true(found >= (int)COUNT(ops));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_operation_has_its_row), cmocka_unit_test(every_derivative_is_right),
        cmocka_unit_test(every_derivative_is_right_in_a_net), cmocka_unit_test(no_nan_is_lost_and_no_input_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
