/* test_decision_map.c — decision maps; and what maps and charts do without memory, disk or font. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <unistd.h>
#include "core/base/file.h"
#include "core/base/memory.h"
#include "lab/plot/charts/line_chart.h"
#include "lab/plot/charts/decision_map.h"
#include "lab/plot/parts/figure.h"
#include "look.h"
#include "counting_allocator.h"

/* --- maps --------------------------------------------------------------------------------------------------------- */

static const int winner[] = { 0, 1, 2, 0, 1, 2 }, label[] = { 0, 1, 2, 0, 0 };
static const double sure[] = { 1, 0.5, NAN, -1, 2, INFINITY };
static const double px[] = { 0.5, 1.5, 2.5, 1e308, NAN }, py[] = { 1, 1, 1, 1, 1 };
static const lehr_decision_map map = {
    .title = "map", .x_high = 3, .y_high = 2, .rows = 2, .columns = 3, .cell_class = winner, .classes = 3,
    .probability = sure, .x = px, .y = py, .label = label, .count = 5, .scale = 1,
};

static void a_map_shows_ground_and_samples(void **state)
{
    (void)state;
    picture p;
    assert_int_equal(lehr_decision_map_png(&map, "map.png"), LEHR_OK);
    assert_null(read_png("map.png", &p));
    for (int i = 0; i < 3; i++) assert_true(pixels_of(&p, lehr_palette(i), 0, 560) > 20);
    free(p.rgb);
}

/* A sample that the net classifies wrongly has a dark ring, and the legend counts it. */
static void mistakes_are_marked(void **state)
{
    (void)state;
    const lehr_colour dark = { 34, 34, 34 };
    long ink[2];
    for (int k = 0; k < 2; k++) {
        lehr_decision_map m = map;
        m.predicted_label = k ? (const int[]){ 0, 2, 1, 0, 0 } : label;
        picture p;
        assert_int_equal(lehr_decision_map_png(&m, "map.png"), LEHR_OK);
        assert_null(read_png("map.png", &p));
        ink[k] = pixels_of(&p, dark, 80, 560);
        free(p.rgb);
    }
    assert_true(ink[1] > ink[0] + 20);
}

static void wrong_maps_are_refused_in_words(void **state)
{
    (void)state;
    lehr_decision_map m[9];
    for (int i = 0; i < 9; i++) m[i] = map;
    m[0].x_high = 0;
    m[1].y_low = NAN;
    m[2].rows = 0;
    m[3].cell_class = NULL;
    m[4].classes = 2;               /* the grid has 2  */
    m[5].label = (const int[]){ 0, 1, 3, 0, 0 };
    m[6].predicted_label = (const int[]){ 0, 1, -1, 0, 0 };
    m[7].y = NULL;
    m[8].count = -1;
    for (int i = 0; i < 9; i++) {
        assert_int_equal(lehr_decision_map_png(&m[i], "wrong.png"), LEHR_ERR_VALUE);
        assert_memory_equal(lehr_message(), "map: ", 5);
    }
}

/* --- no memory, no disk ------------------------------------------------------------------------------------------- */

static lehr_status draw_one(int kind, const char *path)
{
    lehr_series s[] = { { .label = "one", .y = py, .count = 5 }, { .label = "two", .y = sure, .count = 6 } };
    lehr_line_chart c = { .title = "No memory", .series = s, .count = 2, .width = 200, .height = 150, .scale = 1 };
    return kind ? lehr_decision_map_png(&map, path) : lehr_line_chart_png(&c, path);
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
        assert_int_not_equal(access("full.png.lehr-part", F_OK), 0);
    }
    assert_int_equal(draw_one(0, "no/such/folder.png"), LEHR_ERR_FILE);
}

/* LEHR_FONT: a file that is not a font is an error with a message, not a crash. */
static void a_file_that_is_not_a_font_is_an_error(void **state)
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
        cmocka_unit_test(a_map_shows_ground_and_samples), cmocka_unit_test(mistakes_are_marked),
        cmocka_unit_test(wrong_maps_are_refused_in_words), cmocka_unit_test(a_full_disk_keeps_the_old_picture),
        cmocka_unit_test(without_memory_there_is_an_error_and_no_leak),
        cmocka_unit_test(a_file_that_is_not_a_font_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
