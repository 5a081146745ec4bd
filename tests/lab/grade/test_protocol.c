/* test_protocol.c — input and output of grading: the stream of rows, valid or damaged in every way, and the feedback in
 * both languages. */
#include "check.h"
#include "mutants.h"
#include <signal.h>
#include "lab/grade/beat_baseline.h"
#include "lab/grade/clean_text.h"
#include "lab/i18n/language.h"

static const char good[] =
    "part 2 step: when it drops\nwhat rate\nwhat.zh 学习率\nwithin 1e-09\n"
    "rule it begins at lr\nrule.zh 从 lr 开始\nrow 0.1 t = 0\nrule it stands still\nrule.zh 不变\nrow 0.1 t = 1\n"
    "rule the drop happens *at* `every`\nrule.zh 恰好在 `every` 处下降\nrow 0.05 t = 2\nrule it stands still\nrule.zh "
    "不变\nrow 0.05 t = 3\nrow 0.025 t = 4\nend\n"
    "part 1 other\nrow 0 a\nend\n";

static void read_good(protocol_expected *e)
{
    if (protocol_read_expected(e, "expected.txt", good, strlen(good))) fail_msg("%s", lehr_message());
}

/* --- what is expected --------------------------------------------------------------------------------------------- */

static void an_expected_stream_is_read(void **state)
{
    (void)state;
    protocol_expected e;
    read_good(&e);
    assert_int_equal(e.parts, 2);
    assert_true(e.points == 3 && e.part[0].points == 2 && e.part[0].within == 1e-9 && e.part[0].largest == 0.1);
    assert_string_equal(e.part[0].name, "step: when it drops");
    assert_string_equal(e.part[0].what_zh, "学习率");
    assert_int_equal(e.part[0].rows, 5);
    assert_string_equal(e.part[0].row[2].where, "t = 2");
    assert_string_equal(e.part[0].row[2].rule, "the drop happens *at* `every`");
    assert_string_equal(e.part[0].row[4].rule_zh, "不变");
    assert_null(e.part[1].row[0].rule);
    assert_null(e.part[1].race);
    protocol_release_expected(&e);
}

static const struct { const char *text, *words;
} bad_expected[] = {
    { "", "f:1: there is no part in it" },
    { "\n", "f:1: a part must begin here" },
    { "row 1 t\n", "f:1: a part must begin here" },
    { "part x a\n", "f:1: the points must be a number from 0 to 1000" },
    { "part -1 a\n", "f:1: the points must be" },
    { "part nan a\n", "f:1: the points must be" },
    { "part 1e30 a\n", "f:1: the points must be" },
    { "part 1\n", "f:1: something must stand behind this word" },
    { "part 1 a\nend\n", "f:2: this part has no row" },
    { "part 1 a\npart 1 b\n", "f:2: a part begins before the one above has its end" },
    { "part 1 a\nrow nan t\n", "f:2: what is expected must be a number" },
    { "part 1 a\nrow 1\n", "f:2: something must stand behind" },
    { "part 1 a\nwithin 0\n", "f:2: within must be a number above 0" },
    { "part 1 a\nwithin 2\n", "f:2: within must be" },
    { "part 1 a\nwithin\n", "f:2: within must be" },
    { "part 1 a\nrow 1 t\n", "f:3: the last part has no end" },
    { "part 1 a\nrow 1 t\nen", "f:3: the file ends within a line" },
    { "part 1 a\nrowing 1 t\n", "f:2: it must begin with part, what" },
    { "part 1 a\nrows 3\nend\n", "f:2: rows without numbers stand below a race only" },
    { "part 1 a\nrace x\nrows\n", "f:3: rows must be a whole number from 1 to 100000" },
    { "part 1 a\nrace x\nrows 0\n", "f:3: rows must be" },
    { "part 1 a\nrace x\nrows 1.5\n", "f:3: rows must be" },
    { "part 1 a\nrace x\nrows 1e30\n", "f:3: rows must be" },
    { "part 1 a\nrace x\nrows 3 t\n", "f:3: rows must be" },
    { "part 1 a\nrace x\nrows 100000\nrows 1\n", "f:4: there are more than 100000 rows" },
    { "part 1 a\033[2J\n", "f:1: there is a control character" },
    { "part 1 \xff\n", "f:1: there is a control character" },
    { "part 1 a\nrule \n", "f:2: something must stand behind" },
    { "part 1 a\nrow 111111111111111111111111111111111111111111111111111111111111111111111111111111111 t\n",
      "f:2: what is expected" },
};

static void what_cannot_be_expected_is_refused_with_its_line(void **state)
{
    (void)state;
    protocol_expected e;
    for (size_t i = 0; i < COUNT(bad_expected); i++) {
        assert_row(bad_expected[i].text, protocol_read_expected(&e, "f", bad_expected[i].text,
                                                                strlen(bad_expected[i].text)) == LEHR_ERR_FILE);
        assert_row(bad_expected[i].text, strstr(lehr_message(), bad_expected[i].words));
        assert_null(e.part);
    }
}

static void parts_and_rows_have_a_limit(void **state)
{
    (void)state;
    protocol_expected e;
    lehr_strbuf t = {0};
    for (int i = 0; i <= PROTOCOL_MAX_PARTS; i++) lehr_strbuf_printf(&t, "part 1 a\nrow 1 t\nend\n");
    assert_fails(protocol_read_expected(&e, "f", t.s, t.length), LEHR_ERR_FILE, "f:181: there are more than 60 parts");
    t.length = 0;
    lehr_strbuf_printf(&t, "part 1 a\n");
    for (int i = 0; i <= PROTOCOL_MAX_ROWS; i++) lehr_strbuf_printf(&t, "row 1 t\n");
    assert_fails(protocol_read_expected(&e, "f", t.s, t.length), LEHR_ERR_FILE,
                 "f:100002: there are more than 100000 rows in one part");
    t.length = 0;
    lehr_strbuf_printf(&t, "part 1 %1000d\n", 1);
    assert_fails(protocol_read_expected(&e, "f", t.s, t.length), LEHR_ERR_FILE,
                 "f:1: this line is longer than 1000 bytes");
    lehr_strbuf_release(&t);
}

static void every_refused_allocation_is_reported(void **state)
{
    (void)state;
    protocol_expected e;
    lehr_strbuf t = {0};
    lehr_strbuf_printf(&t, "part 1 a\n");
    for (int i = 0; i < 3000; i++)
        lehr_strbuf_printf(&t, "rule a rule of row %d\nrow 1 a longer name of a place, %d\n", i, i);
    lehr_strbuf_printf(&t, "end\n");
    long tries = 0;
    for (lehr_status status = LEHR_ERR_MEMORY; status; tries++) {
        heap h = { .refuse = tries + 1 };
        heap_use(&h);
        status = protocol_read_expected(&e, "f", t.s, t.length);
        assert_true(!status || status == LEHR_ERR_MEMORY);
        protocol_release_expected(&e);
        assert_int_equal(h.live, 0);
        heap_leave();
    }
    assert_true(tries > 3);
    lehr_strbuf_release(&t);
}

/* --- what a submission made --------------------------------------------------------------------------------------- */

static void rows_count_only_at_their_places(void **state)
{
    (void)state;
    static const struct { const char *text; int count; protocol_end left;
    } cases[] = {
        { "", 0, PROTOCOL_MISSING },
        { "row 0.1 t = 0\nrow 0.1 t = 1\nrow 0.05 t = 2\nrow 0.05 t = 3\nrow 0.025 t = 4\nend\n", 5,
          PROTOCOL_COMPLETE },
        { "part 9 mine\nwhat x\nwhat.zh x\nwithin 1\nrace x\nrule x\nrule.zh x\nrow 0.1 t = 0\n", 1, PROTOCOL_MISSING },
        { "row 0.1 t = 0\nend\nrow 0.1 t = 1\n", 1, PROTOCOL_MISSING },
        { "row 0.1 t = 0\nrow 0.05 t = 2\n", 1, PROTOCOL_ELSEWHERE },
        { "row 0.1 t = 1\nrow 0.1 t = 0\n", 0, PROTOCOL_ELSEWHERE },
        { "row 0.1 t = 00\n", 0, PROTOCOL_ELSEWHERE },
        { "row 0.1\n", 0, PROTOCOL_ELSEWHERE },
        { "row 1 t = 0\nrow 1 t = 1\nrow 1 t = 2\nrow 1 t = 3\nrow 1 t = 4\nrow 1 t = 5\nend\n", 5, PROTOCOL_TOO_MANY },
        { "row 1 t = 0\nrow 1 t = 1\nrow 1 t = 2\nrow 1 t = 3\nrow 1 t = 4\n", 5, PROTOCOL_MISSING },
        { "row nan t = 0\nrow -inf t = 1\nrow -nan t = 2\nrow inf t = 3\n", 4, PROTOCOL_MISSING },
        { "row 1e999 t = 0\n", 0, PROTOCOL_NO_ROW },
        { "row 0x1p3 t = 0\n", 0, PROTOCOL_NO_ROW },
        { "row  t = 0\n", 0, PROTOCOL_NO_ROW },
        { "row 1,5 t = 0\n", 0, PROTOCOL_NO_ROW },
        { "\n", 0, PROTOCOL_NO_ROW },
        { "hello\n", 0, PROTOCOL_NO_ROW },
        { "row 0.1 t = 0\nrow 0.1 t = 1", 1, PROTOCOL_MISSING },
    };
    protocol_expected e;
    double v[5];
    read_good(&e);
    for (size_t i = 0; i < COUNT(cases); i++) {
        protocol_rows r = protocol_read_rows(&e.part[0], cases[i].text, strlen(cases[i].text), v);
        assert_row(cases[i].text, r.count == cases[i].count && r.left == cases[i].left);
    }
    assert_int_equal(protocol_read_rows(&e.part[0], NULL, 0, v).left, PROTOCOL_MISSING);
    protocol_release_expected(&e);
}

static void mutants_are_read_to_their_end(void **state)
{
    enum { MANY = 3000 };
    (void)state;
    protocol_expected e, other;
    lehr_random r;
    double *v = malloc(5 * sizeof *v);          /* not one more, so that a step too far is seen */
    int taken = 0;
    const origin of = { (uint8_t *)(uintptr_t)good, strlen(good) };
    read_good(&e);
    lehr_random_seed(&r, 2000);
    for (int i = 0; i < MANY; i++) {
        uint8_t m[2 * sizeof good + MUTANT_SPACE];
        size_t n = mutant_of(&r, &of, &of, m);
        char *own = malloc(n + 1);
        assert_true(own && v);
        memcpy(own, m, n);
        own[n] = '\0';
        protocol_rows rows = protocol_read_rows(&e.part[0], own, n, v);
        assert_true(rows.count >= 0 && rows.count <= 5 && (rows.left != PROTOCOL_COMPLETE || rows.count == 5));
        bool read = !protocol_read_expected(&other, "m", own, n);
        taken += read;
        if (!read) assert_true(!strncmp(lehr_message(), "m:", 2) && !strchr(lehr_message(), '\n'));
        for (int p = 0; p < other.parts; p++)
            assert_true(other.part[p].rows > 0 && other.part[p].within > 0 && isfinite(other.part[p].largest));
        protocol_release_expected(&other);
        free(own);
    }
    assert_in_range(taken, 30, MANY - 30);
    print_message("%d mutants of a stream of rows, %d of them taken\n", MANY, taken);
    protocol_release_expected(&e);
    free(v);
}

/* --- words -------------------------------------------------------------------------------------------------------- */

#define ROWS3 "row 0.1 t = 0\nrow 0.1 t = 1\nrow 0.05 t = 2\n"

static const struct {
    const char *rows;
    process_end end;
    int number;
    double points;
    const char *english, *chinese;
} said[] = {
    { ROWS3 "row 0.05 t = 3\nrow 0.025 t = 4\nend\n", PROCESS_EXITED, 0, 2, "", "" },
    { ROWS3 "row 0.0500000000001 t = 3\nrow 0.025 t = 4\nend\n", PROCESS_EXITED, 0, 2, "", "" },
    { "row 0.1 t = 0\nrow 0.1 t = 1\nrow 0.1 t = 2\nrow 0.05 t = 3\nrow 0.025 t = 4\nend\n", PROCESS_EXITED, 0, 0,
      "at t = 2 your rate is still 0.1, where 0.05 is right: the drop happens *at* `every`; 4 of 5 rows are right",
      "在 t = 2，你的学习率仍然是 0.1，正确的是 0.05：恰好在 `every` 处下降；4 行正确，共 5 行" },
    { "row 0.1 t = 0\nrow 0.05 t = 1\n", PROCESS_EXITED, 0, 0,
      "at t = 1 your rate is already 0.05, where 0.1 is right: it stands still; 1 of 5 rows are right",
      "在 t = 1，你的学习率已经是 0.05，正确的是 0.1：不变；1 行正确，共 5 行" },
    { "row 0.100001 t = 0\n", PROCESS_EXITED, 0, 0,
      "at t = 0 your rate is 0.100001, where 0.1 is right: it begins at lr",
      "在 t = 0，你的学习率是 0.100001，正确的是 0.1：从 lr 开始" },
    { "row nan t = 0\n", PROCESS_EXITED, 0, 0,
      "at t = 0 your rate is not a number (nan), where 0.1 is right: it begins at lr",
      "在 t = 0，你的学习率不是数（nan），正确的是 0.1：从 lr 开始" },
    { "row -inf t = 0\n", PROCESS_EXITED, 0, 0,
      "at t = 0 your rate is infinite (-inf), where 0.1 is right: it begins at lr",
      "在 t = 0，你的学习率是无穷大（-inf），正确的是 0.1：从 lr 开始" },
    { "row 1e308 t = 0\n", PROCESS_EXITED, 0, 0, "at t = 0 your rate is 1e+308, where 0.1 is right: it begins at lr",
      "1e+308" },
    { "", PROCESS_EXITED, 0, 0, "at t = 0 your function ended the program (exit 0)",
      "在 t = 0，你的函数结束了程序（exit 0）" },
    { ROWS3, PROCESS_SIGNALLED, SIGFPE, 0, "at t = 3 your function divided a whole number by zero", "用整数除以了零" },
    { ROWS3, PROCESS_SIGNALLED, SIGSEGV, 0,
      "touched memory that is not its own, or called itself without end (segmentation fault)", "段错误" },
    { ROWS3, PROCESS_SIGNALLED, SIGABRT, 0, "at t = 3 your function gave up (abort)", "abort" },
    { ROWS3, PROCESS_SIGNALLED, SIGSYS, 0,
      "asked the system for what a submission may not have: a process, the network, a signal to others", "进程、网络" },
    { ROWS3, PROCESS_SIGNALLED, SIGUSR1, 0, "was ended by signal 10", "被信号 10 终止" },
    { "", PROCESS_NOT_STARTED, 13, 0, "at t = 0 your function could not be started: Permission denied", "无法启动" },
    { ROWS3, PROCESS_CPU_LIMIT, 9, 0, "at t = 3 your function did not come back within 2.5 s", "在 2.5 秒内没有返回" },
    { ROWS3, PROCESS_CLOCK_LIMIT, 9, 0,
      "at t = 3 your function did not come back within 5 s by the clock, of which it used 0.25 s", "其中用了 0.25 秒" },
    { ROWS3, PROCESS_OUTPUT_LIMIT, 9, 0, "at t = 3 your function printed more than 1000 bytes", "输出超过 1000 字节" },
    { ROWS3, PROCESS_ROWS_LIMIT, 9, 0, "wrote rows without end", "不停地写行" },
    { ROWS3, PROCESS_STOPPED, 9, 0, "the marking was broken off", "评分被中断" },
    { ROWS3 "mine\n", PROCESS_EXITED, 0, 0, "at t = 3 your function wrote something that is no row", "别的东西" },
    { ROWS3 "row 1 mine\n", PROCESS_EXITED, 0, 0, "at t = 3 your function wrote a row of its own", "自己写了一行" },
    { ROWS3 "row 0.05 t = 3\nrow 0.025 t = 4\nrow 1 t = 5\n", PROCESS_EXITED, 0, 0,
      "behind the last row your program wrote a row of its own", "在最后一行之后" },
    { ROWS3 "row 0.05 t = 3\nrow 0.025 t = 4\nend\n", PROCESS_SIGNALLED, SIGSEGV, 0,
      "behind the last row your program touched memory", "在最后一行之后" },
    { ROWS3 "row 0.05 t = 3\nrow 0.025 t = 4\nend\n", PROCESS_EXITED, 3, 0,
      "behind the last row your program ended the program (exit 3)", "exit 3" },
    { ROWS3 "row 0.05 t = 3\nrow 0.025 t = 4\n", PROCESS_EXITED, 0, 0,
      "behind the last row your program ended the program (exit 0)", "exit 0" },
};

static void check_feedback(const protocol_expected *e, size_t i, bool chinese)
{
    const process_limits limits = { 2.5, 5, 1000, 100, 1000 };
    process c = { .end = said[i].end, .number = said[i].number, .used = 0.25 };
    part_score m = { .points = 0 };
    double v[5];
    const char *want = chinese ? said[i].chinese : said[i].english;
    lehr_strbuf_printf(&c.rows, "%s", said[i].rows);
    assert_int_equal(score_part(&e->part[0], &c, &limits, v, &m), LEHR_OK);
    assert_row(said[i].rows, m.points == said[i].points);
    if (!strstr(m.explanation.s ? m.explanation.s : "", want) || (!*want && m.explanation.length))
        fail_msg("said: %s\nwanted: %s", m.explanation.s, want);
    part_score_release(&m);
    lehr_strbuf_release(&c.rows);
}

static void feedback_is_in_both_languages(void **state)
{
    (void)state;
    protocol_expected e;
    read_good(&e);
    for (size_t i = 0; i < COUNT(said); i++) check_feedback(&e, i, false);
    assert_int_equal(lehr_set_text_language(LEHR_CHINESE), LEHR_OK);
    for (size_t i = 0; i < COUNT(said); i++) check_feedback(&e, i, true);
    assert_int_equal(lehr_set_text_language(LEHR_ENGLISH), LEHR_OK);
    protocol_release_expected(&e);
}

/* A right 1 in one row does not change the feedback for the next question. */
static void a_yes_or_no_is_neither_still_nor_already(void **state)
{
    (void)state;
    static const char text[] = "part 1 verdicts\nwhat answer\nrow 1 first\nrow 0 second\nend\n";
    protocol_expected e;
    process c = { .end = PROCESS_EXITED };
    const process_limits limits = { 2.5, 5, 1000, 100, 1000 };
    part_score m = { .points = 0 };
    double v[2];
    assert_int_equal(protocol_read_expected(&e, "f", text, strlen(text)), LEHR_OK);
    lehr_strbuf_printf(&c.rows, "row 1 first\nrow 1 second\nend\n");
    assert_int_equal(score_part(&e.part[0], &c, &limits, v, &m), LEHR_OK);
    assert_string_equal(m.explanation.s, "at second your answer is 1, where 0 is right; 1 of 2 rows are right");
    part_score_release(&m);
    lehr_strbuf_release(&c.rows);
    protocol_release_expected(&e);
}

static void two_numbers_are_printed_differently(void **state)
{
    (void)state;
    lehr_short_text a, b;
    score_distinct_digits(0.1, 0.05, &a, &b);
    assert_true(!strcmp(a.s, "0.1") && !strcmp(b.s, "0.05"));
    score_distinct_digits(0.1, 0.1000001, &a, &b);
    assert_true(!strcmp(a.s, "0.1") && !strcmp(b.s, "0.1000001"));
    score_distinct_digits(0.1, nextafter(0.1, 1), &a, &b);
    assert_true(strcmp(a.s, b.s));
}

/* A zero beside larger values may have a rounding error, which costs the student no points. */
static void rounding_is_right(void **state)
{
    (void)state;
    protocol_expected e;
    const char *text = "part 1 a\nrow 1 x\nrow 0 y\nrow 6.1e-17 z\nend\n";
    assert_int_equal(protocol_read_expected(&e, "f", text, strlen(text)), LEHR_OK);
    assert_true(score_is_right(e.part, 1, 6e-17) && score_is_right(e.part, 2, 0));
    assert_true(score_is_right(e.part, 0, 1 + 9e-10) && !score_is_right(e.part, 0, 1 + 2e-9));
    assert_false(score_is_right(e.part, 1, 1e-12));
    assert_false(score_is_right(e.part, 0, NAN));
    protocol_release_expected(&e);
}

static void control_characters_are_replaced(void **state)
{
    (void)state;
    static const struct { const char *from, *to, *line; } cases[] = {
        { "plain 中文\n", "plain 中文\n", "plain 中文?" },
        { "\033[2J\a\b\x7f", "?[2J???", "?[2J???" },
        { "\xc2\x9b" "31m", "?31m", "?31m" },                               /* U+009B, the same as ESC [ */
        { "a\xe2\x80\xae" "b\xe2\x81\xa6" "c", "a?b?c", "a?b?c" },          /* what turns writing round */
        { "\xff\xfe\xc3", "???", "???" },
        { "a\tb\r\n", "a b?\n", "a b??" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        lehr_strbuf lines = {0}, line = {0};
        grade_add_clean(&lines, cases[i].from, strlen(cases[i].from), true);
        grade_add_clean(&line, cases[i].from, strlen(cases[i].from), false);
        assert_string_equal(lines.s, cases[i].to);
        assert_string_equal(line.s, cases[i].line);
        lehr_strbuf_release(&lines);
        lehr_strbuf_release(&line);
    }
}

/* --- races -------------------------------------------------------------------------------------------------------- */

/* A part with so many rows, which are rates. */
static void make_race(protocol_expected *e, const char *race, int rows)
{
    lehr_strbuf t = {0};
    lehr_strbuf_printf(&t, "part 4 best\nwhat rate\nrace %s\nrows %d\nend\n", race, rows);
    assert_int_equal(protocol_read_expected(e, "f", t.s, t.length), LEHR_OK);
    lehr_strbuf_release(&t);
}

static void a_race_is_won_lost_or_neither(void **state)
{
    enum { STEPS = 200 };
    (void)state;
    static const struct { const char *race; double rate, points; const char *words;
    } cases[] = {
        { "taiji:steps=200,lr=0.05,against=(step:every=1,gamma=0.1),seeds=8,seed=3", 0.05, 4,
          "points of accuracy over 8 seeds: better than step" },
        { "taiji:steps=200,lr=0.05,seeds=8,metric=validation_loss", 0, 0, "in loss over 8 seeds: worse than fixed" },
        { "taiji:lr=0.05,against=fixed,steps=200,seeds=8", 0.05, 0, "the same as fixed over 8 seeds" },
        { "taiji:lr=0.05,steps=200,seeds=4", 0.06, 0, "inside the noise, so no better than fixed" },
        { "taiji:lr=0.05,steps=200,seeds=4", -1e-9, 0,
          "your rate at t = 0 is -1e-09; it must be a number from 0 to 1000000" },
        { "taiji:lr=0.05,steps=200,seeds=4", NAN, 0, "your rate at t = 0 is nan" },
        { "taiji:lr=0.05,steps=200,seeds=4", 1e7, 0, "your rate at t = 0 is 1e+07" },
    };
    double rate[STEPS];
    for (size_t i = 0; i < COUNT(cases); i++) {
        protocol_expected e;
        part_score m = { .points = 0 };
        make_race(&e, cases[i].race, STEPS);
        if (beat_baseline_check(e.part, "f")) fail_msg("%s", lehr_message());
        for (int t = 0; t < STEPS; t++) rate[t] = cases[i].rate;
        assert_int_equal(beat_baseline_score(e.part, rate, &m), LEHR_OK);
        if (m.points != cases[i].points || !strstr(m.explanation.s, cases[i].words))
            fail_msg("%s: %g points, %s", cases[i].race, m.points, m.explanation.s);
        part_score_release(&m);
        beat_baseline_clear();
        protocol_release_expected(&e);
    }
}

/* The baseline's runs are cached; one submission does not change the next. */
static void successive_races_are_independent(void **state)
{
    enum { STEPS = 200 };
    (void)state;
    static const double of[] = { 0, 0.05, 1e6, 0.05, 0 };
    double rate[STEPS];
    char first[3][200];
    protocol_expected e;
    make_race(&e, "taiji:steps=200,lr=0.05,against=(step:every=1,gamma=0.1),seeds=8,seed=3", STEPS);
    for (int i = 0; i < 5; i++) {
        part_score m = { .points = 0 };
        for (int t = 0; t < STEPS; t++) rate[t] = of[i];
        assert_int_equal(beat_baseline_score(e.part, rate, &m), LEHR_OK);
        if (i < 3) snprintf(first[i], sizeof *first, "%s", m.explanation.s);
        else assert_string_equal(m.explanation.s, first[4 - i]);
        assert_true(m.points == (of[i] == 0.05 ? 4 : 0));
        part_score_release(&m);
    }
    assert_true(strcmp(first[0], first[1]) && strcmp(first[1], first[2]));
    beat_baseline_clear();
    protocol_release_expected(&e);
}

static void a_race_that_cannot_be_is_refused(void **state)
{
    (void)state;
    static const struct { const char *race, *words; } bad[] = {
        { "taji:seeds=3", "did you mean \"taiji\"" },
        { "x.csv:seeds=3", "is a file; a task is needed" },
        { ":seeds=3", "a race begins with a task" },
        { "taiji:steps=3", "has 3 updates, but part \"best\" has 2 rows" },
        { "taiji:steps=2,seeds=1", "seeds is 1; it must be" },
        { "taiji:steps=2,sedes=3", "race has no parameter \"sedes\"; did you mean \"seeds\"?" },
        { "taiji:steps=2,against=(step:every=1", "the bracket behind against= is not closed" },
        { "taiji:steps=2,against=cosin", "did you mean \"cosine\"" },
        { "taiji:steps=2+3", "race: the end is expected here" },
        { "taiji:steps=2,metric=luck", "metric is \"luck\"" },
    };
    for (size_t i = 0; i < COUNT(bad); i++) {
        protocol_expected e;
        make_race(&e, bad[i].race, 2);
        assert_fails(beat_baseline_check(e.part, "f"), LEHR_ERR_FILE, bad[i].words);
        protocol_release_expected(&e);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_expected_stream_is_read),
        cmocka_unit_test(what_cannot_be_expected_is_refused_with_its_line),
        cmocka_unit_test(parts_and_rows_have_a_limit),
        cmocka_unit_test(every_refused_allocation_is_reported),
        cmocka_unit_test(rows_count_only_at_their_places),
        cmocka_unit_test(mutants_are_read_to_their_end),
        cmocka_unit_test(feedback_is_in_both_languages),
        cmocka_unit_test(a_yes_or_no_is_neither_still_nor_already),
        cmocka_unit_test(two_numbers_are_printed_differently),
        cmocka_unit_test(rounding_is_right),
        cmocka_unit_test(control_characters_are_replaced),
        cmocka_unit_test(a_race_is_won_lost_or_neither),
        cmocka_unit_test(successive_races_are_independent),
        cmocka_unit_test(a_race_that_cannot_be_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
