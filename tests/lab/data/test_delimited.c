/* test_delimited.c — delimiters of tables, and how the reader finds whether the last column has classes or numbers. */
#include "lab/data/csv.h"
#include "lab.h"
#include "lab/data/data_open.h"

static lehr_status read_text(lehr_data *d, const char *text, const char *answer)
{
    *d = (lehr_data){ 0 };
    return lehr_csv_read(d, "a.csv", text, strlen(text), answer);
}

/* --- marks -------------------------------------------------------------------------------------------------------- */

static const char *const alike[] = {
    "w,h,kind\n1,2.5,fig\n-3,4,a;b\n",
    "w;h;kind\n1;2.5;fig\n-3;4;\"a;b\"\n",
    "w\th\tkind\n1\t2.5\tfig\n-3\t4\ta;b\n",
    "w h kind\n1 2.5 fig\n-3 4 a;b\n",
    "w   h\tkind\n   1  2.5 fig\n\n-3\t \t4   a;b  \r\n",
    "\xEF\xBB\xBFw;h;kind\r\n1;2.5;fig\r\n-3;4;\"a;b\"",
    " w ; h ; kind\n 1 ; 2.5 ; fig\n -3 ;\t4 ; \"a;b\" \n",
    "\"w\" \"h\" \"kind\"\n\"1\" 2.5 fig\n-3 4 \"a;b\"\n",
};

static void marks_make_no_difference(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT_OF(alike); i++) {
        lehr_data d;
        if (read_text(&d, alike[i], NULL)) fail_msg("%s: %s", alike[i], lehr_message());
        assert_true(d.rows == 2 && d.features == 2 && d.classes == 2 && d.targets == 0);
        assert_true(d.x[0] == 1 && d.x[1] == 2.5 && d.x[2] == -3 && d.x[3] == 4 && d.label[0] == 0 && d.label[1] == 1);
        assert_string_equal(d.feature_name[0], "w");
        assert_string_equal(d.feature_name[1], "h");
        assert_string_equal(d.label_name, "kind");
        assert_string_equal(d.class_name[0], "fig");
        assert_string_equal(d.class_name[1], "a;b");
        lehr_arena_release(&d.memory);
    }
}

/* A character that also occurs in words is the delimiter if both lines have it equally often. */
static void words_may_hold_other_marks(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "1\t2\tNew York, NY\n3\t4\tParis\n",
        "1,2,New York\n3,4,San Jose\n",
        "1;2;a,b\n3;4;c\n",
        "1,2,a\n3,4,\"b,c\"\n",
        "1 2 a,b\n3 4 c\n",
        "1,\t2,\tone\n3,4,two\n",
    };
    for (int i = 0; i < COUNT_OF(texts); i++) {
        lehr_data d;
        if (read_text(&d, texts[i], NULL)) fail_msg("%s: %s", texts[i], lehr_message());
        if (d.features != 2 || d.classes != 2 || d.x[0] != 1 || d.x[1] != 2 || d.x[2] != 3 || d.x[3] != 4)
            fail_msg("%s: misread", texts[i]);
        lehr_arena_release(&d.memory);
    }
}

/* --- classes or numbers? ------------------------------------------------------------------------------------------ */

/* One feature, and a last column; 0 classes means numbers. */
static const struct { const char *text, *answer; int classes, targets;
} looks[] = {
    { "1 0\n2 1\n", NULL, 2, 0 },
    { "1 0\n2 7\n", NULL, 8, 0 },
    { "1 a\n2 b\n3 a\n", NULL, 2, 0 },
    { "1 1\n2 a\n", NULL, 2, 0 },
    { "1 0\n2 1.0\n", NULL, 2, 0 },
    { "1 0.0\n2 1.0\n", NULL, 0, 1 },
    { "1 0.5\n2 1\n", NULL, 0, 1 },
    { "1 -1\n2 1\n", NULL, 0, 1 },
    { "1 250000\n2 1\n", NULL, 0, 1 },
    { "1 1000\n2 1\n", NULL, 0, 1 },
    { "1 1e-3\n2 1\n", NULL, 0, 1 },
    { "1 0\n2 1\n", "number", 0, 1 },
    { "1 0.0\n2 1.0\n", "class", 2, 0 },
    { "1 1.5\n2 b\n", "class", 2, 0 },
    { "1 2 3\n4 5 6\n", "number:columns=2", 0, 2 },
    { "1 2 3\n4 5 6\n", "number:2", 0, 2 },
    { "5 0\n6 0\n", "number", 0, 1 },
};

static void the_kind_of_the_last_column_is_detected(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT_OF(looks); i++) {
        lehr_data d;
        if (read_text(&d, looks[i].text, looks[i].answer)) fail_msg("%s: %s", looks[i].text, lehr_message());
        if (d.classes != looks[i].classes || d.targets != looks[i].targets)
            fail_msg("%s: %d classes, %d targets", looks[i].text, d.classes, d.targets);
        assert_true(d.features == 1 && (d.y != NULL) == (d.targets > 0));
        lehr_arena_release(&d.memory);
    }
}

static const struct { const char *text, *answer, *says; lehr_status status;
} refused[] = {
    { "1 2.5\n3 a\n", NULL, "a.csv:2:3: target is \"a\"; a finite decimal number", LEHR_ERR_FILE },
    { "1 2\n3 a\n", "number", "a.csv:2:3: target is \"a\"", LEHR_ERR_FILE },
    { "h price\n1 2\n3 a\n", "number", "a.csv:3:3: price is \"a\"", LEHR_ERR_FILE },
    { "1 2\n3 1.5\n", "class", "a.csv:2:3: label is \"1.5\"; a class is a word, or a whole number from 0 to 999",
      LEHR_ERR_FILE },
    { "1 2\n3 -1\n", "class", "a.csv:2:3: label is \"-1\"", LEHR_ERR_FILE },
    { "1 2\n3 1000\n", "class", "a.csv:2:3: label is \"1000\"|to 999", LEHR_ERR_FILE },
    { "1 2\n3 4\n", "number:columns=2", "a.csv:1:1: 2 columns; 2 numbers to predict leave no feature",
      LEHR_ERR_FILE },
    { "1 2 x\n3 4 5\n", "number:2", "a.csv:1:5: target2 is \"x\"", LEHR_ERR_FILE },
    { "1 2\n3 4\n", "nubmer", "there is no answer \"nubmer\"|\"number\"", LEHR_ERR_NAME },
    { "1 2\n3 4\n", "", "there is no answer", LEHR_ERR_NAME },
    { "1 2\n3 4\n", "number:columns=0", "columns|1", LEHR_ERR_VALUE },
    { "1 2\n3 4\n", "number:columns=1.5", "columns|whole", LEHR_ERR_VALUE },
};

static void an_impossible_kind_is_reported(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT_OF(refused); i++) {
        lehr_data d;
        lehr_status status = read_text(&d, refused[i].text, refused[i].answer);
        if (status != refused[i].status)
            fail_msg("%s, %s: status %d, %s", refused[i].text, refused[i].answer, status, lehr_message());
        check_says(refused[i].says, refused[i].text);
        lehr_arena_release(&d.memory);
    }
}

/* Several targets, in the order of the columns, with the names of the header; the printed table is read the same. */
static void several_numbers_are_kept_apart(void **state)
{
    (void)state;
    lehr_data d, back;
    lehr_strbuf once = { 0 }, twice = { 0 };
    assert_int_equal(read_text(&d, "a,b,sum,\"less, then\"\n1,2,3,-1\n5,7,12,-2.25\n", "number:columns=2"), LEHR_OK);
    assert_true(d.rows == 2 && d.features == 2 && d.targets == 2 && !d.label);
    assert_true(d.y[0] == 3 && d.y[1] == -1 && d.y[2] == 12 && d.y[3] == -2.25);
    assert_string_equal(d.target_name[0], "sum");
    assert_string_equal(d.target_name[1], "less, then");
    lehr_data_print(&d, &once);
    assert_string_equal(once.s,
                        "a,b,sum,\"less, then\"\n1.0000,2.0000,3.0000,-1.0000\n5.0000,7.0000,12.0000,-2.2500\n");
    assert_int_equal(read_text(&back, once.s, "number:columns=2"), LEHR_OK);
    lehr_data_print(&back, &twice);
    assert_string_equal(once.s, twice.s);
    lehr_strbuf_release(&once);
    lehr_strbuf_release(&twice);
    lehr_arena_release(&d.memory);
    lehr_arena_release(&back.memory);
}

static void tasks_and_archives_are_no_tables(void **state)
{
    (void)state;
    assert_null(lehr_data_open_as("taiji", "class"));
    check_says("an answer can be chosen for files; taiji has its own", "a task");
    assert_int_equal(lehr_write_file("a.csv.gz", "\x1f\x8b\x08 and so on", 13), LEHR_OK);
    assert_null(lehr_data_open("a.csv.gz"));
    check_says("a.csv.gz: it is compressed; unpack it first: gunzip a.csv.gz", "gz");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_make_no_difference), cmocka_unit_test(words_may_hold_other_marks),
        cmocka_unit_test(the_kind_of_the_last_column_is_detected), cmocka_unit_test(an_impossible_kind_is_reported),
        cmocka_unit_test(several_numbers_are_kept_apart), cmocka_unit_test(tasks_and_archives_are_no_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
