#include "lab/csv.h"
#include <math.h>
#include <string.h>

enum { MOST_COLUMNS = 10000, MOST_CLASSES = 1000, MOST_ROWS = 10000000 };

/* --- lines and cells ---------------------------------------------------------------------------------------------- */

typedef struct table {
    const char *name;                   /* of the file */
    const char *next, *end;             /* what is not yet read            */
    const char *line, *line_end;        /* the present line, its newline excluded */
    long        number;                 /* of the present line, from 1     */
} table;

typedef struct cell { const char *s; int length; bool torn; } cell;     /* torn: a quote is missing, or something stands behind it */

static lehr_status wrong(const table *t, const char *where, const char *format, ...) LEHR_PRINTF(3, 4);

static lehr_status wrong(const table *t, const char *where, const char *format, ...)
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
static bool next_line(table *t)
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
static cell next_cell(const table *t, const char **at)
{
    const char *s = *at, *stop = t->line_end;
    while (s < stop && is_blank(*s)) s++;
    bool opened = s < stop && *s == '"';
    const char *closing = opened ? memchr(s + 1, '"', (size_t)(stop - s - 1)) : NULL;
    const char *from = closing ? closing : s, *comma = memchr(from, ',', (size_t)(stop - from));
    *at = comma ? comma + 1 : NULL;
    const char *last = comma ? comma : stop;
    while (last > s && is_blank(last[-1])) last--;
    if (closing) return (cell){ s + 1, (int)(closing - s - 1), last != closing + 1 };
    return (cell){ s, (int)(last - s), opened };
}

static bool as_number(cell c, double *v)
{
    const char *end;
    return c.length && lehr_read_number(c.s, &end, v) && end == c.s + c.length;
}

static lehr_status check_line(const table *t)
{
    const char *zero = memchr(t->line, '\0', (size_t)(t->line_end - t->line));
    if (zero) return wrong(t, zero, "a zero byte; this is not a table of text");
    for (const char *at = t->line; at;) {
        cell c = next_cell(t, &at);
        if (c.torn) return wrong(t, c.s, "quotes must stand around the whole of a cell, and not inside it");
    }
    return LEHR_OK;
}

static int count_cells(const table *t)
{
    int n = 0;
    for (const char *at = t->line; at; n++) next_cell(t, &at);
    return n;
}

static bool has_number(const table *t)
{
    double v;
    for (const char *at = t->line; at;)
        if (as_number(next_cell(t, &at), &v)) return true;
    return false;
}

/* --- first look: how large, is there a header, are the classes words? ---------------------------------------------- */

typedef struct outline { int rows, columns; bool header, words; long first_line; } outline;

static lehr_status look(table t, outline *o)
{
    *o = (outline){0};
    while (next_line(&t)) {
        int columns = count_cells(&t);
        lehr_status status = check_line(&t);
        if (status) return status;
        if (!o->columns) {
            o->columns = columns;
            o->first_line = t.number;
            o->header = !has_number(&t);
            if (columns < 2) return wrong(&t, t.line, "one column; at least one feature and, last, the class are expected, separated by commas");
            if (columns > MOST_COLUMNS) return wrong(&t, t.line, "%d columns; %d at most", columns, MOST_COLUMNS);
            if (o->header) continue;
        }
        if (columns != o->columns)
            return wrong(&t, t.line_end, "this row has %d columns, but line %ld has %d", columns, o->first_line, o->columns);
        cell last = { 0 };
        double v;
        for (const char *at = t.line; at;) last = next_cell(&t, &at);
        o->words |= !as_number(last, &v);
        if (++o->rows > MOST_ROWS) return wrong(&t, t.line, "more than %d rows", MOST_ROWS);
    }
    return o->rows ? LEHR_OK : lehr_fail(LEHR_ERR_FILE, "%s:%ld:1: the file ends here; rows of numbers are expected", t.name, t.number + 1);
}

/* --- second look: the numbers -------------------------------------------------------------------------------------- */

static const char *own_copy(lehr_data *d, cell c)
{
    char *s = lehr_arena_take(&d->memory, (size_t)c.length + 1, 1);
    if (!s) return NULL;
    memcpy(s, c.s, (size_t)c.length);
    s[c.length] = '\0';
    return s;
}

static lehr_status read_header(lehr_data *d, table *t)
{
    next_line(t);
    const char *at = t->line;
    for (int f = 0; f < d->features; f++)
        if (!(d->feature_name[f] = own_copy(d, next_cell(t, &at)))) return LEHR_ERR_MEMORY;
    return (d->label_name = own_copy(d, next_cell(t, &at))) ? LEHR_OK : LEHR_ERR_MEMORY;
}

/* A word's class, a new one if it has not been met before. */
static lehr_status class_of_word(lehr_data *d, const table *t, cell c, int *label)
{
    if (!c.length) return wrong(t, c.s, "%s is empty; a class is expected", d->label_name);
    for (*label = 0; *label < d->classes; ++*label)
        if (strlen(d->class_name[*label]) == (size_t)c.length && !strncmp(d->class_name[*label], c.s, (size_t)c.length)) return LEHR_OK;
    if (d->classes == MOST_CLASSES) return wrong(t, c.s, "%.*s would be class number %d; %d at most", c.length, c.s, MOST_CLASSES + 1, MOST_CLASSES);
    return (d->class_name[d->classes++] = own_copy(d, c)) ? LEHR_OK : LEHR_ERR_MEMORY;
}

static lehr_status class_of_number(lehr_data *d, const table *t, cell c, int *label)
{
    double v = -1;
    if (!as_number(c, &v) || v < 0 || v >= MOST_CLASSES || v != floor(v))
        return wrong(t, c.s, "%s is \"%.*s\"; a class is a word, or a whole number from 0 to %d", d->label_name, c.length < 40 ? c.length : 40,
                     c.s, MOST_CLASSES - 1);
    *label = (int)v;
    if (*label >= d->classes) d->classes = *label + 1;
    return LEHR_OK;
}

static lehr_status read_row(lehr_data *d, const table *t, bool words, int row)
{
    const char *at = t->line;
    for (int f = 0; f < d->features; f++) {
        cell c = next_cell(t, &at);
        double *v = &d->x[(size_t)row * (size_t)d->features + (size_t)f];
        if (!as_number(c, v))
            return wrong(t, c.s, "%s is \"%.*s\"; a finite decimal number is expected", d->feature_name[f], c.length < 40 ? c.length : 40, c.s);
        if (fabs(*v) > 1e30) return wrong(t, c.s, "%s is %.*s; at most 1e30 is possible", d->feature_name[f], c.length, c.s);
    }
    cell c = next_cell(t, &at);
    return (words ? class_of_word : class_of_number)(d, t, c, &d->label[row]);
}

lehr_status lehr_csv_read(lehr_data *d, const char *name, const char *text, size_t length)
{
    table t = { .name = name, .next = text, .end = text + length };
    outline o;
    if (length >= 3 && !memcmp(text, "\xEF\xBB\xBF", 3)) t.next += 3;           /* byte-order mark */
    lehr_status status = look(t, &o);
    if (!status) status = lehr_data_room(d, o.rows, o.columns - 1, MOST_CLASSES);
    if (status) return status;
    d->classes = 0;
    if (o.header) status = read_header(d, &t);
    for (int row = 0; row < d->rows && !status; row++) {
        next_line(&t);
        status = read_row(d, &t, o.words, row);
    }
    if (!status && d->classes < 2)
        status = lehr_fail(LEHR_ERR_FILE, "%s: every row is of class %s; at least two classes are needed", name, d->class_name[0]);
    return status;
}
