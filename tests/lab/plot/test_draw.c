/* test_draw.c — ticks, strokes, text and PNG, which all charts use. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <float.h>
#include <math.h>
#include "core/base/file.h"
#include "core/base/memory.h"
#include "lab/plot/parts/axis.h"
#include "lab/plot/draw/embedded_fonts.h"
#include "lab/plot/draw/font.h"
#include "lab/plot/draw/png.h"
#include "lab/plot/draw/stb.h"
#include "read_png.h"

/* --- ticks -------------------------------------------------------------------------------------------------------- */

static const struct { bool log; double low, high, margin; int most; const char *labels; } tick_rows[] = {
    { false, 0,      0.1,    0,    10, "0 0.01 0.02 0.03 0.04 0.05 0.06 0.07 0.08 0.09 0.10" },
    { false, 0,      0.1,    0.04,  6, "0 0.02 0.04 0.06 0.08 0.10" },
    { false, 0.8,    1,      0,     5, "0.80 0.85 0.90 0.95 1.00" },
    { false, 0,      7500,   0,     8, "0 1,000 2,000 3,000 4,000 5,000 6,000 7,000" },
    { false, 0,      25500,  0,     6, "0 5,000 10,000 15,000 20,000 25,000" },
    { false, 0,      4e6,    0,     4, "0 1,000,000 2,000,000 3,000,000 4,000,000" },
    { false, 0,      4e7,    0,     4, "0 1×10⁷ 2×10⁷ 3×10⁷ 4×10⁷" },
    { false, 0,      1e-4,   0,     5, "0 2×10⁻⁵ 4×10⁻⁵ 6×10⁻⁵ 8×10⁻⁵ 10×10⁻⁵" },
    { false, -1,     1,      0,     5, "−1.0 −0.5 0 0.5 1.0" },
    { false, -3,     3,      0,     7, "−3 −2 −1 0 1 2 3" },
    { false, 5,      5,      0,     5, "4.6 4.8 5.0 5.2 5.4" },
    { false, 0,      0,      0,     4, "−1.0 −0.5 0 0.5 1.0" },
    { false, 1,     -1,      0,     5, "0 0.2 0.4 0.6 0.8 1.0" },                                   /* no data */
    { false, 4e-320, 5e-320, 0,     4, "−1.0 −0.5 0 0.5 1.0" },
    { false, -1e308, 1e308,  0,     5, "−10×10³⁰⁷ −5×10³⁰⁷ 0 5×10³⁰⁷ 10×10³⁰⁷" },
    { false, -DBL_MAX, DBL_MAX, 0.04, 2, "−1×10³⁰⁸ 0 1×10³⁰⁸" },
    { true,  0.01,   100,    0,     9, "0.01 0.1 1 10 100" },
    { true,  1e-8,   10,     0,    10, "10⁻⁸ 10⁻⁷ 10⁻⁶ 10⁻⁵ 10⁻⁴ 10⁻³ 10⁻² 10⁻¹ 10⁰ 10¹" },
    { true,  1e-8,   10,     0,     5, "10⁻⁸ 10⁻⁶ 10⁻⁴ 10⁻² 10⁰" },
    { true,  0.02,   0.3,    0,     6, "0.02 0.05 0.1 0.2" },
    { true,  2e-6,   3e-5,   0,     6, "2×10⁻⁶ 5×10⁻⁶ 1×10⁻⁵ 2×10⁻⁵" },
    { true,  2,      70,     0,     2, "10" },
    { true,  2.2,    2.6,    0,     5, "2.2 2.3 2.4 2.5 2.6" },
    { true,  1,      1,      0,     6, "0.5 1 2" },
    { true,  1,     -1,      0,     6, "0.1 1 10" },                                                /* no data */
    { true,  DBL_MIN, DBL_MAX, 0,   4, "10⁻¹⁵⁴ 10⁰ 10¹⁵⁴ 10³⁰⁸" },
};

static void labels_of(const lehr_axis *a, char *out, size_t room)
{
    *out = '\0';
    for (int i = 0; i < a->count; i++) {
        if (!a->tick[i].label.s[0]) continue;
        size_t n = strlen(out);
        snprintf(out + n, room - n, "%s%s", n ? " " : "", a->tick[i].label.s);
    }
}

static void ticks_are_round_and_labels_short(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof tick_rows / sizeof *tick_rows; i++) {
        char labels[4096];
        lehr_axis a;
        lehr_axis_set_range(&a, tick_rows[i].log, (lehr_range){ tick_rows[i].low, tick_rows[i].high },
                            tick_rows[i].margin);
        lehr_axis_set_ticks(&a, tick_rows[i].most);
        labels_of(&a, labels, sizeof labels);
        assert_string_equal(labels, tick_rows[i].labels);
    }
}

/* Whatever the range, the axis ascends, its ticks lie within it, in order, and every number has a finite place. */
static void every_range_makes_an_axis(void **state)
{
    (void)state;
    static const double v[] = { -DBL_MAX, -1e308, -1, -1e-9, -1e-310, 0, 5e-324, DBL_MIN, 1e-9, 0.1, 1, 1 + 1e-15, 1e9,
                                1e308, DBL_MAX };
    enum { N = sizeof v / sizeof *v };
    for (int k = 0; k < N * N * 4; k++) {
        double low = v[k / 4 % N], high = v[k / 4 / N];
        bool log = k & 1;
        lehr_range r = LEHR_NO_RANGE;
        lehr_range_add(&r, log, (double[]){ low, high, NAN, INFINITY, -INFINITY }, 5);
        lehr_axis a;
        lehr_axis_set_range(&a, log, r, k & 2 ? 0.04 : 0);
        a.to = 1;
        for (int most = 0; most < 70; most += 3) {
            lehr_axis_set_ticks(&a, most);
            assert_true(isfinite(a.low) && isfinite(a.high) && a.low < a.high && a.count <= LEHR_MAX_TICKS);
            for (int i = 0; i < a.count; i++)
                assert_true(fabs(lehr_axis_position_of_unit(&a, a.tick[i].at) - 0.5) <= 0.5 + 1e-6);
        }
        if (lehr_axis_accepts(log, low)) assert_true(fabs(lehr_axis_position(&a, low) - 0.5) <= 0.5 + 1e-6);
    }
}

/* --- ink ---------------------------------------------------------------------------------------------------------- */

static int red(const lehr_canvas *c, int x, int y) { return c->rgb[((size_t)y * (size_t)c->width + (size_t)x) * 3]; }

static void a_line_is_as_dark_at_its_joints(void **state)
{
    (void)state;
    lehr_canvas c;
    assert_int_equal(lehr_canvas_init(&c, 40, 20, 1), LEHR_OK);
    lehr_stroke_start(&c, 6, NULL);
    lehr_stroke_move(&c, 5, 10.5);
    for (double x = 6; x < 35; x++) lehr_stroke_line(&c, x, 10.5);
    lehr_stroke_paint(&c, (lehr_colour){ 0, 0, 0 }, 0.5);
    for (int x = 5; x < 34; x++) assert_int_equal(red(&c, x, 10), 128);
    assert_int_equal(red(&c, 20, 2), 255);
    lehr_canvas_release(&c);
}

static void dashes_follow_the_length_of_the_line(void **state)
{
    (void)state;
    static const double dash[] = { 10, 10, 0 };
    lehr_canvas c;
    assert_int_equal(lehr_canvas_init(&c, 100, 9, 1), LEHR_OK);
    lehr_stroke_start(&c, 1, dash);
    lehr_stroke_move(&c, -1e6, 4.5);
    for (double x = 0; x <= 100; x += 2.5) lehr_stroke_line(&c, x, 4.5);    /* 10⁶ is a whole number of dashes */
    lehr_stroke_paint(&c, (lehr_colour){ 0, 0, 0 }, 1);
    for (int x = 2; x < 98; x++)
        if (x % 10 > 1 && x % 10 < 8) assert_int_equal(red(&c, x, 4), x / 10 % 2 ? 255 : 0);
    lehr_canvas_release(&c);
}

static void nothing_is_drawn_outside_the_clip(void **state)
{
    (void)state;
    lehr_canvas c;
    assert_int_equal(lehr_canvas_init(&c, 20, 20, 1), LEHR_OK);
    lehr_canvas_clip(&c, &(lehr_box){ 5, 5, 15, 15 });
    lehr_canvas_fill_box(&c, (lehr_box){ -1e300, -1e300, 1e300, 1e300 }, (lehr_colour){ 0, 0, 0 }, 1);
    lehr_stroke_start(&c, 3, NULL);
    lehr_stroke_move(&c, -1e9, -1e9);
    lehr_stroke_line(&c, 1e9, 1e9);
    lehr_stroke_dot(&c, NAN, 10, 3);
    lehr_stroke_band(&c, (lehr_edge){ -1e9, -1e9, 1e9 }, (lehr_edge){ 1e9, -1e9, 1e9 });
    lehr_stroke_paint(&c, (lehr_colour){ 0, 0, 0 }, 1);
    for (int i = 0; i < 400; i++) {
        int x = i % 20, y = i / 20;
        assert_int_equal(red(&c, x, y), x >= 5 && x < 15 && y >= 5 && y < 15 ? 0 : 255);
    }
    lehr_canvas_release(&c);
}

/* --- letters ------------------------------------------------------------------------------------------------------ */

static const char *const texts[] = {
    "", "learning rate", "η₀ = 10⁻³ → 0, Δ ± 0.5 ≤ 1", "\xff\xfe\x80", "half a letter: \xe2\x82",
    "\xed\xa0\x80 \xf5\x80\x80\x80 \xc0\xaf", "tab\tnew\nline\x7f", "学习率", "😀", "AVAVAVAV To. f)",
};

static void any_bytes_can_be_lettered(void **state)
{
    (void)state;
    lehr_font *f = lehr_font_new();
    lehr_canvas c;
    assert_non_null(f);
    assert_int_equal(lehr_canvas_init(&c, 300, 300, 2), LEHR_OK);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (int k = 0; k < 4; k++) {
            lehr_text_style l = { .size = 13, .bold = k & 1, .vertical = k & 2, .anchor = k / 3.0 };
            lehr_font_draw(f, &c, &l, 150, 150, texts[i]);
            double all = lehr_font_width(f, &l, texts[i]);
            assert_true(isfinite(all) && (all > 0) == (texts[i][0] != '\0'));
            l.max_width = all / 2;
            assert_true(lehr_font_width(f, &l, texts[i]) <= l.max_width + 1e-9);
        }
    lehr_text_style l = { .size = 13 };                     /* an overlong encoding of a slash is invalid */
    assert_true(lehr_font_width(f, &l, "\xc0\xaf") == lehr_font_width(f, &l, "\xff\xff"));
    lehr_canvas_release(&c);
    lehr_font_free(f);
}

/* Text that is shortened with an ellipsis has ink and stays within its width; vertical text is the same, rotated. */
static void long_texts_end_within_their_width(void **state)
{
    (void)state;
    lehr_font *f = lehr_font_new();
    lehr_canvas c[2];
    char text[301] = "";
    memset(text, 'm', 300);
    lehr_text_style l = { .size = 12, .max_width = 60 };
    for (int k = 0; k < 2; k++, l.vertical = true) {
        assert_int_equal(lehr_canvas_init(&c[k], 100, 100, 1), LEHR_OK);
        lehr_font_draw(f, &c[k], &l, k ? 50 : 0, k ? 100 : 50, text);
    }
    int ink = 0;
    for (int x = 0; x < 100; x++)
        for (int y = 0; y < 100; y++) {
            ink += red(&c[0], x, y) < 128;
            assert_true(x < 61 || red(&c[0], x, y) == 255);
            assert_int_equal(red(&c[0], x, y), red(&c[1], y, 99 - x));
        }
    assert_true(ink > 50);
    for (int k = 0; k < 2; k++) lehr_canvas_release(&c[k]);
    lehr_font_free(f);
}

/* A glyph that needs more memory than there is is left out; the largest one stays far below what font.c reserves. */
static void a_glyph_without_memory_is_left_out(void **state)
{
    (void)state;
    static _Alignas(16) unsigned char bytes[512 * 1024];
    lehr_face *face = lehr_face_new(lehr_font_semibold);
    assert_non_null(face);
    size_t most = 0;
    for (int code = ' '; code < 0x2800; code++) {
        lehr_scratch room = { bytes, sizeof bytes, 0 };
        int glyph = lehr_face_glyph(face, code);
        if (!glyph) continue;
        lehr_face_draw(face, &room, glyph, lehr_face_em(face, 20 * 8), 0.5);
        if (room.used > most) most = room.used;
    }
    assert_in_range(most, 1000, 100 * 1024);
    for (size_t size = 0; size < 60000; size += 97) {
        lehr_scratch room = { bytes, size, 0 };
        lehr_bitmap b = lehr_face_draw(face, &room, lehr_face_glyph(face, '@'), lehr_face_em(face, 40), 0.25);
        assert_true(room.used <= size);
        assert_true(!b.coverage || size > 1000);
    }
    lehr_face_free(face);
    assert_null(lehr_face_new((const unsigned char *)"this is no font, but it is long enough to look at"));
}

/* --- PNG ---------------------------------------------------------------------------------------------------------- */

static uint32_t noise(uint32_t *s) { return (*s = *s * 1664525u + 1013904223u) >> 24; }

/* Flat, noisy and steep images: a decoder other than stb's returns the same pixels. */
static void pictures_come_back_as_they_went(void **state)
{
    (void)state;
    static const int sizes[][2] = { { 1, 1 }, { 1, 777 }, { 4000, 1 }, { 640, 480 }, { 1200, 900 } };
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes * 3; i++) {
        int w = sizes[i / 3][0], h = sizes[i / 3][1];
        size_t n = (size_t)w * (size_t)h * 3;
        unsigned char *rgb = malloc(n);
        uint32_t seed = 1;
        for (size_t k = 0; k < n; k++) rgb[k] = (unsigned char)(i % 3 == 0 ? 200 : i % 3 == 1 ? noise(&seed) : k / 7);
        assert_int_equal(lehr_png_write("back.png", rgb, w, h), LEHR_OK);
        picture p;
        assert_null(read_png("back.png", &p));
        assert_int_equal(p.width, w);
        assert_int_equal(p.height, h);
        assert_memory_equal(p.rgb, rgb, n);
        free(p.rgb);
        free(rgb);
    }
}

static void a_buffer_that_is_too_small_is_an_error(void **state)
{
    (void)state;
    enum { MOST = 8 << 20, STEP = 40000 };
    unsigned char *bytes = malloc(MOST);
    static unsigned char rgb[100 * 100 * 3];
    uint32_t seed = 7;
    for (size_t k = 0; k < sizeof rgb; k++) rgb[k] = (unsigned char)noise(&seed);
    size_t n, served = 0;
    for (size_t size = 0; size <= MOST; size += STEP) {
        lehr_scratch room = { bytes, size, 0 };
        served += lehr_stb_png(&room, rgb, 100, 100, &n) != NULL;
        assert_true(room.used <= size);
    }
    assert_in_range(served, 1, MOST / STEP - 30);               /* some sizes do, the first thirty do not */
    free(bytes);
    assert_int_equal(lehr_png_write("no.png", rgb, 0, 5), LEHR_ERR_VALUE);
    assert_int_equal(lehr_png_write("no.png", rgb, 5, 0), LEHR_ERR_VALUE);
    assert_int_equal(lehr_png_write("no.png", rgb, 1 << 30, 1 << 30), LEHR_ERR_VALUE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ticks_are_round_and_labels_short), cmocka_unit_test(every_range_makes_an_axis),
        cmocka_unit_test(a_line_is_as_dark_at_its_joints), cmocka_unit_test(dashes_follow_the_length_of_the_line),
        cmocka_unit_test(nothing_is_drawn_outside_the_clip), cmocka_unit_test(any_bytes_can_be_lettered),
        cmocka_unit_test(long_texts_end_within_their_width), cmocka_unit_test(a_glyph_without_memory_is_left_out),
        cmocka_unit_test(pictures_come_back_as_they_went), cmocka_unit_test(a_buffer_that_is_too_small_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
