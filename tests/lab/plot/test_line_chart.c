/* test_line_chart.c — charts never fail on data, and show what they should. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <float.h>
#include <math.h>
#include <time.h>
#include <unistd.h>
#include "lab/plot/charts/line_chart.h"
#include "lab/plot/parts/figure.h"
#include "look.h"

static picture drawn(const lehr_line_chart *c, int width, int height)
{
    picture p;
    if (lehr_line_chart_png(c, "chart.png")) fail_msg("%s", lehr_message());
    assert_null(read_png("chart.png", &p));
    assert_int_equal(p.width, width);
    assert_int_equal(p.height, height);
    return p;
}

/* The most such pixels of one row between top and bottom, left of where the legend starts. */
static long fullest_row(const picture *p, lehr_colour c, int top, int bottom)
{
    long most = 0;
    for (int y = top; y < bottom; y++) {
        picture row = { p->width, 1, p->rgb + (size_t)y * (size_t)p->width * 3 };
        long n = pixels_of(&row, c, 0, p->width * 3 / 4);
        if (n > most) most = n;
    }
    return most;
}

/* --- hostile data ------------------------------------------------------------------------------------------------- */

static const double nothing[] = { NAN, NAN, INFINITY, -INFINITY }, below[] = { 0, -1, -1e300, -DBL_MAX, -5e-324 };
static const double one[] = { 0.1 }, same[] = { 3, 3, 3, 3 }, zero[] = { 0, 0, 0 };
static const double holes[] = { 1, NAN, 2, NAN, NAN, 3, 4, INFINITY };
static const double huge[] = { 1e308, 1e308, DBL_MAX }, all[] = { -1e308, 1e308, -DBL_MAX, DBL_MAX, 0, 5e-324, 1e-308 };
static const double tiny[] = { 5e-324, 1e-320, 0 }, near[] = { 1, 1 + DBL_EPSILON, 1 - DBL_EPSILON };

static const struct { const char *what; const double *y; int count; bool ink, log_ink; } hostile[] = {
    /*                       y         points               something to see: straight, log */
    { "none",                NULL,     0,                       false, false },
    { "not one number",      nothing,  4,                       false, false },
    { "one point",           one,      1,                       true,  true  },
    { "constant",            same,     4,                       true,  true  },
    { "zero",                zero,     3,                       true,  false },
    { "below zero",          below,    5,                       true,  false },
    { "full of holes",       holes,    8,                       true,  true  },
    { "the largest",         huge,     3,                       true,  true  },
    { "everything",          all,      7,                       true,  true  },
    { "the smallest",        tiny,     3,                       true,  false },
    { "all but the same",    near,     3,                       true,  true  },
};

static void no_data_can_make_a_chart_fail(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++)
        for (int k = 0; k < 16; k++) {
            bool log_y = k & 2;
            const double *y = hostile[i].y;
            lehr_series s = { .x = k & 4 ? y : NULL, .y = y, .count = hostile[i].count, .dashed = k & 8 };
            lehr_line_chart c = { .title = hostile[i].what, .series = &s, .count = 1, .log_x = k & 1, .log_y = log_y,
                             .width = 300, .height = 200, .scale = 1 };
            if (k == 3) s.low = s.high = s.y;
            picture p = drawn(&c, 300, 200);
            bool ink = pixels_of(&p, lehr_palette(0), 0, 300) > 0;
            if (k == 0) assert_int_equal(ink, hostile[i].ink);
            if (k == 2) assert_int_equal(ink, hostile[i].log_ink);
            free(p.rgb);
        }
}

static void a_million_points_are_drawn(void **state)
{
    (void)state;
    enum { N = 1000000 };
    double *y = malloc(N * sizeof *y), *x = malloc(N * sizeof *x);
    lehr_series s = { .label = "a million", .y = y, .count = N };
    lehr_line_chart c = { .series = &s, .count = 1, .scale = 1 };
    for (int kind = 0; kind < 4; kind++) {
        for (int i = 0; i < N; i++) {
            double noise = fmod(i * 7919.0, 10007);
            const double row[] = { i, i % 2 ? NAN : sin(i * 1e-5), noise, noise };
            y[i] = row[kind];
            x[i] = fmod(i * 104729.0, 99991);
        }
        s.x = kind == 3 ? x : NULL;                                     /* to and fro across the whole chart */
        picture p = drawn(&c, 960, 560);
        assert_true(pixels_of(&p, lehr_palette(0), 0, 960) > 500);
        free(p.rgb);
    }
    free(x);
    free(y);
}

/* --- sizes and words ---------------------------------------------------------------------------------------------- */

static const struct { int width, height; double scale; lehr_status status; } sizes[] = {
    { 1, 1, 1, LEHR_OK },               { 1, 560, 2, LEHR_OK },             { 960, 1, 1, LEHR_OK },
    { 40, 40, 1, LEHR_OK },             { 150, 90, 0.5, LEHR_OK },          { 5000, 100, 1, LEHR_OK },
    { -1, 100, 1, LEHR_ERR_VALUE },     { 100, -5, 1, LEHR_ERR_VALUE },     { 100, 100, -1, LEHR_ERR_VALUE },
    { 100, 100, NAN, LEHR_ERR_VALUE },  { 100, 100, INFINITY, LEHR_ERR_VALUE }, { 100, 100, 1e-9, LEHR_ERR_VALUE },
    { 2147483647, 10, 1, LEHR_ERR_VALUE },                  { 2147483647, 2147483647, 2, LEHR_ERR_VALUE },
    { 16000, 16000, 1, LEHR_ERR_VALUE },
};

static void every_size_is_drawn_or_refused(void **state)
{
    (void)state;
    lehr_series s[40];
    const lehr_vertical_line marks[] = { { 1, "here" }, { NAN, "nowhere" }, { 2, NULL } };
    for (int i = 0; i < 40; i++) s[i] = (lehr_series){ .label = "too long for a small chart", .y = same, .count = 4 };
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        lehr_line_chart c = { .title = "Title", .subtitle = "subtitle", .x_label = "x", .y_label = "y",
                         .series = s, .count = 40, .vline = marks, .vlines = 3,
                         .width = sizes[i].width, .height = sizes[i].height, .scale = sizes[i].scale };
        unlink("chart.png");
        assert_int_equal(lehr_line_chart_png(&c, "chart.png"), sizes[i].status);
        picture p;
        if (sizes[i].status) assert_int_not_equal(access("chart.png", F_OK), 0);
        else assert_null(read_png("chart.png", &p)), free(p.rgb);
    }
}

static void any_words_will_do(void **state)
{
    (void)state;
    char long_one[301];
    memset(long_one, 'W', 300);
    long_one[300] = '\0';
    const char *const words[] = { "", "\xff\xc0\x80 \xe2\x82", long_one, "学习率", "%s%n" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        lehr_series s = { .label = words[i], .y = same, .count = 4 };
        lehr_line_chart c = { .title = words[i],
                              .subtitle = words[i],
                              .x_label = words[i],
                              .y_label = words[i],
                              .vline = &(lehr_vertical_line){ 1, words[i] },
                              .vlines = 1,
                              .series = &s,
                              .count = 1,
                              .scale = 1 };
        picture p = drawn(&c, 960, 560);
        for (int x = 940; x < 960; x++)                                         /* nothing runs over the edge */
            for (int y = 0; y < 60; y++) assert_int_equal(p.rgb[(y * 960 + x) * 3], 255);
        free(p.rgb);
    }
}

static void wrong_charts_are_refused_in_words(void **state)
{
    (void)state;
    const lehr_series no_y = { .count = 3 }, negative = { .y = same, .count = -1 };
    const lehr_series half = { .y = same, .low = same, .count = 4 };
    const lehr_line_chart wrong[] = {
        { .series = &no_y, .count = 1 }, { .series = &negative, .count = 1 }, { .series = &half, .count = 1 },
        { .count = 2 }, { .count = -1 }, { .vlines = 1 }, { .y_low = 1, .y_high = 0 }, { .y_low = NAN, .y_high = 0 },
        { .y_low = 0, .y_high = INFINITY }, { .y_low = 0, .y_high = 1, .log_y = true },
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(lehr_line_chart_png(&wrong[i], "wrong.png"), LEHR_ERR_VALUE);
        assert_memory_equal(lehr_message(), "chart: ", 7);
        assert_int_not_equal(access("wrong.png", F_OK), 0);
    }
}

/* --- what is to be seen ------------------------------------------------------------------------------------------- */

static void ten_lines_are_distinguishable(void **state)
{
    (void)state;
    double y[10][2];
    lehr_series s[10];
    for (int i = 0; i < 10; i++) {
        y[i][0] = y[i][1] = i;
        s[i] = (lehr_series){ .label = "line", .y = y[i], .count = 2 };
    }
    picture p = drawn(&(lehr_line_chart){ .series = s, .count = 10, .scale = 2 }, 1920, 1120);
    for (int i = 0; i < 7; i++) assert_true(fullest_row(&p, lehr_palette(i), 0, 1120) > 1250);
    for (int i = 0; i < 3; i++)                                     /* 0, 1, 2 are whole; 7, 8, 9 above are dashed */
        assert_in_range(fullest_row(&p, lehr_palette(i), 0, 500), 600, 1000);
    for (int i = 0; i < 10; i++)
        for (int j = 0; j < i; j++) assert_true(i % 7 != j % 7 || lehr_dashes(i, false) != lehr_dashes(j, false));
    free(p.rgb);
}

static void a_gap_stays_a_gap(void **state)
{
    (void)state;
    double y[101];
    for (int i = 0; i < 101; i++) y[i] = i > 40 && i < 60 ? NAN : 1;
    lehr_series s = { .y = y, .count = 101 };
    picture p = drawn(&(lehr_line_chart){ .series = &s, .count = 1, .scale = 1 }, 960, 560);
    assert_true(pixels_of(&p, lehr_palette(0), 100, 300) > 300);
    assert_int_equal(pixels_of(&p, lehr_palette(0), 470, 520), 0);
    assert_true(pixels_of(&p, lehr_palette(0), 700, 900) > 300);
    free(p.rgb);
}

/* The mean of 8 up, 2 down, … is a line in the middle; a saw of 40 teeth stays a saw, however many points it has. */
static void jitter_gets_a_mean_and_cycles_do_not(void **state)
{
    (void)state;
    enum { N = 8000 };
    static double y[N];
    lehr_series s = { .y = y, .count = N };
    const lehr_line_chart c = { .series = &s, .count = 1, .y_low = 0, .y_high = 10, .scale = 1 };
    for (int saw = 0; saw < 2; saw++) {
        for (int i = 0; i < N; i++) y[i] = saw ? 2 + i % 200 * 0.03 : i % 2 ? 8 : 2;
        picture p = drawn(&c, 960, 560);
        assert_int_equal(fullest_row(&p, lehr_palette(0), 200, 350) > 500, !saw);
        assert_int_equal(fullest_row(&p, lehr_palette(0), 145, 200) > 10, saw);
        free(p.rgb);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_data_can_make_a_chart_fail), cmocka_unit_test(a_million_points_are_drawn),
        cmocka_unit_test(every_size_is_drawn_or_refused), cmocka_unit_test(any_words_will_do),
        cmocka_unit_test(wrong_charts_are_refused_in_words), cmocka_unit_test(ten_lines_are_distinguishable),
        cmocka_unit_test(a_gap_stays_a_gap), cmocka_unit_test(jitter_gets_a_mean_and_cycles_do_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
