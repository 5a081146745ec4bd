/* test_translate.c — the Chinese texts: every row has the conversions of its English format and letters of the font;
 * where the font has no Chinese letters, texts stay English. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/format.h"
#include "lab/plot/charts/line_chart.h"
#include "lab/plot/draw/font.h"
#include "lab/i18n/chinese.h"
#include "lab/i18n/language.h"
#include "lab/plot/draw/find_font.h"
#include "read_png.h"

/* The conversions of a format, one after the other: "%d %.40s %%". Field widths are left out: columns may be wider in
 * one language. */
static lehr_short_text arguments_of(const char *s)
{
    lehr_short_text out = { "" };
    for (size_t n = 0; *s && n + 12 < sizeof out.s; s++) {
        if (*s != '%') continue;
        out.s[n++] = *s++;
        s += strspn(s, "-+ #0123456789");
        while (*s && !strchr("diouxXeEfgGscp%", *s) && n + 12 < sizeof out.s) out.s[n++] = *s++;
        out.s[n++] = *s;
        if (!*s) break;
    }
    return out;
}

/* Is each {name} of text in other, too? The descriptions of policies have them. */
static bool has_the_names_of(const char *other, const char *text)
{
    for (const char *at = text; (at = strchr(at, '{')); at++) {
        char name[40];
        size_t n = strspn(at + 1, "abcdefghijklmnopqrstuvwxyz_");
        if (!n || n > 30 || at[1 + n] != '}') continue;
        memcpy(name, at, n + 2);
        name[n + 2] = '\0';
        if (!strstr(other, name)) return false;
    }
    return true;
}

static void both_languages_take_the_same_arguments(void **state)
{
    (void)state;
    int rows = 0;
    for (const lehr_translation *row; (row = lehr_chinese_at(rows)); rows++) {
        assert_true(row->english && *row->english && row->chinese);
        assert_string_equal(arguments_of(row->english).s, arguments_of(row->chinese).s);
        assert_true(has_the_names_of(row->chinese, row->english) && has_the_names_of(row->english, row->chinese));
        assert_string_equal(lehr_to_chinese(row->english), row->chinese);       /* also where two parts have a row */
        assert_string_equal(lehr_translate_to(LEHR_CHINESE, row->english), row->chinese);
        assert_string_equal(lehr_translate_to(LEHR_ENGLISH, row->english), row->english);
    }
    assert_in_range(rows, 50, 4000);                    /* lab/i18n/chinese.c has 8192 slots for them */
    assert_null(lehr_chinese_at(-1));
    assert_string_equal(lehr_translate_to(LEHR_CHINESE, "no row of the table"), "no row of the table");
    assert_string_equal(lehr_translate_to(LEHR_CHINESE, NULL), "");
}

static void a_part_has_a_text_once(void **state)
{
    (void)state;
    const lehr_translations *t = &lehr_chinese_figures;
    for (int i = 0; i < t->count; i++)
        for (int k = 0; k < i; k++) assert_string_not_equal(t->row[i].english, t->row[k].english);
}

static void text_needs_no_font(void **state)
{
    (void)state;
    setenv("LEHR_FONT", LEHR_SOURCE "/nothing.ttf", 1);
    assert_int_equal(lehr_set_text_language(LEHR_CHINESE), LEHR_OK);
    assert_int_equal(lehr_language_get(), LEHR_CHINESE);
    assert_string_equal(lehr_translate("learning rate"), "学习率");
    assert_int_equal(lehr_set_text_language((lehr_language)7), LEHR_ERR_VALUE);
    assert_int_equal(lehr_set_text_language(LEHR_ENGLISH), LEHR_OK);
    assert_string_equal(lehr_translate("learning rate"), "learning rate");
    unsetenv("LEHR_FONT");
}

static void english_stays_as_it_is(void **state)
{
    (void)state;
    assert_int_equal(lehr_set_language(LEHR_ENGLISH), LEHR_OK);
    assert_string_equal(lehr_translate("learning rate"), "learning rate");
    assert_string_equal(lehr_translate("this has no translation"), "this has no translation");
    assert_int_equal(lehr_set_language((lehr_language)7), LEHR_ERR_VALUE);
    assert_int_equal(lehr_language_get(), LEHR_ENGLISH);
}

/* Inter has no Chinese letters: messages are Chinese nevertheless, figures English. */
static void without_its_letters_figures_stay_english(void **state)
{
    (void)state;
    setenv("LEHR_FONT", LEHR_SOURCE "/lab/plot/fonts/Inter-Regular.otf", 1);
    assert_int_equal(lehr_set_language(LEHR_CHINESE), LEHR_ERR_FILE);
    assert_non_null(strstr(lehr_message(), "Inter-Regular.otf"));
    assert_int_equal(lehr_language_get(), LEHR_CHINESE);
    assert_string_equal(lehr_translate("learning rate"), "学习率");
    assert_string_equal(lehr_label("learning rate"), "learning rate");
    setenv("LEHR_FONT", LEHR_SOURCE "/README.md", 1);
    assert_int_equal(lehr_set_language(LEHR_CHINESE), LEHR_ERR_FILE);
    setenv("LEHR_FONT", LEHR_SOURCE "/nothing.ttf", 1);
    assert_int_equal(lehr_set_language(LEHR_CHINESE), LEHR_ERR_FILE);
    assert_int_equal(lehr_set_language(LEHR_ENGLISH), LEHR_OK);
    unsetenv("LEHR_FONT");
}

static void a_font_finds_its_glyphs(void **state)
{
    (void)state;
    setenv("LEHR_FONT", LEHR_SOURCE "/lab/plot/fonts/Inter-Regular.otf", 1);
    lehr_font *f = lehr_font_new();
    assert_non_null(f);
    assert_true(lehr_font_has(f, "learning rate ± 10⁻⁸ ▲▼"));
    assert_true(lehr_font_has(f, ""));
    assert_false(lehr_font_has(f, "a 学"));
    assert_false(lehr_font_has(f, "\xff"));
    lehr_font_free(f);
    unsetenv("LEHR_FONT");
}

static void draw(const char *path, picture *p)
{
    const double y[] = { 1, 2, 3 };
    lehr_series s = { .label = lehr_label("training loss"), .y = y, .count = 3 };
    lehr_line_chart c = { .title = lehr_label("learning rate"),
                          .x_label = lehr_label("update"),
                          .series = &s,
                          .count = 1,
                          .scale = 1 };
    assert_int_equal(lehr_line_chart_png(&c, path), LEHR_OK);
    assert_null(read_png(path, p));
}

static void chinese_is_drawn_where_a_font_is_found(void **state)
{
    (void)state;
    char path[LEHR_FONT_PATH];
    if (!lehr_find_font(path)) {
        print_message("no font with Chinese letters is here: nothing is tested\n");
        skip();
    }
    picture english, chinese, again;
    draw("english.png", &english);
    assert_int_equal(lehr_set_language(LEHR_CHINESE), LEHR_OK);
    assert_string_equal(lehr_label("learning rate"), "学习率");
    draw("chinese.png", &chinese);
    setenv("LEHR_FONT", path, 1);                       /* the same, named */
    draw("chinese.png", &again);
    unsetenv("LEHR_FONT");
    size_t bytes = 3 * (size_t)english.width * (size_t)english.height;
    assert_int_not_equal(memcmp(english.rgb, chinese.rgb, bytes), 0);
    assert_memory_equal(chinese.rgb, again.rgb, bytes);
    assert_int_equal(lehr_set_language(LEHR_ENGLISH), LEHR_OK);
    free(english.rgb);
    free(chinese.rgb);
    free(again.rgb);
}

int main(void)
{
    unsetenv("LEHR_FONT");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_languages_take_the_same_arguments),
        cmocka_unit_test(a_part_has_a_text_once),
        cmocka_unit_test(text_needs_no_font),
        cmocka_unit_test(english_stays_as_it_is),
        cmocka_unit_test(without_its_letters_figures_stay_english),
        cmocka_unit_test(a_font_finds_its_glyphs),
        cmocka_unit_test(chinese_is_drawn_where_a_font_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
