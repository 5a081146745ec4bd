#include "lab/command/tour/tour_input.h"
#include "core/base/internal.h"
#include "core/base/utf8.h"
#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

/* --- Ctrl-C ------------------------------------------------------------------------------------------------------- */

static volatile sig_atomic_t interrupted;
static struct sigaction before;

static void note(int number)
{
    (void)number;
    interrupted = 1;
}

/* Without SA_RESTART, so that a signal ends the read. */
void tour_input_begin(void)
{
    struct sigaction mine = { .sa_handler = note };
    interrupted = 0;
    sigemptyset(&mine.sa_mask);
    sigaction(SIGINT, &mine, &before);
}

void tour_input_end(void) { sigaction(SIGINT, &before, NULL); }

/* --- a line ------------------------------------------------------------------------------------------------------- */

/* UTF-8 without control characters, which a terminal would obey. */
static bool is_text(const char *s, size_t length)
{
    const char *end = s + length;
    for (size_t n; s < end; s += n) {
        n = lehr_utf8_length(s, end);
        if (!n || (unsigned char)*s < ' ' || *s == 0x7f) return false;
    }
    return true;
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

static size_t trim(char *s, size_t length)
{
    size_t first = 0;
    while (length && is_blank(s[length - 1])) length--;
    while (first < length && is_blank(s[first])) first++;
    memmove(s, s + first, length - first);
    s[length - first] = 0;
    return length - first;
}

/* Reads a line into s, which holds size bytes; *length is that of the whole line. False: the end of the input. */
static bool read_line(char *s, size_t size, size_t *length)
{
    int c;
    for (*length = 0; (c = getchar()) != EOF && c != '\n'; ++*length)
        if (*length < size - 1) s[*length] = (char)c;
    s[*length < size - 1 ? *length : size - 1] = 0;
    return c != EOF || *length;
}

static bool is_any(const char *s, const char *a, const char *b, const char *c)
{
    return !strcmp(s, a) || !strcmp(s, b) || !strcmp(s, c);
}

tour_input tour_input_read(tour *t, lehr_strbuf *why, lehr_status *status)
{
    size_t length = 0;
    errno = 0;
    *status = LEHR_OK;
    if (interrupted || !read_line(t->given, sizeof t->given, &length) || interrupted) {
        if (!interrupted && ferror(stdin))
            *status = lehr_fail(LEHR_ERR_FILE, "standard input: cannot read: %s", lehr_errno_text(errno));
        return TOUR_INPUT_LEAVE;
    }
    if (length >= sizeof t->given) {
        tour_print(t, why, "That line has %zu bytes; the limit is %zu.", length, sizeof t->given - 1);
        return TOUR_INPUT_INVALID;
    }
    length = trim(t->given, length);
    if (!is_text(t->given, length)) {
        tour_print(t, why, "That line is not text: it has bytes that are not UTF-8, or control characters.");
        t->given[0] = 0;
        return TOUR_INPUT_INVALID;
    }
    if (!length) return TOUR_INPUT_EMPTY;
    if (is_any(t->given, "b", "B", "back")) return TOUR_INPUT_BACK;
    if (is_any(t->given, "q", "Q", "quit")) return TOUR_INPUT_LEAVE;
    return is_any(t->given, "?", "？", "help") ? TOUR_INPUT_HINT : TOUR_INPUT_TEXT;
}

/* --- a number ----------------------------------------------------------------------------------------------------- */

bool tour_input_number(tour *t, lehr_strbuf *why)
{
    const char *end;
    lehr_short_text least = lehr_number_text(t->least), most = lehr_number_text(t->most);
    bool whole = t->kind == ANSWER_WHOLE, above = t->kind == ANSWER_RATE;
    bool number = lehr_parse_number(t->given, &end, &t->number) && !*end;
    bool inside = number && t->number >= t->least && t->number <= t->most && !(above && t->number == t->least);
    if (inside && !(whole && t->number != floor(t->number))) return true;
    tour_print(t, why, "\"%.*s\" does not answer this: a %snumber is needed, %s %s and at most %s.",
               (int)lehr_utf8_fitting(t->given, 40), t->given, whole ? IN(t, "whole ") : "",
               above ? IN(t, "above") : IN(t, "at least"), least.s, most.s);
    return false;
}
