/* test_small_multiples.c — bands, bins, histograms, tiles, strips: what they say of any numbers, and what they refuse.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "core/base/memory.h"
#include "lab/plot/parts/mean_band.h"
#include "lab/plot/parts/bins.h"
#include "lab/plot/charts/histogram.h"
#include "lab/plot/parts/figure.h"
#include "lab/plot/draw/colormap.h"
#include "lab/plot/charts/small_multiples.h"
#include "lab/plot/charts/image_grid.h"
#include "look.h"
#include "counting_allocator.h"

/* --- bands and bins ----------------------------------------------------------------------------------------------- */

static void a_band_stays_within_its_numbers(void **state)
{
    (void)state;
    lehr_mean_band b = lehr_mean_band_of((const double[]){ 1, 2, 3 }, 3);
    assert_true(fabs(b.mean - 2) < 1e-12 && fabs(b.low - 1) < 1e-12 && fabs(b.high - 3) < 1e-12);
    b = lehr_mean_band_of((const double[]){ 0.001, 1, NAN, INFINITY }, 4);    /* mean − deviation would be below zero */
    assert_true(b.low == 0.001 && b.high == 1);
    b = lehr_mean_band_of((const double[]){ 5, -INFINITY }, 2);
    assert_true(b.mean == 5 && b.low == 5 && b.high == 5);
    b = lehr_mean_band_of(NULL, 0);
    assert_true(isnan(b.mean) && isnan(b.low) && isnan(b.high));
}

static void every_number_is_in_one_bin(void **state)
{
    (void)state;
    const double v[] = { 0, 0.1, 0.5, 0.999, 1, NAN, INFINITY, -7, 9 };
    lehr_bins b;
    lehr_bins_fill(&b, 10, (lehr_range){ 0, 1 }, v, 9);
    assert_int_equal(b.count_in[0], 2);
    assert_int_equal(b.count_in[1], 1);
    assert_int_equal(b.count_in[5], 1);
    assert_int_equal(b.count_in[9], 3);
    assert_int_equal(b.non_numbers, 2);
    assert_int_equal(b.most, 3);
    lehr_bins_fill(&b, 8, (lehr_range){ -DBL_MAX, DBL_MAX }, (const double[]){ -DBL_MAX, 0, DBL_MAX }, 3);
    assert_true(b.count_in[0] == 1 && b.count_in[4] == 1 && b.count_in[7] == 1);
}

static void bins_are_few_for_few_numbers(void **state)
{
    (void)state;
    static double v[10000];
    for (int i = 0; i < 10000; i++) v[i] = i % 100;
    assert_int_equal(lehr_bins_choose_count(v, 0, (lehr_range){ 0, 1 }), LEHR_MIN_BINS);
    assert_int_equal(lehr_bins_choose_count(v, 5, (lehr_range){ 0, 4 }), LEHR_MIN_BINS);
    assert_in_range(lehr_bins_choose_count(v, 10000, (lehr_range){ 0, 99 }), 15, 50);
    v[0] = 1e9;                                                               /* one far away does not make thousands */
    assert_int_equal(lehr_bins_choose_count(v, 10000, (lehr_range){ 0, 1e9 }), LEHR_MAX_BINS);
}

/* --- pictures ----------------------------------------------------------------------------------------------------- */

static int winner[16] = { 0, 1, 1, 0 };
static const double rate[] = { 0.1, NAN, -1, 1e300, INFINITY }, t[] = { 0, 1, 2, 3, 4 };
static const lehr_small_multiple strip[] = { { .name = "one", .result = "1 %", .rate = rate, .cell_class = { winner } },
                                             { .rate = rate } };
static const lehr_small_multiples strips = {
    .panel = strip, .count = 2, .t = t, .points = 5, .map_step = { 1, 4 }, .maps = 2, .map_size = 4, .classes = 2,
    .scale = 1
};

static const double wild[] = { 1, -2, NAN, INFINITY, -INFINITY, DBL_MAX, -DBL_MAX, 0 };
static const lehr_values heaps[] = {
    { "wild", wild, 8 }, { NULL, wild, 1 }, { "none", NULL, 0 }, { "nan", wild + 2, 1 }
};
static const lehr_image_grid tiles = {
    .rows = 2, .columns = 2, .tile_rows = 1, .tile_columns = 2, .v = wild, .scale = 1
};

static void wild_numbers_make_pictures(void **state)
{
    (void)state;
    picture p;
    for (int apart = 0; apart < 2; apart++)
        for (int n = 0; n <= 4; n++) {
            lehr_histogram h = { .title = "wild", .values = heaps, .count = n, .separate = apart, .scale = 1 };
            assert_int_equal(lehr_histogram_png(&h, "wild.png"), LEHR_OK);
            assert_null(read_png("wild.png", &p));
            free(p.rgb);
        }
    assert_int_equal(lehr_small_multiples_png(&strips, "wild.png"), LEHR_OK);
    assert_null(read_png("wild.png", &p));
    free(p.rgb);
    assert_int_equal(lehr_image_grid_png(&tiles, "wild.png"), LEHR_OK);
    assert_null(read_png("wild.png", &p));
    assert_true(pixels_of(&p, lehr_colormap_diverging(1), 0, p.width) > 100 &&
                pixels_of(&p, lehr_colormap_diverging(-1), 0, p.width) > 100);
    assert_true(pixels_of(&p, (lehr_colour){ 170, 170, 170 }, 0, p.width) > 100);
    free(p.rgb);
}

/* However small or large the paper: something is drawn, or it is refused; nothing is written beside it. */
static void every_size_of_canvas_works(void **state)
{
    (void)state;
    static const int size[][2] = { { 1, 1 }, { 40, 30 }, { 200, 120 }, { 300, 2000 }, { 3000, 200 } };
    for (size_t i = 0; i < sizeof size / sizeof *size; i++) {
        lehr_small_multiples s = strips;
        lehr_image_grid k = tiles;
        lehr_histogram h = { .values = heaps,
                             .count = 4,
                             .separate = true,
                             .title = "paper",
                             .scale = 1,
                             .width = size[i][0],
                             .height = size[i][1] };
        s.width = k.width = size[i][0], s.height = k.height = size[i][1];
        assert_int_equal(lehr_histogram_png(&h, "paper.png"), LEHR_OK);
        h.separate = false;
        assert_int_equal(lehr_histogram_png(&h, "paper.png"), LEHR_OK);
        assert_int_equal(lehr_small_multiples_png(&s, "paper.png"), LEHR_OK);
        assert_int_equal(lehr_image_grid_png(&k, "paper.png"), LEHR_OK);
    }
    lehr_image_grid huge = tiles;
    huge.width = 1 << 20;
    assert_int_equal(lehr_image_grid_png(&huge, "huge.png"), LEHR_ERR_VALUE);
    assert_int_not_equal(access("huge.png", F_OK), 0);
}

static void a_kernel_shows_its_numbers(void **state)
{
    (void)state;
    const double v[] = { 1, 1, -1, -1 };
    lehr_image_grid k = { .rows = 1, .columns = 1, .tile_rows = 2, .tile_columns = 2, .v = v, .scale = 1 };
    picture p;
    assert_int_equal(lehr_image_grid_png(&k, "kernel.png"), LEHR_OK);
    assert_null(read_png("kernel.png", &p));
    const unsigned char *above = p.rgb + ((size_t)30 * (size_t)p.width + 30) * 3,
                        *below = p.rgb + ((size_t)50 * (size_t)p.width + 30) * 3;
    assert_true(is_nearly(above, lehr_colormap_diverging(1)) && is_nearly(below, lehr_colormap_diverging(-1)));
    free(p.rgb);
}

static void signed_shades_are_as_dark_at_either_end(void **state)
{
    (void)state;
    lehr_colour white = lehr_colormap_diverging(0), low = lehr_colormap_diverging(-1),
                high = lehr_colormap_diverging(1), nan = lehr_colormap_diverging(NAN);
    assert_true(white.r > 250 && white.g > 250 && white.b > 250 && nan.r == white.r);
    assert_true(low.b > low.r + 60 && high.r > high.b + 60);
    assert_true(lehr_contrast(white, low) > 3 && lehr_contrast(white, high) > 3 && lehr_contrast(low, high) < 1.8);
    lehr_colour lower = lehr_colormap_diverging(-9);
    assert_memory_equal(&low, &lower, sizeof low);
}

/* --- what is refused ---------------------------------------------------------------------------------------------- */

static void wrong_strips_are_refused_in_words(void **state)
{
    (void)state;
    lehr_small_multiple bad[] = { strip[0], { .name = "no rate" } };
    int high[16] = { 0, 2 };
    lehr_small_multiples s[10];
    for (int i = 0; i < 10; i++) s[i] = strips;
    s[0].count = 0;
    s[1].panel = NULL;
    s[2].t = NULL;
    s[3].maps = 0;
    s[4].maps = LEHR_MAX_PANEL_MAPS + 1;
    s[5].map_size = 0;
    s[6].classes = 0;
    s[7].map_step[0] = NAN;
    s[8].map_step[0] = 5;
    s[9].panel = bad;
    for (int i = 0; i < 10; i++) {
        assert_int_equal(lehr_small_multiples_png(&s[i], "wrong.png"), LEHR_ERR_VALUE);
        assert_memory_equal(lehr_message(), "strips: ", 8);
    }
    bad[1] = (lehr_small_multiple){ .rate = rate, .cell_class = { winner, high } };
    assert_int_equal(lehr_small_multiples_png(&s[9], "wrong.png"), LEHR_ERR_VALUE);
    assert_non_null(strstr(lehr_message(), "class 2"));
}

static void wrong_histograms_and_tiles_are_refused_in_words(void **state)
{
    (void)state;
    lehr_histogram h[] = { { .count = -1 },
                           { .count = 1 },
                           { .values = (const lehr_values[]){ { "a", NULL, 3 } }, .count = 1 },
                           { .values = (const lehr_values[]){ { "a", wild, -3 } }, .count = 1 } };
    for (int i = 0; i < 4; i++) assert_int_equal(lehr_histogram_png(&h[i], "wrong.png"), LEHR_ERR_VALUE);
    lehr_image_grid k[] = { { .rows = 1 }, { .rows = 1, .columns = 1, .tile_rows = 1, .tile_columns = 1 },
                       { .rows = 65536, .columns = 65536, .tile_rows = 1, .tile_columns = 1, .v = wild } };
    for (int i = 0; i < 3; i++) assert_int_equal(lehr_image_grid_png(&k[i], "wrong.png"), LEHR_ERR_VALUE);
    assert_int_not_equal(access("wrong.png", F_OK), 0);
}

static lehr_status draw_kind(int kind)
{
    lehr_histogram h = { .values = heaps, .count = 2, .separate = kind == 1, .scale = 1, .width = 200, .height = 150 };
    if (kind < 2) return lehr_histogram_png(&h, "memory.png");
    return kind == 2 ? lehr_image_grid_png(&tiles, "memory.png") : lehr_small_multiples_png(&strips, "memory.png");
}

static void without_memory_there_is_an_error_and_no_leak(void **state)
{
    (void)state;
    for (int kind = 0; kind < 4; kind++) {
        lehr_status status = LEHR_ERR_MEMORY;
        for (long n = 1; status; n++) {
            meter m = { .refuse = n, .from_then_on = true };
            lehr_set_allocator(&(lehr_allocator){ metered, &m });
            status = draw_kind(kind);
            lehr_set_allocator(NULL);
            assert_int_equal(m.live, 0);
            assert_true(status == LEHR_OK || status == LEHR_ERR_MEMORY);
            assert_in_range(n, 1, 200);
        }
    }
}

static void a_full_disk_is_an_error(void **state)
{
    (void)state;
    lehr_histogram h = { .values = heaps, .count = 1 };
    assert_int_equal(lehr_histogram_png(&h, "/dev/full"), LEHR_ERR_FILE);
    assert_int_equal(lehr_image_grid_png(&tiles, "/dev/full"), LEHR_ERR_FILE);
    assert_int_equal(lehr_small_multiples_png(&strips, "/dev/full"), LEHR_ERR_FILE);
}

int main(void)
{
    unsetenv("LEHR_FONT");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_band_stays_within_its_numbers),
        cmocka_unit_test(every_number_is_in_one_bin),
        cmocka_unit_test(bins_are_few_for_few_numbers),
        cmocka_unit_test(wild_numbers_make_pictures),
        cmocka_unit_test(every_size_of_canvas_works),
        cmocka_unit_test(a_kernel_shows_its_numbers),
        cmocka_unit_test(signed_shades_are_as_dark_at_either_end),
        cmocka_unit_test(wrong_strips_are_refused_in_words),
        cmocka_unit_test(wrong_histograms_and_tiles_are_refused_in_words),
        cmocka_unit_test(without_memory_there_is_an_error_and_no_leak),
        cmocka_unit_test(a_full_disk_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
