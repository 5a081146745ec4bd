/* test_sparkline.c — lines of numbers as lines of text. */
#include "check.h"
#include "lab/plot/charts/sparkline.c"

static const double nothing[] = { NAN, INFINITY, -INFINITY }, gap[] = { 0, NAN, 7 },
                    many[] = { 0, 2, 3, 5, 6, 8, 1, NAN };
static const double up[] = { 0, 1, 2, 3, 4, 5, 6, 7 }, losses[] = { 1, 0.1, 0.01, 0, 0.001, -1 }, same[] = { 3, 3, 3 };
static const double wide[] = { -DBL_MAX, 0, DBL_MAX, DBL_MAX }, tiny[] = { DBL_MIN, 1, DBL_MAX },
                    far[] = { 1e6, 1e-3, 1e2, 1e3 };

static const struct { const char *name; const double *v; int n, cells; bool log; const char *line; } own[] = {
    { "climbing",          up,      8, 8, false, "▁▂▃▄▅▆▇█" },
    { "two in a cell",     up,      8, 4, false, "▁▃▆█" },
    { "uneven",            up,      8, 3, false, "▁▄█" },
    { "fewer than cells",  up,      2, 5, false, "▁▁▁██" },
    { "one",               up,      1, 3, false, "▄▄▄" },
    { "none",              up,      0, 3, false, "   " },
    { "no values at all",  NULL,    0, 2, true,  "  " },
    { "no cells",          up,      8, 0, false, "" },
    { "no cells, no data", NULL,    0, 0, false, "" },
    { "cells below zero",  up,      8, -3, false, "" },
    { "constant",          same,    3, 3, false, "▄▄▄" },
    { "a gap",             gap,     3, 3, false, "▁·█" },
    { "a gap in a cell",   many,    8, 4, false, "▁▅█▁" },
    { "only gaps",         nothing, 3, 3, false, "···" },
    { "losses",            losses,  6, 6, true,  "█▆▃·▁·" },
    { "mean of logs",      far,     4, 2, true,  "▁█" },
    { "wide",              wide,    4, 4, false, "▁▅██" },
    { "the whole scale",   tiny,    3, 3, true,  "▁▄█" },
};

static void a_line_fills_its_own_scale(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(own); i++) {
        lehr_strbuf t = {0};
        lehr_sparkline(&t, own[i].v, own[i].n, own[i].cells, own[i].log);
        assert_row(own[i].name, t.status == LEHR_OK);
        assert_string_equal(t.s ? t.s : "", own[i].line);
        lehr_strbuf_release(&t);
    }
}

static const struct {
    const char *name;
    const double *v;
    int n, cells;
    bool log;
    lehr_range r;
    const char *line;
} shared[] = {
    { "lower half", up, 8, 8, false, { 0, 14 }, "▁▁▂▂▃▃▄▅" },
    { "beyond both ends", up, 8, 8, false, { 3, 4 }, "▁▁▁▁████" },
    { "decades", losses, 3, 3, true, { 1e-8, 1 }, "██▇" },
    { "constant, high", same, 3, 3, false, { 0, 3 }, "███" },
    { "no range", up, 2, 2, false, { 1, 0 }, "▄▄" },
    { "no logarithm", losses, 2, 2, true, { 0, 1 }, "▁▁" },
    { "a point", same, 3, 3, true, { 3, 3 }, "▄▄▄" },
    { "not a number", up, 2, 2, false, { NAN, NAN }, "▄▄" },
};

static void lines_share_a_scale(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(shared); i++) {
        lehr_strbuf t = {0};
        lehr_sparkline_within(&t, shared[i].v, shared[i].n, shared[i].cells, shared[i].log, shared[i].r);
        assert_string_equal(t.s, shared[i].line);
        lehr_strbuf_release(&t);
    }
}

/* As many characters as cells, whatever the values. */
static void every_line_is_as_long_as_asked(void **state)
{
    (void)state;
    double v[97];
    for (int i = 0; i < 97; i++) v[i] = i % 13 ? sin(i) * pow(10, i % 30 - 15) : NAN;
    for (int n = 0; n <= 97; n += 7)
        for (int cells = 1; cells < 120; cells += 11) {
            lehr_strbuf t = {0};
            int letters = 0;
            lehr_sparkline(&t, v, n, cells, n % 2);
            for (size_t i = 0; i < t.length; i++) letters += (t.s[i] & 0xc0) != 0x80;
            assert_int_equal(letters, cells);
            lehr_strbuf_release(&t);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_fills_its_own_scale), cmocka_unit_test(lines_share_a_scale),
        cmocka_unit_test(every_line_is_as_long_as_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
