#include "lab/data/delimited.h"
#include "core/base/internal.h"
#include "core/base/translate.h"
#include <string.h>

lehr_status lehr_delimited_fail(const lehr_delimited *t, const char *where, const char *format, ...)
{
    char sentence[300];
    va_list args;
    va_start(args, format);
    lehr_vsnprintf(sentence, sizeof sentence, lehr_translate(format), args);
    va_end(args);
    return lehr_fail(LEHR_ERR_FILE, "%s:%ld:%d: %s", t->name, t->line_number, (int)(where - t->line) + 1, sentence);
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

bool lehr_delimited_next_line(lehr_delimited *t)
{
    while (t->next < t->end) {
        const char *p = t->line = t->next;
        while (p < t->end && is_blank(*p)) p++;
        bool empty = p == t->end || *p == '\n';
        const char *newline = empty ? p : memchr(p, '\n', (size_t)(t->end - p));
        t->line_end = newline ? newline : t->end;
        t->next = t->line_end < t->end ? t->line_end + 1 : t->end;
        t->line_number++;
        if (!empty) return true;
    }
    return false;
}

/* Is this a blank around a cell, and not a separator? */
static bool is_padding(const lehr_delimited *t, char c)
{
    return is_blank(c) && (t->separator == ' ' || c != t->separator);
}

/* The next separator from s on; NULL: none before the line's end. Of several blanks, the last, unless nothing follows
 * them. */
static const char *find_separator(const lehr_delimited *t, const char *s)
{
    if (t->separator != ' ') return memchr(s, t->separator, (size_t)(t->line_end - s));
    while (s < t->line_end && !is_blank(*s)) s++;
    while (s < t->line_end && is_blank(*s)) s++;
    return s < t->line_end ? s - 1 : NULL;
}

/* The quote that ends a cell whose text begins at s; NULL: there is none. A doubled quote is part of the text. */
static const char *find_closing(const char *s, const char *stop, bool *doubled)
{
    const char *quote = s;
    while ((quote = memchr(quote, '"', (size_t)(stop - quote))) && quote + 1 < stop && quote[1] == '"') {
        *doubled = true;
        quote += 2;
    }
    return quote;
}

lehr_cell lehr_delimited_next_cell(const lehr_delimited *t, const char **at)
{
    const char *s = *at, *stop = t->line_end;
    while (s < stop && is_padding(t, *s)) s++;
    bool opened = s < stop && *s == '"', doubled = false;
    const char *closing = opened ? find_closing(s + 1, stop, &doubled) : NULL;
    const char *separator = find_separator(t, closing ? closing : s);
    *at = separator ? separator + 1 : NULL;
    const char *last = separator ? separator : stop;
    while (last > s && is_blank(last[-1])) last--;
    if (!closing) return (lehr_cell){ s, (int)(last - s), opened ? s : NULL, false };
    const char *after = closing + 1;
    while (after < last && is_blank(*after)) after++;
    return (lehr_cell){ s + 1, (int)(closing - s - 1), after < last ? after : NULL, doubled };
}

lehr_status lehr_delimited_check_line(const lehr_delimited *t)
{
    const char *zero = memchr(t->line, '\0', (size_t)(t->line_end - t->line));
    if (zero) return lehr_delimited_fail(t, zero, "a zero byte; this is not a table of text");
    for (const char *at = t->line; at;) {
        lehr_cell c = lehr_delimited_next_cell(t, &at);
        if (c.malformed)
            return c.malformed == c.s
                       ? lehr_delimited_fail(t, c.malformed, "a quote is opened here and not closed; quotes enclose a "
                                                             "whole cell")
                       : lehr_delimited_fail(t, c.malformed, "text after a closing quote; quotes enclose a whole cell, "
                                                             "and quotes within are doubled");
    }
    return LEHR_OK;
}

int lehr_cell_compare(lehr_cell c, const char *word)
{
    const char *end = c.s + c.length;
    for (; c.s < end && *word == *c.s; word++) c.s += c.doubled && *c.s == '"' ? 2 : 1;
    return (c.s < end ? (unsigned char)*c.s : 0) - (unsigned char)*word;
}

void lehr_cell_text(lehr_cell c, char *to)
{
    for (const char *end = c.s + c.length; c.s < end; c.s += c.doubled && *c.s == '"' ? 2 : 1) *to++ = *c.s;
    *to = '\0';
}

char *lehr_cell_strdup(lehr_cell c, lehr_arena *memory)
{
    char *own = lehr_arena_alloc_text(memory, (size_t)c.length + 1);
    if (own) lehr_cell_text(c, own);
    return own;
}

int lehr_delimited_count_cells(const lehr_delimited *t)
{
    int n = 0;
    for (const char *at = t->line; at; n++) lehr_delimited_next_cell(t, &at);
    return n;
}

bool lehr_cell_number(lehr_cell c, double *v)
{
    const char *end;
    return c.length && lehr_parse_number(c.s, &end, v) && end == c.s + c.length;
}

/* Can a cell end before s, or begin there, whatever the separator is? */
static bool is_edge(const lehr_delimited *t, const char *s)
{
    return s < t->line || s >= t->line_end || is_blank(*s) || *s == ',' || *s == ';';
}

enum { MAX_COUNTED = 100000 };          /* more cells than a table may have */

/* The number of cells that t->separator makes of the present line. A separator within quotes does not count, also where
 * the quotes are between other separators: in a,"b;c" a semicolon separates nothing. */
static int count_separated(const lehr_delimited *t)
{
    int n = 1;
    const char *s = t->line;
    if (t->separator == ' ') return lehr_delimited_count_cells(t);
    if (!memchr(s, '"', (size_t)(t->line_end - s))) {
        while (n < MAX_COUNTED && (s = memchr(s, t->separator, (size_t)(t->line_end - s)))) n++, s++;
        return n;
    }
    for (; s < t->line_end; s++) {
        bool doubled;
        const char *closing = *s == '"' && is_edge(t, s - 1) ? find_closing(s + 1, t->line_end, &doubled) : NULL;
        if (closing && is_edge(t, closing + 1)) s = closing;
        else n += *s == t->separator;
    }
    return n;
}

/* The cells of the first two lines with that separator. t is at its start. */
static void try_separator(lehr_delimited t, char separator, int cells[2])
{
    t.separator = separator;
    for (int i = 0; i < 2; i++) cells[i] = lehr_delimited_next_line(&t) ? count_separated(&t) : i ? cells[0] : 0;
}

lehr_delimited lehr_delimited_open(const char *name, const char *text, size_t length)
{
    static const char separators[] = { ';', ',', '\t', ' ' };
    lehr_delimited t = { .name = name, .next = text, .end = text + length, .separator = ' ' };
    if (length >= 3 && !memcmp(text, "\xEF\xBB\xBF", 3)) t.next += 3;
    char first = ' ';
    for (int i = 0; i < 4; i++) {
        int cells[2];
        try_separator(t, separators[i], cells);
        if (cells[0] < 2) continue;
        if (first == ' ') first = separators[i];
        if (cells[0] != cells[1]) continue;
        t.separator = separators[i];
        return t;
    }
    t.separator = first;
    return t;
}
