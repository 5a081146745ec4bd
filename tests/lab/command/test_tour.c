/* test_tour.c — the tour's paragraphs fit the screen and stay complete, whatever their text; with any seed, its stops
 * accept the right number and no other. */
#include "lab/command/tour/tour.h"
#include "core/base/utf8.h"
#include "lab.h"

static const tour_stop *const all[] = {
    &stop_shape, &stop_value,   &stop_boundary, &stop_joint, &stop_train,
    &stop_map,   &stop_compare, &stop_find,     &stop_paths,
};

/* --- paragraphs --------------------------------------------------------------------------------------------------- */

/* The same letters in the same order, blanks and line ends aside. */
static void check_letters(const char *a, const char *b)
{
    for (;; a++, b++) {
        a += strspn(a, " \n");
        b += strspn(b, " \n");
        assert_int_equal(*a, *b);
        if (!*a) return;
    }
}

/* A place where the line could have been broken: a blank, or a letter of two columns that closes nothing. */
static bool has_a_break(const char *line)
{
    static const char *const wide[] = { "学", "习", "率", "批", "（", " " };
    for (int i = 0; i < COUNT_OF(wide); i++)
        if (strstr(line, wide[i])) return true;
    return false;
}

static void paragraphs_fit_and_lose_nothing(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "rate", " ", "学习率", "，", "。", "a", " of ", "x²", "step:every=50,gamma=0.5", "（0.1）", "  ", "批",
    };
    lehr_random r;
    lehr_random_seed(&r, 4);
    for (int k = 0; k < 2000; k++) {
        tour t = { .columns = 30 + k % 50 };
        lehr_strbuf words = {0}, out = {0};
        for (int i = 0; i < 40; i++) {
            const char *piece = pieces[(int)lehr_random_uniform(&r, 0, COUNT_OF(pieces))];
            bool closes = !strcmp(piece, "，") || !strcmp(piece, "。"),
                 begins = !words.length || words.s[words.length - 1] == ' ';
            if (!(closes && begins)) lehr_strbuf_printf(&words, "%s", piece);
        }
        tour_print(&t, &out, "%s", words.s);
        check_letters(words.s, out.s);
        for (const char *line = out.s; *line; line += strcspn(line, "\n") + 1) {
            char one[600];
            snprintf(one, sizeof one, "%.*s", (int)strcspn(line, "\n"), line);
            assert_true(lehr_utf8_width(one) <= t.columns || !has_a_break(one));
            assert_true(strncmp(one, "，", 3) != 0 && strncmp(one, "。", 3) != 0);
        }
        lehr_strbuf_release(&words);
        lehr_strbuf_release(&out);
    }
}

/* --- stops -------------------------------------------------------------------------------------------------------- */

/* The stop's judgement of a number; its text is discarded. */
static bool judged(tour *t, const tour_stop *s, double number)
{
    lehr_strbuf out = {0};
    bool right = false;
    t->number = number;
    assert_int_equal(s->check(t, &right, &out), LEHR_OK);
    assert_int_equal(out.status, LEHR_OK);
    lehr_strbuf_release(&out);
    return right;
}

static double right_of(const tour *t, const tour_stop *s)
{
    if (s == &stop_joint) return (double)t->at;
    return s == &stop_find ? t->estimate.suggestion[LEHR_LR_VALLEY].rate : t->right;
}

static void what_is_right_is_judged_right_with_any_seed(void **state)
{
    (void)state;
    bool light = getenv("LEHR_LIGHT") != NULL;
    for (long seed = 0; seed < 2 - light; seed++)
        for (int i = 0; i < COUNT_OF(all); i++) {
            const tour_stop *s = all[i];
            if (s == &stop_compare && (seed || light)) continue;        /* once: it trains twenty nets */
            tour t = {
                .columns = 80, .seed = seed, .draws = seed % 2, .language = seed == 1 ? LEHR_CHINESE : LEHR_ENGLISH
            };
            lehr_strbuf out = {0};
            lehr_random_seed(&t.random, (uint32_t)(seed * TOUR_STOPS + i));
            assert_int_equal(s->show(&t, &out), LEHR_OK);
            s->hint(&t, &out);
            double right = right_of(&t, s);
            assert_true(right >= t.least && right <= t.most && !(t.kind == ANSWER_RATE && right == t.least));
            assert_true(judged(&t, s, right));
            bool whole = t.kind == ANSWER_WHOLE;
            double wrong = !whole ? t.most : right == t.least ? t.most : t.least;
            if (s == &stop_train) wrong = 0;
            if (s != &stop_compare) assert_false(judged(&t, s, wrong));         /* there, noise may excuse any answer */
            assert_int_equal(s->answer(&t, &out), LEHR_OK);
            s->print_commands(&t, &out);
            assert_int_equal(out.status, LEHR_OK);
            assert_non_null(strstr(out.s, sizeof(lehr_real) == 8 ? "  lehr64 " : "  lehr "));
            lehr_strbuf_release(&out);
            tour_release(&t);
        }
}

/* Whichever allocation fails, a stop reports it and leaks no memory. */
static void a_stop_survives_the_end_of_memory(void **state)
{
    (void)state;
    static const tour_stop *const some[] = { &stop_shape, &stop_joint, &stop_own, &stop_map, &stop_paths };
    for (int i = 0; i < COUNT_OF(some); i++) {
        long failed = 0, step = some[i] == &stop_map ? 60 : 1;           /* there, a net is trained each time */
        for (long at = 1;; at += step) {
            tour t = { .columns = 80, .draws = true };
            lehr_strbuf out = {0};
            lehr_random_seed(&t.random, 1);
            watch_memory(at, 1);
            lehr_status status = some[i]->show(&t, &out);
            if (!status) status = some[i]->answer(&t, &out);
            if (!status) some[i]->print_commands(&t, &out);
            if (!status) status = out.status;
            lehr_strbuf_release(&out);
            tour_release(&t);
            assert_int_equal(forget_memory(), 0);
            if (!status) break;
            assert_int_equal(status, LEHR_ERR_MEMORY);
            failed++;
        }
        if (failed * step < 5) fail_msg("%s: memory was refused only %ld times", some[i]->title, failed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paragraphs_fit_and_lose_nothing),
        cmocka_unit_test(what_is_right_is_judged_right_with_any_seed),
        cmocka_unit_test(a_stop_survives_the_end_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
