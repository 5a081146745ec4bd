/* test_table.c — tables with a header, read back: every way of writing one, and every way of spoiling one. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/base/strbuf.h"
#include "lab/data/table.h"
#include "figure.h"

static lehr_status read_as(lehr_table *c, const char *text, size_t n)
{
    FILE *f = fopen("table.csv", "wb");             /* without the disk: there are thousands of them */
    assert_non_null(f);
    assert_int_equal(fwrite(text, 1, n, f), n);
    fclose(f);
    return lehr_table_read(c, "table.csv", "policy spec");
}

static lehr_status read_text(lehr_table *c, const char *text) { return read_as(c, text, strlen(text)); }

/* --- good ones ---------------------------------------------------------------------------------------------------- */

static const struct { const char *text; int rows; const char *word; double number; bool cut; } good[] = {
    { "policy,lr\nfixed,0.5\n",                          1, "fixed", 0.5, false },
    { "policy,lr\r\nfixed,0.5\r\n",                      1, "fixed", 0.5, false },
    { "\xEF\xBB\xBFpolicy;lr\nfixed;0.5\n",              1, "fixed", 0.5, false },
    { "policy\tlr\nfixed\t0.5\n",                        1, "fixed", 0.5, false },
    { "\"policy\",\"lr\"\n\"fixed\",0.5\n",              1, "fixed", 0.5, false },
    { "policy,lr\n\"a,b\",0.5\n",                        1, "a,b", 0.5, false },
    { "policy,lr\n\"say \"\"a\"\"\",0.5\n",              1, "say \"a\"", 0.5, false },
    { "policy,lr\n\"a\" ,0.5\n",                         1, "a", 0.5, false },
    { "policy,lr\n,0.5\n",                               1, "", 0.5, false },
    { "policy,lr\n\nfixed,0.5\n\n",                      1, "fixed", 0.5, false },
    { "policy,lr\nfixed,1e308\n",                        1, "fixed", 1e308, false },
    { "policy,lr\nfixed,inf\n",                          1, "fixed", INFINITY, false },
    { "policy,lr\nfixed,-Infinity\n",                    1, "fixed", -INFINITY, false },
    { "policy,lr\nfixed,-nan(ind)\n",                    1, "fixed", NAN, false },
    { "policy,lr\nfixed,\n",                             1, "fixed", NAN, false },
    { "policy,lr\nfixed,0.5\ncosine,0.12345",            1, "fixed", 0.5, true  },
    { "policy,lr\nfixed,0.5\ncos",                       1, "fixed", 0.5, true  },
    { "policy,lr\nfixed,0.5\n\"cos",                     1, "fixed", 0.5, true  },
    { "policy,lr",                                       0, NULL, 0, false },
    { "policy,lr\n",                                     0, NULL, 0, false },
};

static void tables_are_read_however_they_are_written(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        lehr_table c;
        if (read_text(&c, good[i].text)) fail_msg("%s: %s", good[i].text, lehr_message());
        assert_int_equal(c.rows, good[i].rows);
        assert_int_equal(c.truncated, good[i].cut);
        assert_int_equal(c.columns, 2);
        const lehr_table_column *word = lehr_table_find_column(&c, "policy"),
                                *number = lehr_table_find_column(&c, "lr");
        assert_true(word && word->text && !word->number && number && number->number && !number->text);
        if (c.rows) assert_string_equal(word->text[0], good[i].word);
        if (c.rows) assert_true(isnan(good[i].number) ? isnan(number->number[0]) : number->number[0] == good[i].number);
        assert_null(lehr_table_find_column(&c, "rate"));
        lehr_table_release(&c);
    }
}

static void a_header_alone_can_be_asked_for(void **state)
{
    (void)state;
    lehr_table c;
    assert_int_equal(lehr_write_file("table.csv", "a,b\nx,y\n", 8), LEHR_OK);
    assert_int_equal(lehr_table_read(&c, "table.csv", NULL), LEHR_OK);
    assert_int_equal(c.columns, 2);
    assert_int_equal(c.rows, 0);
    lehr_table_release(&c);
}

/* --- bad ones ----------------------------------------------------------------------------------------------------- */

#define BAD(text, message) { text, sizeof(text) - 1, message }

static const struct { const char *text; size_t n; const char *message;
} bad[] = {
    BAD("", "table.csv:1:1: the file ends here; a table with a header is expected"),
    BAD("\n\n", "table.csv:3:1: the file ends here"),
    BAD("policy,lr\nfixed,fast\n",
        "table.csv:2:7: lr is \"fast\"; a decimal number is expected, nan, inf or an empty cell"),
    BAD("policy,lr\nfixed,1e999\n", "table.csv:2:7: lr is \"1e999\"; a decimal number is expected"),
    BAD("policy,lr\nfixed,0x10\n", "table.csv:2:7: lr is \"0x10\"; a decimal number is expected"),
    BAD("policy;lr\nfixed;0,5\n", "table.csv:2:7: lr is \"0,5\"; a decimal number is expected"),
    BAD("policy,lr\nfixed,\"1\" 2\n", "table.csv:2:11: text after a closing quote"),
    BAD("policy,lr\nfixed\n", "table.csv:2:6: 1 cells where the header has 2"),
    BAD("policy,lr\nfixed,1,2\n", "table.csv:2:9: more cells than the 2 of the header"),
    BAD("policy,lr\n\"fixed,1\n", "table.csv:2:1: a quote is opened here and not closed"),
    BAD("policy,lr\n\"fix\"ed,1\n", "table.csv:2:6: text after a closing quote"),
    BAD("policy,lr\n\"fix\"\"ed,1\n", "table.csv:2:1: a quote is opened here and not closed"),
    BAD("lr,lr\n1,2\n", "table.csv:1:4: there are two columns called \"lr\""),
    BAD("policy,lr\nfix\0ed,1\n", "table.csv:2:4: a zero byte; this is not a table of text"),
    BAD("pol\0icy,lr\nfixed,1\n", "table.csv:1:4: a zero byte"),
};

static void wrong_tables_are_refused_with_their_place(void **state)
{
    (void)state;
    int placed = 0;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        lehr_table c;
        assert_int_equal(read_as(&c, bad[i].text, bad[i].n), LEHR_ERR_FILE);
        if (strncmp(lehr_message(), bad[i].message, strlen(bad[i].message)))
            fail_msg("%s: %s", bad[i].text, lehr_message());
        assert_null(c.column);
        assert_int_equal(c.columns, 0);
        placed++;
    }
    figure(9, "columns", "%d of %d bad tables of results placed by line and column", placed,
           (int)(sizeof bad / sizeof *bad));
}

static void bytes_that_are_no_table_are_refused(void **state)
{
    (void)state;
    lehr_table c;
    char wide[3 * 300] = "";
    for (int i = 0; i < 300; i++) snprintf(wide + strlen(wide), 3, "%s", i < 299 ? "a," : "a\n");
    assert_int_equal(read_text(&c, wide), LEHR_ERR_FILE);
    assert_int_equal(lehr_table_read(&c, ".", ""), LEHR_ERR_FILE);
    assert_int_equal(lehr_table_read(&c, "nowhere.csv", ""), LEHR_ERR_FILE);
    assert_int_equal(lehr_table_read(&c, "/dev/null", ""), LEHR_ERR_FILE);
}

/* 256 columns, all of other names, and one more; and a row more than are read. */
static void tables_have_an_end(void **state)
{
    (void)state;
    lehr_table c;
    for (int more = 0; more < 2; more++) {
        lehr_strbuf t = { 0 };
        for (int i = 0; i < LEHR_MAX_TABLE_COLUMNS + more; i++) lehr_strbuf_printf(&t, i ? ",c%d" : "c%d", i);
        lehr_strbuf_printf(&t, "\n");
        assert_int_equal(read_text(&c, t.s), more ? LEHR_ERR_FILE : LEHR_OK);
        if (more) assert_non_null(strstr(lehr_message(), "table.csv:1:1171: more than 256 columns"));
        if (!more) assert_int_equal(c.columns, LEHR_MAX_TABLE_COLUMNS);
        lehr_table_release(&c);
        lehr_strbuf_release(&t);
    }
    char *lines = malloc(2 * (LEHR_MAX_TABLE_ROWS + 2));
    for (size_t i = 0; i < LEHR_MAX_TABLE_ROWS + 2; i++) memcpy(lines + 2 * i, "1\n", 2);
    assert_int_equal(read_as(&c, lines, 2 * (LEHR_MAX_TABLE_ROWS + 2)), LEHR_ERR_FILE);
    assert_non_null(strstr(lehr_message(), "table.csv: more than 20000000 rows; no more are read"));
    free(lines);
}

/* Cut after any byte, with any byte changed: read or refused, never more. */
static void damaged_tables_cause_no_memory_error(void **state)
{
    (void)state;
    const char whole[] = "policy,lr\n\"a \"\"b\"\"\",0.5\r\nfixed,nan\n";
    for (size_t n = 0; n < sizeof whole; n++) {
        lehr_table c;
        if (!read_as(&c, whole, n)) lehr_table_release(&c);
        char changed[sizeof whole];
        for (int byte = 0; byte < 256 && n < sizeof whole - 1; byte += 5) {
            memcpy(changed, whole, sizeof whole);
            changed[n] = (char)byte;
            if (!read_as(&c, changed, sizeof whole - 1)) lehr_table_release(&c);
        }
    }
}

static void *refusing(void *context, void *old, size_t bytes)
{
    long *left = context;
    if (!bytes) {
        free(old);
        return NULL;
    }
    return (*left)-- > 0 ? realloc(old, bytes) : NULL;
}

static void without_memory_nothing_is_left_behind(void **state)
{
    (void)state;
    lehr_status status = LEHR_ERR_MEMORY;
    assert_int_equal(lehr_write_file("table.csv", "policy,lr\n\"a\",0.5\n", 18), LEHR_OK);
    for (long n = 0; status; n++) {
        long left = n;
        lehr_table c;
        lehr_set_allocator(&(lehr_allocator){ refusing, &left });
        status = lehr_table_read(&c, "table.csv", "policy");
        if (!status) lehr_table_release(&c);
        lehr_set_allocator(NULL);
        assert_true(status == LEHR_OK || status == LEHR_ERR_MEMORY);
        assert_in_range(n, 0, 50);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_are_read_however_they_are_written),
        cmocka_unit_test(a_header_alone_can_be_asked_for),
        cmocka_unit_test(wrong_tables_are_refused_with_their_place),
        cmocka_unit_test(bytes_that_are_no_table_are_refused), cmocka_unit_test(tables_have_an_end),
        cmocka_unit_test(damaged_tables_cause_no_memory_error),
        cmocka_unit_test(without_memory_nothing_is_left_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
