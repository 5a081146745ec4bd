/* test_progress.c — progress in a terminal: bars, times, shortened texts; and several runs at once, as text and on a
 * pseudo-terminal. */
#include "check.h"
#include <fcntl.h>
#include "core/base/utf8.h"
#include "lab/command/terminal/progress_bar.c"
#include "lab/command/terminal/terminal.c"
#include "lab/command/terminal/multi_progress.c"

/* --- gauges ------------------------------------------------------------------------------------------------------- */

static const struct { double share; int cells; const char *bar; } bars[] = {
    { 0, 4, "▕    ▏" }, { 1, 4, "▕████▏" }, { 0.5, 4, "▕██  ▏" }, { 1 / 32.0, 4, "▕▏   ▏" }, { 31 / 32.0, 4, "▕███▉▏" },
    { -1, 2, "▕  ▏" }, { 7, 2, "▕██▏" }, { NAN, 2, "▕  ▏" }, { INFINITY, 2, "▕██▏" }, { 0.5, 0, "▕▏" },
};

static void a_bar_is_drawn_in_eighths(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(bars); i++) {
        lehr_strbuf t = {0};
        progress_bar_print(&t, bars[i].share, bars[i].cells);
        assert_string_equal(t.s, bars[i].bar);
        lehr_strbuf_release(&t);
    }
}

static const struct { double seconds, share; const char *words;
} times[] = {
    { 10, 0.5, "10 s left" },
    { 10, 0, "" },
    { 0, 0.5, "0 s left" },
    { 9, 1, "0 s left" },
    { 59, 0.5, "59 s left" },
    { 59.5, 0.5, "1 min left" },
    { 89, 0.5, "1 min left" },
    { 91, 0.5, "2 min left" },
    { 3569, 0.5, "59 min left" },
    { 3571, 0.5, "1 h 00 min left" },
    { 3900, 0.5, "1 h 05 min left" },
    { 1, 1e-5, "27 h 47 min left" },
    { 1, 1e-9, "" },
    { INFINITY, 0.5, "" },
    { NAN, 0.5, "" },
    { 1, NAN, "" },
    { 1, -1, "" },
    { 1, 2, "0 s left" },
};

static void the_time_left_is_printed_in_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(times); i++)
        assert_string_equal(progress_time_left(times[i].seconds, times[i].share).s, times[i].words);
}

static const struct { const char *text; int columns; const char *cut; int taken;
} cuts[] = {
    { "cosine", 6, "cosine", 6 },     { "cosine", 5, "cosi…", 5 },
    { "cosine", 1, "…", 1 },          { "cosine", 0, "", 0 },
    { "cosine", -3, "", 0 },          { "", 3, "", 0 },
    { "µ·x", 3, "µ·x", 3 },           { "µ·xy", 3, "µ·…", 3 },
    { "余弦退火", 8, "余弦退火", 8 }, { "余弦退火", 7, "余弦退…", 7 },
    { "余弦退火", 6, "余弦…", 5 },    { "\033[2Jx\n", 9, "?[2Jx?", 6 },
    { "\xff\xc3", 9, "??", 2 },       { "\xe4\xbd", 9, "??", 2 },
    { "\xc2\x9b", 9, "?", 1 },        { "e\xcc\x81", 1, "e\xcc\x81", 1 },
};

static void texts_are_cut_to_columns(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cuts); i++) {
        lehr_strbuf t = {0};
        assert_int_equal(lehr_utf8_fit(&t, cuts[i].text, cuts[i].columns), cuts[i].taken);
        assert_string_equal(t.s ? t.s : "", cuts[i].cut);
        lehr_strbuf_release(&t);
    }
}

static const struct { const char *text; int width; const char *padded; } padded[] = {
    { "rule", 6, "  rule" }, { "rule", -6, "rule  " }, { "rule", 3, "rule" },     { "rule", 0, "rule" },
    { "规则", 6, "  规则" }, { "规则", -6, "规则  " }, { "规则", -3, "规则" }, { "", -2, "  " },
};

static void texts_are_padded_to_columns(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(padded); i++) {
        lehr_strbuf t = {0};
        lehr_utf8_pad(&t, padded[i].width, padded[i].text);
        assert_string_equal(t.s, padded[i].padded);
        lehr_strbuf_release(&t);
    }
}

/* --- the lines ---------------------------------------------------------------------------------------------------- */

static const terminal_screen wide = { 80, 24, false };

static void assert_lines(const multi_progress *l, terminal_screen s, double now, const char *lines)
{
    lehr_strbuf t = {0};
    int n = multi_progress_lines(l, s, now, &t), newlines = 0;
    for (size_t i = 0; i < t.length; i++) newlines += t.s[i] == '\n';
    assert_int_equal(n, newlines);
    assert_string_equal(t.s, lines);
    lehr_strbuf_release(&t);
}

/* A comparison that began at 100 s, by the test's own clock. */
static void begin(multi_progress *l, int runs, long updates, int rows)
{
    multi_progress_start(l, "taiji", runs, updates, rows);
    l->start = l->last = 100;
    l->shown = false;
}

static void the_lines_show_the_progress(void **state)
{
    (void)state;
    static multi_progress l;
    begin(&l, 4, 400, 2);
    assert_lines(&l, wide, 100, "taiji ▕                              ▏  0 %  0 of 4 runs\n");
    multi_progress_update(&l, 0, "fixed, seed 1", 0, 100);
    multi_progress_update(&l, 1, "cosine, seed 1", 0, 100);
    assert_lines(&l, wide, 105, "taiji            ▕                         ▏  0 %  0 of 4 runs\n"
                                "  fixed, seed 1  ▕                         ▏  0 %\n"
                                "  cosine, seed 1 ▕                         ▏  0 %\n");
    multi_progress_update(&l, 0, "fixed, seed 1", 60, 100);
    multi_progress_update(&l, 1, "cosine, seed 1", 40, 100);
    assert_lines(&l, wide, 110, "taiji            ▕██████▎                  ▏ 25 %  0 of 4 runs  30 s left\n"
                                "  fixed, seed 1  ▕███████████████          ▏ 60 %\n"
                                "  cosine, seed 1 ▕██████████               ▏ 40 %\n");
    multi_progress_update(&l, 0, "fixed, seed 1", 100, 100);
    multi_progress_update(&l, 2, "fixed, seed 2", 0, 100); /* takes the line that has become free */
    multi_progress_update(&l, 2, "fixed, seed 2", 10, 100);
    assert_lines(&l, wide, 110, "taiji            ▕█████████▍               ▏ 37 %  1 of 4 runs  17 s left\n"
                                "  fixed, seed 2  ▕██▌                      ▏ 10 %\n"
                                "  cosine, seed 1 ▕██████████               ▏ 40 %\n");
    for (int i = 1; i < 3; i++) multi_progress_update(&l, i, "either", 100, 100);
    multi_progress_update(&l, 3, "cosine, seed 2", 99, 100);
    assert_lines(&l, wide, 110, "taiji            ▕████████████████████████▉▏ 99 %  3 of 4 runs  1 s left\n"
                                "  cosine, seed 2 ▕████████████████████████▊▏ 99 %\n");
    multi_progress_update(&l, 3, "cosine, seed 2", 100, 100);
    assert_lines(&l, wide, 110, "taiji            ▕█████████████████████████▏100 %  4 of 4 runs  0 s left\n");
}

static void cached_runs_do_not_change_the_speed(void **state)
{
    (void)state;
    static multi_progress l;
    begin(&l, 4, 400, 2);
    multi_progress_skip(&l, 100);
    multi_progress_skip(&l, 100);
    assert_lines(&l, wide, 110, "taiji ▕███████████████               ▏ 50 %  2 of 4 runs\n");
    multi_progress_update(&l, 2, "a", 50, 100);
    assert_lines(&l, wide, 110, "taiji ▕██████████████████▊           ▏ 62 %  2 of 4 runs  30 s left\n"
                                "  a   ▕███████████████               ▏ 50 %\n");
    multi_progress_skip(&l, 100);
    multi_progress_skip(&l, 200);                       /* more than there are: harmless */
    assert_lines(&l, wide, 110, "taiji ▕██████████████████████████████▏100 %  4 of 4 runs  0 s left\n"
                                "  a   ▕███████████████               ▏ 50 %\n");
}

static void the_lines_fit_the_screen(void **state)
{
    (void)state;
    static multi_progress l;
    begin(&l, 50, 5000, 8);
    l.what = "数据.csv";
    for (int i = 0; i < 12; i++)
        multi_progress_update(&l, i, "cosine_restarts:every=100,factor=2, seed 1", 10 + i, 100);
    assert_lines(&l, (terminal_screen){ 70, 4, false }, 100.5, "数据.csv                ▕▏     ▏  3 %  0 of 50 runs\n"
                                                      "  cosine_restarts:ever… ▕▌     ▏ 10 %\n"
                                                      "  cosine_restarts:ever… ▕▋     ▏ 11 %\n");
    assert_lines(&l, (terminal_screen){ 30, 3, false }, 110, "数据.csv    3 %  0 of 50 run…\n"
                                                    "  cosine…  10 %\n");
    assert_lines(&l, (terminal_screen){ 12, 1, false }, 110, "数…   3 %  \n");
    for (int columns = 0; columns < 130; columns++)
        for (int rows = 0; rows < 14; rows++) {
            lehr_strbuf t = {0};
            int n = multi_progress_lines(&l, (terminal_screen){ columns, rows, false }, 1e9, &t);
            assert_true(n <= 9 && (n == 1 || n <= rows - 1));
            for (char *at = t.s, *end; (end = strchr(at, '\n')); at = end + 1) {
                *end = '\0';
                assert_true(lehr_utf8_width(at) < columns || !*at);
            }
            lehr_strbuf_release(&t);
        }
}

static void more_runs_than_places_still_count(void **state)
{
    (void)state;
    static multi_progress l;
    begin(&l, 600, 600, 0);
    for (int i = 0; i < 300; i++) multi_progress_update(&l, i, "a", 0, 1);
    for (int i = 0; i < 300; i++) multi_progress_update(&l, i, "a", 1, 1);
    for (int i = 300; i < 600; i++) multi_progress_skip(&l, 1);
    assert_int_equal(l.done, 600);
    assert_int_equal(l.ended, 600);
}

static void a_frame_is_drawn_over_the_last_one(void **state)
{
    (void)state;
    static multi_progress l;
    begin(&l, 2, 20, 1);
    multi_progress_update(&l, 0, "a", 5, 10);
    lehr_strbuf t = {0};
    multi_progress_frame(&l, (terminal_screen){ 30, 24, true }, 100, &t);
    assert_string_equal(t.s, "\rtaiji  25 %  0 of 2 runs\033[K\n  a    50 %\033[K\n\033[J");
    multi_progress_update(&l, 0, "a", 10, 10);
    lehr_strbuf_release(&t);
    multi_progress_frame(&l, (terminal_screen){ 48, 24, true }, 100, &t);
    assert_string_equal(t.s, "\r\033[2Ataiji \033[36m▕██  ▏\033[0m 50 %  1 of 2 runs\033[K\n\033[J");
    lehr_strbuf_release(&t);
}

/* --- with and without a terminal ---------------------------------------------------------------------------------- */

/* Draws a comparison to stderr for a third of a second or more and 2002 reports; returns the seconds it took. */
static double run_it(void)
{
    double start = terminal_seconds();
    static multi_progress l;
    multi_progress_start(&l, "taiji", 2, 2000, 2);
    for (int i = 0; i <= 1000; i++)
        for (int run = 0; run < 2; run++) {
            multi_progress_update(&l, run, run ? "cosine" : "fixed", i, 1000);
            if (i % 100 == 0) nanosleep(&(struct timespec){ 0, 16000000 }, NULL);
        }
    multi_progress_end(&l);
    progress_bar b;
    progress_bar_start(&b, "training", 2);
    progress_bar_update(&b, 1);
    progress_bar_end(&b);
    return terminal_seconds() - start;
}

static double seconds_taken;            /* by the last run */

/* stderr is the given file while it runs. */
static void run_on(int fd)
{
    int before = dup(STDERR_FILENO);
    assert_true(before >= 0 && dup2(fd, STDERR_FILENO) >= 0);
    seconds_taken = run_it();
    assert_true(dup2(before, STDERR_FILENO) >= 0);
    close(before);
}

static size_t read_all(int fd, char *bytes, size_t room)
{
    size_t n = 0;
    assert_int_equal(fcntl(fd, F_SETFL, O_NONBLOCK), 0);
    for (ssize_t more; n < room - 1 && (more = read(fd, bytes + n, room - 1 - n)) > 0;) n += (size_t)more;
    bytes[n] = '\0';
    return n;
}

static char seen[65536];

static size_t seen_in_a_pipe(void)
{
    int end[2];
    assert_int_equal(pipe(end), 0);
    run_on(end[1]);
    size_t n = read_all(end[0], seen, sizeof seen);
    close(end[0]);
    close(end[1]);
    return n;
}

static size_t seen_on_a_terminal(void)
{
    int master = posix_openpt(O_RDWR | O_NOCTTY);
    if (master < 0 || grantpt(master) || unlockpt(master)) skip();
    int terminal = open(ptsname(master), O_RDWR | O_NOCTTY);
    if (terminal < 0) skip();
    struct winsize size = { .ws_row = 10, .ws_col = 60 };
    assert_int_equal(ioctl(terminal, TIOCSWINSZ, &size), 0);
    run_on(terminal);
    size_t n = read_all(master, seen, sizeof seen);
    close(terminal);
    close(master);
    return n;
}

static int times_in(const char *text, const char *part)
{
    int n = 0;
    for (; (text = strstr(text, part)); text++) n++;
    return n;
}

static void a_pipe_gets_not_a_byte(void **state)
{
    (void)state;
    setenv("TERM", "xterm", 1);
    assert_int_equal(seen_in_a_pipe(), 0);
}

static void a_terminal_shows_a_few_frames_and_is_left_clean(void **state)
{
    (void)state;
    setenv("TERM", "xterm", 1);
    unsetenv("NO_COLOR");
    assert_true(seen_on_a_terminal() > 0);
    int frames = times_in(seen, "taiji");
    assert_in_range(frames, 1, 3 + (int)(seconds_taken / 0.1));         /* at most one in a tenth of a second */
    assert_true(times_in(seen, "fixed") >= frames - 1);  /* it may have ended before the last */
    assert_non_null(strstr(seen, "\033[36m"));
    assert_null(strstr(seen, "\033[?25l"));             /* the cursor is never hidden */
    assert_non_null(strstr(seen, "A\033[J\rtraining ▕████████████▌            ▏ 50 %"));
    assert_string_equal(seen + strlen(seen) - 4, "\r\033[K");
}

static void colour_may_be_forbidden_and_so_may_all_of_it(void **state)
{
    (void)state;
    setenv("TERM", "xterm", 1);
    setenv("NO_COLOR", "1", 1);
    assert_true(seen_on_a_terminal() > 0);
    assert_null(strstr(seen, "\033[36m"));
    unsetenv("NO_COLOR");
    setenv("TERM", "dumb", 1);
    assert_int_equal(seen_on_a_terminal(), 0);
    unsetenv("TERM");
    assert_int_equal(seen_on_a_terminal(), 0);
    setenv("TERM", "xterm", 1);
    print_set_quiet();
    assert_int_equal(seen_on_a_terminal(), 0);
    quiet = false;
}

static void without_a_size_the_environment_sets_it(void **state)
{
    (void)state;
    static const struct { const char *columns, *lines; int c, r; } rows[] = {
        { "123", "45", 123, 45 }, { "wide", "0", 80, 24 }, { "-5", "1e99", 80, 24 }, { "", "12x", 80, 24 },
    };
    int before = dup(STDERR_FILENO), nothing = open("/dev/null", O_WRONLY);
    dup2(nothing, STDERR_FILENO);
    terminal_screen s[COUNT(rows)];
    for (size_t i = 0; i < COUNT(rows); i++) {
        setenv("COLUMNS", rows[i].columns, 1);
        setenv("LINES", rows[i].lines, 1);
        s[i] = terminal_screen_now();
    }
    dup2(before, STDERR_FILENO);
    close(before);
    close(nothing);
    for (size_t i = 0; i < COUNT(rows); i++) assert_true(s[i].columns == rows[i].c && s[i].rows == rows[i].r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bar_is_drawn_in_eighths),
        cmocka_unit_test(the_time_left_is_printed_in_words),
        cmocka_unit_test(texts_are_cut_to_columns),
        cmocka_unit_test(texts_are_padded_to_columns),
        cmocka_unit_test(the_lines_show_the_progress),
        cmocka_unit_test(cached_runs_do_not_change_the_speed),
        cmocka_unit_test(the_lines_fit_the_screen),
        cmocka_unit_test(more_runs_than_places_still_count),
        cmocka_unit_test(a_frame_is_drawn_over_the_last_one),
        cmocka_unit_test(a_pipe_gets_not_a_byte),
        cmocka_unit_test(a_terminal_shows_a_few_frames_and_is_left_clean),
        cmocka_unit_test(colour_may_be_forbidden_and_so_may_all_of_it),
        cmocka_unit_test(without_a_size_the_environment_sets_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
