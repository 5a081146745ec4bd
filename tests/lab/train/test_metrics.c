/* test_metrics.c — metrics computed by hand, and their values where the divisor is 0; early stopping; histories. */
#include "lab/train/early_stopping.h"
#include "lab/train/history.h"
#include "lab/train/metrics.h"
#include "lab.h"

/* --- numbers ------------------------------------------------------------------------------------------------------ */

static void r2_by_hand(void **state)
{
    (void)state;
    static const double right[] = { 3, -0.5, 2, 7 }, said[] = { 2.5, 0, 2, 8 };         /* left 1.5, all 29.1875 */
    static const double mean[] = { 2.875, 2.875, 2.875, 2.875 }, far[] = { 7, 7, 7, -7 };
    check_near(lehr_r2_of(said, right, 4), 1 - 1.5 / 29.1875, 1e-15, "R²");
    check_near(lehr_r2_of(mean, right, 4), 0, 1e-15, "the mean explains nothing");
    assert_true(lehr_r2_of(right, right, 4) == 1);
    assert_true(lehr_r2_of(far, right, 4) < -5);
}

/* The mean of 0.1, 0.1 and 0.1 is rounded; its rounding error is not variance. */
static void r2_of_equal_targets_is_undefined(void **state)
{
    (void)state;
    static const double alike[] = { 2, 2, 2 }, near[] = { 2, 2, 2.5 }, tenths[] = { 0.1, 0.1, 0.1 };
    assert_true(isnan(lehr_r2_of(alike, alike, 3)));
    assert_true(isnan(lehr_r2_of(near, alike, 3)));
    assert_true(isnan(lehr_r2_of(near, tenths, 3)));
    assert_true(isnan(lehr_r2_of(near, alike, 0)));
    assert_true(isnan(lehr_r2_of(near, alike, 1)));
    assert_true(isnan(lehr_r2_of(near + 2, alike, 1)));
    assert_string_equal(lehr_r2_text(NAN).s, "undefined");
    assert_string_equal(lehr_r2_text(0.97125).s, "0.9712");
}

/* --- classes ------------------------------------------------------------------------------------------------------ */

static void scores_by_hand(void **state)
{
    (void)state;
    static const int right[] = { 0, 0, 0, 0, 1, 1, 1, 2, 2, 2 }, said[] = { 0, 0, 1, 2, 1, 1, 0, 2, 2, 1 };
    static const long table[] = { 2, 1, 1, 1, 2, 0, 0, 1, 2 };
    static const lehr_class_scores each[] = { { 2. / 3, 2. / 4, 4. / 7 },
                                              { 2. / 4, 2. / 3, 4. / 7 },
                                              { 2. / 3, 2. / 3, 2. / 3 } };
    long count[9];
    assert_int_equal(lehr_confusion_count(said, right, 10, 3, count), LEHR_OK);
    assert_memory_equal(count, table, sizeof table);
    check_near(lehr_confusion_accuracy(count, 3), 0.6, 1e-15, "accuracy");
    for (int c = 0; c < 3; c++) {
        lehr_class_scores s = lehr_class_scores_of(count, 3, c);
        check_near(s.precision, each[c].precision, 1e-15, "precision");
        check_near(s.recall, each[c].recall, 1e-15, "recall");
        check_near(s.f1, each[c].f1, 1e-15, "F1");
    }
    lehr_class_scores macro = lehr_class_scores_macro(count, 3);
    check_near(macro.precision, (2. / 3 + 0.5 + 2. / 3) / 3, 1e-15, "macro precision");
    check_near(macro.recall, (0.5 + 2. / 3 + 2. / 3) / 3, 1e-15, "macro recall");
    check_near(macro.f1, (4. / 7 + 4. / 7 + 2. / 3) / 3, 1e-15, "macro F1");
}

/* Class 1 is never said, class 2 has no row, class 3 is neither: zeros, and 3 is no part of the means. */
static void nothing_to_divide_by_is_0(void **state)
{
    (void)state;
    static const int right[] = { 0, 0, 1, 1 }, said[] = { 0, 2, 0, 2 };
    long count[16];
    assert_int_equal(lehr_confusion_count(said, right, 4, 4, count), LEHR_OK);
    for (int c = 1; c < 4; c++) {
        lehr_class_scores s = lehr_class_scores_of(count, 4, c);
        assert_true(s.precision == 0 && s.recall == 0 && s.f1 == 0);
    }
    lehr_class_scores macro = lehr_class_scores_macro(count, 4);
    check_near(macro.precision, 0.5 / 3, 1e-15, "macro precision");
    check_near(macro.recall, 0.5 / 3, 1e-15, "macro recall");
    check_near(macro.f1, 0.5 / 3, 1e-15, "macro F1");
    assert_int_equal(lehr_confusion_count(said, right, 0, 4, count), LEHR_OK);
    macro = lehr_class_scores_macro(count, 4);
    assert_true(lehr_confusion_accuracy(count, 4) == 0 && macro.precision == 0 && macro.recall == 0 && macro.f1 == 0);
}

static void impossible_labels_are_refused(void **state)
{
    (void)state;
    static const struct { int said, right; const char *says;
    } rows[] = {
        { 3, 0, "row 1 is class 3; 0 to 2" },
        { -1, 0, "row 1 is class -1" },
        { 0, 3, "row 1 is class 3" },
        { 0, -7, "row 1 is class -7" },
    };
    for (int i = 0; i < COUNT_OF(rows); i++) {
        long count[9];
        int said[] = { 1, rows[i].said }, right[] = { 1, rows[i].right };
        assert_int_equal(lehr_confusion_count(said, right, 2, 3, count), LEHR_ERR_VALUE);
        check_says(rows[i].says, "label");
    }
}

/* --- early stopping ----------------------------------------------------------------------------------------------- */

static lehr_params *two_numbers(void)
{
    lehr_params *ps = lehr_params_new();
    assert_non_null(ps);
    assert_non_null(lehr_param(ps, "w", LEHR_VECTOR(2)));
    return ps;
}

static void write(lehr_params *ps, double v) { lehr_params_data(ps)[0] = lehr_params_data(ps)[1] = (lehr_real)v; }

/* figures until the first that ends it; the weights at figure i are i. */
static const struct {
    const char *name;
    double figure[8];
    int n, ends, best;
    long patience;
    double margin;
    bool smaller;
} cases[] = {
    { "falls and rises", { 5, 3, 2, 4, 3, 9, 9, 9 }, 8, 5, 2, 3, 0, true },
    { "as good is no better", { 5, 5, 5, 5 }, 4, 2, 0, 2, 0, true },
    { "a later better one", { 5, 6, 4, 6, 3, 6, 6, 6 }, 8, 6, 4, 2, 0, true },
    { "larger is better", { 0.1, 0.5, 0.4, 0.4, 0.6 }, 5, 3, 1, 2, 0, false },
    { "margin", { 5, 4.95, 4.91, 4, 4 }, 5, 2, 0, 2, 0.1, true },
    { "NaN is never better", { NAN, 2, NAN, NAN }, 4, 3, 1, 2, 0, true },
    { "never ends", { 5, 4, 3, 2 }, 4, -1, 3, 1, 0, true },
};

static void the_best_weights_are_kept(void **state)
{
    (void)state;
    for (int k = 0; k < COUNT_OF(cases); k++) {
        lehr_params *ps = two_numbers();
        lehr_early_stopping e;
        int ends = -1;
        assert_int_equal(lehr_early_stopping_init(&e, ps, cases[k].patience, cases[k].margin, cases[k].smaller),
                         LEHR_OK);
        for (int i = 0; i < cases[k].n && ends < 0; i++) {
            write(ps, i);
            if (lehr_early_stopping_update(&e, ps, cases[k].figure[i], 10 * i)) ends = i;
        }
        if (ends != cases[k].ends) fail_msg("%s: ends at %d", cases[k].name, ends);
        write(ps, 99);
        assert_true(lehr_early_stopping_restore(&e, ps));
        const lehr_real best = (lehr_real)cases[k].best, *value = lehr_params_data(ps);
        assert_true(value[0] == best && value[1] == best);
        assert_true(e.best_step == 10 * cases[k].best && e.best == cases[k].figure[cases[k].best]);
        lehr_early_stopping_release(&e);
        lehr_params_free(ps);
    }
}

static void without_a_figure_nothing_is_put_back(void **state)
{
    (void)state;
    lehr_params *ps = two_numbers();
    lehr_early_stopping e;
    write(ps, 7);
    assert_int_equal(lehr_early_stopping_init(&e, ps, 3, 0, true), LEHR_OK);
    assert_false(lehr_early_stopping_update(&e, ps, NAN, 1));
    write(ps, 8);
    assert_false(lehr_early_stopping_restore(&e, ps));
    assert_true(lehr_params_data(ps)[0] == 8);
    lehr_early_stopping_release(&e);
    assert_int_equal(lehr_early_stopping_init(&e, ps, 0, 0, true), LEHR_ERR_VALUE);
    check_says("patience is 0|1 or more", "patience");
    assert_int_equal(lehr_early_stopping_init(&e, ps, 1, NAN, true), LEHR_ERR_VALUE);
    assert_int_equal(lehr_early_stopping_init(&e, ps, 1, -1, true), LEHR_ERR_VALUE);
    check_says("margin is -1|0 or more", "margin");
    watch_memory(1, 0);
    assert_int_equal(lehr_early_stopping_init(&e, ps, 1, 0, true), LEHR_ERR_MEMORY);
    assert_int_equal(forget_memory(), 0);
    lehr_params_free(ps);
}

/* --- histories ---------------------------------------------------------------------------------------------------- */

#define HEADER "step,epoch,lr,train_loss,train_accuracy,validation_loss,validation_accuracy\n"
#define GOOD   "1,1,0.1,0.5,0.25,0.5,0.25\n"

/* Reading ends at the first row that training cannot have written. */
static void rows_after_an_impossible_one_are_ignored(void **state)
{
    (void)state;
    static const char *const impossible[] = {
        "2,2,,0.5,0.25,0.5,0.25\n", "0,2,0.1,0.5,0.25,0.5,0.25\n", "9007199254740992,2,0.1,0.5,0.25,0.5,0.25\n",
        "2,0,0.1,0.5,0.25,0.5,0.25\n", "2,9007199254740992,0.1,0.5,0.25,0.5,0.25\n",
    };
    for (int i = 0; i < COUNT_OF(impossible); i++) {
        char text[400];
        lehr_history h = {0};
        int n = snprintf(text, sizeof text, HEADER GOOD "%s" GOOD, impossible[i]);
        assert_int_equal(lehr_write_file("history.csv", text, (size_t)n), LEHR_OK);
        assert_int_equal(lehr_history_read(&h, "history.csv"), LEHR_OK);
        if (h.count != 1) fail_msg("%s: %d rows", impossible[i], h.count);
        lehr_history_release(&h);
    }
}

/* Each request for memory fails once, the last of them while rows are added. */
static void a_history_survives_without_memory(void **state)
{
    (void)state;
    lehr_status status = LEHR_ERR_MEMORY;
    long refused = 0;
    assert_int_equal(lehr_write_file("history.csv", HEADER GOOD GOOD, sizeof HEADER GOOD GOOD - 1), LEHR_OK);
    while (status) {
        lehr_history h = {0};
        watch_memory(++refused, 0);
        status = lehr_history_read(&h, "history.csv");
        assert_true(status == LEHR_ERR_MEMORY || (!status && h.count == 2));
        lehr_history_release(&h);
        assert_int_equal(forget_memory(), 0);
    }
    assert_true(refused > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(r2_by_hand),
        cmocka_unit_test(r2_of_equal_targets_is_undefined),
        cmocka_unit_test(scores_by_hand),
        cmocka_unit_test(nothing_to_divide_by_is_0),
        cmocka_unit_test(impossible_labels_are_refused),
        cmocka_unit_test(the_best_weights_are_kept),
        cmocka_unit_test(without_a_figure_nothing_is_put_back),
        cmocka_unit_test(rows_after_an_impossible_one_are_ignored),
        cmocka_unit_test(a_history_survives_without_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
