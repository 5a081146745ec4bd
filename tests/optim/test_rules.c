/* test_rules.c — update rules: each against its formula, written again in double; then properties of every rule in the
 * registry, also of rules added later. */
#include "optim/spec.h"
#include "lab.h"

enum { SIZE = 15, STEPS = 10 };

/* Two matrices, a vector and a scalar, or the same numbers as one vector. */
static lehr_params *some_params(bool one)
{
    lehr_params *ps = lehr_params_new();
    assert_non_null(ps);
    if (one) assert_non_null(lehr_param(ps, "all", LEHR_VECTOR(SIZE)));
    else {
        assert_non_null(lehr_param(ps, "fc1.weight", LEHR_MATRIX(2, 3)));
        assert_non_null(lehr_param(ps, "fc1.bias", LEHR_VECTOR(2)));
        assert_non_null(lehr_param(ps, "fc2.weight", LEHR_MATRIX(3, 2)));
        assert_non_null(lehr_param(ps, "fc2.bias", LEHR_SCALAR));
    }
    assert_int_equal(lehr_params_size(ps), SIZE);
    for (int i = 0; i < SIZE; i++) lehr_params_data(ps)[i] = (lehr_real)(0.25 * (i - 7));
    return ps;
}

/* Gradients that change sign and size from step to step, a zero among them; exact in float. */
static double gradient(int i, int step) { return (double)((i * 37 + step * 101) % 23 - 11) / 8; }
static double rate_of(int step)         { return step < 5 ? 0.0625 : 0.03125; }

static lehr_status step_once(lehr_optim *o, lehr_params *ps, int step)
{
    for (int i = 0; i < SIZE; i++) lehr_params_grad(ps)[i] = (lehr_real)gradient(i, step);
    o->lr = rate_of(step);
    return lehr_optim_step(o);
}

/* --- formulas, once more ------------------------------------------------------------------------------------------ */

/* PyTorch 1.13.1, torch/optim: weight w, state a and b, gradient g, rate lr, t = 1, 2, …; settings p and q. */
typedef void formula(double *w, double *a, double *b, double g, double lr, int t, double p, double q, double eps);
#define ARGS double *w, double *a, double *b, double g, double lr, int t, double p, double q, double eps
#define UNUSED (void)a, (void)b, (void)t, (void)p, (void)q, (void)eps

static void f_sgd(ARGS)      { UNUSED; *w -= lr * g; }
static void f_momentum(ARGS) { UNUSED; *a = t == 1 ? g : p * *a + g; *w -= lr * *a; }
static void f_nesterov(ARGS) { UNUSED; *a = t == 1 ? g : p * *a + g; *w -= lr * (g + p * *a); }
static void f_adagrad(ARGS)  { UNUSED; *a += g * g; *w -= lr * (g / (sqrt(*a) + eps)); }
static void f_rmsprop(ARGS)  { UNUSED; *a = p * *a + (1 - p) * g * g; *w -= lr * (g / (sqrt(*a) + eps)); }
static void f_adam(ARGS)
{
    *a = p * *a + (1 - p) * g;
    *b = q * *b + (1 - q) * g * g;
    *w -= lr / (1 - pow(p, t)) * (*a / (sqrt(*b) / sqrt(1 - pow(q, t)) + eps));
}

static const struct { const char *text; formula *f; double p, q, eps;
} references[] = {
    { "sgd", f_sgd, 0, 0, 0 },
    { "momentum", f_momentum, 0.9, 0, 0 },
    { "momentum:0.5", f_momentum, 0.5, 0, 0 },
    { "momentum:momentum=0", f_sgd, 0, 0, 0 },
    { "nesterov", f_nesterov, 0.9, 0, 0 },
    { "nag:mu=0.25", f_nesterov, 0.25, 0, 0 },
    { "adagrad", f_adagrad, 0, 0, 1e-10 },
    { "Adagrad:eps=0.125", f_adagrad, 0, 0, 0.125 },
    { "rmsprop", f_rmsprop, 0.99, 0, 1e-8 },
    { "RMSprop:rho=0.5,eps=0.01", f_rmsprop, 0.5, 0, 0.01 },
    { "adam", f_adam, 0.9, 0.999, 1e-8 },
    { "Adam:beta1=0.5,beta2=0.75,eps=0.25", f_adam, 0.5, 0.75, 0.25 },
    { "adam:beta1=0,beta2=0", f_adam, 0, 0, 1e-8 },
};

static void rules_follow_their_formulas(void **state)
{
    (void)state;
    for (int k = 0; k < COUNT_OF(references); k++) {
        lehr_params *ps = some_params(false);
        lehr_optim o;
        double w[SIZE], a[SIZE] = { 0 }, b[SIZE] = { 0 };
        for (int i = 0; i < SIZE; i++) w[i] = 0.25 * (i - 7);
        assert_int_equal(lehr_optim_init(&o, references[k].text, ps, 1), LEHR_OK);
        for (int t = 1; t <= STEPS; t++) {
            assert_int_equal(step_once(&o, ps, t), LEHR_OK);
            assert_int_equal(o.steps, t);
            for (int i = 0; i < SIZE; i++) {
                references[k].f(&w[i], &a[i], &b[i], gradient(i, t), rate_of(t), t, references[k].p, references[k].q,
                                references[k].eps);
                check_near((double)lehr_params_data(ps)[i], w[i], IS_DOUBLE ? 1e-12 : 1e-5, references[k].text);
            }
        }
        lehr_optim_release(&o);
        lehr_params_free(ps);
    }
}

/* The gradient of Beale's function along x and y. */
static void beale(double x, double y, lehr_real slope[2])
{
    double a = 1.5 - x + x * y, b = 2.25 - x + x * y * y, c = 2.625 - x + x * y * y * y;
    slope[0] = (lehr_real)(2 * a * (y - 1) + 2 * b * (y * y - 1) + 2 * c * (y * y * y - 1));
    slope[1] = (lehr_real)(2 * a * x + 2 * b * 2 * x * y + 2 * c * 3 * x * y * y);
}

/* As in the book's programs: Adagrad adds eps to the root, RMSProp under the root. After 80 points the path depends on
 * the last digit of the gradient. */
static void rules_follow_the_books_paths(void **state)
{
    (void)state;
    static const struct { const char *file, *rule; double lr; int points; } paths[] = {
        { "beale_sgd.csv", "SGD", 0.02, 500 },                      { "beale_momentum.csv", "Momentum:0.8", 0.01, 500 },
        { "beale_adagrad.csv", "AdaGrad:eps=1e-6", 0.7, 500 },      { "beale_adam.csv", "Adam", 0.4, 500 },
        { "beale_rmsprop.csv", "RMSProp:decay=0.95,eps=1e-6,eps_inside=true", 0.2, 80 },
    };
    for (int k = 0; k < COUNT_OF(paths); k++) {
        numbers path = read_golden(paths[k].file, 3, 1);
        lehr_params *ps = lehr_params_new();
        lehr_tensor *p = lehr_param(ps, "point", LEHR_VECTOR(2));
        lehr_optim o;
        assert_int_equal(lehr_optim_init(&o, paths[k].rule, ps, paths[k].lr), LEHR_OK);
        p->data[0] = 1;
        p->data[1] = 1.5;
        assert_true(path.rows >= 500);
        for (int i = 0; i < (IS_DOUBLE ? paths[k].points : 30); i++) {
            for (int j = 0; j < 2; j++)
                check_near((double)p->data[j], path.v[3 * i + 1 + j], IS_DOUBLE ? 1e-9 : 1e-3, paths[k].file);
            beale((double)p->data[0], (double)p->data[1], p->grad);
            assert_int_equal(lehr_optim_step(&o), LEHR_OK);
        }
        lehr_optim_release(&o);
        lehr_params_free(ps);
        free(path.v);
    }
}

/* With a constant gradient, v approaches m², and rounding makes their difference positive or negative. */
static void a_centred_root_is_never_negative(void **state)
{
    (void)state;
    lehr_params *ps = some_params(true);
    lehr_optim o;
    assert_int_equal(lehr_optim_init(&o, "rmsprop:alpha=0.9,centered=true", ps, 1e-9), LEHR_OK);
    for (int t = 0; t < 3000; t++) {
        for (int i = 0; i < SIZE; i++) lehr_params_grad(ps)[i] = (lehr_real)((i - 7) / 3.0 + 0.1 * (t / 500));
        assert_int_equal(lehr_optim_step(&o), LEHR_OK);
    }
    lehr_optim_release(&o);
    lehr_params_free(ps);
}

/* --- every rule --------------------------------------------------------------------------------------------------- */

#define FOR_EVERY_RULE(rule) \
    const lehr_rule *rule; \
    for (int row_ = 0; (rule = (const lehr_rule *)lehr_registry_at(lehr_rules(), row_)); row_++)

static void run_of(const char *text, bool one, lehr_real w[SIZE])
{
    lehr_params *ps = some_params(one);
    lehr_optim o;
    assert_int_equal(lehr_optim_init(&o, text, ps, 1), LEHR_OK);
    for (int t = 1; t <= STEPS; t++) assert_int_equal(step_once(&o, ps, t), LEHR_OK);
    memcpy(w, lehr_params_data(ps), SIZE * sizeof *w);
    lehr_optim_release(&o);
    lehr_params_free(ps);
}

static void several_tensors_move_like_one(void **state)
{
    (void)state;
    FOR_EVERY_RULE(rule) {
        lehr_real split[SIZE], flat[SIZE], again[SIZE];
        run_of(rule->entry.name, false, split);
        run_of(rule->entry.name, true, flat);
        run_of(rule->entry.name, true, again);
        assert_memory_equal(split, flat, sizeof flat);
        assert_memory_equal(again, flat, sizeof flat);
    }
}

/* The first step lowers the loss, a hundred steps approach the minimum, and a rate of 0 changes nothing. */
static void every_rule_descends(void **state)
{
    (void)state;
    FOR_EVERY_RULE(rule) {
        lehr_params *ps = some_params(true);
        lehr_real *w = lehr_params_data(ps), *g = lehr_params_grad(ps), before[SIZE];
        lehr_optim o;
        assert_int_equal(lehr_optim_init(&o, rule->entry.name, ps, 0), LEHR_OK);
        for (int t = 0; t <= 100; t++) {
            memcpy(g, w, SIZE * sizeof *g);
            memcpy(before, w, sizeof before);
            assert_int_equal(lehr_optim_step(&o), LEHR_OK);
            for (int i = 0; i < SIZE && !t; i++) assert_true(w[i] == before[i]);
            for (int i = 0; i < SIZE && t == 1; i++) assert_true(before[i] == 0 || (w[i] - before[i]) * before[i] < 0);
            o.lr = 0.01;
        }
        for (int i = 0; i < SIZE; i++) assert_true(fabs((double)w[i]) < fabs(0.25 * (i - 7)) || i == 7);
        lehr_optim_release(&o);
        lehr_params_free(ps);
    }
}

/* A NaN or infinity in gradient or rate: the error has its place, and no byte changes. */
static void bad_gradients_and_rates_change_nothing(void **state)
{
    (void)state;
    static const struct { double g, lr; const char *says;
    } rows[] = {
        { NAN, 0.5, "step 4|rate 0.5|gradient of fc2.weight [3 x 2] is nan at [1, 0]" },
        { INFINITY, 0.5, "step 4|rate 0.5|fc2.weight|is inf at [1, 0]" },
        { -INFINITY, 0.5, "is -inf at [1, 0]" },
        { 1, NAN, "step 4|rate is nan" },
        { 1, INFINITY, "step 4|rate is inf" },
        { 1, -1, "step 4|rate is -1|0 or more" },
    };
    FOR_EVERY_RULE(rule) for (int k = 0; k < COUNT_OF(rows); k++) {
        lehr_params *ps = some_params(false);
        lehr_optim o;
        lehr_real w[SIZE], slot[LEHR_MAX_SLOTS][SIZE];
        assert_int_equal(lehr_optim_init(&o, rule->entry.name, ps, 1), LEHR_OK);
        for (int t = 1; t <= 3; t++) assert_int_equal(step_once(&o, ps, t), LEHR_OK);
        memcpy(w, lehr_params_data(ps), sizeof w);
        for (int s = 0; s < LEHR_MAX_SLOTS; s++) if (o.slot[s]) memcpy(slot[s], o.slot[s], sizeof slot[s]);
        lehr_params_grad(ps)[10] = (lehr_real)rows[k].g;
        o.lr = rows[k].lr;
        assert_int_equal(lehr_optim_step(&o), o.lr < 0 ? LEHR_ERR_VALUE : LEHR_ERR_NAN);
        check_says(rows[k].says, rule->entry.name);
        assert_int_equal(o.steps, 3);
        assert_memory_equal(lehr_params_data(ps), w, sizeof w);
        for (int s = 0; s < LEHR_MAX_SLOTS; s++) if (o.slot[s]) assert_memory_equal(o.slot[s], slot[s], sizeof slot[s]);
        lehr_optim_release(&o);
        lehr_params_free(ps);
    }
}

static void what_an_update_ruined_is_named(void **state)
{
    (void)state;
    FOR_EVERY_RULE(rule) {
        lehr_params *ps = some_params(false);
        lehr_optim o;
        assert_int_equal(lehr_optim_init(&o, rule->entry.name, ps, 1), LEHR_OK);
        for (int i = 0; i < SIZE; i++) lehr_params_grad(ps)[i] = i == 7 ? 1e10f : 0;
        o.lr = 1e308;                       /* rounds to infinity in float, and overflows with the gradient in double */
        lehr_params_data(ps)[7] = (lehr_real)(IS_DOUBLE ? -1e308 : -3e38);
        lehr_status status = lehr_optim_step(&o);
        if (status) {
            assert_int_equal(status, LEHR_ERR_NAN);
            check_says("step 1|rate 1e+308|after the update,|fc1.", rule->entry.name);
        } else assert_true(isfinite((double)lehr_params_data(ps)[7]));
        if (!strcmp(rule->entry.name, "sgd")) assert_int_equal(status, LEHR_ERR_NAN);
        lehr_optim_release(&o);
        lehr_params_free(ps);
    }
}

/* A gradient whose square overflows: an infinite state would stop the weight without any error. */
static void what_is_remembered_is_a_number_or_named(void **state)
{
    (void)state;
    int silent = 0, named = 0;
    FOR_EVERY_RULE(rule) for (int k = 0; k < 2; k++) {
        lehr_params *ps = some_params(false);
        lehr_optim o;
        assert_int_equal(lehr_optim_init(&o, rule->entry.name, ps, 1e-20), LEHR_OK);
        for (int i = 0; i < SIZE; i++)
            lehr_params_grad(ps)[i] = (lehr_real)(i != 10 ? 0 : k ? 1 : IS_DOUBLE ? -1e170 : -1e22);
        lehr_status status = lehr_optim_step(&o);
        for (int s = 0; s < LEHR_MAX_SLOTS && !status; s++)
            assert_true(!o.slot[s] || lehr_find_nonfinite(o.slot[s], SIZE) == SIZE);
        if (status)
            check_says("step 1|rate 1e-20|after the update, |of fc2.weight [3 x 2] is inf at [1, 0]", rule->entry.name);
        assert_true(k ? !status : !status || status == LEHR_ERR_NAN);
        named += status == LEHR_ERR_NAN;
        silent += !k && !status;
        lehr_optim_release(&o);
        lehr_params_free(ps);
    }
    assert_true(named >= 7 && silent >= 3);             /* sgd, momentum and nesterov square nothing */
}

static void later_parameters_and_no_memory_are_refused(void **state)
{
    (void)state;
    FOR_EVERY_RULE(rule) {
        lehr_optim o;
        lehr_params *ps = some_params(false);
        assert_int_equal(lehr_optim_init(&o, rule->entry.name, ps, 0.1), LEHR_OK);
        assert_non_null(lehr_param(ps, "late", LEHR_VECTOR(2)));
        assert_int_equal(lehr_optim_step(&o), LEHR_ERR_SHAPE);
        check_says("15|17|before lehr_optim_init", rule->entry.name);
        lehr_optim_release(&o);
        lehr_status status = LEHR_ERR_MEMORY;
        for (long n = 1; status; n++) {
            char text[100];
            snprintf(text, sizeof text, "%s;*.bias:adam;fc1.weight:rate=2", rule->entry.name);
            watch_memory(n, 0);
            status = lehr_optim_init(&o, text, ps, 0.1);
            assert_int_equal(status, memory_asked < n ? LEHR_OK : LEHR_ERR_MEMORY);
            if (status) assert_int_equal(memory_out, 0);
            lehr_optim_release(&o);
            assert_int_equal(forget_memory(), 0);
        }
        lehr_params_free(ps);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_follow_their_formulas), cmocka_unit_test(rules_follow_the_books_paths),
        cmocka_unit_test(a_centred_root_is_never_negative),
        cmocka_unit_test(several_tensors_move_like_one), cmocka_unit_test(every_rule_descends),
        cmocka_unit_test(bad_gradients_and_rates_change_nothing), cmocka_unit_test(what_an_update_ruined_is_named),
        cmocka_unit_test(what_is_remembered_is_a_number_or_named),
        cmocka_unit_test(later_parameters_and_no_memory_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
