/* test_csv.c — tables from files: errors have file:line:column and what is expected; harmless differences do not
 * matter; no input crashes the reader. */
#include "core/random.h"
#include "lab/data/csv.h"
#include "figure.h"
#include "lab.h"

/* A copy of the text in exactly its size and one '\0', so that the sanitizer finds an overrun. */
static lehr_status read_text(lehr_data *d, const char *text, size_t n)
{
    char *own = malloc(n + 1);
    assert_non_null(own);
    memcpy(own, text, n);
    own[n] = '\0';
    *d = (lehr_data){ 0 };
    lehr_status status = lehr_csv_read(d, "a.csv", own, n, NULL);
    free(own);
    return status;
}

/* --- what is refused ---------------------------------------------------------------------------------------------- */

#define BAD(text, says) { text, sizeof(text) - 1, says }

static const struct { const char *text; size_t n; const char *says;
} bad[] = {
    BAD("", "a.csv:1:1: |rows of numbers are expected"),
    BAD("\n\n  \n", "a.csv:4:1: |rows of numbers"),
    BAD("x,y,label\n", "a.csv:2:1: |rows of numbers are expected"),
    BAD("x,y,label", "a.csv:2:1: |rows of numbers"),
    BAD("\xEF\xBB\xBF", "a.csv:1:1: |rows of numbers"),
    BAD("x\n1\n2\n", "a.csv:1:1: one column|feature|class|commas"),
    BAD("x,y,label\n1,2,0\n3,4\n", "a.csv:3:4: this row has 2 columns, but line 1 has 3"),
    BAD("x,y,label\n1,2,0\n3,4,5,1\n", "a.csv:3:8: this row has 4 columns|3"),
    BAD("1,2,0\n3,4,1\n5,6,0,\n", "a.csv:3:7: this row has 4 columns"),
    BAD("1,2,0\n\n\n3,4\n", "a.csv:4:4: "),
    BAD("x,y,label\n1,2,0\nnan,4,1\n", "a.csv:3:1: x is \"nan\"; a finite decimal number is expected"),
    BAD("x,y,label\n1,2,0\n3,inf,1\n", "a.csv:3:3: y is \"inf\"|finite"),
    BAD("x,y,label\n1,2,0\n3,-Infinity,1\n", "a.csv:3:3: y is \"-Infinity\"|finite"),
    BAD("x,y,label\n1,2,0\n3,1e999,1\n", "a.csv:3:3: y is \"1e999\"|finite"),
    BAD("x,y,label\n1,2,0\n3,1e31,1\n", "a.csv:3:3: y is 1e31; at most 1e30"),
    BAD("x,y,label\n1,2,0\n0x10,4,1\n", "a.csv:3:1: x is \"0x10\"|decimal"),
    BAD("x,y,label\n1,2,0\n3,4e,1\n", "a.csv:3:3: y is \"4e\""),
    BAD("x,y,label\n1,2,0\n3,4 5,1\n", "a.csv:3:3: y is \"4 5\""),
    BAD("x,y,label\n1,2,0\n3,--4,1\n", "a.csv:3:3: y is \"--4\""),
    BAD("x,y,label\n1,2,0\n3,4%,1\n", "a.csv:3:3: y is \"4%\""),
    BAD("x,y,label\n1,2,0\n3,.,1\n", "a.csv:3:3: y is \".\""),
    BAD("x,y,label\n1,2,0\n3,,1\n", "a.csv:3:3: y is \"\"|number is expected"),
    BAD("x,y,label\n1,2,0\n ,4,1\n", "a.csv:3:2: x is \"\""),
    BAD("x,y,label\n1,2,0\n,,\n", "a.csv:3:1: x is \"\""),
    BAD("x,y,label\n1,2,0\nsunny,4,1\n", "a.csv:3:1: x is \"sunny\"|number is expected"),
    BAD("x,y,label\nx,y,label\n1,2,0\n", "a.csv:2:1: x is \"x\"|number is expected"),
    BAD("x,y,label\n1,2,0\n3,4,\n", "a.csv:3:5: label is empty; a class is expected"),
    BAD("x,y,price\n1,2,1.5\n3,4,?\n", "a.csv:3:5: price is \"?\"; a finite decimal number is expected"),
    BAD("x,y,price\n1,2,nan\n3,4,-7\n", "a.csv:2:5: price is \"nan\"; a finite decimal number is expected"),
    BAD("x,y,price\n1,2,1.5\n3,4,\n", "a.csv:3:5: price is \"\"|number is expected"),
    BAD("x,y,price\n1,2,1.5\n3,4,1e31\n", "a.csv:3:5: price is 1e31; at most 1e30"),
    BAD("x;y;label\n1;2;0\n3;4,5;1\n", "a.csv:3:3: y is \"4,5\"; a finite decimal number is expected"),
    BAD("x y label\n1 2 0\n3  1\n", "a.csv:3:5: this row has 2 columns, but line 1 has 3"),
    BAD("x,y,label\n1,2,0\n3,4,0\n", "a.csv:3:6: the file ends here|every row is of class 0|two classes are needed"),
    BAD("x,y,label\n1,2,a\n3,4,a\n", "a.csv:3:6: the file ends here|every row is of class a|two classes"),
    BAD("x,y,label\n1,2,0\n3,4\0,1\n", "a.csv:3:4: a zero byte"),
    BAD("x,y,label\n1,2,a\n3,4,b\0c\n", "a.csv:3:6: a zero byte"),
    BAD("x,y\0,label\n1,2,a\n3,4,b\n", "a.csv:1:4: a zero byte"),
    BAD("x,y,label\n1,2,0\n\"3,4,1\n", "a.csv:3:1: a quote is opened here and not closed"),
    BAD("x,y,label\n1,2,0\n\"3\"7,4,1\n", "a.csv:3:4: text after a closing quote"),
    BAD("x,y,label\n1,2,a\n3,4,\"b\n", "a.csv:3:5: a quote is opened here"),
    BAD("x,y,label\n1,2,a\n3,4,\"b\"\"c\n", "a.csv:3:5: a quote is opened here"),
    BAD("x,y,label\n1,2,a\n3,4,\"b\"\"\"c\n",
        "a.csv:3:10: text after a closing quote|quotes within are doubled"),
    BAD("x,y,\"label\n1,2,a\n3,4,b\n", "a.csv:1:5: a quote is opened here"),
    BAD("\x89PNG\r\n\x1a\n\1\2\3\xff\xfe", "a.csv:1:1: one column"),
    BAD("\xff\xfe"
        "1\0,\0"
        "2\0,\0"
        "0\0\n\0",
        "a.csv:1:4: a zero byte"),                                                 /* UTF-16 */
    BAD("x,y,label\r1,2,0\r3,4,1\r", "a.csv:1:1: x1 is \"x\"|number is expected"), /* lines end in \\n */
    BAD("x,y,label\n1,2,0\n3,4,1\n5;6;0\n", "a.csv:4:6: this row has 1 columns"),
    BAD("x,y,label\n1,2,0\n3,4,1\n\"5,6,0\"\n", "a.csv:4:8: this row has 1 columns"),
    BAD("{\"x\": 1, \"y\": 2}\n", "a.csv:1:13: text after a closing quote"),
};

/* The command prints the same message for a file with this text, with exit status 1. */
static void check_command(const char *text, size_t n)
{
    char said[1000], wanted[1000];
    FILE *f = fopen("a.csv", "wb");
    assert_true(f && fwrite(text, 1, n, f) == n && !fclose(f));
    snprintf(wanted, sizeof wanted, "lehr: %s\n1\n", lehr_message());
    f = popen("\"$LEHR\" data a.csv 2>&1 >/dev/null; echo $?", "r");
    assert_non_null(f);
    said[fread(said, 1, sizeof said - 1, f)] = '\0';
    assert_int_equal(pclose(f), 0);
    assert_string_equal(said, wanted);
}

static void bad_tables_are_placed(void **state)
{
    (void)state;
    int placed = 0;
    for (int i = 0; i < COUNT_OF(bad); i++) {
        lehr_data d;
        lehr_status status = read_text(&d, bad[i].text, bad[i].n);
        if (status != LEHR_ERR_FILE) fail_msg("row %d, %s: status %d", i, bad[i].says, status);
        check_says(bad[i].says, bad[i].text);
        assert_null(strchr(lehr_message(), '\n'));
        long line;
        int column;
        placed += sscanf(lehr_message(), "a.csv:%ld:%d: ", &line, &column) == 2 && line > 0 && column > 0;
        if (getenv("LEHR") && !IS_DOUBLE) check_command(bad[i].text, bad[i].n);
        lehr_arena_release(&d.memory);
    }
    assert_int_equal(placed, COUNT_OF(bad));
    assert_true(placed >= 40);
    figure(9, "tables", "%d of %d bad tables placed by line and column", placed, COUNT_OF(bad));
}

static void too_many_of_anything(void **state)
{
    (void)state;
    lehr_strbuf t = { 0 };
    lehr_data d;
    for (int i = 0; i < 10000; i++) lehr_strbuf_printf(&t, "0,");
    lehr_strbuf_printf(&t, "0\n");
    assert_int_equal(read_text(&d, t.s, t.length), LEHR_ERR_FILE);
    check_says("a.csv:1:1: 10001 columns; 10000 at most", "columns");
    lehr_arena_release(&d.memory);
    lehr_strbuf_release(&t);
    for (int i = 0; i < 1001; i++) lehr_strbuf_printf(&t, "0,class%d\n", i);
    assert_int_equal(read_text(&d, t.s, t.length), LEHR_ERR_FILE);
    check_says("a.csv:1001:3: class1000 would be class number 1001; 1000 at most", "classes");
    lehr_arena_release(&d.memory);
    lehr_strbuf_release(&t);
    lehr_strbuf_printf(&t, "1,2,0\n3,");
    for (int i = 0; i < 100000; i++) lehr_strbuf_printf(&t, "x");
    lehr_strbuf_printf(&t, ",1\n");
    assert_int_equal(read_text(&d, t.s, t.length), LEHR_ERR_FILE);
    check_says("a.csv:2:3: y is \"xxxx|finite", "a long cell");
    lehr_arena_release(&d.memory);
    lehr_strbuf_release(&t);
}

/* --- what is the same --------------------------------------------------------------------------------------------- */

static const char *const alike[] = {
    "x,y,label\n1,2.5,0\n-3,4e2,1\n",
    "\xEF\xBB\xBFx,y,label\n1,2.5,0\n-3,4e2,1\n",
    "x,y,label\r\n1,2.5,0\r\n-3,4e2,1\r\n",
    "x,y,label\n1,2.5,0\n-3,4e2,1",
    "\n\nx,y,label\n\n1,2.5,0\n \t\n-3,4e2,1\n\n",
    " x , y , label \n 1 ,\t2.5, 0\n-3 , 4e2 ,1 \n",
    "\"x\",\"y\",\"label\"\n\"1\",2.5,\"0\"\n-3,\"4e2\",1\n",
    "1,2.5,0\n-3,4e2,1\n",
    "x,y,label\n+1,2.50,0\n-3.0,400,+1\n",
    "x,y,label\n1.,2.5,0\n-3,4E+2,1.0\n",
    ("\xEF\xBB\xBF"
     "1,2.5,0\r\n-3,4e2,1"),
};

static void harmless_variants_read_alike(void **state)
{
    (void)state;
    int same = 0;
    for (int i = 0; i < COUNT_OF(alike); i++) {
        lehr_data d;
        if (read_text(&d, alike[i], strlen(alike[i]))) fail_msg("%s: %s", alike[i], lehr_message());
        assert_true(d.rows == 2 && d.features == 2 && d.classes == 2);
        assert_true(d.x[0] == 1 && d.x[1] == 2.5 && d.x[2] == -3 && d.x[3] == 400 && d.label[0] == 0 &&
                    d.label[1] == 1);
        assert_string_equal(d.feature_name[0], "x");
        assert_string_equal(d.feature_name[1], "y");
        assert_string_equal(d.label_name, "label");
        assert_string_equal(d.class_name[1], "1");
        lehr_arena_release(&d.memory);
        same++;
    }
    figure(9, "harmless", "harmless variants %d of %d read alike", same, COUNT_OF(alike));
}

static void words_are_classes_as_they_appear(void **state)
{
    (void)state;
    static const char text[] = "a,kind\n1,pear\n2,apple\n3,pear\n4,\"red, sweet\"\n5,apple\n6,7\n"
                               "7,\"a \"\"b\"\"\"\n8,\"a \"\"b\"\"\"\n9,\"\"\"\"\n10,\"pear\"\n";
    static const int label[] = { 0, 1, 0, 2, 1, 3, 4, 4, 5, 0 };
    static const char *const name[] = { "pear", "apple", "red, sweet", "7", "a \"b\"", "\"" };
    lehr_data d;
    assert_int_equal(read_text(&d, text, sizeof text - 1), LEHR_OK);
    assert_true(d.rows == COUNT_OF(label) && d.features == 1 && d.classes == COUNT_OF(name));
    assert_string_equal(d.label_name, "kind");
    for (int i = 0; i < COUNT_OF(label); i++) assert_int_equal(d.label[i], label[i]);
    for (int c = 0; c < COUNT_OF(name); c++) assert_string_equal(d.class_name[c], name[c]);
    lehr_arena_release(&d.memory);
}

/* Class numbers may have gaps: a class without a sample is still a class. */
static void numbers_are_classes_as_they_are(void **state)
{
    (void)state;
    lehr_data d;
    assert_int_equal(read_text(&d, "1,3\n2,0\n", 8), LEHR_OK);
    assert_true(d.classes == 4 && d.label[0] == 3 && d.label[1] == 0);
    assert_string_equal(d.class_name[2], "2");
    lehr_arena_release(&d.memory);
    assert_int_equal(read_text(&d, "1,999\n2,0\n", 10), LEHR_OK);
    assert_int_equal(d.classes, 1000);
    lehr_arena_release(&d.memory);
}

/* Each table that is read can be printed; the printed text is read, and printed the same again. */
static void print_and_read_agree(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "x,y,label\n1,2.5,0\n-3,4e2,1\n", "1,a\n2,\"b, c\"\n3,\" d\"\n4,e\"f\n5,\"g \"\n6,\"\"\"h\"\"\"\n7,\"i\"\"\"\n",
        "\"width, cm\",\" kind\"\n1,0\n2,3\n", "1e30,a\n-1e30,b\n",
        ",\n1,0\n2,1\n", "x,\"a;b\"\n1,\"c;d\"\n2,\"e;f\"\n", "\xEF\xBB\xBF\xEF\xBB\xBFx,y\n1,0\n2,1\n",
    };
    for (int i = 0; i < COUNT_OF(texts); i++) {
        lehr_data d, back;
        lehr_strbuf once = { 0 }, twice = { 0 };
        if (read_text(&d, texts[i], strlen(texts[i]))) fail_msg("%s: %s", texts[i], lehr_message());
        lehr_data_print(&d, &once);
        if (read_text(&back, once.s, once.length)) fail_msg("%s: %s", once.s, lehr_message());
        lehr_data_print(&back, &twice);
        assert_string_equal(once.s, twice.s);
        assert_true(d.classes == back.classes && d.rows == back.rows && d.features == back.features);
        for (int c = 0; c < d.classes; c++) assert_string_equal(d.class_name[c], back.class_name[c]);
        for (int f = 0; f < d.features; f++) assert_string_equal(d.feature_name[f], back.feature_name[f]);
        assert_string_equal(d.label_name, back.label_name);
        lehr_strbuf_release(&once);
        lehr_strbuf_release(&twice);
        lehr_arena_release(&d.memory);
        lehr_arena_release(&back.memory);
    }
}

/* A quote in quotes is doubled: found by the fuzzer, when it was printed as it was. */
static void a_name_with_a_mark_and_a_quote_is_printed(void **state)
{
    (void)state;
    lehr_data d, back;
    lehr_strbuf t = { 0 };
    assert_int_equal(read_text(&d, "5\";\t,kind\n1,0\n2,1\n", 18), LEHR_OK);
    assert_string_equal(d.feature_name[0], "5\";");
    lehr_data_print(&d, &t);
    assert_int_equal(read_text(&back, t.s, t.length), LEHR_OK);
    assert_string_equal(back.feature_name[0], "5\";");
    lehr_strbuf_release(&t);
    lehr_arena_release(&d.memory);
    lehr_arena_release(&back.memory);
}

static void a_line_of_marks_alone_is_counted(void **state)
{
    (void)state;
    enum { MARKS = 150000 };
    lehr_data d;
    char *text = malloc(MARKS + 2);
    memset(text, ',', MARKS);
    memcpy(text + MARKS, "\n", 2);
    assert_int_equal(read_text(&d, text, MARKS + 1), LEHR_ERR_FILE);
    check_says(":1:1: |150001 columns; 10000 at most", "marks alone");
    lehr_arena_release(&d.memory);
    free(text);
}

/* A thousand classes appear again in another order: each is found. */
static void classes_are_found_again(void **state)
{
    (void)state;
    lehr_strbuf t = { 0 };
    lehr_data d;
    for (int i = 0; i < 2000; i++) lehr_strbuf_printf(&t, "0,c%d\n", i * 271 % 1000);
    assert_int_equal(read_text(&d, t.s, t.length), LEHR_OK);
    assert_int_equal(d.classes, 1000);
    for (int i = 0; i < 2000; i++) {
        assert_int_equal(d.label[i], i % 1000);
        assert_int_equal(atoi(d.class_name[d.label[i]] + 1), i * 271 % 1000);
    }
    lehr_arena_release(&d.memory);
    lehr_strbuf_release(&t);
}

/* --- mutants ------------------------------------------------------------------------------------------------------ */

static uint32_t below(lehr_random *r, uint32_t n) { return lehr_random_bits(r) % n; }

/* Changes, removes, doubles or inserts a few bytes. Returns the new length; the buffer has 16 bytes more. */
static size_t mutate(lehr_random *r, char *s, size_t n)
{
    static const char spice[] = "\0\n\r,\"-+.eE x0\xff\xef\t";
    for (uint32_t times = 1 + below(r, 6); times && n; times--) {
        size_t at = below(r, (uint32_t)n);
        char c = below(r, 2) ? spice[below(r, sizeof spice - 1)] : (char)lehr_random_bits(r);
        switch (below(r, 4)) {
        case 0: s[at] = c; break;
        case 1: memmove(s + at, s + at + 1, --n - at); break;
        case 2: memmove(s + at + 1, s + at, n++ - at); s[at] = c; break;
        default: n = below(r, 8) ? n : at; break;                       /* now and then: the end is cut off */
        }
    }
    return n;
}

/* Each text is accepted or refused; an accepted one has finite numbers, labels in range, and all names. */
static void mutants_cannot_break_it(void **state)
{
    (void)state;
    enum { MUTANTS = 3000 };
    int taken = 0;
    lehr_random r;
    lehr_random_seed(&r, 2024);
    for (int i = 0; i < MUTANTS; i++) {
        char text[300];
        const char *from = i % 2 ? alike[(i / 2) % COUNT_OF(alike)]
                                 : "width,height,kind\n1.25,-2,pear\n3e-1,4,\"apple\"\n5,6.75,pear\n";
        size_t n = strlen(from);
        memcpy(text, from, n);
        n = mutate(&r, text, n);
        lehr_data d;
        if (read_text(&d, text, n)) assert_non_null(strstr(lehr_message(), "a.csv"));
        else {
            taken++;
            assert_true(d.rows >= 1 && d.features >= 1 && (d.targets ? d.classes == 0 : d.classes >= 2));
            for (int k = 0; k < d.rows * d.features; k++) assert_true(fabs(d.x[k]) <= 1e30);
            for (int k = 0; k < d.rows * d.targets; k++) assert_true(fabs(d.y[k]) <= 1e30);
            for (int k = 0; k < d.rows && !d.targets; k++) assert_in_range(d.label[k], 0, d.classes - 1);
            for (int c = 0; c < d.classes; c++) assert_true(strlen(d.class_name[c]) < sizeof text);
            for (int f = 0; f < d.features; f++) assert_true(strlen(d.feature_name[f]) < sizeof text);
        }
        lehr_arena_release(&d.memory);
    }
    assert_in_range(taken, MUTANTS / 20, MUTANTS * 3 / 4);              /* both results occur      */
}

static void no_memory_is_an_error(void **state)
{
    (void)state;
    long n = 1;
    for (;; n++) {
        lehr_data d = { 0 };
        watch_memory(n, 0);
        lehr_status status = lehr_csv_read(&d, "a.csv", alike[0], strlen(alike[0]), NULL);
        lehr_arena_release(&d.memory);
        assert_int_equal(forget_memory(), 0);
        if (!status) break;
        assert_int_equal(status, LEHR_ERR_MEMORY);
    }
    assert_true(n > 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bad_tables_are_placed),
        cmocka_unit_test(too_many_of_anything),
        cmocka_unit_test(harmless_variants_read_alike),
        cmocka_unit_test(words_are_classes_as_they_appear),
        cmocka_unit_test(numbers_are_classes_as_they_are),
        cmocka_unit_test(a_name_with_a_mark_and_a_quote_is_printed),
        cmocka_unit_test(a_line_of_marks_alone_is_counted),
        cmocka_unit_test(classes_are_found_again),
        cmocka_unit_test(print_and_read_agree),
        cmocka_unit_test(mutants_cannot_break_it),
        cmocka_unit_test(no_memory_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
