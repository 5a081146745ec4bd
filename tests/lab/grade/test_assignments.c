/* test_assignments.c — what the assignments teach is what Lehr does: the reference solutions beside the policies,
 * operations, rules and range test of the library, on numbers that stand in none of the assignments' tests. */
#include "check.h"
#include "core/params.h"
#include "lab/data/data_open.h"
#include "lab/range_test/confidence.h"
#include "nn/ops.h"
#include "optim/spec.h"
#include "sched/sched.h"
#include "sched/spec.h"
#include "../../../examples/assignments/teacher/1-policies/policies.c"
#include "../../../examples/assignments/teacher/2-backward/backward.c"
#include "../../../examples/assignments/teacher/3-rules/rules.c"
#include "../../../examples/assignments/teacher/4-range/range.c"
#include "../../../examples/assignments/teacher/7-own/own.c"

/* --- 1: policies -------------------------------------------------------------------------------------------------- */

static const long milestones[] = { 7, 8, 60 };

static double fixed_here(long t)       { return fixed(0.07, t); }
static double step_here(long t)        { return step(0.07, 0.6, 9, t); }
static double multistep_here(long t)   { return multistep(0.07, 0.3, milestones, 3, t); }
static double exponential_here(long t) { return exponential(0.07, 0.4, 33, t); }
static double inv_here(long t)         { return inv(0.07, 0.02, 0.6, t); }
static double poly_here(long t)        { return poly(0.07, 0.002, 1.7, 80, t); }

static void policies_are_lehrs(void **state)
{
    (void)state;
    static const struct { const char *text; double (*rate)(long t); } rows[] = {
        { "fixed", fixed_here },
        { "step:every=9,gamma=0.6", step_here },
        { "multistep:at=7/8/60,gamma=0.3", multistep_here },
        { "exp:every=33,gamma=0.4", exponential_here },
        { "inv:gamma=0.02,power=0.6", inv_here },
        { "poly:steps=80,power=1.7,end=0.002", poly_here },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        lehr_sched s;
        assert_int_equal(lehr_sched_parse(&s, rows[i].text, 0.07, 100), LEHR_OK);
        for (long t = 0; t <= 200; t++) assert_near(rows[i].rate(t), lehr_sched_at(&s, t), 1e-14);
    }
}

/* --- 2: the way back ---------------------------------------------------------------------------------------------- */

enum { OUT = 3, IN = 4, M = 5 };

/* A parameter with numbers in it that float and double both have exactly. */
static lehr_tensor *scattered(lehr_params *ps, const char *name, lehr_shape shape, int seed)
{
    lehr_tensor *v = lehr_param(ps, name, shape);
    assert_non_null(v);
    for (size_t i = 0; i < v->size; i++)
        v->data[i] = (lehr_real)((seed + 11 * (int)i * (int)i + 5 * (int)i) % 64 - 32) / 16;
    return v;
}

static void widened(const lehr_real *v, size_t n, double *out)
{
    for (size_t i = 0; i < n; i++) out[i] = (double)v[i];
}

static void check_all(const double *got, const lehr_real *want, size_t n, const char *what)
{
    for (size_t i = 0; i < n; i++)
        if (!(fabs(got[i] - (double)want[i]) <= 64 * ROUNDING))
            fail_msg("%s, number %zu: %.17g, but Lehr has %.17g", what, i, got[i], (double)want[i]);
}

/* A whole net on the tape, tanh(W x + b) into softmax and cross-entropy, and the three ways back by hand, one after
 * the other. */
static void gradients_are_lehrs(void **state)
{
    (void)state;
    static const int y[M] = { 2, 0, 1, 1, 0 };
    lehr_params *ps = lehr_params_new();
    lehr_tape *t = lehr_tape_new();
    lehr_tensor *W = scattered(ps, "W", LEHR_MATRIX(OUT, IN), 3), *b = scattered(ps, "b", LEHR_VECTOR(OUT), 40);
    lehr_tensor *x = scattered(ps, "x", LEHR_MATRIX(IN, M), 17);
    lehr_tape_begin(t, LEHR_TRAIN);
    lehr_tensor *a = lehr_tanh(t, lehr_linear(t, x, W, b)), *loss = lehr_softmax_cross_entropy(t, a, y);
    assert_int_equal(lehr_backward(t, loss), LEHR_OK);

    double wide_W[OUT * IN], wide_x[IN * M], wide_a[OUT * M], da[OUT * M], dz[OUT * M], dx[IN * M], dW[OUT * IN],
        db[OUT];
    widened(W->data, OUT * IN, wide_W);
    widened(x->data, IN * M, wide_x);
    widened(a->data, OUT * M, wide_a);
    assert_near(softmax_cross_entropy(OUT, M, wide_a, y, da), (double)loss->data[0], 16 * ROUNDING);
    tanh_backward(OUT * M, wide_a, da, dz);
    linear_backward(OUT, IN, M, wide_x, wide_W, dz, dx, dW, db);
    check_all(dW, W->grad, OUT * IN, "dW");
    check_all(db, b->grad, OUT, "db");
    check_all(dx, x->grad, IN * M, "dx");
    lehr_tape_free(t);
    lehr_params_free(ps);
}

/* --- 3: rules ----------------------------------------------------------------------------------------------------- */

enum { N = 4, STEPS = 30 };

static double slope_at(int t, int i) { return (double)((7 * t * t + 3 * i + t * i) % 32 - 16) / 8; }

/* The reference solution's w and its state. */
typedef struct hand { double w[N], m[N], v[N]; } hand;

static void momentum_by_hand(hand *h, double lr, const double *g, long t)
{
    (void)t;
    momentum_step(N, lr, 0.7, h->w, g, h->v);
}
static void rmsprop_by_hand(hand *h, double lr, const double *g, long t)
{
    (void)t;
    rmsprop_step(N, lr, 0.95, 1e-6, h->w, g, h->v);
}
static void adam_by_hand(hand *h, double lr, const double *g, long t)
{
    adam_step(N, lr, 0.85, 0.98, 1e-6, t, h->w, g, h->m, h->v);
}

/* From rate to rate; in float the last digits wander apart, but stay near. */
static void rules_are_lehrs(void **state)
{
    (void)state;
    static const struct { const char *text; void (*step)(hand *h, double lr, const double *g, long t); } rows[] = {
        { "momentum:momentum=0.7",                 momentum_by_hand },
        { "rmsprop:alpha=0.95,eps=1e-6",           rmsprop_by_hand },
        { "adam:beta1=0.85,beta2=0.98,eps=1e-6",   adam_by_hand },
    };
    for (size_t r = 0; r < COUNT(rows); r++) {
        lehr_params *ps = lehr_params_new();
        lehr_tensor *w = scattered(ps, "w", LEHR_VECTOR(N), 9);
        lehr_optim o;
        hand h = { { 0 }, { 0 }, { 0 } };
        widened(w->data, N, h.w);
        assert_int_equal(lehr_optim_init(&o, rows[r].text, ps, 0.1), LEHR_OK);
        for (int t = 1; t <= STEPS; t++) {
            double g[N], lr = t < 20 ? 0.1 : 0.02;
            for (int i = 0; i < N; i++) w->grad[i] = (lehr_real)(g[i] = slope_at(t, i));
            o.lr = lr;
            assert_int_equal(lehr_optim_step(&o), LEHR_OK);
            rows[r].step(&h, lr, g, t);
            for (int i = 0; i < N; i++) assert_near(h.w[i], (double)w->data[i], 500 * ROUNDING);
        }
        lehr_optim_release(&o);
        lehr_params_free(ps);
    }
}

/* --- 4: the range test -------------------------------------------------------------------------------------------- */

enum { POINTS = 1800 };

/* The usual range test of taiji, as Lehr runs it; and what the solution makes of its losses. */
static void range_test_is_lehrs(void **state)
{
    (void)state;
    lehr_plan plan;
    assert_int_equal(lehr_plan_for(&plan, "taiji"), LEHR_OK);
    lehr_data *data = lehr_data_open("taiji");
    lehr_run *run = lehr_run_new(&plan, data);
    lehr_range_plan range = lehr_range_default_plan(LEHR_RANGE_EXP);
    lehr_range_curve curve = { 0 };
    lehr_lr_estimate reading;
    assert_int_equal(lehr_range_test(run, &range, &curve, NULL, NULL), LEHR_OK);
    assert_true(curve.end == LEHR_RANGE_DIVERGED && curve.count <= POINTS);

    int n = curve.count;
    static double loss[POINTS], logs[POINTS], smoothed[POINTS], rate[POINTS];
    for (int i = 0; i < n; i++) {
        loss[i] = curve.point[i].value;
        rate[i] = range_rate(range.from, range.to, range.steps, i);
        assert_near(rate[i], curve.point[i].lr, 1e-12 * rate[i]);
        logs[i] = log(rate[i]);
    }
    smooth(n, range.smoothing, loss, smoothed);
    smooth(n, range.smoothing, logs, rate);
    for (int i = 0; i < n; i++) {
        rate[i] = exp(rate[i]);
        assert_near(smoothed[i], curve.point[i].smoothed, 1e-12 * smoothed[i]);
        assert_near(rate[i], curve.point[i].smoothed_lr, 1e-12 * rate[i]);
    }
    assert_int_equal(range_end(n, range.stop, smoothed), n - 1);           /* Lehr keeps the point that ends it */

    lehr_lr_estimate_from_curve(&curve, &reading);                  /* read at 200 even steps: near is what it can be */
    assert_near(log(tenth_of_best(n - 1, rate, smoothed)), log(reading.suggestion[LEHR_LR_MINIMUM].rate),
                log(range.to / range.from) / (LEHR_LR_GRID - 1));
    lehr_range_curve_release(&curve);
    lehr_run_free(run);
    lehr_data_free(data);
}

/* --- 7: a policy of one's own ------------------------------------------------------------------------------------- */

/* As the task's page could write it down for `lehr compare`. */
static void own_policy_is_a_formula(void **state)
{
    (void)state;
    lehr_sched s;
    assert_int_equal(lehr_sched_parse(&s, "expr:2*lr*min((t+1)/(0.2*T),(T-t)/(0.8*T))", 0.05, 7500), LEHR_OK);
    for (long t = 0; t < 7500; t++) assert_near(my_rate(t, 7500), lehr_sched_at(&s, t), 1e-15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(policies_are_lehrs),
        cmocka_unit_test(gradients_are_lehrs),
        cmocka_unit_test(rules_are_lehrs),
        cmocka_unit_test(range_test_is_lehrs),
        cmocka_unit_test(own_policy_is_a_formula),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
