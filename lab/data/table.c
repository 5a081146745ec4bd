#include "lab/data/table.h"
#include "core/base/file.h"
#include "core/base/internal.h"
#include "core/base/memory.h"
#include "core/base/did_you_mean.h"
#include <ctype.h>
#include <math.h>
#include <string.h>

enum { MAX_FILE_BYTES = 1 << 30, MAX_EMPTY_CELLS = 1 << 20 };   /* of a small table, however empty */

/* --- a cell ------------------------------------------------------------------------------------------------------- */

/* "-nan(ind)", "Infinity": how C and other languages print what is not finite; also an empty cell. */
static bool is_not_finite(lehr_cell c, double *v)
{
    char word[4] = "";
    int sign = c.length && (c.s[0] == '-' || c.s[0] == '+');
    for (int i = 0; i < 3 && sign + i < c.length; i++) word[i] = (char)tolower((unsigned char)c.s[sign + i]);
    *v = !strcmp(word, "inf") ? (c.s[0] == '-' ? -INFINITY : INFINITY) : NAN;
    return !c.length || !strcmp(word, "nan") || !strcmp(word, "inf");
}

lehr_status lehr_table_next_number(const lehr_delimited *t, const char **at, const char *column, lehr_cell_rule rule,
                                   double *v)
{
    lehr_cell c = lehr_delimited_next_cell(t, at);
    int shown = c.length < 40 ? c.length : 40;
    if (lehr_cell_number(c, v)) {
        if (rule == LEHR_CELL_ANY || fabs(*v) <= 1e30) return LEHR_OK;
        return lehr_delimited_fail(t, c.s, "%s is %.*s; at most 1e30 is possible", column, shown, c.s);
    }
    if (rule == LEHR_CELL_FINITE)
        return lehr_delimited_fail(t, c.s, "%s is \"%.*s\"; a finite decimal number is expected", column, shown, c.s);
    if (is_not_finite(c, v)) return LEHR_OK;
    return lehr_delimited_fail(t, c.s, "%.40s is \"%.*s\"; a decimal number is expected, or nan, inf or nothing at all",
                               column, shown, c.s);
}

/* --- line by line ------------------------------------------------------------------------------------------------- */

static bool has_number(const lehr_delimited *t)
{
    double v;
    for (const char *at = t->line; at;)
        if (lehr_cell_number(lehr_delimited_next_cell(t, &at), &v)) return true;
    return false;
}

lehr_status lehr_table_scan(lehr_delimited t, lehr_table_layout *layout, lehr_table_line_check *check, void *context)
{
    *layout = (lehr_table_layout){ 0 };
    while (lehr_delimited_next_line(&t)) {
        lehr_status status = lehr_delimited_check_line(&t);
        if (status) return status;
        int cells = lehr_delimited_count_cells(&t);
        if (!layout->columns) *layout = (lehr_table_layout){ 0, cells, !has_number(&t), t.number };
        if ((status = check(context, &t, layout, cells))) return status;
        if (layout->has_header && t.number == layout->first_line) continue;
        bool too_many = ++layout->rows > LEHR_MAX_SAMPLES;
        if (too_many) return lehr_delimited_fail(&t, t.line, "more than %d rows", LEHR_MAX_SAMPLES);
    }
    return layout->rows ? LEHR_OK
                        : lehr_fail(LEHR_ERR_FILE, "%s:%ld:1: the file ends here; rows of numbers are expected", t.name,
                                    t.number + 1);
}

/* --- as a whole --------------------------------------------------------------------------------------------------- */

/* Words stay where they are in the text; a '\0' overwrites the byte behind each. */
typedef struct reader { lehr_table *c; lehr_delimited t; } reader;

/* The next cell as a string; *at becomes NULL behind the last one. */
static const char *next_text(reader *r, const char **at)
{
    lehr_cell c = lehr_delimited_next_cell(&r->t, at);
    char *text = r->c->text + (c.s - r->c->text);
    lehr_cell_text(c, text);
    return text;
}

static lehr_status read_header(reader *r)
{
    lehr_table *c = r->c;
    if (!lehr_delimited_next_line(&r->t))
        return lehr_fail(LEHR_ERR_FILE, "%s:%ld:1: the file ends here; a table with a header is expected", c->file,
                         r->t.number + 1);
    lehr_status status = lehr_delimited_check_line(&r->t);
    if (status) return status;
    c->column = lehr_arena_alloc(&c->memory, LEHR_MAX_TABLE_COLUMNS, sizeof *c->column);
    if (!c->column) return LEHR_ERR_MEMORY;
    for (const char *at = r->t.line; at; c->count++) {
        const char *begin = at, *name;
        if (c->count == LEHR_MAX_TABLE_COLUMNS)
            return lehr_delimited_fail(&r->t, at, "more than %d columns", LEHR_MAX_TABLE_COLUMNS);
        name = next_text(r, &at);
        if (lehr_table_find_column(c, name))
            return lehr_delimited_fail(&r->t, begin, "there are two columns called \"%.40s\"", name);
        c->column[c->count] = (lehr_table_column){ .name = name };
    }
    return LEHR_OK;
}

static lehr_status alloc_columns(lehr_table *c, const char *words, int rows)
{
    size_t n = rows > 0 ? (size_t)rows : 1;
    for (int i = 0; i < c->count; i++) {
        lehr_table_column *k = &c->column[i];
        if (lehr_is_one_of(k->name, strlen(k->name), words))
            k->word = lehr_arena_alloc(&c->memory, n, sizeof *k->word);
        else k->number = lehr_arena_alloc(&c->memory, n, sizeof *k->number);
        if (!k->word && !k->number) return LEHR_ERR_MEMORY;
    }
    return LEHR_OK;
}

static lehr_status read_row(reader *r, int row)
{
    const char *at = r->t.line;
    lehr_status status = lehr_delimited_check_line(&r->t);
    for (int i = 0; i < r->c->count && !status; i++) {
        const lehr_table_column *k = &r->c->column[i];
        if (!at) return lehr_delimited_fail(&r->t, r->t.line_end, "%d cells where the header has %d", i, r->c->count);
        if (k->word) k->word[row] = next_text(r, &at);
        else status = lehr_table_next_number(&r->t, &at, k->name, LEHR_CELL_ANY, &k->number[row]);
    }
    if (status) return status;
    return at ? lehr_delimited_fail(&r->t, at, "more cells than the %d of the header", r->c->count) : LEHR_OK;
}

/* How long the text is without a last line that has no end. */
static size_t whole_lines(lehr_table *c, size_t length)
{
    size_t whole = length;
    while (whole && c->text[whole - 1] != '\n') whole--;
    c->cut = whole && whole < length;
    return whole ? whole : length;
}

static lehr_status count_rows(lehr_table *c, lehr_delimited t)
{
    while (c->rows <= LEHR_MAX_TABLE_ROWS && lehr_delimited_next_line(&t)) c->rows++;
    return c->rows <= LEHR_MAX_TABLE_ROWS ? LEHR_OK
         : lehr_fail(LEHR_ERR_FILE, "%s: more than %d rows; no more are read", c->file, LEHR_MAX_TABLE_ROWS);
}

/* Where cells have less than two bytes each, separators included, a table would need more than four times the memory
 * of its file, or a thousand times where cells are missing. Such a table is refused: its rows are read into one row,
 * so that an error in a row is reported first. */
static lehr_status read_rows(reader *r, const char *words, size_t length)
{
    lehr_table *c = r->c;
    bool sparse = (size_t)c->rows * (size_t)c->count > length / 2 + MAX_EMPTY_CELLS;
    lehr_status status = alloc_columns(c, words, sparse ? 1 : c->rows);
    for (int row = 0; !status && lehr_delimited_next_line(&r->t); row++) status = read_row(r, sparse ? 0 : row);
    if (status || !sparse) return status;
    return lehr_fail(LEHR_ERR_FILE, "%s: %d rows of %d columns in %zu bytes: too many of its cells are empty", c->file,
                     c->rows, c->count, length);
}

/* An image may begin with bytes that look like a header. */
static lehr_status check_no_zero(lehr_delimited t)
{
    const char *zero = memchr(t.next, '\0', (size_t)(t.end - t.next));
    if (!zero) return LEHR_OK;
    while (lehr_delimited_next_line(&t) && t.line_end <= zero) continue;
    return lehr_delimited_check_line(&t);
}

static lehr_status read_text(lehr_table *c, size_t length, const char *words)
{
    size_t whole = whole_lines(c, length);
    reader r = { .c = c };
    lehr_status status =
        check_no_zero((lehr_delimited){ .name = c->file, .next = c->text, .end = c->text + whole, .mark = ' ' });
    if (status) return status;
    r.t = lehr_delimited_open(c->file, c->text, whole);
    status = read_header(&r);
    if (words && !status) status = count_rows(c, r.t);
    return words && !status ? read_rows(&r, words, whole) : status;
}

lehr_status lehr_table_read(lehr_table *c, const char *file, const char *words)
{
    size_t n;
    if (LEHR_NOT_NULL(c, file)) return LEHR_ERR_VALUE;
    *c = (lehr_table){0};
    lehr_status status = lehr_read_file(file, MAX_FILE_BYTES, &c->text, &n);
    if (status) return status;
    c->file = lehr_arena_strdup(&c->memory, file);
    status = c->file ? read_text(c, n, words) : LEHR_ERR_MEMORY;
    if (status) lehr_table_release(c);
    return status;
}

void lehr_table_release(lehr_table *c)
{
    lehr_arena_release(&c->memory);
    lehr_free(c->text);
    *c = (lehr_table){0};
}

const lehr_table_column *lehr_table_find_column(const lehr_table *c, const char *name)
{
    for (int i = 0; i < c->count; i++)
        if (!strcmp(c->column[i].name, name)) return &c->column[i];
    return NULL;
}
