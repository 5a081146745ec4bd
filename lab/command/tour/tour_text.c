/* tour_text.c — how the tour speaks: paragraphs that fit the screen, in letters of one column and of two */
#include "core/base/internal.h"
#include "core/base/utf8.h"
#include "lab/command/terminal/terminal.h"
#include "lab/command/tour/tour.h"
#include <math.h>
#include <string.h>

/* Marks that do not begin a line. */
static bool closes(const char *s, size_t n)
{
    static const char *const marks[] = { "，", "。", "、", "；", "：", "？", "！", "）", "》", "」", "”" };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (n == strlen(marks[i]) && !strncmp(s, marks[i], n)) return true;
    return false;
}

/* The bytes of one letter at s, which is not empty; bytes that are no letter go one by one. */
static size_t letter(const char *s)
{
    size_t n = lehr_utf8_length(s, s + strlen(s));
    return n ? n : 1;
}

/* What stays together on a line: letters of one column up to a blank, or one of two, each with the marks that close it.
 */
static size_t word_at(const char *s)
{
    size_t n = letter(s);
    bool wide = lehr_utf8_width_n(s, n) > 1;
    while (s[n] && s[n] != ' ') {
        size_t next = letter(s + n);
        bool mark = closes(s + n, next);
        if (!mark && (wide || lehr_utf8_width_n(s + n, next) > 1)) break;
        n += next;
    }
    return n;
}

/* Without the end of the last line. */
static void wrap(lehr_strbuf *out, const char *s, int columns)
{
    int at = 0;
    while (*s) {
        bool blank = *s == ' ';
        s += strspn(s, " ");
        if (!*s) break;
        size_t n = word_at(s);
        int width = lehr_utf8_width_n(s, n), gap = blank && at ? 1 : 0;
        if (at && at + gap + width > columns) at = 0, gap = 0, lehr_strbuf_printf(out, "\n");
        lehr_strbuf_printf(out, "%s%.*s", gap ? " " : "", (int)n, s);
        at += gap + width;
        s += n;
    }
}

static void add_list(lehr_strbuf *t, const char *format, va_list args)
{
    char line[1600];
    lehr_vsnprintf(line, sizeof line, format, args);
    lehr_strbuf_printf(t, "%s", line);
}

/* A failure to say it is out's failure. */
static void hand_on(lehr_strbuf *words, lehr_strbuf *out)
{
    if (words->status) out->status = words->status;
    lehr_strbuf_release(words);
}

void tour_print(const tour *t, lehr_strbuf *out, const char *format, ...)
{
    lehr_strbuf words = {0};
    va_list args;
    va_start(args, format);
    add_list(&words, format, args);
    va_end(args);
    if (words.s) wrap(out, words.s, t->columns);
    lehr_strbuf_printf(out, "\n");
    hand_on(&words, out);
}

/* On one line, however long: broken, it could not be pasted. */
void tour_print_command(const tour *t, lehr_strbuf *out, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    lehr_strbuf_printf(out, "%s%s", t->colour ? "\033[36m" : "", sizeof(lehr_real) == 8 ? "  lehr64 " : "  lehr ");
    add_list(out, format, args);
    lehr_strbuf_printf(out, "%s\n", t->colour ? "\033[0m" : "");
    va_end(args);
}

void tour_print_bold(const tour *t, lehr_strbuf *out, const char *format, ...)
{
    lehr_strbuf words = {0};
    va_list args;
    va_start(args, format);
    add_list(&words, format, args);
    va_end(args);
    if (t->colour) lehr_strbuf_printf(out, "\033[1m");
    if (words.s) wrap(out, words.s, t->columns);
    lehr_strbuf_printf(out, "%s\n", t->colour ? "\033[0m" : "");
    hand_on(&words, out);
}

int tour_random_int(tour *t, int n)
{
    int lot = (int)lehr_random_uniform(&t->random, 0, n);
    return lot < n ? lot : n - 1;
}

void tour_ask_rate(tour *t)
{
    t->kind = ANSWER_NUMBER;
    t->least = 0;
    t->most = LEHR_MAX_RATE;
    t->above = true;
}

void tour_ask_number(tour *t, bool whole, double least, double most)
{
    t->kind = whole ? ANSWER_WHOLE : ANSWER_NUMBER;
    t->least = least;
    t->most = most;
    t->above = false;
}
