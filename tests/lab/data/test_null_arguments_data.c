/* test_null_arguments_data.c — data sets: every public function given NULL, and data made of arrays. */
#include "lab.h"
#include "lab/data/batch.h"
#include "lab/data/csv.h"
#include "lab/data/data_open.h"
#include "lab/data/idx.h"
#include "lab/data/image_files.h"
#include "lab/data/npy.h"
#include "lab/data/scale.h"
#include "lab/data/split.h"
#include "lab/data/table.h"
#include "lab/data/tasks.h"
#include <math.h>

#define REFUSED(call) (assert_int_equal(call, LEHR_ERR_VALUE), assert_non_null(strstr(lehr_message(), "is NULL")))

static lehr_random random_stream;
static int order[4], train, label[4];
static lehr_real x[8], y[8];

static void sets(void **state)
{
    (void)state;
    lehr_strbuf out = { 0 };
    lehr_data empty = { 0 };
    assert_null(lehr_data_open(NULL));
    assert_non_null(strstr(lehr_message(), "is NULL"));
    assert_null(lehr_data_open_as(NULL, NULL));
    assert_false(lehr_is_file_name(NULL));
    assert_null(lehr_data_copy(NULL));
    assert_null(lehr_data_subset(NULL, order, 1, 0));
    assert_null(lehr_data_subset(&empty, NULL, 1, 0));
    assert_null(lehr_data_subset(&empty, order, 1, 0));
    lehr_data_free(lehr_data_copy(&empty));
    lehr_data_free(NULL);
    assert_true(isnan(lehr_data_value(NULL, 0, 0)) && isnan(lehr_data_value(&empty, 0, 0)));
    lehr_data_print(NULL, &out);
    lehr_data_print(&empty, NULL);
    lehr_data_print(&empty, &out);
    assert_int_equal(out.length, 0);
    assert_false(lehr_has_decision_map(NULL));
    REFUSED(lehr_data_alloc(NULL, 1, 1, 2));
    REFUSED(lehr_data_alloc_targets(NULL, 1, 1, 1));
    REFUSED(lehr_data_alloc_images(NULL, 1, 1, 1, 1, 2));
    assert_int_equal(lehr_data_alloc(&empty, -1, 1, 2), LEHR_ERR_VALUE);
    REFUSED(lehr_image_files_open(NULL, "a", "", 0, 1));
    REFUSED(lehr_image_files_open(&empty, NULL, "", 0, 1));
    REFUSED(lehr_image_files_open(&empty, "a", NULL, 0, 1));
    assert_null(lehr_task_find(NULL));
    assert_null(lehr_task_at(-1));
    for (int i = 0; lehr_task_at(i); i++) assert_int_not_equal(lehr_task_at(i)->fill(NULL), LEHR_OK);
}

static void rows_and_scales(void **state)
{
    (void)state;
    lehr_data *d = lehr_data_open("prices"), empty = { 0 };
    assert_non_null(d);
    REFUSED(lehr_data_split(NULL, &random_stream, 0.5, order, &train));
    REFUSED(lehr_data_split(d, NULL, 0.5, order, &train));
    assert_string_equal(lehr_message() + strlen(lehr_message()) - 1, ")");      /* with the error before */
    REFUSED(lehr_data_split(d, &random_stream, 0.5, NULL, &train));
    REFUSED(lehr_data_split(d, &random_stream, 0.5, order, NULL));
    assert_int_equal(lehr_data_split(&empty, &random_stream, 0.5, order, &train), LEHR_ERR_VALUE);
    REFUSED(lehr_kfold_shuffle(NULL, 4, 2, order));
    REFUSED(lehr_kfold_shuffle(&random_stream, 4, 2, NULL));
    REFUSED(lehr_kfold_part(NULL, 4, 2, 0, order, &train));
    REFUSED(lehr_kfold_part(order, 4, 2, 0, NULL, NULL));
    REFUSED(lehr_data_scale(NULL, "none", NULL, 0));
    REFUSED(lehr_data_scale(d, NULL, NULL, 0));
    REFUSED(lehr_data_scale_targets(NULL, "none", NULL, 0));
    REFUSED(lehr_data_scale_targets(d, NULL, NULL, 0));
    lehr_data_unscale(NULL, 1, x);
    lehr_data_unscale(d, 1, NULL);
    lehr_data_unscale_targets(NULL, 1, y);
    lehr_data_unscale_targets(d, 1, NULL);
    assert_int_equal(lehr_batch(NULL, order, 1, 0, 1, x, label), 0);
    assert_int_equal(lehr_batch(d, order, 1, 0, 1, x, label), 0);               /* its answers are numbers */
    assert_non_null(strstr(lehr_message(), "lehr_batch_numbers"));
    assert_int_equal(lehr_batch_numbers(d, NULL, 1, 0, 1, x, y), 0);
    assert_int_equal(lehr_batch_numbers(d, order, 1, 0, 1, NULL, y), 0);
    assert_int_equal(lehr_batch_numbers(d, order, 1, 0, 1, x, NULL), 0);
    assert_int_equal(lehr_batch_numbers(d, order, 1, 2, 1, x, y), 0);           /* none is left */
    assert_int_equal(lehr_batch_shape(NULL, 3).rank, 0);
    lehr_one_hot(NULL, 1, 2, y);
    lehr_one_hot(label, 1, 2, NULL);
    lehr_data_free(d);
}

static void readers(void **state)
{
    (void)state;
    lehr_data d = { 0 };
    lehr_table t;
    lehr_image_array a;
    const lehr_file_bytes nothing = { 0 }, named = { "a", NULL, 4 };
    REFUSED(lehr_csv_read(NULL, "a", "1,2\n", 4, NULL));
    REFUSED(lehr_csv_read(&d, NULL, "1,2\n", 4, NULL));
    REFUSED(lehr_csv_read(&d, "a", NULL, 4, NULL));
    REFUSED(lehr_idx_format(nothing, false, &a));
    REFUSED(lehr_images_read(&d, lehr_idx_format, named, nothing));
    REFUSED(lehr_npy_format(named, false, &a));
    REFUSED(lehr_images_read(&d, lehr_npy_format, nothing, named));
    REFUSED(lehr_images_read(NULL, lehr_npy_format, named, named));
    assert_false(lehr_is_idx(NULL, 4) || lehr_is_npy(NULL, 8));
    REFUSED(lehr_table_read(&t, NULL, NULL));
    REFUSED(lehr_table_read(NULL, "a", NULL));
}

/* --- data from arrays --------------------------------------------------------------------------------------------- */

static const double samples[] = { 1, 2, 3, 4, 5, 6 };
static const int labels[] = { 0, 2, 1 };

static void arrays_are_copied(void **state)
{
    (void)state;
    static const double targets[] = { 7, 8, 9 };
    lehr_data *d = lehr_data_from_arrays(samples, labels, 3, 2, 3);
    assert_non_null(d);
    assert_true(d->rows == 3 && d->features == 2 && d->classes == 3 && d->targets == 0);
    assert_memory_equal(d->x, samples, sizeof samples);
    assert_memory_equal(d->label, labels, sizeof labels);
    assert_string_equal(d->class_name[2], "2");
    lehr_data_free(d);
    d = lehr_data_from_arrays_targets(samples, targets, 3, 2, 1);
    assert_non_null(d);
    assert_true(d->classes == 0 && d->targets == 1 && d->y[2] == 9 && !d->label);
    lehr_data_free(d);
}

static void refuse(const lehr_data *d, const char *text)
{
    assert_null(d);
    if (!strstr(lehr_message(), text)) fail_msg("\"%s\" has no \"%s\"", lehr_message(), text);
}

static void arrays_are_checked(void **state)
{
    (void)state;
    const double odd[] = { 1, 2, 3, 4, INFINITY, 6 };
    refuse(lehr_data_from_arrays(NULL, labels, 3, 2, 3), "x is NULL");
    refuse(lehr_data_from_arrays(samples, NULL, 3, 2, 3), "labels is NULL");
    refuse(lehr_data_from_arrays_targets(samples, NULL, 3, 2, 1), "y is NULL");
    refuse(lehr_data_from_arrays(samples, labels, 0, 2, 3), "rows is 0");
    refuse(lehr_data_from_arrays(samples, labels, 3, -1, 3), "features is -1");
    refuse(lehr_data_from_arrays(samples, labels, 3, 2, 1), "classes is 1");
    refuse(lehr_data_from_arrays(samples, labels, 3, 2, 2), "labels[1] is 2; from 0 to 1");
    refuse(lehr_data_from_arrays(odd, labels, 3, 2, 3), "x[2][0] is inf");
    refuse(lehr_data_from_arrays_targets(samples, odd, 3, 2, 2), "y[2][0] is inf");
    refuse(lehr_data_from_arrays_targets(samples, samples, 3, 2, 0), "targets is 0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sets),
        cmocka_unit_test(rows_and_scales),
        cmocka_unit_test(readers),
        cmocka_unit_test(arrays_are_copied),
        cmocka_unit_test(arrays_are_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
