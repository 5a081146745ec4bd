/* tour_text.c — the text of the tour: paragraphs that fit the screen, in characters of one column and of two */
#include "core/base/internal.h"
#include "core/base/utf8.h"
#include "lab/command/tour/tour.h"
#include <string.h>

/* Punctuation that must not begin a line. */
static bool closes(const char *s, size_t n)
{
    static const char *const marks[] = { "，", "。", "、", "；", "：", "？", "！", "）", "》", "」", "”" };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (n == strlen(marks[i]) && !strncmp(s, marks[i], n)) return true;
    return false;
}

/* The bytes of one character at s, which is not empty; 1 where they are not UTF-8. */
static size_t character(const char *s)
{
    size_t n = lehr_utf8_length(s, s + strlen(s));
    return n ? n : 1;
}

/* The bytes that stay together on a line: narrow characters up to a blank, or one wide character, with the punctuation
 * that closes it. */
static size_t word_at(const char *s)
{
    size_t n = character(s);
    bool wide = lehr_utf8_width_n(s, n) > 1;
    while (s[n] && s[n] != ' ') {
        size_t next = character(s + n);
        bool mark = closes(s + n, next);
        if (!mark && (wide || lehr_utf8_width_n(s + n, next) > 1)) break;
        n += next;
    }
    return n;
}

/* Prints no newline after the last line. */
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

/* style: an escape sequence, used on a terminal with colours. */
static void print_text(const tour *t, lehr_strbuf *out, const char *style, const char *format, va_list args)
{
    char text[1600];
    lehr_vsnprintf(text, sizeof text, IN(t, format), args);
    lehr_strbuf_printf(out, "%s", t->colour ? style : "");
    wrap(out, text, t->columns);
    lehr_strbuf_printf(out, "%s\n", t->colour && *style ? "\033[0m" : "");
}

lehr_status tour_print(const tour *t, lehr_strbuf *out, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    print_text(t, out, "", format, args);
    va_end(args);
    return out->status;
}

void tour_print_bold(const tour *t, lehr_strbuf *out, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    print_text(t, out, "\033[1m", format, args);
    va_end(args);
}

lehr_status tour_ask(tour *t, lehr_strbuf *out, answer_kind kind, double least, double most, const char *format, ...)
{
    va_list args;
    t->kind = kind;
    t->least = least;
    t->most = most;
    va_start(args, format);
    print_text(t, out, "\033[1m", format, args);
    va_end(args);
    return out->status;
}

/* On one line, however long, so that it can be pasted. */
void tour_print_command(const tour *t, lehr_strbuf *out, const char *format, ...)
{
    char text[1600];
    va_list args;
    va_start(args, format);
    lehr_vsnprintf(text, sizeof text, format, args);
    va_end(args);
    lehr_strbuf_printf(out, "%s  %s %s%s\n", t->colour ? "\033[36m" : "", sizeof(lehr_real) == 8 ? "lehr64" : "lehr",
                       text, t->colour ? "\033[0m" : "");
}

int tour_random_int(tour *t, int n)
{
    int i = (int)lehr_random_uniform(&t->random, 0, n);
    return i < n ? i : n - 1;
}
