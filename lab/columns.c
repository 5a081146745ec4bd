#include "lab/columns.h"
#include "core/file.h"
#include "core/memory.h"
#include "lab/cells.h"
#include <ctype.h>
#include <math.h>
#include <string.h>

enum { LARGEST = 1 << 30 };

/* A table that is being read. */
typedef struct reader {
    lehr_columns *c;
    lehr_cells    t;
} reader;

/* --- a cell ------------------------------------------------------------------------------------------------------- */

/* The next cell as a string; *at becomes NULL behind the last one. Words come again and again: one as before is not kept twice. */
static lehr_status next_text(reader *r, const char **at, const char *before, const char **text)
{
    lehr_cell c = lehr_next_cell(&r->t, at);
    *text = before && lehr_cell_is(c, before) ? before : lehr_cell_copy(c, &r->c->memory);
    return *text ? LEHR_OK : LEHR_ERR_MEMORY;
}

/* "-nan(ind)", "Infinity": as C and others print what is no number. */
static bool is_no_number(lehr_cell c, double *v)
{
    char word[4] = "";
    int sign = c.length && (c.s[0] == '-' || c.s[0] == '+');
    for (int i = 0; i < 3 && sign + i < c.length; i++) word[i] = (char)tolower((unsigned char)c.s[sign + i]);
    *v = !strcmp(word, "inf") ? (c.s[0] == '-' ? -INFINITY : INFINITY) : NAN;
    return !c.length || !strcmp(word, "nan") || !strcmp(word, "inf");
}

static lehr_status next_number(const lehr_cells *t, const char **at, const char *column, double *v)
{
    lehr_cell c = lehr_next_cell(t, at);
    if (lehr_cell_number(c, v) || is_no_number(c, v)) return LEHR_OK;
    return lehr_cells_fail(t, c.s, "%.40s is \"%.*s\"; a decimal number is expected, or nan, inf or nothing at all", column,
                           c.length < 40 ? c.length : 40, c.s);
}

/* --- the table ---------------------------------------------------------------------------------------------------- */

static lehr_status read_header(reader *r)
{
    lehr_columns *c = r->c;
    if (!lehr_next_line(&r->t))
        return lehr_fail(LEHR_ERR_FILE, "%s:%ld:1: the file ends here; a table with a header is expected", c->file, r->t.number + 1);
    lehr_status status = lehr_line_check(&r->t);
    if (status) return status;
    c->column = lehr_arena_take(&c->memory, LEHR_MOST_COLUMNS, sizeof *c->column);
    if (!c->column) return LEHR_ERR_MEMORY;
    for (const char *at = r->t.line; at; c->count++) {
        const char *begin = at, *name;
        if (c->count == LEHR_MOST_COLUMNS) return lehr_cells_fail(&r->t, at, "more than %d columns", LEHR_MOST_COLUMNS);
        if ((status = next_text(r, &at, NULL, &name))) return status;
        if (lehr_columns_named(c, name)) return lehr_cells_fail(&r->t, begin, "there are two columns called \"%.40s\"", name);
        c->column[c->count] = (lehr_column){ .name = name };
    }
    return LEHR_OK;
}

static lehr_status make_room(lehr_columns *c, const char *words)
{
    for (int i = 0; i < c->count; i++) {
        lehr_column *k = &c->column[i];
        if (lehr_is_one_of(k->name, strlen(k->name), words)) k->word = lehr_arena_take(&c->memory, (size_t)c->rows + 1, sizeof *k->word);
        else k->number = lehr_arena_take(&c->memory, (size_t)c->rows + 1, sizeof *k->number);
        if (!k->word && !k->number) return LEHR_ERR_MEMORY;
    }
    return LEHR_OK;
}

static lehr_status read_row(reader *r, int row)
{
    const char *at = r->t.line;
    lehr_status status = lehr_line_check(&r->t);
    for (int i = 0; i < r->c->count && !status; i++) {
        const lehr_column *k = &r->c->column[i];
        if (!at) return lehr_cells_fail(&r->t, r->t.line_end, "%d cells where the header has %d", i, r->c->count);
        status = k->word ? next_text(r, &at, row ? k->word[row - 1] : NULL, &k->word[row])
                         : next_number(&r->t, &at, k->name, &k->number[row]);
    }
    if (status) return status;
    return at ? lehr_cells_fail(&r->t, at, "more cells than the %d of the header", r->c->count) : LEHR_OK;
}

/* Bytes that are no text at all are told before anything is made of their first line. */
static lehr_status check_bytes(const lehr_columns *c, const char *text, size_t n)
{
    const char *zero = memchr(text, '\0', n), *line = text;
    long number = 1;
    if (!zero) return LEHR_OK;
    for (const char *s = text; s < zero; s++)
        if (*s == '\n') line = s + 1, number++;
    return lehr_fail(LEHR_ERR_FILE, "%s:%ld:%d: a zero byte; this is not a table of text", c->file, number, (int)(zero - line) + 1);
}

/* The text without a last line that has no end. Its lines, at most. */
static lehr_status outline(lehr_columns *c, const char *text, size_t *length)
{
    size_t whole = *length;
    long lines = 0;
    while (whole && text[whole - 1] != '\n') whole--;
    c->cut = whole > 0 && whole < *length;
    if (whole) *length = whole;
    for (size_t i = 0; i < *length; i++) lines += text[i] == '\n';
    if (lines > LEHR_MOST_ROWS) return lehr_fail(LEHR_ERR_FILE, "%s: %ld lines; %d are the most that are read", c->file, lines, LEHR_MOST_ROWS);
    c->rows = (int)lines;
    return LEHR_OK;
}

static lehr_status read_text(lehr_columns *c, const char *text, size_t length, const char *words)
{
    lehr_status status = check_bytes(c, text, length);
    if (!status) status = outline(c, text, &length);
    if (status) return status;
    reader r = { .c = c, .t = lehr_cells_of(c->file, text, length) };
    status = read_header(&r);
    int row = 0;
    if (words && !status) status = make_room(c, words);
    while (words && !status && lehr_next_line(&r.t)) status = read_row(&r, row++);
    c->rows = row;
    return status;
}

lehr_status lehr_columns_read(lehr_columns *c, const char *file, const char *words)
{
    char *text = NULL;
    size_t n;
    *c = (lehr_columns){0};
    lehr_status status = lehr_read_file(file, LARGEST, &text, &n);
    if (status) return status;
    c->file = lehr_arena_copy(&c->memory, file);
    status = c->file ? read_text(c, text, n, words) : LEHR_ERR_MEMORY;
    lehr_free(text);
    if (status) lehr_columns_release(c);
    return status;
}

void lehr_columns_release(lehr_columns *c)
{
    lehr_arena_release(&c->memory);
    *c = (lehr_columns){0};
}

const lehr_column *lehr_columns_named(const lehr_columns *c, const char *name)
{
    for (int i = 0; i < c->count; i++)
        if (!strcmp(c->column[i].name, name)) return &c->column[i];
    return NULL;
}
