/* test_grad_transform.c — penalties and gradient clipping, each against its formula. */
#include "optim/clip.h"
#include "optim/penalty.h"
#include "small_optim.h"

/* --- penalties ---------------------------------------------------------------------------------------------------- */

/* With sgd: l1 sign(w) + l2 w is added to the gradient of weights, not of biases; weight_decay changes both; the
 * penalty of the loss has l1 and l2 of the weights. */
static void penalties_follow_their_formulas(void **state)
{
    (void)state;
    lehr_params *ps = some_params();
    lehr_optim o = made("sgd:l1=0.5,l2=0.25,weight_decay=0.125; fc2.*: l1=0,rate=2", ps);
    double w[SIZE], loss = 0;
    for (int i = 0; i < SIZE; i++) {
        w[i] = (double)lehr_params_data(ps)[i];
        if (i < 6) loss += 0.5 * fabs(w[i]);
        if (i < 6 || (i >= 8 && i < 14)) loss += 0.125 * w[i] * w[i];
    }
    check_near(lehr_optim_penalty(&o), loss, 1e-15, "penalty");
    slope(ps, 3);
    assert_int_equal(lehr_optim_step(&o), LEHR_OK);
    for (int i = 0; i < SIZE; i++) {
        bool weight = i < 6 || (i >= 8 && i < 14);
        double sign = (w[i] > 0) - (w[i] < 0);
        double g = (double)lehr_params_grad(ps)[i] + 0.125 * w[i] + (weight ? 0.25 * w[i] : 0) +
                   (i < 6 ? 0.5 * sign : 0);
        check_near((double)lehr_params_data(ps)[i], w[i] - (i < 8 ? 0.0625 : 0.125) * g, IS_DOUBLE ? 1e-15 : 1e-6,
                   "weight");
    }
    lehr_optim_release(&o);
    lehr_params_free(ps);
}

/* The update adds the gradient of lehr_optim_penalty; differences show it. */
static void the_penalty_is_what_is_minimised(void **state)
{
    (void)state;
    lehr_params *ps = some_params();
    lehr_optim o = made("sgd:l1=0.3,l2=0.7", ps);
    lehr_real *w = lehr_params_data(ps), begin[SIZE];
    const double h = IS_DOUBLE ? 1e-6 : 1e-2;
    double slopes[SIZE];
    memcpy(begin, w, sizeof begin);
    for (int i = 0; i < SIZE; i++) {
        w[i] = begin[i] + (lehr_real)h;
        double up = lehr_optim_penalty(&o);
        w[i] = begin[i] - (lehr_real)h;
        slopes[i] = (up - lehr_optim_penalty(&o)) / (2 * h);
        w[i] = begin[i];
    }
    lehr_zero_grad(ps);
    assert_int_equal(lehr_optim_step(&o), LEHR_OK);
    for (int i = 0; i < SIZE; i++)
        check_near((double)(begin[i] - w[i]) / 0.0625, slopes[i], IS_DOUBLE ? 1e-8 : 1e-4, "slope");
    lehr_optim_release(&o);
    lehr_params_free(ps);
}

/* --- clipping ----------------------------------------------------------------------------------------------------- */

static void norms_of_any_size(void **state)
{
    (void)state;
    static const double unit[] = { 1, 1e-30, 1e30, 1e-200, 1e200, 1e-310, 1e307 };
    for (int k = 0; k < (IS_DOUBLE ? COUNT_OF(unit) : 3); k++)
        for (int n = 1; n < 40; n++) {
            lehr_params *ps = lehr_params_new();
            assert_non_null(lehr_param(ps, "all", LEHR_VECTOR(n)));
            long double sum = 0;
            for (int i = 0; i < n; i++) {
                lehr_params_grad(ps)[i] = (lehr_real)(unit[k] * (i % 7 - 3));
                sum += (long double)(i % 7 - 3) * (i % 7 - 3);
            }
            check_close(lehr_grad_norm(ps), unit[k] * (double)sqrtl(sum),
                        unit[k] == 1e-310 ? 1e-10
                        : IS_DOUBLE       ? 1e-14
                                          : 1e-7,
                        "norm");
            lehr_params_free(ps);
        }
}

static void clipping_refuses_and_then_changes_nothing(void **state)
{
    (void)state;
    static const double bad[] = { 0, -1, NAN, INFINITY, -INFINITY };
    lehr_params *ps = some_params();
    lehr_real g[SIZE];
    double norm = -1;
    for (int i = 0; i < COUNT_OF(bad); i++) {
        slope(ps, 1);
        memcpy(g, lehr_params_grad(ps), sizeof g);
        assert_int_equal(lehr_clip_norm(ps, bad[i], &norm), LEHR_ERR_VALUE);
        check_says("clip_norm|above 0", lehr_number_text(bad[i]).s);
        check_says(lehr_number_text(bad[i]).s, "clip_norm");
        assert_int_equal(lehr_clip_value(ps, bad[i]), LEHR_ERR_VALUE);
        check_says("clip_value|above 0", lehr_number_text(bad[i]).s);
        assert_memory_equal(g, lehr_params_grad(ps), sizeof g);
    }
    lehr_params_grad(ps)[10] = (lehr_real)NAN;
    assert_int_equal(lehr_clip_norm(ps, 1, &norm), LEHR_ERR_NAN);
    check_says("clip_norm|fc2.weight [3 x 2] is nan at [1, 0]", "nan");
    assert_int_equal(lehr_clip_value(ps, 1), LEHR_ERR_NAN);
    check_says("clip_value|fc2.weight [3 x 2] is nan at [1, 0]", "nan");
    assert_true(norm == -1 && lehr_params_grad(ps)[0] == g[0]);
    lehr_params_free(ps);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(penalties_follow_their_formulas), cmocka_unit_test(the_penalty_is_what_is_minimised),
        cmocka_unit_test(norms_of_any_size), cmocka_unit_test(clipping_refuses_and_then_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
