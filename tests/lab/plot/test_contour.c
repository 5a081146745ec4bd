/* test_contour.c — contour charts never fail on data, and their lines run where the surface has that height. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <float.h>
#include <math.h>
#include <unistd.h>
#include "core/base/memory.h"
#include "lab/plot/charts/contour.h"
#include "lab/plot/parts/figure.h"
#include "lab/plot/parts/heightfield.h"
#include "look.h"
#include "counting_allocator.h"

static picture drawn(const lehr_contour *c)
{
    picture p;
    if (lehr_contour_png(c, "contour.png")) fail_msg("%s: %s", c->title, lehr_message());
    assert_null(read_png("contour.png", &p));
    return p;
}

/* --- the relief --------------------------------------------------------------------------------------------------- */

typedef struct tally { long segments; double worst; bool log; } tally;

static double parabola(double x, double y) { return 0.5 + (x - 0.3) * (x - 0.3) + 4 * (y - 0.6) * (y - 0.6); }

/* The distance of each end of a segment from the line f = 1, in units of f. */
static void hold_against(void *context, double x0, double y0, double x1, double y1)
{
    tally *t = context;
    t->segments++;
    t->worst = fmax(t->worst, fmax(fabs(parabola(x0, y0) - 1), fabs(parabola(x1, y1) - 1)));
}

/* A parabola on a grid of 9 x 9 points gives accurate lines, its logarithm too. */
static void lines_run_where_the_surface_has_that_height(void **state)
{
    (void)state;
    enum { N = 9 };
    double v[N * N];
    for (int i = 0; i < N * N; i++) v[i] = parabola((i % N) / (N - 1.0), (i / N) / (N - 1.0));
    for (int log = 0; log < 2; log++) {
        lehr_heightfield r;
        tally t = {0};
        assert_int_equal(lehr_heightfield_init(&r, v, N, N, log, 300, 400), LEHR_OK);
        lehr_heightfield_contour(&r, log ? 0 : 1, hold_against, &t);
        assert_in_range(t.segments, 300, 3000);
        assert_true(t.worst < 1e-4);
        double h = lehr_heightfield_at(&r, 0.25, 0.75);
        assert_true(fabs((log ? pow(10, h) : h) - parabola(0.25, 0.75)) < 1e-3);
        lehr_heightfield_release(&r);
    }
}

static void count_segment(void *context, double x0, double y0, double x1, double y1)
{
    tally *t = context;
    assert_true(x0 >= 0 && x0 <= 1 && y0 >= 0 && y0 <= 1 && x1 >= 0 && x1 <= 1 && y1 >= 0 && y1 <= 1);
    t->segments++;
    t->worst = fmax(t->worst, fabs(x0 - x1));
}

/* One cell, each of its corners high or low: as many segments as in marching squares, and the two segments of a saddle
 * never cross. */
static void every_cell_has_its_segments(void **state)
{
    (void)state;
    static const int segments[16] = { 0, 1, 1, 1, 1, 2, 1, 1, 1, 1, 2, 1, 1, 1, 1, 0 };
    for (int k = 0; k < 16; k++)
        for (int high = 1; high < 20; high += 17) {
            double corner[4];
            tally t = {0};
            for (int i = 0; i < 4; i++) corner[i] = k >> i & 1 ? high : -1;
            const double h[] = { corner[0], corner[1], corner[3], corner[2] };
            lehr_heightfield r = { 2, 2, (double *)h };
            lehr_heightfield_contour(&r, 0, count_segment, &t);
            assert_int_equal(t.segments, segments[k]);
        }
}

static void holes_have_no_lines(void **state)
{
    (void)state;
    const double v[] = { 0, 1, 2, 0, NAN, 2, 0, 1, INFINITY };
    lehr_heightfield r;
    tally t = {0};
    assert_int_equal(lehr_heightfield_init(&r, v, 3, 3, false, 31, 31), LEHR_OK);
    assert_true(isnan(lehr_heightfield_at(&r, 0.5, 0.5)) && isnan(lehr_heightfield_at(&r, 1, 1)) &&
                lehr_heightfield_at(&r, 0, 0) == 0);
    lehr_heightfield_contour(&r, 0.5, count_segment, &t);
    assert_true(t.segments < 3);
    lehr_heightfield_release(&r);
}

/* --- hostile data ------------------------------------------------------------------------------------------------- */

static const double nothing[9] = { NAN, INFINITY, -INFINITY, NAN, NAN, NAN, NAN, NAN, NAN },
                    same[9] = { 3, 3, 3, 3, 3, 3, 3, 3, 3 };
static const double zero[9] = { 0 }, below[9] = { -1, -2, -3, -4, -5, -6, -7, -8, -1e300 };
static const double huge[9] = { DBL_MAX, -DBL_MAX, DBL_MAX, -DBL_MAX, DBL_MAX, -DBL_MAX, DBL_MAX, -DBL_MAX, DBL_MAX };
static const double mixed[9] = { 1e308, 1, 5e-324, 0, -1e308, NAN, 1e-300, INFINITY, 3 };
static const double near[9] = { 1, 1 + DBL_EPSILON, 1, 1, 1, 1, 1, 1, 1 };
static const double *const hostile[] = { nothing, same, zero, below, huge, mixed, near };

static void no_data_can_make_it_fail(void **state)
{
    (void)state;
    static const int shape[][2] = { { 3, 3 }, { 1, 1 }, { 1, 9 }, { 9, 1 }, { 2, 2 } };
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++)
        for (int k = 0; k < 10; k++) {
            lehr_series s[] = { { .label = "a", .x = hostile[i], .y = hostile[(i + 1) % 7], .count = 9 },
                                { .x = mixed, .y = hostile[i], .count = k } };
            lehr_contour c = { .title = "hostile",
                               .x_high = k % 3 ? 1 : 1e-300,
                               .y_high = k % 3 ? 1 : 1e300,
                               .rows = shape[k / 2][0],
                               .columns = shape[k / 2][1],
                               .value = hostile[i],
                               .log = k & 1,
                               .path = s,
                               .paths = 2,
                               .start = hostile[i],
                               .goal = &mixed[k % 8],
                               .width = 260,
                               .height = 200,
                               .scale = 1 };
            picture p = drawn(&c);
            assert_int_equal(p.width, 260);
            free(p.rgb);
        }
}

static void every_size_is_drawn_or_refused(void **state)
{
    (void)state;
    static const struct { int width, height; double scale; lehr_status status;
    } rows[] = {
        { 1, 1, 1, LEHR_OK },
        { 1, 400, 1, LEHR_OK },
        { 400, 1, 1, LEHR_OK },
        { 40, 40, 2, LEHR_OK },
        { 100, 80, 0.5, LEHR_OK },
        { -1, 100, 1, LEHR_ERR_VALUE },
        { 100, 100, NAN, LEHR_ERR_VALUE },
        { 2147483647, 10, 1, LEHR_ERR_VALUE },
    };
    lehr_series s[30];
    for (int i = 0; i < 30; i++)
        s[i] = (lehr_series){ .label = "too long for a small chart", .x = below, .y = same, .count = 9 };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lehr_contour c = { .title = "T",
                           .subtitle = "s",
                           .x_label = "x",
                           .y_label = "y",
                           .x_low = -9,
                           .x_high = 0,
                           .y_high = 6,
                           .rows = 3,
                           .columns = 3,
                           .value = below,
                           .path = s,
                           .paths = 30,
                           .width = rows[i].width,
                           .height = rows[i].height,
                           .scale = rows[i].scale };
        assert_int_equal(lehr_contour_png(&c, "size.png"), rows[i].status);
    }
}

static const lehr_contour slope = { .title = "slope",
                                    .x_high = 3,
                                    .y_high = 2,
                                    .rows = 3,
                                    .columns = 3,
                                    .width = 300,
                                    .height = 240,
                                    .scale = 1,
                                    .value = (const double[]){ 1, 2, 3, 1, 2, 3, 1, 2, 3 } };

static void wrong_charts_are_refused_in_words(void **state)
{
    (void)state;
    const lehr_series no_x = { .y = same, .count = 3 }, negative = { .x = same, .y = same, .count = -1 };
    lehr_contour c[12];
    for (int i = 0; i < 12; i++) c[i] = slope;
    c[0].x_high = 0;
    c[1].y_low = NAN;
    c[2].rows = 0;
    c[3].value = NULL;
    c[4].path = &no_x, c[4].paths = 1;
    c[5].path = &negative, c[5].paths = 1;
    c[6].paths = 2;
    c[7].levels = 3;
    c[8].level = (const double[]){ 2, 1 }, c[8].levels = 2;
    c[9].level = (const double[]){ 1, NAN }, c[9].levels = 2;
    c[10].level = (const double[]){ 0, 1 }, c[10].levels = 2, c[10].log = true;
    c[11].levels = -1;
    for (int i = 0; i < 12; i++) {
        assert_int_equal(lehr_contour_png(&c[i], "wrong.png"), LEHR_ERR_VALUE);
        assert_memory_equal(lehr_message(), "contour: ", 9);
        assert_int_not_equal(access("wrong.png", F_OK), 0);
    }
}

/* --- what is to be seen ------------------------------------------------------------------------------------------- */

/* A slope with one level half way up: two tints, and the border between them in the middle. */
static void the_ground_changes_where_the_level_is(void **state)
{
    (void)state;
    lehr_contour c = slope;
    c.level = (const double[]){ 2 };
    c.levels = 1;
    picture p = drawn(&c);
    const unsigned char *row = p.rgb + (size_t)(p.height / 2) * (size_t)p.width * 3;
    const lehr_colour low = { 252, 252, 250 }, high = { 172, 186, 204 };
    int left = 0, right = 0, last_low = 0, first_high = p.width;
    for (int x = 40; x < p.width; x++) {
        left += is_nearly(row + 3 * x, low);
        right += is_nearly(row + 3 * x, high);
        if (is_nearly(row + 3 * x, high) && x < first_high) first_high = x;
        if (is_nearly(row + 3 * x, low) && x < first_high) last_low = x;
    }
    assert_true(left > 90 && right > 90 && first_high - last_low <= 4);
    free(p.rgb);
}

static void paths_start_and_goal_are_seen(void **state)
{
    (void)state;
    const lehr_colour gold = { 255, 200, 40 }, dark = { 34, 34, 34 };
    const double x[] = { 0.2, 1, NAN, 1.5, 2.5 }, y[] = { 0.2, 1, 1, 1.9, 1.5 }, goal[] = { 2.5, 1.5 },
                 start[] = { 0.4, 0.4 };
    lehr_series s[] = { { .label = "one", .x = x, .y = y, .count = 5 }, { .x = y, .y = x, .count = 5 } };
    lehr_contour c = slope;
    c.path = s;
    c.paths = 2;
    c.scale = 2;
    picture p = drawn(&c);
    long before = pixels_of(&p, dark, 0, 600);
    assert_true(pixels_of(&p, lehr_palette(0), 0, 460) > 60 && pixels_of(&p, lehr_palette(1), 0, 460) > 60);
    assert_true(pixels_of(&p, gold, 0, 600) == 0);
    free(p.rgb);
    c.goal = goal;
    c.start = start;
    p = drawn(&c);
    assert_true(pixels_of(&p, gold, 0, 600) > 40);
    assert_true(pixels_of(&p, dark, 0, 600) > before + 60);
    free(p.rgb);
}

/* --- no memory ---------------------------------------------------------------------------------------------------- */

static void without_memory_there_is_an_error_and_no_leak(void **state)
{
    (void)state;
    lehr_status status = LEHR_ERR_MEMORY;
    for (long n = 1; status; n++) {
        meter m = { .refuse = n };
        lehr_set_allocator(&(lehr_allocator){ metered, &m });
        unlink("memory.png");
        status = lehr_contour_png(&slope, "memory.png");
        lehr_set_allocator(NULL);
        assert_int_equal(m.live, 0);
        assert_int_equal(status, m.calls < n ? LEHR_OK : LEHR_ERR_MEMORY);
        assert_int_equal(access("memory.png", F_OK) == 0, status == LEHR_OK);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_run_where_the_surface_has_that_height),
        cmocka_unit_test(every_cell_has_its_segments),
        cmocka_unit_test(holes_have_no_lines),
        cmocka_unit_test(no_data_can_make_it_fail),
        cmocka_unit_test(every_size_is_drawn_or_refused),
        cmocka_unit_test(wrong_charts_are_refused_in_words),
        cmocka_unit_test(the_ground_changes_where_the_level_is),
        cmocka_unit_test(paths_start_and_goal_are_seen),
        cmocka_unit_test(without_memory_there_is_an_error_and_no_leak),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
