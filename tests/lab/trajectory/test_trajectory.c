/* test_trajectory.c — test functions have their formulas and minima, and a trajectory is the loop of a training. */
#include "lab.h"
#include "lab/figures/figure_trajectory.h"
#include "optim/optim.h"
#include "sched/plateau.h"
#include "sched/spec.h"

static const lehr_test_function *surface_at(int i)
{
    return (const lehr_test_function *)lehr_registry_at(&lehr_test_functions, i);
}

/* --- surfaces ----------------------------------------------------------------------------------------------------- */

static void gradients_equal_finite_differences(void **state)
{
    (void)state;
    const lehr_test_function *f;
    const double h = 1e-5;
    double slope[2], unused[2];
    for (int i = 0; (f = surface_at(i)); i++)
        for (int k = 0; k < 49; k++) {
            double x = f->x_low + (f->x_high - f->x_low) * (k % 7) / 6,
                   y = f->y_low + (f->y_high - f->y_low) * (k / 7) / 6;
            double v = f->value(x, y, slope), scale = 1 + fabs(v);
            double along_x = (f->value(x + h, y, unused) - f->value(x - h, y, unused)) / (2 * h);
            double along_y = (f->value(x, y + h, unused) - f->value(x, y - h, unused)) / (2 * h);
            check_near(slope[0] / scale, along_x / scale, 1e-7, f->entry.name);
            check_near(slope[1] / scale, along_y / scale, 1e-7, f->entry.name);
        }
}

static void a_goal_is_level_and_nothing_is_lower(void **state)
{
    (void)state;
    const lehr_test_function *f;
    double slope[2], unused[2];
    for (int i = 0; (f = surface_at(i)); i++) {
        if (f->unbounded) continue;
        double least = f->value(f->goal[0], f->goal[1], slope);
        assert_true(slope[0] == 0 && slope[1] == 0);
        for (int k = 0; k < 101 * 101; k++) {
            double x = f->x_low + (f->x_high - f->x_low) * (k % 101) / 100,
                   y = f->y_low + (f->y_high - f->y_low) * (k / 101) / 100;
            assert_true(f->value(x, y, unused) >= least);
        }
    }
}

static void starts_and_goals_are_on_the_map(void **state)
{
    (void)state;
    const lehr_test_function *f;
    for (int i = 0; (f = surface_at(i)); i++)
        for (int k = 0; k < 2; k++) {
            const double *p = k ? f->goal : f->start;
            assert_true(p[0] > f->x_low && p[0] < f->x_high && p[1] > f->y_low && p[1] < f->y_high);
            assert_true(f->steps > 0 && f->entry.formula);
        }
}

static void names_are_found_or_refused(void **state)
{
    (void)state;
    assert_ptr_equal(lehr_test_function_find("banana"), lehr_test_function_find("rosenbrock"));
    assert_null(lehr_test_function_find("beal"));
    check_says("no function \"beal\"|did you mean \"beale\"", "beal");
    assert_null(lehr_test_function_find(""));
}

static void rules_have_rates_that_suit(void **state)
{
    (void)state;
    const lehr_test_function *beale = lehr_test_function_find("beale");
    static const struct { const char *rule; double lr;
    } rows[] = {
        { "sgd", 0.02 },
        { "SGD", 0.02 },
        { "sgd:momentum=0.5", 0.01 },
        { "sgd; y: rate=2", 0.02 },
        { "momentum:0.8", 0.01 },
        { "momentum", 0.005 },
        { "NAG", 0.005 },
        { "momentum:0.99", 0.0005 },
        { "momentum:0", 0.05 },
        { "adagrad", 0.7 },
        { "rmsprop:alpha=0.95", 0.2 },
        { "adam", 0.4 },
        { "adamw", 0.4 },
        { "nadam", 0.4 },
        { "AMSGrad", 0.4 },
        { "adadelta", 1 },
    };
    for (int i = 0; i < COUNT_OF(rows); i++)
        check_near(lehr_test_function_lr(beale, rows[i].rule), rows[i].lr, 0, rows[i].rule);
    assert_true(lehr_test_function_lr(beale, "adma") == 0);
    check_says("adma|did you mean \"adam\"", "adma");
    const lehr_registry_entry *row;
    for (int i = 0; (row = lehr_registry_at(lehr_rules(), i)); i++)
        for (int k = 0; surface_at(k); k++) assert_true(lehr_test_function_lr(surface_at(k), row->name) > 0);
}

/* With its usual rate every rule lowers f on every function, and no trajectory stops early. */
static void usual_rates_are_sensible(void **state)
{
    (void)state;
    const lehr_registry_entry *row;
    const lehr_test_function *f;
    for (int k = 0; (f = surface_at(k)); k++)
        for (int i = 0; (row = lehr_registry_at(lehr_rules(), i)); i++) {
            lehr_trajectory p;
            assert_int_equal(
                lehr_trace_descent(&p, &(lehr_trajectory_plan){ f, row->name, "fixed",
                                                                lehr_test_function_lr(f, row->name), f->steps }),
                LEHR_OK);
            if (p.stop_reason[0] || p.f[p.count - 1] >= p.f[0])
                fail_msg("%s on %s: %s, f %g", row->name, f->entry.name, p.stop_reason, p.f[p.count - 1]);
            lehr_trajectory_release(&p);
        }
}

/* --- trajectories ------------------------------------------------------------------------------------------------- */

static void a_trajectory_is_the_loop_of_a_training(void **state)
{
    (void)state;
    enum { STEPS = 50 };
    const lehr_test_function *f = lehr_test_function_find("beale");
    lehr_trajectory p;
    assert_int_equal(lehr_trace_descent(&p, &(lehr_trajectory_plan){ f, "momentum:0.8", "cosine", 0.01, STEPS }),
                     LEHR_OK);
    assert_int_equal(p.count, STEPS + 1);
    assert_string_equal(p.stop_reason, "");
    lehr_sched s;
    assert_int_equal(lehr_sched_parse(&s, "cosine", 0.01, STEPS), LEHR_OK);
    lehr_real w[2] = { 1, 1.5f }, v[2] = { 0, 0 };
    for (int t = 0; t <= STEPS; t++) {
        double slope[2], value = f->value((double)w[0], (double)w[1], slope);
        check_near(p.x[t], (double)w[0], IS_DOUBLE ? 1e-13 : 1e-4, "x");
        check_near(p.y[t], (double)w[1], IS_DOUBLE ? 1e-13 : 1e-4, "y");
        check_near(p.f[t], value, IS_DOUBLE ? 1e-12 : 1e-3, "f");
        assert_true(p.lr[t] == lehr_sched_at(&s, t));
        for (int i = 0; i < 2; i++) {
            v[i] = (lehr_real)0.8 * v[i] + (lehr_real)slope[i];
            w[i] -= (lehr_real)p.lr[t] * v[i];
        }
    }
    lehr_trajectory_release(&p);
}

static void groups_reach_x_and_y(void **state)
{
    (void)state;
    lehr_trajectory p;
    lehr_trajectory_plan plan = { lehr_test_function_find("bowl"), "sgd; y: rate=0", "fixed", 0.1, 5 };
    assert_int_equal(lehr_trace_descent(&p, &plan), LEHR_OK);
    assert_true(p.y[5] == 2 && p.x[5] > -7);
    lehr_trajectory_release(&p);
}

/* While f falls, plateau keeps the rate; where f no longer falls, plateau reduces it. */
static void plateau_watches_f(void **state)
{
    (void)state;
    lehr_trajectory p;
    const double goal[] = { 0, 0 };
    lehr_trajectory_plan plan = { lehr_test_function_find("bowl"), "sgd", "plateau:patience=3,factor=0.5", 0.01, 20 };
    assert_int_equal(lehr_trace_descent(&p, &plan), LEHR_OK);
    assert_true(p.lr[20] == 0.01);
    lehr_trajectory_release(&p);
    plan.from = goal;
    assert_int_equal(lehr_trace_descent(&p, &plan), LEHR_OK);
    assert_true(p.lr[20] < 0.01);
    lehr_trajectory_release(&p);
}

static void a_diverging_trajectory_keeps_its_points(void **state)
{
    (void)state;
    lehr_trajectory p;
    lehr_trajectory_plan plan = { lehr_test_function_find("beale"), "sgd", "fixed", 10, 100 };
    assert_int_equal(lehr_trace_descent(&p, &plan), LEHR_OK);
    assert_in_range(p.count, 2, 20);
    assert_non_null(strstr(p.stop_reason, "rate 10"));
    for (int t = 0; t < p.count; t++) assert_true(isfinite(p.x[t]) && isfinite(p.y[t]) && isfinite(p.f[t]));
    assert_true(lehr_trajectory_leaves_view(&p) > 0);
    assert_int_equal(lehr_trajectory_nearest(&p), 0);
    lehr_trajectory_release(&p);
}

static void a_saddle_is_left(void **state)
{
    (void)state;
    lehr_trajectory p;
    lehr_trajectory_plan plan = { lehr_test_function_find("saddle"), "sgd", "fixed", 0.05, 60 };
    assert_int_equal(lehr_trace_descent(&p, &plan), LEHR_OK);
    int t = lehr_trajectory_leaves_view(&p);
    assert_in_range(t, 40, 60);
    assert_true(fabs(p.y[t]) > 2 && fabs(p.y[t - 1]) <= 2);
    assert_true(isnan(lehr_trajectory_distance(&p, 0)));
    lehr_trajectory_release(&p);
}

/* A start outside of the usual view is on the map too. */
static void the_map_reaches_to_the_start(void **state)
{
    (void)state;
    const double from[] = { -3, 7 };
    lehr_trajectory p;
    lehr_trajectory_plan plan = { lehr_test_function_find("saddle"), "sgd", "fixed", 0.05, 60, from };
    double x[2], y[2];
    assert_int_equal(lehr_trace_descent(&p, &plan), LEHR_OK);
    lehr_trajectory_view(&p, x, y);
    assert_true(x[0] < -3 && x[1] == 2 && y[0] == -2 && y[1] > 7);
    assert_true(lehr_trajectory_leaves_view(&p) > 0);
    lehr_trajectory_release(&p);
}

static double gutter(double x, double y, double slope[2])
{
    double *fallen = slope;
    fallen[0] = y > 3 ? NAN : 0;
    fallen[1] = -1;
    return x - x - y;
}

static const lehr_test_function own = { .entry = { .name = "gutter", .formula = "−y" },
                                        .value = gutter,
                                        .start = { 0, 0 },
                                        .unbounded = true,
                                        .x_low = -1,
                                        .x_high = 1,
                                        .y_low = -1,
                                        .y_high = 5,
                                        .steps = 10 };

/* By pointer, by name, and with a gradient that is NaN beyond 3. */
static void a_programs_own_test_function(void **state)
{
    (void)state;
    lehr_trajectory p;
    lehr_trajectory_plan plan = { &own, "sgd", "fixed", 1, 10 };
    assert_int_equal(lehr_trace_descent(&p, &plan), LEHR_OK);
    assert_int_equal(p.count, 5);
    assert_true(p.y[4] == 4 && strstr(p.stop_reason, "gradient"));
    assert_int_equal(lehr_figure_trajectories(&p, 1, NULL, &(lehr_picture_size){ 300, 200, 0 }, "own.png"), LEHR_OK);
    lehr_trajectory_release(&p);
    check_near(lehr_test_function_lr(&own, "adam"), 0.01, 0, "no usual rate");
    assert_null(lehr_test_function_find("gutter"));
    assert_int_equal(lehr_registry_add(&lehr_test_functions, &own.entry), LEHR_OK);
    assert_ptr_equal(lehr_test_function_find("gutter"), &own);
}

static void invalid_trajectories_are_refused_and_leave_nothing(void **state)
{
    (void)state;
    const lehr_test_function *f = lehr_test_function_find("bowl"), empty = { .entry = { .name = "empty" } };
    const struct { lehr_trajectory_plan plan; const char *says;
    } rows[] = {
        { { NULL, "sgd", "fixed", 0.1, 9 }, "a function with its value" },
        { { &empty, "sgd", "fixed", 0.1, 9 }, "a function with its value" },
        { { f, NULL, "fixed", 0.1, 9 }, "an optimizer" },
        { { f, "sgd", NULL, 0.1, 9 }, "schedule" },
        { { f, "sgd", "fixed", 0.1, 0 }, "steps is 0" },
        { { f, "sgd", "fixed", 0.1, 1000000000 }, "steps is 1000000000" },
        { { f, "sgdd", "fixed", 0.1, 9 }, "sgdd|\"sgd\"" },
        { { f, "sgd", "fxied", 0.1, 9 }, "fxied|\"fixed\"" },
        { { f, "adam:beta1=2", "fixed", 0.1, 9 }, "beta1" },
        { { f, "sgd", "fixed", NAN, 9 }, "nan" },
        { { f, "sgd", "fixed", -1, 9 }, "-1" },
        { { f, "sgd; z: rate=2", "fixed", 0.1, 9 }, "\"z\"" },
    };
    for (int i = 0; i < COUNT_OF(rows); i++) {
        lehr_trajectory p;
        watch_memory(0, 0);
        assert_true(lehr_trace_descent(&p, &rows[i].plan) != LEHR_OK);
        assert_int_equal(forget_memory(), 0);
        check_says(rows[i].says, "trajectory");
        assert_true(!p.x && !p.count);
    }
    assert_int_equal(lehr_figure_trajectories(NULL, 0, NULL, NULL, "none.png"), LEHR_ERR_VALUE);
}

static void without_memory_there_is_an_error_and_no_leak(void **state)
{
    (void)state;
    lehr_trajectory_plan plan = { lehr_test_function_find("bowl"), "adam", "cosine", 0.1, 9 };
    lehr_status status = LEHR_ERR_MEMORY;
    for (long n = 1; status; n++) {
        lehr_trajectory p;
        watch_memory(n, 1);
        status = lehr_trace_descent(&p, &plan);
        lehr_trajectory_release(&p);
        assert_int_equal(forget_memory(), 0);
        if (status && status != LEHR_ERR_MEMORY) fail_msg("request %ld refused: %s", n, lehr_message());
    }
}

/* --- sentences about them ----------------------------------------------------------------------------------------- */

static void labels_have_what_differs(void **state)
{
    (void)state;
    static const struct { const char *optim[3], *sched[3], *label[3]; } rows[] = {
        { { "sgd", "adam:beta1=0.8", "momentum" }, { "fixed", "fixed", "fixed" }, { "sgd", "adam", "momentum" } },
        { { "adam", "adam:beta1=0.8", "sgd" }, { "fixed", "fixed", "fixed" }, { "adam", "adam:beta1=0.8", "sgd" } },
        { { "sgd", "sgd", "sgd" }, { "fixed", "step:every=5", "cosine" }, { "fixed", "step", "cosine" } },
        { { "sgd", "sgd", "adam" }, { "fixed", "cosine", "fixed" }, { "sgd, fixed", "sgd, cosine", "adam, fixed" } },
    };
    for (int i = 0; i < COUNT_OF(rows); i++) {
        lehr_trajectory p[3];
        for (int k = 0; k < 3; k++)
            p[k] = (lehr_trajectory){ .plan = { .optim = rows[i].optim[k], .sched = rows[i].sched[k] } };
        for (int k = 0; k < 3; k++) assert_string_equal(lehr_trajectory_label(p, 3, k).s, rows[i].label[k]);
        lehr_short_text both = lehr_short_printf("%.*s, %s", (int)strcspn(rows[i].optim[0], ":"), rows[i].optim[0],
                                                 rows[i].sched[0]);
        assert_string_equal(lehr_trajectory_label(p, 1, 0).s, both.s);
    }
}

static void texts_with_commas_stay_one_cell(void **state)
{
    (void)state;
    double zero[] = { 0 };
    lehr_strbuf out = {0};
    lehr_trajectory p = { .plan = { .optim = "adam:beta1=0.8,eps=1", .sched = "fi\"xed" }, .count = 1,
                    .x = zero, .y = zero, .f = zero, .lr = zero };
    lehr_trajectories_print(&p, 1, &out);
    assert_string_equal(out.s, "optim,sched,step,x,y,f,lr\n\"adam:beta1=0.8,eps=1\",\"fi\"\"xed\",0,0,0,0,0\n");
    lehr_strbuf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gradients_equal_finite_differences),
        cmocka_unit_test(a_goal_is_level_and_nothing_is_lower),
        cmocka_unit_test(starts_and_goals_are_on_the_map),
        cmocka_unit_test(names_are_found_or_refused),
        cmocka_unit_test(rules_have_rates_that_suit),
        cmocka_unit_test(usual_rates_are_sensible),
        cmocka_unit_test(a_trajectory_is_the_loop_of_a_training),
        cmocka_unit_test(groups_reach_x_and_y),
        cmocka_unit_test(plateau_watches_f),
        cmocka_unit_test(a_diverging_trajectory_keeps_its_points),
        cmocka_unit_test(a_saddle_is_left),
        cmocka_unit_test(the_map_reaches_to_the_start),
        cmocka_unit_test(a_programs_own_test_function),
        cmocka_unit_test(invalid_trajectories_are_refused_and_leave_nothing),
        cmocka_unit_test(without_memory_there_is_an_error_and_no_leak),
        cmocka_unit_test(labels_have_what_differs),
        cmocka_unit_test(texts_with_commas_stay_one_cell),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
