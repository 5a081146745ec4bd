/* test_heatmap.c — heat maps of any numbers: even steps of colour, readable text, cells with their values. */
#include "check.h"
#include <unistd.h>
#include "core/base/format.h"
#include "lab/plot/charts/heatmap.h"
#include "lab/plot/draw/colormap.h"
#include "look.h"

/* --- shades ------------------------------------------------------------------------------------------------------- */

static void shades_grow_darker_step_by_step(void **state)
{
    (void)state;
    const lehr_colour white = { 255, 255, 255 };
    double before = 1, first = 0, last = 0;
    for (int i = 0; i <= 100; i++) {
        double now = lehr_contrast(lehr_colormap_sequential(i / 100.0), white);
        assert_true(i == 0 || now > before);
        if (i == 0) first = now;
        last = before = now;
    }
    assert_true(first < 1.15 && last > 10);
    assert_true(is_nearly((unsigned char[]){ 237, 246, 253 }, lehr_colormap_sequential(NAN)));
    assert_true(is_nearly((unsigned char[]){ 237, 246, 253 }, lehr_colormap_sequential(-INFINITY)));
    assert_true(is_nearly((unsigned char[]){ 28, 57, 117 }, lehr_colormap_sequential(INFINITY)));
}

/* WCAG 2.1, level AA. */
static void ink_can_be_read_on_every_shade(void **state)
{
    (void)state;
    for (int i = 0; i <= 1000; i++) {
        lehr_colour ground = lehr_colormap_sequential(i / 1000.0);
        assert_true(lehr_contrast(lehr_text_colour_on(ground), ground) >= 4.5);
    }
    assert_near(lehr_contrast((lehr_colour){ 0, 0, 0 }, (lehr_colour){ 255, 255, 255 }), 21, 1e-9);
    assert_near(lehr_contrast((lehr_colour){ 119, 119, 119 }, (lehr_colour){ 255, 255, 255 }), 4.48, 0.005);
}

/* --- maps --------------------------------------------------------------------------------------------------------- */

static picture drawn(const lehr_heatmap *h)
{
    picture p;
    unlink("heat.png");
    if (lehr_heatmap_png(h, "heat.png")) fail_msg("%s", lehr_message());
    assert_null(read_png("heat.png", &p));
    return p;
}

static long has(const lehr_heatmap *h, lehr_colour c)
{
    picture p = drawn(h);
    long n = pixels_of(&p, c, 0, p.width);
    free(p.rgb);
    return n;
}

static const lehr_colour nothing_there = { 243, 243, 243 }, framed = { 34, 34, 34 };
static const lehr_heatmap_cell four[] = { { 0 }, { 1 }, { 100 }, { 300 } };
static const lehr_heatmap plain_map = { .rows = 1, .columns = 4, .cell = four, .scale = 1 };

static void the_lowest_is_pale_and_the_highest_deep(void **state)
{
    (void)state;
    lehr_heatmap h = plain_map;
    picture p = drawn(&h);
    assert_true(pixels_of(&p, lehr_colormap_sequential(0), 24, 64) > 900 &&
                pixels_of(&p, lehr_colormap_sequential(1), 144, 184) > 900);
    free(p.rgb);
    h.low_is_dark = true;
    p = drawn(&h);
    assert_true(pixels_of(&p, lehr_colormap_sequential(1), 24, 64) > 900 &&
                pixels_of(&p, lehr_colormap_sequential(0), 144, 184) > 900);
    free(p.rgb);
}

static void colours_may_be_each_group_s_own(void **state)
{
    (void)state;
    const lehr_heatmap_group halves[] = { { "left", 2 }, { NULL, 2 } };
    lehr_heatmap h = plain_map;
    h.group = halves;
    h.groups = 2;
    assert_in_range(has(&h, lehr_colormap_sequential(1)), 900, 1500);   /* 300 alone                        */
    h.scale_per_group = true;
    assert_in_range(has(&h, lehr_colormap_sequential(1)), 1800, 2500);  /* 1 and 300                        */
    h.low = 0, h.high = 1;
    assert_in_range(has(&h, lehr_colormap_sequential(1)), 2700, 3500);  /* beyond the end is as at the end  */
}

static void a_cell_without_a_number_is_hatched(void **state)
{
    (void)state;
    const lehr_heatmap_cell cell[] = { { 0 }, { NAN }, { INFINITY, .text = "diverged", .best = true }, { 300 } };
    lehr_heatmap h = plain_map;
    assert_true(has(&h, nothing_there) < 50);                           /* edges of letters */
    h.cell = cell;
    assert_true(has(&h, nothing_there) > 900);
}

static void the_best_is_framed(void **state)
{
    (void)state;
    const lehr_heatmap_cell cell[] = { { 0 }, { 1 }, { 100, .best = true }, { 300 } };
    lehr_heatmap h = plain_map;
    long before = has(&h, framed);
    h.cell = cell;
    assert_true(has(&h, framed) > before + 100);
}

static void texts_get_the_width_they_need(void **state)
{
    (void)state;
    const lehr_heatmap_cell words[] = { { 1, "97.5", "▲ +1.2 ± 0.4" }, { 2, NULL, NULL } }, none[] = { { 1 }, { 2 } };
    lehr_heatmap h = { .rows = 1, .columns = 2, .cell = none, .scale = 1 }, w = h;
    w.cell = words;
    picture a = drawn(&h), b = drawn(&w);
    assert_true(pixels_of(&b, (lehr_colour){ 0, 0, 0 }, 24, 130) > 20);
    assert_int_equal(a.width, 320);                                     /* the least: wide enough for a title */
    assert_int_equal(a.height, 24 + 28 + 34 + 24);
    assert_int_equal(b.height, 24 + 46 + 24);
    free(a.rgb);
    free(b.rgb);
}

/* Columns differ by a pixel in width; 93.5 must not become 9… in the narrow ones: either all cells have their numbers,
 * or no cell has. */
static void texts_that_do_not_fit_are_left_out_of_every_cell(void **state)
{
    (void)state;
    lehr_heatmap_cell words[20], none[20];
    for (int i = 0; i < 20; i++)
        words[i] = (lehr_heatmap_cell){ i, "93.5", NULL }, none[i] = (lehr_heatmap_cell){ i, NULL, NULL };
    lehr_heatmap with = { .rows = 1, .columns = 20, .cell = words, .height = 120, .scale = 1 }, without = with;
    without.cell = none;
    for (int width = 400; width <= 1000; width += 20) {
        with.width = without.width = width;
        picture a = drawn(&with), b = drawn(&without);
        bool same = !memcmp(a.rgb, b.rgb, (size_t)width * 120 * 3);
        if (width <= 700) assert_true(same);
        if (width >= 900) assert_false(same);
        free(a.rgb);
        free(b.rgb);
    }
}

/* --- whatever the numbers ----------------------------------------------------------------------------------------- */

static const double odd[] = { NAN,      INFINITY, -INFINITY, 0,     -0.0, 1, -1, DBL_MAX,
                              -DBL_MAX, DBL_MIN,  5e-324,    1e308, 3,    3, 3 };
static const char *const labels[] = {
    "a",      "",
    NULL,     "a label that is much too long for the width that it has, whatever the width of the map, and longer",
    "学习率", "\xff\xc3"
};

static void draw_odd(int rows, int columns, int width, int height, int kind)
{
    static lehr_heatmap_cell cell[60 * 60];
    static const char *row[60], *column[60];
    for (int i = 0; i < rows * columns; i++) {
        const char *text = labels[(i + kind) % 6];
        cell[i] = (lehr_heatmap_cell){ kind % 3 ? odd[i * kind % 15] : odd[kind % 15], kind % 2 ? text : NULL,
                                       kind % 4 > 1 ? text : NULL, i % 7 == 0 };
    }
    for (int i = 0; i < 60; i++) row[i] = labels[i % 6], column[i] = labels[(i + 1) % 6];
    const lehr_heatmap_group group[] = { { labels[3], 1 }, { NULL, columns - 1 } };
    lehr_heatmap h = { .title = labels[kind % 6],
                       .subtitle = labels[kind / 2 % 6],
                       .rows = rows,
                       .columns = columns,
                       .cell = cell,
                       .row = kind % 5 ? row : NULL,
                       .column = kind % 4 ? column : NULL,
                       .column_title = labels[kind % 3],
                       .group = group,
                       .groups = columns > 1 && kind % 2 ? 2 : 0,
                       .scale_per_group = kind % 3 == 1,
                       .low_is_dark = kind % 2,
                       .width = width,
                       .height = height,
                       .scale = 0.5 };
    picture p = drawn(&h);
    assert_true((!width || p.width == (width + 1) / 2) && (!height || p.height == (height + 1) / 2));
    free(p.rgb);
}

static void nothing_makes_a_map_fail(void **state)
{
    (void)state;
    static const int side[] = { 1, 2, 7, 60 }, length[] = { 0, 1, 50, 400 };
    for (int i = 0; i < 4; i++)
        for (int k = 0; k < 4; k++)
            for (int kind = 0; kind < 15; kind++)
                draw_odd(side[i], side[k], length[(i + kind) % 4], length[(k + kind / 4) % 4], kind);
}

static void a_map_of_any_length_is_drawn(void **state)
{
    (void)state;
    lehr_heatmap_cell *cell = calloc(40000, sizeof *cell);
    for (int i = 0; i < 40000; i++) cell[i].value = i % 11 ? (double)i : NAN;
    lehr_heatmap tall = { .rows = 40000, .columns = 1, .cell = cell },
                 broad = { .rows = 1, .columns = 40000, .cell = cell };
    lehr_heatmap square = { .rows = 200, .columns = 200, .cell = cell };
    const lehr_heatmap *all[] = { &tall, &broad, &square };
    for (int i = 0; i < 3; i++) assert_int_equal(lehr_heatmap_png(all[i], "long.png"), LEHR_OK);
    free(cell);
}

static void wrong_maps_are_refused_in_words(void **state)
{
    (void)state;
    static const lehr_heatmap_group three[] = { { "a", 3 } }, none[] = { { "a", 4 }, { "b", 0 } };
    struct { lehr_heatmap h; const char *part;
    } row[] = {
        { plain_map, "0 x 4 cells" },   { plain_map, "1 x -1 cells" },
        { plain_map, "cell is NULL" },  { plain_map, "3 columns, the map has 4" },
        { plain_map, "group 1 has 0" }, { plain_map, "1 groups" },
        { plain_map, "from 2 to 1" },   { plain_map, "from nan" },
    };
    row[0].h.rows = 0;
    row[1].h.columns = -1;
    row[2].h.cell = NULL;
    row[3].h.group = three, row[3].h.groups = 1;
    row[4].h.group = none, row[4].h.groups = 2;
    row[5].h.groups = 1;
    row[6].h.low = 2, row[6].h.high = 1;
    row[7].h.low = NAN;
    for (size_t i = 0; i < COUNT(row); i++) {
        assert_fails(lehr_heatmap_png(&row[i].h, "wrong.png"), LEHR_ERR_VALUE, row[i].part);
        assert_memory_equal(lehr_message(), "heat map: ", 10);
    }
    assert_int_not_equal(access("wrong.png", F_OK), 0);
    lehr_heatmap huge = plain_map;
    huge.width = 2000000;
    assert_fails(lehr_heatmap_png(&huge, "wrong.png"), LEHR_ERR_VALUE, "cannot be drawn");
    assert_int_equal(lehr_heatmap_png(&plain_map, "no/such/folder.png"), LEHR_ERR_FILE);
}

static void without_memory_there_is_an_error_and_no_leak(void **state)
{
    (void)state;
    const char *const label[] = { "one", "two", "three", "four" };
    lehr_heatmap h = plain_map;
    h.title = "No memory";
    h.column = label;
    for (int once = 0; once < 2; once++) {
        lehr_status status = LEHR_ERR_MEMORY;
        for (long n = 1; status; n++) {
            heap memory = { .refuse = n, .once = once };
            unlink("memory.png");
            heap_use(&memory);
            status = lehr_heatmap_png(&h, "memory.png");
            heap_leave();
            assert_int_equal(memory.live, 0);
            assert_int_equal(status, memory.asked < n ? LEHR_OK : LEHR_ERR_MEMORY);
            assert_int_equal(access("memory.png", F_OK) == 0, status == LEHR_OK);
            assert_in_range(n, 1, 100);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shades_grow_darker_step_by_step),
        cmocka_unit_test(ink_can_be_read_on_every_shade),
        cmocka_unit_test(the_lowest_is_pale_and_the_highest_deep),
        cmocka_unit_test(colours_may_be_each_group_s_own),
        cmocka_unit_test(a_cell_without_a_number_is_hatched),
        cmocka_unit_test(the_best_is_framed),
        cmocka_unit_test(texts_get_the_width_they_need),
        cmocka_unit_test(texts_that_do_not_fit_are_left_out_of_every_cell),
        cmocka_unit_test(nothing_makes_a_map_fail),
        cmocka_unit_test(a_map_of_any_length_is_drawn),
        cmocka_unit_test(wrong_maps_are_refused_in_words),
        cmocka_unit_test(without_memory_there_is_an_error_and_no_leak),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
