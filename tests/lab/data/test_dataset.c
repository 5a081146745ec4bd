/* test_dataset.c — the book's point sets and iris, their scales, splits and batches. */
#include "lab/data/dataset.h"
#include "lab/data/batch.h"
#include "lab/data/data_open.h"
#include "lab/data/scale.h"
#include "lab/data/split.h"
#include "lab/data/tasks.h"
#include "lab.h"

static lehr_data *opened(const char *name)
{
    lehr_data *d = lehr_data_open(name);
    if (!d) fail_msg("%s: %s", name, lehr_message());
    return d;
}

static double value(const lehr_data *d, int row, int feature) { return d->x[row * d->features + feature]; }

/* --- what is in them ---------------------------------------------------------------------------------------------- */

static const struct { const char *name; int rows, features, classes, count[4]; const char *classes_are; } sets[] = {
    { "taiji", 1000, 2, 4, { 55, 368, 204, 373 }, "0 1 2 3 " },     { "xor", 400, 2, 2, { 200, 200 }, "0 1 " },
    { "moon", 400, 2, 2, { 200, 200 }, "0 1 " },                    { "iris", 150, 4, 3, { 50, 50, 50 }, NULL },
    { "gem", 1000, 2, 3, { 0 }, "0 1 2 " },
};

static void sets_have_their_rows_and_classes(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT_OF(sets); i++) {
        lehr_data *d = opened(sets[i].name);
        int count[4] = { 0 };
        char names[64] = "";
        assert_true(d->rows == sets[i].rows && d->features == sets[i].features && d->classes == sets[i].classes);
        for (int k = 0; k < d->rows; k++) {
            assert_in_range(d->label[k], 0, d->classes - 1);
            count[d->label[k]]++;
        }
        for (int c = 0; c < d->classes; c++) {
            if (sets[i].count[0]) assert_int_equal(count[c], sets[i].count[c]);
            assert_true(count[c] > 0);
            snprintf(names + strlen(names), sizeof names - strlen(names), "%s ", d->class_name[c]);
        }
        if (sets[i].classes_are) assert_string_equal(names, sets[i].classes_are);
        for (int f = 0; f < d->features; f++) assert_true(d->offset[f] == 0 && d->scale[f] == 1);
        lehr_data_free(d);
    }
}

/* Distances show that every sample lies in the region of its label; samples are in the order of their labels, with
 * four decimals. */
static void taiji_is_a_taiji(void **state)
{
    (void)state;
    lehr_data *d = opened("taiji");
    for (int i = 0; i < d->rows; i++) {
        double x = value(d, i, 0), y = value(d, i, 1);
        double up = hypot(x, y - 2.5), down = hypot(x, y + 2.5);
        int right = hypot(x, y) >= 5 ? 2 : up < 1 || down < 1 ? 0 : up < 2.5 ? 1 : down < 2.5 ? 3 : x < 0 ? 1 : 3;
        assert_int_equal(d->label[i], right);
        assert_true(!i || d->label[i] >= d->label[i - 1]);
        assert_true(fabs(x) <= 5 && fabs(y) <= 5);
        assert_true(x == round(x * 1e4) / 1e4 && y == round(y * 1e4) / 1e4);
    }
    lehr_data_free(d);
}

static void extremes(const lehr_data *d, int from, int n, int feature, double *least, double *greatest)
{
    *least = INFINITY;
    *greatest = -INFINITY;
    for (int i = from; i < from + n; i++) {
        *least = fmin(*least, value(d, i, feature));
        *greatest = fmax(*greatest, value(d, i, feature));
    }
}

/* Four clouds of 100, each touching its corner's two edges. */
static void xor_touches_its_corners(void **state)
{
    (void)state;
    static const int side[4][2] = { { -1, -1 }, { -1, 1 }, { 1, -1 }, { 1, 1 } }, label[4] = { 0, 1, 1, 0 };
    lehr_data *d = opened("xor");
    for (int c = 0; c < 4; c++)
        for (int f = 0; f < 2; f++) {
            double least, greatest;
            extremes(d, 100 * c, 100, f, &least, &greatest);
            assert_true(side[c][f] < 0 ? least == -5 : greatest == 5);
            assert_true(greatest - least > 2 && greatest - least < 5);                 /* some five deviations of 0.7 */
            for (int i = 0; i < 100; i++) assert_int_equal(d->label[100 * c + i], label[c]);
        }
    lehr_data_free(d);
}

/* First the cloud in the middle; then the crescent: even steps along x, from edge to edge. */
static void moon_is_a_bow_over_a_cloud(void **state)
{
    (void)state;
    lehr_data *d = opened("moon");
    double low[2], high[2], bow_low, bow_high, cloud_low, cloud_high;
    for (int f = 0; f < 2; f++) extremes(d, 0, 400, f, &low[f], &high[f]);
    assert_true(low[0] == -5 && high[0] == 5 && low[1] == -5 && high[1] == 5);
    for (int i = 0; i < 400; i++) assert_int_equal(d->label[i], i >= 200);
    for (int i = 201; i < 400; i++) check_near(value(d, i, 0) - value(d, i - 1, 0), 10.0 / 199, 1.01e-4, "even steps");
    extremes(d, 200, 200, 1, &bow_low, &bow_high);
    extremes(d, 0, 200, 0, &cloud_low, &cloud_high);
    assert_true(bow_high == 5 && cloud_low > -2.5 && cloud_high < 2.5);
    lehr_data_free(d);
}

/* Fisher's table: the means of every feature, and the sum of all of them, are well known. */
static void iris_is_fishers(void **state)
{
    (void)state;
    static const double mean[4] = { 5.843333, 3.054, 3.758667, 1.198667 },
                        corrected[4] = { 5.843333, 3.057333, 3.758, 1.199333 };
    lehr_data *d = opened("iris");
    for (int f = 0; f < 4; f++) {
        double sum = 0;
        for (int i = 0; i < 150; i++) sum += value(d, i, f);
        /* two editions are about */
        assert_true(fabs(sum / 150 - mean[f]) < 1e-6 || fabs(sum / 150 - corrected[f]) < 1e-6);
    }
    lehr_data_free(d);
}

/* A header, one line for each sample; read as a file, it is the same data set. */
static void what_is_printed_is_the_set(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT_OF(sets); i++) {
        lehr_data *d = opened(sets[i].name);
        lehr_strbuf once = { 0 }, twice = { 0 };
        lehr_data_print(d, &once);
        assert_int_equal(lehr_write_file("set.csv", once.s, once.length), LEHR_OK);
        lehr_data *back = opened("set.csv");
        assert_true(back->rows == d->rows && back->classes == d->classes);
        assert_memory_equal(back->x, d->x, (size_t)(d->rows * d->features) * sizeof *d->x);
        assert_memory_equal(back->label, d->label, (size_t)d->rows * sizeof *d->label);
        lehr_data_print(back, &twice);
        assert_string_equal(once.s, twice.s);
        if (d->features == 2) assert_int_equal(strncmp(once.s, "x,y,label\n", 10), 0);
        lehr_strbuf_release(&once);
        lehr_strbuf_release(&twice);
        lehr_data_free(back);
        lehr_data_free(d);
    }
}

/* Targets have a point, so that they are not read as classes. */
static void numbers_are_printed_with_all_their_digits(void **state)
{
    (void)state;
    static const double x[] = { 0.1, 1. / 3, 1e-300, -2.5e29, 0.00001, 123456.78901, 7, 0x1.921fb54442d18p+1 },
                        y[] = { 2, 1e-300, 1e20, 0.12345 };
    lehr_data *d = lehr_data_from_arrays_targets(x, y, 4, 2, 1);
    lehr_strbuf t = { 0 };
    assert_non_null(d);
    lehr_data_print(d, &t);
    assert_string_equal(t.s, "x,y,target\n0.1000,0.3333333333333333,2.0000\n1e-300,-2.5e+29,1.0e-300\n"
                             "1e-05,123456.78901,1.0e+20\n7.0000,3.141592653589793,0.12345\n");
    assert_int_equal(lehr_write_file("digits.csv", t.s, t.length), LEHR_OK);
    lehr_data *back = opened("digits.csv");
    assert_int_equal(back->targets, 1);
    assert_memory_equal(back->x, x, sizeof x);
    assert_memory_equal(back->y, y, sizeof y);
    lehr_strbuf_release(&t);
    lehr_data_free(back);
    lehr_data_free(d);
}

static void a_missing_data_set_is_reported(void **state)
{
    (void)state;
    static const struct { const char *name, *says; lehr_status status;
    } rows[] = {
        { "taiiji", "no task \"taiiji\"|\"taiji\"", LEHR_ERR_NAME },
        { "quark", "taiji, iris, xor, moon, gem", LEHR_ERR_NAME },
        { "", "no task \"\"", LEHR_ERR_NAME },
        { "no/such.csv", "no/such.csv", LEHR_ERR_FILE },
        { "./", "./", LEHR_ERR_FILE },
    };
    for (int i = 0; i < COUNT_OF(rows); i++) {
        assert_null(lehr_data_open(rows[i].name));
        assert_int_equal(lehr_last_status(), rows[i].status);
        check_says(rows[i].says, rows[i].name);
    }
}

/* Whichever allocation fails, the result is an error without a leak, or the same data set: never a different one. */
static void no_memory_makes_no_other_data(void **state)
{
    (void)state;
    for (int k = 0; k < COUNT_OF(sets); k++) {
        lehr_data *d = opened(sets[k].name), *made;
        watch_memory(0, 0);
        lehr_data_free(lehr_data_open(sets[k].name));
        long all = memory_asked, stride = all / 40 + 1;
        assert_int_equal(forget_memory(), 0);
        for (long n = 1; n <= all; n += n < 20 ? 1 : stride) {
            watch_memory(n, 0);
            made = lehr_data_open(sets[k].name);
            if (!made) assert_int_equal(lehr_last_status(), LEHR_ERR_MEMORY);
            else assert_memory_equal(made->x, d->x, (size_t)(d->rows * d->features) * sizeof *d->x);
            lehr_data_free(made);
            assert_int_equal(forget_memory(), 0);
        }
        lehr_data_free(d);
    }
}

/* --- scaling ------------------------------------------------------------------------------------------------------ */

/* Four samples; the third feature is constant, the fourth is the same in samples 0 and 2. */
static lehr_data *small_set(void)
{
    static const char text[] = "1,10,7,1,0\n2,30,7,5,1\n3,20,7,1,0\n6,40,7,9,1\n";
    assert_int_equal(lehr_write_file("small.csv", text, sizeof text - 1), LEHR_OK);
    return opened("small.csv");
}

static const struct { const char *how; int n; double x[16]; } scales[] = {
    { "none", 0, { 1, 10, 7, 1, 2, 30, 7, 5, 3, 20, 7, 1, 6, 40, 7, 9 } },
    { "minmax", 0, { 0, 0, 0, 0, .2, 2. / 3, 0, .5, .4, 1. / 3, 0, 0, 1, 1, 0, 1 } },
    { "minmax", 2, { 0, 0, 0, 0, .5, 2, 0, 0, 1, 1, 0, 0, 2.5, 3, 0, 0 } },                     /* from rows 0 and 2 */
    { "standard", 2, { -1, -1, 0, 0, 0, 3, 0, 0, 1, 1, 0, 0, 4, 5, 0, 0 } },
};

static void scales_have_their_definitions(void **state)
{
    (void)state;
    static const int chosen[] = { 2, 0 };
    for (int k = 0; k < COUNT_OF(scales); k++) {
        lehr_data *raw = small_set(), *d = lehr_data_copy(raw);
        assert_int_equal(lehr_data_scale(d, scales[k].how, scales[k].n ? chosen : NULL, scales[k].n), LEHR_OK);
        for (int i = 0; i < 16; i++) {
            check_near(d->x[i], scales[k].x[i], 1e-15, scales[k].how);
            int constant = scales[k].n ? i % 4 > 1 : i % 4 == 2;
            if (!constant || !strcmp(scales[k].how, "none"))
                check_near(d->x[i] * d->scale[i % 4] + d->offset[i % 4], raw->x[i], 1e-14, "and back");
        }
        lehr_data_free(d);
        lehr_data_free(raw);
    }
}

/* Squares of such values are 0 in double precision, but the values differ. */
static void tiny_values_are_not_constant(void **state)
{
    (void)state;
    static const char *const how[] = { "standard", "minmax" };
    static const double expected[2][5] = { { -1.4142135623730951, -0.7071067811865476, 0, 0.7071067811865476,
                                             1.4142135623730951 }, { 0, .25, .5, .75, 1 } };
    for (int k = 0; k < 4; k++) {
        double x[5], y[5];
        static const int labels[] = { 0, 1, 0, 1, 0 };
        for (int i = 0; i < 5; i++) x[i] = y[i] = (i + 1) * 1e-300;
        lehr_data *d = k < 2 ? lehr_data_from_arrays(x, labels, 5, 1, 2) : lehr_data_from_arrays_targets(x, y, 5, 1, 1);
        assert_non_null(d);
        assert_int_equal(lehr_data_scale(d, how[k % 2], NULL, 0), LEHR_OK);
        assert_int_equal(lehr_data_scale_targets(d, how[k % 2], NULL, 0), LEHR_OK);
        for (int i = 0; i < 5; i++) {
            check_near(d->x[i], expected[k % 2][i], 1e-14, how[k % 2]);
            if (d->y) check_near(d->y[i], expected[k % 2][i], 1e-14, "target");
            check_near((d->x[i] * d->scale[0] + d->offset[0]) / x[i], 1, 1e-14, "and back");
        }
        lehr_data_free(d);
    }
}

/* The deviation can be above 0 where the values do not differ. */
static void equal_values_become_0(void **state)
{
    (void)state;
    static const struct { const char *how, *text;
    } rows[] = {
        { "standard", "7.1,0\n7.1,1\n7.1,0\n" },
        { "minmax", "7.1,0\n7.1,1\n7.1,0\n" },
    };
    for (int k = 0; k < COUNT_OF(rows); k++) {
        assert_int_equal(lehr_write_file("tiny.csv", rows[k].text, strlen(rows[k].text)), LEHR_OK);
        lehr_data *d = opened("tiny.csv");
        assert_int_equal(lehr_data_scale(d, rows[k].how, NULL, 0), LEHR_OK);
        for (int i = 0; i < 3; i++) assert_true(d->x[i] == 0);
        assert_true(d->scale[0] == 1);
        lehr_data *copy = lehr_data_copy(d);
        assert_true(copy->offset[0] == d->offset[0] && copy->scale[0] == 1 && copy->classes == 2 &&
                    copy->class_name == d->class_name);
        lehr_data_free(copy);
        lehr_data_free(d);
    }
}

static void standard_means_mean_0_and_deviation_1(void **state)
{
    (void)state;
    for (int k = 0; k < COUNT_OF(sets); k++) {
        lehr_data *d = opened(sets[k].name);
        assert_int_equal(lehr_data_scale(d, "standard", NULL, 0), LEHR_OK);
        for (int f = 0; f < d->features; f++) {
            double mean = 0, square = 0;
            for (int i = 0; i < d->rows; i++) mean += value(d, i, f) / d->rows;
            for (int i = 0; i < d->rows; i++) square += value(d, i, f) * value(d, i, f) / d->rows;
            check_near(mean, 0, 1e-12, sets[k].name);
            check_near(square, 1, 1e-12, sets[k].name);
        }
        lehr_data_free(d);
    }
}

static void unknown_scales_are_refused(void **state)
{
    (void)state;
    lehr_data *d = small_set(), *before = lehr_data_copy(d);
    assert_int_equal(lehr_data_scale(d, "standrad", NULL, 0), LEHR_ERR_NAME);
    check_says("standrad|\"standard\"", "a near name");
    assert_int_equal(lehr_data_scale(d, "", NULL, 0), LEHR_ERR_NAME);
    check_says("standard, minmax or none", "no name");
    assert_memory_equal(d->x, before->x, 16 * sizeof *d->x);
    lehr_data_free(before);
    lehr_data_free(d);
}

/* --- splits and batches ------------------------------------------------------------------------------------------- */

static void splits_keep_every_row_once(void **state)
{
    (void)state;
    static const struct {
        double share;
        int train;
    } rows[] = { { 0.8, 120 }, { 0.5, 75 }, { 0.01, 1 }, { 0.999, 149 } };
    lehr_data *d = opened("iris");
    for (int k = 0; k < COUNT_OF(rows); k++) {
        int order[150], seen[150] = { 0 }, train, moved = 0;
        lehr_random r;
        lehr_random_seed(&r, 3);
        assert_int_equal(lehr_data_split(d, &r, rows[k].share, order, &train), LEHR_OK);
        assert_int_equal(train, rows[k].train);
        for (int i = 0; i < 150; i++) seen[order[i]]++, moved += order[i] != i;
        for (int i = 0; i < 150; i++) assert_int_equal(seen[i], 1);
        assert_true(moved > 100);
    }
    lehr_data_free(d);
}

static void impossible_splits_are_refused(void **state)
{
    (void)state;
    static const double rows[] = { 0, -0.0, 1, 1.5, -1, 0.001, 1e30, -1e30, NAN, INFINITY, -INFINITY };
    lehr_data *d = opened("iris");
    for (int k = 0; k < COUNT_OF(rows); k++) {
        int order[150] = { 77 }, train;
        lehr_random r, before;
        lehr_random_seed(&r, 3);
        before = r;
        assert_int_equal(lehr_data_split(d, &r, rows[k], order, &train), LEHR_ERR_VALUE);
        check_says("split is|150 rows|training|validation", "split");
        check_says(lehr_number_text(rows[k]).s, "split");
        assert_true(order[0] == 77 && !memcmp(&r, &before, sizeof r));
    }
    lehr_data_free(d);
}

/* Samples are columns, the last batch is short, and one epoch uses every sample once. */
static void batches_are_columns(void **state)
{
    (void)state;
    lehr_data *d = opened("iris");
    int order[150], label[64], seen = 0;
    lehr_real x[4 * 64];
    for (int i = 0; i < 150; i++) order[i] = (i * 7 + 3) % 150;
    for (int from = 0; from < 120; from += 50) {
        int m = lehr_batch(d, order, 120, from, 50, x, label);
        assert_int_equal(m, from == 100 ? 20 : 50);
        for (int i = 0; i < m; i++, seen++) {
            assert_int_equal(label[i], d->label[order[from + i]]);
            for (int f = 0; f < 4; f++) assert_true(x[f * m + i] == (lehr_real)value(d, order[from + i], f));
        }
    }
    assert_int_equal(seen, 120);
    lehr_data_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sets_have_their_rows_and_classes),
        cmocka_unit_test(taiji_is_a_taiji),
        cmocka_unit_test(xor_touches_its_corners),
        cmocka_unit_test(moon_is_a_bow_over_a_cloud),
        cmocka_unit_test(iris_is_fishers),
        cmocka_unit_test(what_is_printed_is_the_set),
        cmocka_unit_test(numbers_are_printed_with_all_their_digits),
        cmocka_unit_test(a_missing_data_set_is_reported),
        cmocka_unit_test(no_memory_makes_no_other_data),
        cmocka_unit_test(scales_have_their_definitions),
        cmocka_unit_test(equal_values_become_0),
        cmocka_unit_test(tiny_values_are_not_constant),
        cmocka_unit_test(standard_means_mean_0_and_deviation_1),
        cmocka_unit_test(unknown_scales_are_refused),
        cmocka_unit_test(splits_keep_every_row_once),
        cmocka_unit_test(impossible_splits_are_refused),
        cmocka_unit_test(batches_are_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
