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
    char letters[4] = "";
    int sign = c.length && (c.s[0] == '-' || c.s[0] == '+');
    for (int i = 0; i < 3 && sign + i < c.length; i++) letters[i] = (char)tolower((unsigned char)c.s[sign + i]);
    *v = !strcmp(letters, "inf") ? (c.s[0] == '-' ? -INFINITY : INFINITY) : NAN;
    return !c.length || !strcmp(letters, "nan") || !strcmp(letters, "inf");
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
    return lehr_delimited_fail(t, c.s, "%.40s is \"%.*s\"; a decimal number is expected, nan, inf or an empty cell",
                               column, shown, c.s);
}

lehr_status lehr_table_next_numbers(const lehr_delimited *t, const char **at, const char *const names[], int n,
                                    double v[])
{
    lehr_status status = LEHR_OK;
    for (int i = 0; i < n && !status; i++) status = lehr_table_next_number(t, at, names[i], LEHR_CELL_FINITE, &v[i]);
    return status;
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
        if (!layout->columns) *layout = (lehr_table_layout){ 0, cells, !has_number(&t), t.line_number };
        if ((status = check(context, &t, layout, cells))) return status;
        if (layout->has_header && t.line_number == layout->first_line) continue;
        bool too_many = ++layout->rows > LEHR_MAX_SAMPLES;
        if (too_many) return lehr_delimited_fail(&t, t.line, "more than %d rows", LEHR_MAX_SAMPLES);
    }
    return layout->rows ? LEHR_OK
                        : lehr_fail(LEHR_ERR_FILE, "%s:%ld:1: the file ends here; rows of numbers are expected", t.name,
                                    t.line_number + 1);
}

/* --- as a whole --------------------------------------------------------------------------------------------------- */

typedef struct reader { lehr_table *c; lehr_delimited t; } reader;

/* The next cell as a string, in place: a '\0' overwrites the byte after it. *at becomes NULL after the last cell. */
static const char *next_text(reader *r, const char **at)
{
    lehr_cell c = lehr_delimited_next_cell(&r->t, at);
    char *text = r->c->content + (c.s - r->c->content);
    lehr_cell_text(c, text);
    return text;
}

static lehr_status read_header(reader *r)
{
    lehr_table *c = r->c;
    if (!lehr_delimited_next_line(&r->t))
        return lehr_fail(LEHR_ERR_FILE, "%s:%ld:1: the file ends here; a table with a header is expected", c->file,
                         r->t.line_number + 1);
    lehr_status status = lehr_delimited_check_line(&r->t);
    if (status) return status;
    c->column = lehr_arena_alloc(&c->memory, LEHR_MAX_TABLE_COLUMNS, sizeof *c->column);
    if (!c->column) return LEHR_ERR_MEMORY;
    for (const char *at = r->t.line; at; c->columns++) {
        const char *begin = at, *name;
        if (c->columns == LEHR_MAX_TABLE_COLUMNS)
            return lehr_delimited_fail(&r->t, at, "more than %d columns", LEHR_MAX_TABLE_COLUMNS);
        name = next_text(r, &at);
        if (lehr_table_find_column(c, name))
            return lehr_delimited_fail(&r->t, begin, "there are two columns called \"%.40s\"", name);
        c->column[c->columns] = (lehr_table_column){ .name = name };
    }
    return LEHR_OK;
}

static lehr_status alloc_columns(lehr_table *c, const char *text_columns, int rows)
{
    size_t n = rows > 0 ? (size_t)rows : 1;
    for (int i = 0; i < c->columns; i++) {
        lehr_table_column *k = &c->column[i];
        if (lehr_is_one_of(k->name, strlen(k->name), text_columns))
            k->text = lehr_arena_alloc(&c->memory, n, sizeof *k->text);
        else k->number = lehr_arena_alloc(&c->memory, n, sizeof *k->number);
        if (!k->text && !k->number) return LEHR_ERR_MEMORY;
    }
    return LEHR_OK;
}

static lehr_status read_row(reader *r, int row)
{
    const char *at = r->t.line;
    lehr_status status = lehr_delimited_check_line(&r->t);
    for (int i = 0; i < r->c->columns && !status; i++) {
        const lehr_table_column *k = &r->c->column[i];
        if (!at) return lehr_delimited_fail(&r->t, r->t.line_end, "%d cells where the header has %d", i, r->c->columns);
        if (k->text) k->text[row] = next_text(r, &at);
        else status = lehr_table_next_number(&r->t, &at, k->name, LEHR_CELL_ANY, &k->number[row]);
    }
    if (status) return status;
    return at ? lehr_delimited_fail(&r->t, at, "more cells than the %d of the header", r->c->columns) : LEHR_OK;
}

/* The length of the content without a last line that has no end. */
static size_t complete_length(lehr_table *c, size_t length)
{
    size_t n = length;
    while (n && c->content[n - 1] != '\n') n--;
    c->truncated = n && n < length;
    return n ? n : length;
}

static lehr_status count_rows(lehr_table *c, lehr_delimited t)
{
    while (c->rows <= LEHR_MAX_TABLE_ROWS && lehr_delimited_next_line(&t)) c->rows++;
    return c->rows <= LEHR_MAX_TABLE_ROWS ? LEHR_OK
         : lehr_fail(LEHR_ERR_FILE, "%s: more than %d rows; no more are read", c->file, LEHR_MAX_TABLE_ROWS);
}

/* Where cells have less than two bytes each, separators included, a table would need more than four times the memory
 * of its file. Such a table is an error, after its rows were read into one row, so that an error in a row is reported
 * first. */
static lehr_status read_rows(reader *r, const char *text_columns, size_t length)
{
    lehr_table *c = r->c;
    bool sparse = (size_t)c->rows * (size_t)c->columns > length / 2 + MAX_EMPTY_CELLS;
    lehr_status status = alloc_columns(c, text_columns, sparse ? 1 : c->rows);
    for (int row = 0; !status && lehr_delimited_next_line(&r->t); row++) status = read_row(r, sparse ? 0 : row);
    if (status || !sparse) return status;
    return lehr_fail(LEHR_ERR_FILE, "%s: %d rows of %d columns in %zu bytes: too many of its cells are empty", c->file,
                     c->rows, c->columns, length);
}

/* A binary file may begin with bytes that look like a header. */
static lehr_status check_no_zero(lehr_delimited t)
{
    const char *zero = memchr(t.next, '\0', (size_t)(t.end - t.next));
    if (!zero) return LEHR_OK;
    while (lehr_delimited_next_line(&t) && t.line_end <= zero) continue;
    return lehr_delimited_check_line(&t);
}

static lehr_status read_content(lehr_table *c, size_t length, const char *text_columns)
{
    size_t n = complete_length(c, length);
    reader r = { .c = c };
    lehr_status status =
        check_no_zero((lehr_delimited){ .name = c->file, .next = c->content, .end = c->content + n, .separator = ' ' });
    if (status) return status;
    r.t = lehr_delimited_open(c->file, c->content, n);
    status = read_header(&r);
    if (text_columns && !status) status = count_rows(c, r.t);
    return text_columns && !status ? read_rows(&r, text_columns, n) : status;
}

lehr_status lehr_table_read(lehr_table *c, const char *file, const char *text_columns)
{
    size_t n;
    if (LEHR_NOT_NULL(c, file)) return LEHR_ERR_VALUE;
    *c = (lehr_table){0};
    lehr_status status = lehr_read_file(file, MAX_FILE_BYTES, &c->content, &n);
    if (status) return status;
    c->file = lehr_arena_strdup(&c->memory, file);
    status = c->file ? read_content(c, n, text_columns) : LEHR_ERR_MEMORY;
    if (status) lehr_table_release(c);
    return status;
}

void lehr_table_release(lehr_table *c)
{
    lehr_arena_release(&c->memory);
    lehr_free(c->content);
    *c = (lehr_table){0};
}

const lehr_table_column *lehr_table_find_column(const lehr_table *c, const char *name)
{
    for (int i = 0; i < c->columns; i++)
        if (!strcmp(c->column[i].name, name)) return &c->column[i];
    return NULL;
}
