/* test_text.c — numbers are read and printed the same in every locale; strings that grow; names that are nearly right.
 */
#include "check.h"
#include <errno.h>
#include <locale.h>
#include <wchar.h>
#include "core/random.h"
#include "core/base/did_you_mean.h"
#include "core/base/strbuf.h"

/* --- numbers are read --------------------------------------------------------------------------------------------- */

static const struct { const char *text; bool good; double v; const char *rest;
} number_rows[] = {
    { "12", true, 12, "" },
    { "-0.5", true, -0.5, "" },
    { ".5", true, 0.5, "" },
    { "5.", true, 5, "" },
    { "1e-3", true, 0.001, "" },
    { "1E+3", true, 1000, "" },
    { "+5", true, 5, "" },
    { "007", true, 7, "" },
    { "1e-400", true, 0, "" },
    { "-0", true, 0, "" },
    { "5e-324", true, 5e-324, "" },
    { "1.7976931348623157e308", true, DBL_MAX, "" },
    { "0.1000000000000000055511151231257827021181583404541015625", true, 0.1, "" },
    { "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001.5",
      true, 1.5, "" },
    { "123456789012345678901234567890123456789012345678901234567890", true,
      123456789012345678901234567890123456789012345678901234567890.0, "" },

    { "1e", true, 1, "e" },
    { "1e+", true, 1, "e+" },
    { "1,5", true, 1, ",5" },
    { "1.2.3", true, 1.2, ".3" },
    { "2 ", true, 2, " " },
    { "3x", true, 3, "x" },
    { "1_000", true, 1, "_000" },
    { "1-2", true, 1, "-2" },
    { "0x", true, 0, "x" },

    { "", false, 0, NULL },
    { "-", false, 0, NULL },
    { "+", false, 0, NULL },
    { ".", false, 0, NULL },
    { "-.", false, 0, NULL },
    { "e5", false, 0, NULL },
    { ".e5", false, 0, NULL },
    { " 1", false, 0, NULL },
    { "\t1", false, 0, NULL },
    { "--1", false, 0, NULL },
    { "+-1", false, 0, NULL },
    { ",5", false, 0, NULL },
    { "0x10", false, 0, NULL },
    { "-0X1p4", false, 0, NULL },
    { "inf", false, 0, NULL },
    { "-inf", false, 0, NULL },
    { "infinity", false, 0, NULL },
    { "nan", false, 0, NULL },
    { "NAN(1)", false, 0, NULL },
    { "1e999", false, 0, NULL },
    { "-1e999", false, 0, NULL },
    { "x", false, 0, NULL },
    { "\xc3\xa9", false, 0, NULL },
    { "１", false, 0, NULL },
};

static void read_every_row(void)
{
    for (size_t i = 0; i < COUNT(number_rows); i++) {
        const char *text = number_rows[i].text, *end;
        double v;
        assert_row(text, lehr_parse_number(text, &end, &v) == number_rows[i].good);
        if (number_rows[i].good) assert_row(text, v == number_rows[i].v && !strcmp(end, number_rows[i].rest));
    }
    char huge[3001];
    memset(huge, '9', 3000);
    huge[3000] = '\0';
    const char *end;
    double v;
    assert_false(lehr_parse_number(huge, &end, &v));                /* 10³⁰⁰⁰ */
    memcpy(huge, "0.", 2);
    assert_true(lehr_parse_number(huge, &end, &v) && v == 1 && !*end);
}

static void numbers_are_read_to_their_end(void **state)
{
    (void)state;
    read_every_row();
}

/* --- numbers are written ------------------------------------------------------------------------------------------ */

static const struct { double v; const char *text;
} print_rows[] = {
    { 0, "0" },
    { -0.0, "0" },
    { 0.1, "0.1" },
    { -2.5, "-2.5" },
    { 25500, "25500" },
    { 1e6, "1000000" },
    { 999999999999999, "999999999999999" },
    { 1e15, "1e+15" },
    { 1e-5, "1e-05" },
    { 0.0001, "0.0001" },
    { 1 / 3.0, "0.3333333333333333" },
    { 0.1 + 0.2, "0.30000000000000004" },
    { 2.5e-7, "2.5e-07" },
    { 1e22, "1e+22" },
    { 123456.789, "123456.789" },
    { DBL_MAX, "1.7976931348623157e+308" },
    { DBL_MIN, "2.2250738585072014e-308" },
    { 5e-324, "5e-324" },
    { -1e-320, "-1e-320" },
    { NAN, "nan" },
    { INFINITY, "inf" },
    { -INFINITY, "-inf" },
};

/* As many significant digits as needed: with one digit fewer the number would differ. */
static void shortest(double v, const char *text)
{
    int digits = 0, zeros = 0;
    for (const char *s = text; *s && *s != 'e'; s++) {
        if (*s < '0' || *s > '9' || (*s == '0' && !digits)) continue;
        digits++;
        zeros = *s == '0' ? zeros + 1 : 0;                          /* 25500: three that count */
    }
    digits -= zeros;
    if (digits < 2) return;
    char less[64];
    const char *end;
    double other;
    lehr_snprintf(less, sizeof less, "%.*e", digits - 2, v);
    assert_row(text, !lehr_parse_number(less, &end, &other) || other != v);     /* or it is infinite */
}

static void write_and_read(double v)
{
    lehr_short_text w = lehr_number_text(v);
    const char *end;
    double back;
    assert_row(w.s, lehr_parse_number(w.s, &end, &back) && back == v && !*end);
    shortest(v, w.s);
}

static void write_every_row(void)
{
    for (size_t i = 0; i < COUNT(print_rows); i++) {
        assert_string_equal(lehr_number_text(print_rows[i].v).s, print_rows[i].text);
        if (isfinite(print_rows[i].v)) write_and_read(print_rows[i].v);
    }
}

static void numbers_are_written_as_short_as_they_can_be(void **state)
{
    (void)state;
    write_every_row();
}

/* 100,000 doubles of random bits, so of every size down to the subnormal, and 100,000 decimals of few digits. */
static void every_number_comes_back(void **state)
{
    (void)state;
    lehr_random r;
    lehr_random_seed(&r, 1);
    for (int i = 0; i < 100000; i++) {
        uint64_t bits = (uint64_t)lehr_random_bits(&r) << 32 | lehr_random_bits(&r);
        if (i % 10 == 0) bits &= 0x800fffffffffffffu;               /* subnormal */
        double v, few = floor(lehr_random_uniform(&r, 1, 1e4)) * pow(10, floor(lehr_random_uniform(&r, -12, 12)));
        memcpy(&v, &bits, sizeof v);
        if (isfinite(v)) write_and_read(v);
        write_and_read(few);
    }
}

static void a_comma_locale_changes_nothing(void **state)
{
    (void)state;
    if (!setlocale(LC_ALL, "de_DE.UTF-8")) {
        print_message("[  NOTE    ] this machine has no locale de_DE.UTF-8\n");
        skip();
    }
    char there[16], ours[16];
    snprintf(there, sizeof there, "%.1f", 0.5);
    lehr_snprintf(ours, sizeof ours, "%.1f", 0.5);
    read_every_row();
    write_every_row();
    lehr_strbuf t = {0};
    lehr_strbuf_printf(&t, "%g %300.1f", 1.5, 2.5);                 /* the small buffer and the heap  */
    bool point = strchr(t.s, '.') && !strchr(t.s, ',');
    lehr_strbuf_release(&t);
    lehr_fail(LEHR_ERR_VALUE, "lr is %g", 0.25);
    setlocale(LC_ALL, "C");
    assert_string_equal(there, "0,5");                              /* the locale of the program is the same */
    assert_string_equal(ours, "0.5");
    assert_true(point);
    assert_string_equal(lehr_message(), "lr is 0.25");
}

static void printing_stays_within_the_buffer(void **state)
{
    (void)state;
    char untouched = '#';
    assert_int_equal(lehr_snprintf(&untouched, 0, "%s", "12345678"), 0);
    assert_int_equal(untouched, '#');
    for (size_t room = 1; room < 12; room++) {
        char out[16];
        memset(out, '#', sizeof out);
        size_t n = lehr_snprintf(out, room, "%s", "12345678");
        assert_int_equal(n, room > 8 ? 8 : room - 1);
        assert_int_equal(strlen(out), n);
        assert_int_equal(out[room], '#');
    }
}

static void truncated_text_ends_with_a_whole_character(void **state)
{
    (void)state;
    static const struct { size_t room; const char *text, *kept; } rows[] = {
        { 9, "a中文é", "a中文" }, { 8, "a中文é", "a中文" }, { 7, "a中文é", "a中" },   { 6, "a中文é", "a中" },
        { 5, "a中文é", "a中" },   { 4, "a中文é", "a" },     { 10, "a中文é", "a中文é" }, { 4, "😀", "" },
        { 5, "😀", "😀" },        { 4, "\xbf\xbf\xbf\xbf\xbf", "\xbf\xbf\xbf" },
        { 2, "\xbf\xbf\xbf", "\xbf" }, { 5, "\xbf\xbf\xbf\xbf\xbf", "\xbf\xbf\xbf\xbf" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char out[16];
        size_t n = lehr_snprintf(out, rows[i].room, "%s", rows[i].text);
        assert_string_equal(out, rows[i].kept);
        assert_int_equal(n, strlen(rows[i].kept));
    }
}

/* --- strings that grow -------------------------------------------------------------------------------------------- */

/* Each length around the sizes of the small buffer and of the first block, alone and after other text. */
static void texts_grow_to_any_length(void **state)
{
    (void)state;
    char *word = malloc(5000);
    for (size_t length = 0; length < 5000; length += length > 600 ? 97 : 1) {
        memset(word, 'a' + (int)(length % 26), length);
        word[length] = '\0';
        lehr_strbuf t = {0};
        for (size_t k = 0; k < 3; k++) {
            lehr_strbuf_printf(&t, "%s%zu", word, k);
            assert_int_equal(t.length, (k + 1) * (length + 1));
            assert_int_equal(strlen(t.s), t.length);
            assert_memory_equal(t.s + k * (length + 1), word, length);
            assert_int_equal(t.s[t.length - 1], '0' + (int)k);
        }
        assert_int_equal(t.status, LEHR_OK);
        lehr_strbuf_release(&t);
        assert_true(!t.s && !t.length && !t.capacity);
    }
    free(word);
}

static void texts_hold_any_bytes(void **state)
{
    (void)state;
    lehr_strbuf t = {0};
    lehr_strbuf_append(&t, NULL, 0);
    assert_string_equal(t.s, "");
    for (int i = 0; i < 1000; i++) lehr_strbuf_append(&t, "a\0b", 3);
    assert_int_equal(t.length, 3000);
    assert_memory_equal(t.s + 2997, "a\0b", 4);
    lehr_strbuf_release(&t);
}

/* The first failure and the text so far stay; later calls add nothing. */
static void a_text_without_memory_keeps_what_it_has(void **state)
{
    (void)state;
    for (int n = 1; n < 4; n++) {
        heap h = { .refuse = n, .once = true };
        heap_use(&h);
        lehr_strbuf t = {0};
        for (int i = 0; i < 9; i++) lehr_strbuf_printf(&t, "%-200d", i);
        lehr_strbuf_printf(&t, "%-2000d", 1);
        assert_int_equal(t.status, LEHR_ERR_MEMORY);
        assert_int_equal(t.length, n == 1 ? 0 : n == 2 ? 200 : 400);        /* blocks of 0, 256, 512   */
        if (t.s) assert_int_equal(strlen(t.s), t.length);
        lehr_strbuf_release(&t);
        assert_int_equal(h.live, 0);
        heap_leave();
    }
}

/* A character that the "C" locale does not have: nothing is added, and the status of the text is an error. */
static void characters_outside_the_locale_are_an_error(void **state)
{
    (void)state;
    char out[16] = "before";
    lehr_strbuf t = {0};
    lehr_strbuf_printf(&t, "kept");
    lehr_strbuf_printf(&t, "%d%lc", 1, (wint_t)0x667a);
    assert_fails(t.status, LEHR_ERR_VALUE, strerror(EILSEQ));
    assert_string_equal(t.s, "kept");
    lehr_strbuf_printf(&t, "later");
    assert_string_equal(t.s, "kept");
    lehr_strbuf_release(&t);
    assert_int_equal(lehr_snprintf(out, sizeof out, "%d%lc", 1, (wint_t)0x667a), 0);
}

/* --- names -------------------------------------------------------------------------------------------------------- */

static const struct { const char *asked, *names, *hint; } near_rows[] = {
    { "stp",      "step cosine linear",    "step" },        { "spte",     "cosine step",          "step" },
    { "setp",     "cosine step",           "step" },        { "STEP",     "cosine step",          "step" },
    { "cosin",    "cosine step",           "cosine" },      { "cos",      "cosine step",          "cosine" },
    { "lin",      "a  linear ",            "linear" },      { "co",       "cosine",               NULL },
    { "tow",      "two",                   "two" },         { "tow",      "ten",                  NULL },
    { "x",        "y",                     "y" },           { "",         "step",                 NULL },
    { "zzzzzz",   "step cosine",           NULL },          { "step",     "",                     NULL },
    { "exponentail", "exp exponential",    "exponential" }, { "warm_restart", "warm_restarts sgdr", "warm_restarts" },
    { "eleven_letters_and_many_more_than_forty_eight_of_them_in_all", "eleven", NULL },
    { "eleven",   "eleven_letters_and_many_more_than_forty_eight_of_them_in_all", NULL },
};

static void a_name_nearly_right_is_hinted_at(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(near_rows); i++) {
        lehr_did_you_mean near = lehr_did_you_mean_start(near_rows[i].asked, strlen(near_rows[i].asked));
        lehr_did_you_mean_offer(&near, NULL);
        lehr_did_you_mean_offer(&near, near_rows[i].names);
        char want[64] = "";
        if (near_rows[i].hint) snprintf(want, sizeof want, "; did you mean \"%s\"?", near_rows[i].hint);
        assert_string_equal(lehr_did_you_mean_hint(&near).s, want);
    }
}

static void one_of_means_the_whole_word(void **state)
{
    (void)state;
    assert_true(lehr_is_one_of("two", 3, "one two three"));
    assert_true(lehr_is_one_of("three,", 5, "one two three"));      /* only the first 5 letters are compared */
    assert_true(lehr_is_one_of("one", 3, "one"));
    assert_false(lehr_is_one_of("tw", 2, "one two three"));
    assert_false(lehr_is_one_of("twos", 4, "one two three"));
    assert_false(lehr_is_one_of("one two", 7, "one two three"));
    assert_false(lehr_is_one_of("one", 3, NULL));
    assert_false(lehr_is_one_of("one", 3, ""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read_to_their_end),
        cmocka_unit_test(numbers_are_written_as_short_as_they_can_be),
        cmocka_unit_test(every_number_comes_back),
        cmocka_unit_test(a_comma_locale_changes_nothing),
        cmocka_unit_test(printing_stays_within_the_buffer),
        cmocka_unit_test(truncated_text_ends_with_a_whole_character),
        cmocka_unit_test(texts_grow_to_any_length),
        cmocka_unit_test(texts_hold_any_bytes),
        cmocka_unit_test(a_text_without_memory_keeps_what_it_has),
        cmocka_unit_test(characters_outside_the_locale_are_an_error),
        cmocka_unit_test(a_name_nearly_right_is_hinted_at),
        cmocka_unit_test(one_of_means_the_whole_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
