/* test_ops_torch.c — every operation of nn/ops.h, forward and all gradients, next to what PyTorch made of the same
 * numbers (tests/golden/torch/ops.txt, recorded by record_ops.py beside it): within 1e-10 in double and 1e-5 in
 * float, seen against the largest number. */
#include "check.h"
#include <ctype.h>
#include "core/random.h"
#include "core/gradcheck.h"
#include "core/params.h"
#include "core/kernels/thread_pool.h"
#include "nn/ops.h"

enum { MOST_ARRAYS = 20, MOST_NUMBERS = 20000 };

typedef struct array { char name[20]; lehr_shape shape; int size; double v[MOST_NUMBERS]; } array;

static array arrays[MOST_ARRAYS];
static int   array_count;
static char  op[40], settings[200];

static const array *named(const char *name)
{
    for (int i = 0; i < array_count; i++)
        if (!strcmp(arrays[i].name, name)) return &arrays[i];
    return NULL;
}

static double setting(const char *key)
{
    char text[60];
    snprintf(text, sizeof text, " %s=", key);
    const char *at = strstr(settings, text);
    return at ? atof(at + strlen(text)) : 0;
}

/* --- reading a case ----------------------------------------------------------------------------------------------- */

static void read_array(FILE *f)
{
    array *a = &arrays[array_count++];
    *a = (array){ .size = 0 };
    char word[40];
    assert_int_equal(fscanf(f, "%19s", a->name), 1);
    while (fscanf(f, "%39s", word) == 1 && strcmp(word, ":")) a->shape.dim[a->shape.rank++] = atoi(word);
    while (a->size < MOST_NUMBERS && fscanf(f, "%lf", &a->v[a->size]) == 1) a->size++;
    assert_int_equal(a->size, lehr_size(a->shape));
}

static bool read_case(FILE *f)
{
    char word[40];
    if (fscanf(f, " case %39s", op) != 1) return false;
    assert_non_null(fgets(settings, sizeof settings, f));
    settings[strcspn(settings, "\n")] = '\0';
    array_count = 0;
    while (fscanf(f, "%39s", word) == 1 && !strcmp(word, "array")) read_array(f);
    assert_string_equal(word, "end");
    return true;
}

/* --- an operation of our own: the sum of y times what comes from above -------------------------------------------- */

static void weigh_backward(lehr_tensor *L)
{
    const lehr_real *above = L->saved;
    for (size_t i = 0; i < L->in[0]->size; i++) L->in[0]->grad[i] += L->grad[0] * above[i];
}

static const lehr_op weigh_op = { "weigh", 1, weigh_backward };

static lehr_tensor *weigh(lehr_tape *t, lehr_tensor *y, const array *above)
{
    if (!lehr_tape_check(t, &weigh_op, LEHR_INPUTS(y))) return NULL;
    lehr_tensor *L = lehr_tape_record(t, &weigh_op, LEHR_SCALAR, LEHR_INPUTS(y));
    lehr_real *kept = lehr_tape_alloc(t, y->size, sizeof *kept);
    if (!L || !kept) return NULL;
    L->data[0] = 0;
    for (size_t i = 0; i < y->size; i++) {
        kept[i] = (lehr_real)above->v[i];
        L->data[0] += y->data[i] * kept[i];
    }
    L->saved = kept;
    return L;
}

/* --- a case through Lehr ------------------------------------------------------------------------------------------ */

static lehr_tensor *param(lehr_params *ps, const char *name)
{
    const array *a = named(name);
    lehr_tensor *p = a ? lehr_param(ps, name, a->shape) : NULL;
    for (int i = 0; p && i < a->size; i++) p->data[i] = (lehr_real)a->v[i];
    return p;
}

static void take_pair(int to[2], const char *key, bool zero_is_none)
{
    char second[40];
    snprintf(second, sizeof second, "%s2", key);
    to[0] = (int)setting(key);
    to[1] = (int)setting(second);
    if (zero_is_none)
        for (int i = 0; i < 2; i++) to[i] = to[i] ? to[i] : LEHR_NONE;
}

static lehr_window window(void)
{
    lehr_window w = { .groups = (int)setting("groups") };
    take_pair(w.kernel, "kernel", false);
    take_pair(w.stride, "stride", false);
    take_pair(w.padding, "padding", true);
    return w;
}

/* What a case may use. */
static struct {
    lehr_params *ps;
    lehr_tensor *x, *W, *b, *part[4];
    lehr_running running;
    lehr_real y[100];
    int label[100];
} given;

static void make_given(void)
{
    given.ps = lehr_params_new();
    char name[] = "x1";
    for (int i = 0; i < 4; i++, name[1]++) param(given.ps, name);
    param(given.ps, "x"), param(given.ps, "W"), param(given.ps, "b");
    param(given.ps, "mean"), param(given.ps, "variance");
    name[1] = '1';
    for (int i = 0; i < 4; i++, name[1]++) given.part[i] = lehr_params_find(given.ps, name);
    given.x = lehr_params_find(given.ps, "x");
    given.W = lehr_params_find(given.ps, "W");
    given.b = lehr_params_find(given.ps, "b");
    given.running = (lehr_running){ lehr_params_find(given.ps, "mean"), lehr_params_find(given.ps, "variance"),
                                    setting("momentum"), setting("eps") };
    const array *y = named("y"), *label = named("label");
    for (int i = 0; y && i < y->size; i++) given.y[i] = (lehr_real)y->v[i];
    for (int i = 0; label && i < label->size; i++) given.label[i] = (int)label->v[i];
}

static lehr_tensor *apply(lehr_tape *t)
{
    lehr_tensor *x = given.x, *W = given.W, *b = given.b;
    lehr_window w = window();
    if (!strcmp(op, "linear"))                 return lehr_linear(t, x, W, b);
    if (!strcmp(op, "conv1d"))                 return lehr_conv1d(t, x, W, b, w);
    if (!strcmp(op, "conv2d"))                 return lehr_conv2d(t, x, W, b, w);
    if (!strcmp(op, "max_pool1d"))             return lehr_max_pool1d(t, x, w);
    if (!strcmp(op, "max_pool2d"))             return lehr_max_pool2d(t, x, w);
    if (!strcmp(op, "avg_pool1d"))             return lehr_avg_pool1d(t, x, w);
    if (!strcmp(op, "avg_pool2d"))             return lehr_avg_pool2d(t, x, w);
    if (!strcmp(op, "global_avg_pool"))        return lehr_global_avg_pool(t, x);
    if (!strcmp(op, "batch_norm"))             return lehr_batch_norm(t, x, W, b, given.running);
    if (!strcmp(op, "concat"))                 return lehr_concat(t, (int)setting("count"), given.part);
    if (!strcmp(op, "flatten"))                return lehr_flatten(t, x);
    if (!strcmp(op, "tanh"))                   return lehr_tanh(t, x);
    if (!strcmp(op, "sigmoid"))                return lehr_sigmoid(t, x);
    if (!strcmp(op, "relu"))                   return lehr_relu(t, x);
    if (!strcmp(op, "leaky_relu"))             return lehr_leaky_relu(t, x, setting("slope"));
    if (!strcmp(op, "elu"))                    return lehr_elu(t, x, setting("alpha"));
    if (!strcmp(op, "softplus"))               return lehr_softplus(t, x);
    if (!strcmp(op, "mse"))                    return lehr_mse(t, x, given.y);
    if (!strcmp(op, "half_mse"))               return lehr_half_mse(t, x, given.y);
    if (!strcmp(op, "l1"))                     return lehr_l1(t, x, given.y);
    if (!strcmp(op, "smooth_l1"))              return lehr_smooth_l1(t, x, given.y, setting("beta"));
    if (!strcmp(op, "logistic_cross_entropy")) return lehr_logistic_cross_entropy(t, x, given.y);
    if (!strcmp(op, "softmax_cross_entropy"))  return lehr_softmax_cross_entropy(t, x, given.label);
    if (!strcmp(op, "label_smoothing"))        return lehr_label_smoothing(t, x, given.label, setting("share"));
    fail_msg("%s has no line here", op);
    return NULL;
}

static void compare(const char *what, const lehr_real *got, size_t size)
{
    const array *want = named(what);
    if (!want) return;
    double within = sizeof *got == 8 ? 1e-10 : 1e-5, largest = 1;
    assert_int_equal(size, want->size);
    for (int i = 0; i < want->size; i++) largest = fmax(largest, fabs(want->v[i]));
    for (int i = 0; i < want->size; i++)
        if (!(fabs((double)got[i] - want->v[i]) <= within * largest))
            fail_msg("%s%s: %s[%d] is %.17g; PyTorch has %.17g", op, settings, what, i, (double)got[i], want->v[i]);
}

/* Can a slope be taken where the recorded numbers are? Some sit where it jumps, some where it is all but 0
 * (test_ops.c takes these operations' slopes); and of two numbers batch norm makes −1 and 1 whatever they are, so
 * that nothing but rounding is left. */
static bool has_slopes(void)
{
    static const char *const without[] = { "max_pool1d", "max_pool2d", "relu", "leaky_relu", "elu",
                                           "l1",         "smooth_l1",  "tanh", "sigmoid",    "softplus" };
    for (size_t i = 0; i < COUNT(without); i++)
        if (!strcmp(op, without[i])) return false;
    return strcmp(op, "batch_norm") || named("x")->size > 2 * named("W")->size;
}

static lehr_tensor *loss_of(lehr_tape *t, void *unused)
{
    (void)unused;
    return named("above") ? weigh(t, apply(t), named("above")) : apply(t);
}

static void check_slopes(lehr_tape *t)
{
    double error = sizeof(lehr_real) == 8 && has_slopes() ? lehr_gradcheck(t, given.ps, loss_of, NULL, 1e-5) : 0;
    if (!(error >= 0 && error <= 1e-6)) fail_msg("%s %s: a derivative is off by %g", op, settings, error);
}

static void check_case(lehr_tape *t)
{
    make_given();
    lehr_tape_begin(t, strstr(settings, "training=0") ? LEHR_EVAL : LEHR_TRAIN);
    lehr_tensor *y = apply(t), *L = named("above") ? weigh(t, y, named("above")) : y;
    if (!L) fail_msg("%s%s: %s", op, settings, lehr_message());
    bool eval = strstr(settings, "training=0");
    lehr_status status = eval ? LEHR_OK : lehr_backward(t, L);
    if (status) fail_msg("%s%s: %s", op, settings, lehr_message());
    if (y->size > 1 || named("above")) assert_true(lehr_same_shape(y->shape, named("result")->shape));
    compare("result", y->data, y->size);
    for (int i = 0; !eval && lehr_params_at(given.ps, i); i++) {
        const lehr_tensor *p = lehr_params_at(given.ps, i);
        char name[20];
        snprintf(name, sizeof name, "d%s", p->name);
        compare(name, p->grad, p->size);
    }
    if (named("mean_after")) {
        compare("mean_after", given.running.mean->data, given.running.mean->size);
        compare("variance_after", given.running.variance->data, given.running.variance->size);
    }
    if (!eval) check_slopes(t);
    lehr_params_free(given.ps);
}

static void check_all(void **state)
{
    FILE *f = fopen(LEHR_SOURCE "/tests/golden/torch/ops.txt", "r");
    lehr_tape *t = lehr_tape_new();
    int cases = 0;
    assert_non_null(f);
    assert_non_null(t);
    for (; read_case(f); cases++) check_case(t);
    fclose(f);
    lehr_tape_free(t);
    assert_true(cases > 100);
    (void)state;
}

static void check_all_on_three_threads(void **state)
{
    assert_int_equal(lehr_set_threads(3), LEHR_OK);
    check_all(state);
    assert_int_equal(lehr_set_threads(1), LEHR_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(check_all), cmocka_unit_test(check_all_on_three_threads) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
