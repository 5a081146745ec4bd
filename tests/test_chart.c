/* test_chart.c — pictures never fail on data, and always tell when they fail on anything else. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <float.h>
#include <math.h>
#include <time.h>
#include <unistd.h>
#include "core/file.h"
#include "core/memory.h"
#include "lab/chart.h"
#include "lab/map.h"
#include "lab/plot.h"
#include "read_png.h"

static int strength(const unsigned char *p, lehr_colour c)
{
    return abs(p[0] - c.r) + abs(p[1] - c.g) + abs(p[2] - c.b) < 12;
}

/* How many pixels of this colour the picture has in columns left … right − 1. */
static long pixels_of(const picture *p, lehr_colour c, int left, int right)
{
    long n = 0;
    for (int y = 0; y < p->height; y++)
        for (int x = left; x < right; x++) n += strength(p->rgb + ((size_t)y * (size_t)p->width + (size_t)x) * 3, c);
    return n;
}

static picture drawn(const lehr_chart *c, int width, int height)
{
    picture p;
    if (lehr_chart_png(c, "chart.png")) fail_msg("%s", lehr_message());
    assert_null(read_png("chart.png", &p));
    assert_int_equal(p.width, width);
    assert_int_equal(p.height, height);
    return p;
}

/* --- hostile data ------------------------------------------------------------------------------------------------- */

static const double nothing[] = { NAN, NAN, INFINITY, -INFINITY }, below[] = { 0, -1, -1e300, -DBL_MAX, -5e-324 };
static const double one[] = { 0.1 }, same[] = { 3, 3, 3, 3 }, zero[] = { 0, 0, 0 }, holes[] = { 1, NAN, 2, NAN, NAN, 3, 4, INFINITY };
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
            lehr_series s = { .x = k & 4 ? hostile[i].y : NULL, .y = hostile[i].y, .count = hostile[i].count, .dashed = k & 8 };
            lehr_chart c = { .title = hostile[i].what, .series = &s, .count = 1, .log_x = k & 1, .log_y = log_y,
                             .width = 300, .height = 200, .scale = 1 };
            if (k == 3) s.low = s.high = s.y;
            picture p = drawn(&c, 300, 200);
            if (k == 0 || k == 2)
                assert_int_equal(pixels_of(&p, lehr_palette(0), 0, 300) > 0, log_y ? hostile[i].log_ink : hostile[i].ink);
            free(p.rgb);
        }
}

static void a_million_points_are_drawn_in_a_moment(void **state)
{
    (void)state;
    enum { N = 1000000 };
    double *y = malloc(N * sizeof *y);
    lehr_series s = { .label = "a million", .y = y, .count = N };
    lehr_chart c = { .series = &s, .count = 1, .scale = 1 };
    for (int kind = 0; kind < 3; kind++) {
        for (int i = 0; i < N; i++) y[i] = kind == 0 ? i : kind == 1 ? i * 7919L % 10007 : i % 2 ? NAN : sin(i * 1e-5);
        struct timespec from, to;
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
        picture p = drawn(&c, 960, 560);
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
        assert_true(to.tv_sec - from.tv_sec + (to.tv_nsec - from.tv_nsec) * 1e-9 < 5);     /* 0.1 s; sanitizers take 20 times that */
        assert_true(pixels_of(&p, lehr_palette(0), 0, 960) > 500);
        free(p.rgb);
    }
    free(y);
}

/* --- sizes and words ---------------------------------------------------------------------------------------------- */

static const struct { int width, height; double scale; lehr_status status; } sizes[] = {
    { 1, 1, 1, LEHR_OK },               { 1, 560, 2, LEHR_OK },             { 960, 1, 1, LEHR_OK },
    { 40, 40, 1, LEHR_OK },             { 150, 90, 0.5, LEHR_OK },          { 5000, 100, 1, LEHR_OK },
    { -1, 100, 1, LEHR_ERR_VALUE },     { 100, -5, 1, LEHR_ERR_VALUE },     { 100, 100, -1, LEHR_ERR_VALUE },
    { 100, 100, NAN, LEHR_ERR_VALUE },  { 100, 100, INFINITY, LEHR_ERR_VALUE }, { 100, 100, 1e-9, LEHR_ERR_VALUE },
    { 2147483647, 10, 1, LEHR_ERR_VALUE }, { 2147483647, 2147483647, 2, LEHR_ERR_VALUE }, { 16000, 16000, 1, LEHR_ERR_VALUE },
};

static void every_size_is_drawn_or_refused(void **state)
{
    (void)state;
    lehr_series s[40];
    for (int i = 0; i < 40; i++) s[i] = (lehr_series){ .label = "a rather long label for such a small chart", .y = same, .count = 4 };
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        lehr_chart c = { .title = "Title", .subtitle = "subtitle", .x_label = "x", .y_label = "y", .series = s, .count = 40,
                         .mark = (lehr_mark[]){ { 1, "here" }, { NAN, "nowhere" }, { 2, NULL } }, .marks = 3,
                         .width = sizes[i].width, .height = sizes[i].height, .scale = sizes[i].scale };
        unlink("chart.png");
        assert_int_equal(lehr_chart_png(&c, "chart.png"), sizes[i].status);
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
        lehr_chart c = { .title = words[i], .subtitle = words[i], .x_label = words[i], .y_label = words[i],
                         .mark = &(lehr_mark){ 1, words[i] }, .marks = 1, .series = &s, .count = 1, .scale = 1 };
        picture p = drawn(&c, 960, 560);
        for (int x = 940; x < 960; x++)                                         /* nothing runs over the edge */
            for (int y = 0; y < 60; y++) assert_int_equal(p.rgb[(y * 960 + x) * 3], 255);
        free(p.rgb);
    }
}

static void wrong_charts_are_refused_in_words(void **state)
{
    (void)state;
    const lehr_series no_y = { .count = 3 }, negative = { .y = same, .count = -1 }, half = { .y = same, .low = same, .count = 4 };
    const lehr_chart wrong[] = {
        { .series = &no_y, .count = 1 }, { .series = &negative, .count = 1 }, { .series = &half, .count = 1 }, { .count = 2 },
        { .count = -1 }, { .marks = 1 }, { .y_low = 1, .y_high = 0 }, { .y_low = NAN, .y_high = 0 },
        { .y_low = 0, .y_high = INFINITY }, { .y_low = 0, .y_high = 1, .log_y = true },
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(lehr_chart_png(&wrong[i], "wrong.png"), LEHR_ERR_VALUE);
        assert_memory_equal(lehr_message(), "chart: ", 7);
        assert_int_not_equal(access("wrong.png", F_OK), 0);
    }
}

/* --- what is to be seen ------------------------------------------------------------------------------------------- */

static void ten_lines_can_be_told_apart(void **state)
{
    (void)state;
    double y[10][2];
    lehr_series s[10];
    for (int i = 0; i < 10; i++) {
        y[i][0] = y[i][1] = i;
        s[i] = (lehr_series){ .label = "line", .y = y[i], .count = 2 };
    }
    picture p = drawn(&(lehr_chart){ .series = s, .count = 10, .scale = 1 }, 960, 560);
    long ink[7];
    for (int i = 0; i < 7; i++) assert_true((ink[i] = pixels_of(&p, lehr_palette(i), 100, 960)) > 300);
    for (int i = 0; i < 3; i++) assert_true(ink[i] > 1.4 * ink[6]);             /* a whole line and a dashed one */
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
    picture p = drawn(&(lehr_chart){ .series = &s, .count = 1, .scale = 1 }, 960, 560);
    assert_true(pixels_of(&p, lehr_palette(0), 100, 300) > 300);
    assert_int_equal(pixels_of(&p, lehr_palette(0), 470, 520), 0);
    assert_true(pixels_of(&p, lehr_palette(0), 700, 900) > 300);
    free(p.rgb);
}

/* --- maps --------------------------------------------------------------------------------------------------------- */

static const int winner[] = { 0, 1, 2, 0, 1, 2 }, label[] = { 0, 1, 2, 0, 0 };
static const double sure[] = { 1, 0.5, NAN, -1, 2, INFINITY }, px[] = { 0.5, 1.5, 2.5, 1e308, NAN }, py[] = { 1, 1, 1, 1, 1 };
static const lehr_map map = { .title = "map", .x_high = 3, .y_high = 2, .rows = 2, .columns = 3, .winner = winner, .classes = 3,
                              .probability = sure, .x = px, .y = py, .label = label, .count = 5, .scale = 1 };

static void a_map_shows_ground_and_samples(void **state)
{
    (void)state;
    picture p;
    assert_int_equal(lehr_map_png(&map, "map.png"), LEHR_OK);
    assert_null(read_png("map.png", &p));
    for (int i = 0; i < 3; i++) assert_true(pixels_of(&p, lehr_palette(i), 0, 560) > 20);
    free(p.rgb);
}

static void wrong_maps_are_refused_in_words(void **state)
{
    (void)state;
    lehr_map m[9];
    for (int i = 0; i < 9; i++) m[i] = map;
    m[0].x_high = 0;
    m[1].y_low = NAN;
    m[2].rows = 0;
    m[3].winner = NULL;
    m[4].classes = 2;               /* the grid says 2 */
    m[5].label = (const int[]){ 0, 1, 3, 0, 0 };
    m[6].said = (const int[]){ 0, 1, -1, 0, 0 };
    m[7].y = NULL;
    m[8].count = -1;
    for (int i = 0; i < 9; i++) {
        assert_int_equal(lehr_map_png(&m[i], "wrong.png"), LEHR_ERR_VALUE);
        assert_memory_equal(lehr_message(), "map: ", 5);
    }
}

/* --- no memory, no disk ------------------------------------------------------------------------------------------- */

typedef struct meter { long live, calls, refuse; bool from_then_on; } meter;

static void *metered(void *context, void *old, size_t bytes)
{
    meter *m = context;
    if (!bytes) {
        m->live -= old != NULL;
        free(old);
        return NULL;
    }
    m->calls++;
    if (m->calls == m->refuse || (m->from_then_on && m->calls > m->refuse)) return NULL;
    m->live += !old;
    return realloc(old, bytes);
}

static lehr_status draw_one(int kind, const char *path)
{
    lehr_series s[] = { { .label = "one", .y = same, .count = 4 }, { .label = "two", .y = holes, .count = 8 } };
    lehr_chart c = { .title = "No memory", .series = s, .count = 2, .width = 200, .height = 150, .scale = 1 };
    return kind ? lehr_map_png(&map, path) : lehr_chart_png(&c, path);
}

static void without_memory_there_is_an_error_and_no_leak(void **state)
{
    (void)state;
    for (int kind = 0; kind < 4; kind++) {
        lehr_status status = LEHR_ERR_MEMORY;
        long n = 1;
        for (; status; n++) {
            meter m = { .refuse = n, .from_then_on = kind & 2 };
            lehr_set_allocator(&(lehr_allocator){ metered, &m });
            unlink("memory.png");
            status = draw_one(kind & 1, "memory.png");
            lehr_set_allocator(NULL);
            assert_int_equal(m.live, 0);
            assert_int_equal(status, m.calls < n ? LEHR_OK : LEHR_ERR_MEMORY);
            assert_int_equal(access("memory.png", F_OK) == 0, status == LEHR_OK);
        }
        assert_in_range(n, 9, 100);
    }
}

static long full(int fd, const void *bytes, size_t n)
{
    (void)fd, (void)bytes, (void)n;
    errno = ENOSPC;
    return -1;
}

static int  open_it(const char *path, int flags, int mode)   { return open(path, flags, mode); }
static long read_it(int fd, void *bytes, size_t n)           { return (long)read(fd, bytes, n); }

static void a_full_disk_keeps_the_old_picture(void **state)
{
    (void)state;
    const lehr_file_calls calls = { open_it, read_it, full, fsync, close, rename, unlink };
    assert_int_equal(lehr_write_file("full.png", "old", 3), LEHR_OK);
    for (int kind = 0; kind < 2; kind++) {
        char *bytes;
        size_t n;
        lehr_set_file_calls(&calls);
        lehr_status status = draw_one(kind, "full.png");
        lehr_set_file_calls(NULL);
        assert_int_equal(status, LEHR_ERR_FILE);
        assert_int_equal(lehr_read_file("full.png", 99, &bytes, &n), LEHR_OK);
        assert_string_equal(bytes, "old");
        lehr_free(bytes);
        assert_int_not_equal(access("full.png.part", F_OK), 0);
    }
    assert_int_equal(draw_one(0, "no/such/folder.png"), LEHR_ERR_FILE);
}

/* LEHR_FONT: a file that is no font is an error in words, not a crash. */
static void a_font_that_is_none_is_an_error(void **state)
{
    (void)state;
    static const char *const files[] = { "", "short", "long enough to be looked at, and yet it is no font at all" };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        assert_int_equal(lehr_write_file("none.otf", files[i], strlen(files[i])), LEHR_OK);
        setenv("LEHR_FONT", "none.otf", 1);
        lehr_status status = draw_one(0, "font.png");
        unsetenv("LEHR_FONT");
        assert_int_equal(status, LEHR_ERR_FILE);
        assert_non_null(strstr(lehr_message(), "LEHR_FONT"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_data_can_make_a_chart_fail), cmocka_unit_test(a_million_points_are_drawn_in_a_moment),
        cmocka_unit_test(every_size_is_drawn_or_refused), cmocka_unit_test(any_words_will_do),
        cmocka_unit_test(wrong_charts_are_refused_in_words), cmocka_unit_test(ten_lines_can_be_told_apart),
        cmocka_unit_test(a_gap_stays_a_gap), cmocka_unit_test(a_map_shows_ground_and_samples),
        cmocka_unit_test(wrong_maps_are_refused_in_words), cmocka_unit_test(without_memory_there_is_an_error_and_no_leak),
        cmocka_unit_test(a_full_disk_keeps_the_old_picture), cmocka_unit_test(a_font_that_is_none_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
