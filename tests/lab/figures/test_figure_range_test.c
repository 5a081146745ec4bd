/* test_figure_range_test.c — several range tests as one band: its mean, its limits, its ends, its figure. */
#include "lab/figures/figure_range_test.h"
#include "lab.h"

enum { MOST = 300 };

typedef struct drawn { lehr_range_curve c; lehr_range_point point[MOST]; } drawn;

static lehr_range_curve draw(drawn *d, int n, double level, double smoothing)
{
    memset(d, 0, sizeof *d);
    for (int i = 0; i < n; i++) {
        double lr = pow(10, -4 + 4.0 * i / MOST), y = level + (i < 200 ? -0.002 * i : 0.1 * (i - 200));
        d->point[i] = (lehr_range_point){ i + 1, lr, y, y, lr };
    }
    return (lehr_range_curve){ .plan = { LEHR_RANGE_EXP, LEHR_OBSERVE_BATCH_LOSS, 1e-4, 1, MOST, 1, smoothing, 4 },
                               .point = d->point,
                               .count = n };
}

static void means_and_sides(void **state)
{
    (void)state;
    drawn a, b, short_one;
    lehr_range_curve c[] = { draw(&a, 300, 2, 0), draw(&b, 250, 3, 0), draw(&short_one, 5, 9, 0) };
    lehr_range_mean_band band;
    assert_int_equal(lehr_range_mean_band_of(&band, c, 3), LEHR_OK);
    assert_int_equal(band.curves, 2);                           /* the short one is left out, …  */
    assert_int_equal(band.count, 250);                          /* and the band ends where both others end    */
    for (int i = 0; i < band.count; i++) {
        double x = a.point[i].value, y = b.point[i].value;
        check_near(band.mean[i], (x + y) / 2, 1e-12, "mean");
        assert_true(band.low[i] == fmin(x, y) && band.high[i] == fmax(x, y) && band.lr[i] == a.point[i].lr);
    }
    check_near(band.bottom, 1.602, 1e-9, "bottom");
    check_near(band.top, 3 + 0.5 * (3 - 1.602), 1e-9, "top");   /* larger values of a diverging run are cut off */
    lehr_range_mean_band_release(&band);
}

static void of_short_curves_the_longest_is_shown(void **state)
{
    (void)state;
    drawn a, b;
    lehr_range_curve c[] = { draw(&a, 3, 2, 0), draw(&b, 7, 3, 0) };
    lehr_range_mean_band band;
    assert_int_equal(lehr_range_mean_band_of(&band, c, 2), LEHR_OK);
    assert_true(band.curves == 0 && band.count == 7 && band.mean[6] == b.point[6].value);
    lehr_range_mean_band_release(&band);
    c[1].count = c[0].count = 0;
    assert_int_equal(lehr_range_mean_band_of(&band, c, 2), LEHR_OK);
    assert_int_equal(band.count, 0);
    lehr_range_mean_band_release(&band);
}

static void early_means_are_left_out(void **state)
{
    (void)state;
    drawn a;
    lehr_range_curve c = draw(&a, 300, 2, 0.98);
    lehr_range_mean_band band;
    assert_int_equal(lehr_range_mean_band_of(&band, &c, 1), LEHR_OK);
    for (int i = 0; i < 300; i++) assert_true(isnan(band.mean[i]) == (i + 1 < log(0.5) / log(0.98)));
    assert_true(band.raw[0] == a.point[0].value);               /* the values themselves are all there */
    lehr_range_mean_band_release(&band);
}

static lehr_status pictures_of(const lehr_range_curve c[], int n)
{
    lehr_lr_estimate each[3], r;
    for (int i = 0; i < n; i++) lehr_lr_estimate_from_curve(&c[i], &each[i]);
    lehr_lr_estimate_combine(each, n, &r);
    return lehr_figure_range_test(c, n, &r, "drawn", "adam", NULL, "band.png");
}

static void any_curve_has_a_picture_and_any_allocation_may_fail(void **state)
{
    (void)state;
    drawn a, b;
    lehr_range_curve c[] = { draw(&a, 300, 2, 0.9), draw(&b, 250, 3, 0.9) };
    for (int n = 1; n <= 2; n++) assert_int_equal(pictures_of(c, n), LEHR_OK);
    for (long refuse = 1;; refuse++) {
        watch_memory(refuse, 0);
        lehr_status status = pictures_of(c, 2);
        long asked = memory_asked, left = forget_memory();
        if (left) fail_msg("request %ld refused: %ld blocks leaked", refuse, left);
        if (asked < refuse) break;
        if (status != LEHR_ERR_MEMORY)
            fail_msg("request %ld refused: status %d, %s", refuse, (int)status, lehr_message());
    }
    c[0].count = 1;
    assert_int_equal(pictures_of(c, 1), LEHR_OK);
    c[0].count = 0;
    assert_int_equal(pictures_of(c, 1), LEHR_OK);
    remove("band.png");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(means_and_sides),
        cmocka_unit_test(of_short_curves_the_longest_is_shown),
        cmocka_unit_test(early_means_are_left_out),
        cmocka_unit_test(any_curve_has_a_picture_and_any_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
