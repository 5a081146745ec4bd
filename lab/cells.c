#include "lab/cells.h"
#include <string.h>

lehr_cells lehr_cells_of(const char *name, const char *text, size_t length)
{
    lehr_cells t = { .name = name, .next = text, .end = text + length };
    if (length >= 3 && !memcmp(text, "\xEF\xBB\xBF", 3)) t.next += 3;           /* byte-order mark */
    return t;
}

lehr_status lehr_cells_fail(const lehr_cells *t, const char *where, const char *format, ...)
{
    char sentence[300];
    va_list args;
    va_start(args, format);
    lehr_format(sentence, sizeof sentence, format, args);
    va_end(args);
    return lehr_fail(LEHR_ERR_FILE, "%s:%ld:%d: %s", t->name, t->number, (int)(where - t->line) + 1, sentence);
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

/* The next line that is not blank. */
bool lehr_next_line(lehr_cells *t)
{
    while (t->next < t->end) {
        const char *newline = memchr(t->next, '\n', (size_t)(t->end - t->next));
        t->line = t->next;
        t->line_end = newline ? newline : t->end;
        t->next = newline ? newline + 1 : t->end;
        t->number++;
        for (const char *p = t->line; p < t->line_end; p++)
            if (!is_blank(*p)) return true;
    }
    return false;
}

/* The cell at *at, without the blanks or quotes around it; *at moves behind its comma, or to NULL behind the last. */
lehr_cell lehr_next_cell(const lehr_cells *t, const char **at)
{
    const char *s = *at, *stop = t->line_end;
    while (s < stop && is_blank(*s)) s++;
    bool opened = s < stop && *s == '"';
    const char *closing = opened ? memchr(s + 1, '"', (size_t)(stop - s - 1)) : NULL;
    const char *from = closing ? closing : s, *comma = memchr(from, ',', (size_t)(stop - from));
    *at = comma ? comma + 1 : NULL;
    const char *last = comma ? comma : stop;
    while (last > s && is_blank(last[-1])) last--;
    if (closing) return (lehr_cell){ s + 1, (int)(closing - s - 1), last != closing + 1 };
    return (lehr_cell){ s, (int)(last - s), opened };
}

bool lehr_cell_number(lehr_cell c, double *v)
{
    const char *end;
    return c.length && lehr_read_number(c.s, &end, v) && end == c.s + c.length;
}

int lehr_count_cells(const lehr_cells *t)
{
    int n = 0;
    for (const char *at = t->line; at; n++) lehr_next_cell(t, &at);
    return n;
}
