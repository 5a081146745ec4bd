#include "lab/csv.h"
#include "lab/cells.h"
#include <math.h>
#include <string.h>

enum { MOST_COLUMNS = 10000, MOST_CLASSES = 1000, MOST_ROWS = 10000000 };

/* --- lines ----------------------------------------------------------------------------------------------------------- */

static lehr_status check_line(const lehr_cells *t)
{
    const char *zero = memchr(t->line, '\0', (size_t)(t->line_end - t->line));
    if (zero) return lehr_cells_fail(t, zero, "a zero byte; this is not a table of text");
    for (const char *at = t->line; at;) {
        lehr_cell c = lehr_next_cell(t, &at);
        if (c.torn) return lehr_cells_fail(t, c.s, "quotes must stand around the whole of a cell, and not inside it");
    }
    return LEHR_OK;
}

static bool has_number(const lehr_cells *t)
{
    double v;
    for (const char *at = t->line; at;)
        if (lehr_cell_number(lehr_next_cell(t, &at), &v)) return true;
    return false;
}

/* --- first look: how large, is there a header, are the classes words? ---------------------------------------------- */

typedef struct outline { int rows, columns; bool header, words; long first_line; } outline;

static lehr_status look(lehr_cells t, outline *o)
{
    *o = (outline){0};
    while (lehr_next_line(&t)) {
        int columns = lehr_count_cells(&t);
        lehr_status status = check_line(&t);
        if (status) return status;
        if (!o->columns) {
            o->columns = columns;
            o->first_line = t.number;
            o->header = !has_number(&t);
            if (columns < 2)
                return lehr_cells_fail(&t, t.line, "one column; at least one feature and, last, the class are expected, separated by "
                                                   "commas");
            if (columns > MOST_COLUMNS) return lehr_cells_fail(&t, t.line, "%d columns; %d at most", columns, MOST_COLUMNS);
            if (o->header) continue;
        }
        if (columns != o->columns)
            return lehr_cells_fail(&t, t.line_end, "this row has %d columns, but line %ld has %d", columns, o->first_line, o->columns);
        lehr_cell last = { 0 };
        double v;
        for (const char *at = t.line; at;) last = lehr_next_cell(&t, &at);
        o->words |= !lehr_cell_number(last, &v);
        if (++o->rows > MOST_ROWS) return lehr_cells_fail(&t, t.line, "more than %d rows", MOST_ROWS);
    }
    return o->rows ? LEHR_OK : lehr_fail(LEHR_ERR_FILE, "%s:%ld:1: the file ends here; rows of numbers are expected", t.name, t.number + 1);
}

/* --- second look: the numbers -------------------------------------------------------------------------------------- */

static const char *own_copy(lehr_data *d, lehr_cell c)
{
    char *s = lehr_arena_take(&d->memory, (size_t)c.length + 1, 1);
    if (!s) return NULL;
    memcpy(s, c.s, (size_t)c.length);
    s[c.length] = '\0';
    return s;
}

static lehr_status read_header(lehr_data *d, lehr_cells *t)
{
    lehr_next_line(t);
    const char *at = t->line;
    for (int f = 0; f < d->features; f++)
        if (!(d->feature_name[f] = own_copy(d, lehr_next_cell(t, &at)))) return LEHR_ERR_MEMORY;
    return (d->label_name = own_copy(d, lehr_next_cell(t, &at))) ? LEHR_OK : LEHR_ERR_MEMORY;
}

/* A word's class, a new one if it has not been met before. */
static lehr_status class_of_word(lehr_data *d, const lehr_cells *t, lehr_cell c, int *label)
{
    if (!c.length) return lehr_cells_fail(t, c.s, "%s is empty; a class is expected", d->label_name);
    for (*label = 0; *label < d->classes; ++*label)
        if (strlen(d->class_name[*label]) == (size_t)c.length && !strncmp(d->class_name[*label], c.s, (size_t)c.length)) return LEHR_OK;
    if (d->classes == MOST_CLASSES)
        return lehr_cells_fail(t, c.s, "%.*s would be class number %d; %d at most", c.length, c.s, MOST_CLASSES + 1, MOST_CLASSES);
    return (d->class_name[d->classes++] = own_copy(d, c)) ? LEHR_OK : LEHR_ERR_MEMORY;
}

static lehr_status class_of_number(lehr_data *d, const lehr_cells *t, lehr_cell c, int *label)
{
    double v = -1;
    if (!lehr_cell_number(c, &v) || v < 0 || v >= MOST_CLASSES || v != floor(v))
        return lehr_cells_fail(t, c.s, "%s is \"%.*s\"; a class is a word, or a whole number from 0 to %d", d->label_name,
                               c.length < 40 ? c.length : 40, c.s, MOST_CLASSES - 1);
    *label = (int)v;
    if (*label >= d->classes) d->classes = *label + 1;
    return LEHR_OK;
}

static lehr_status read_row(lehr_data *d, const lehr_cells *t, bool words, int row)
{
    const char *at = t->line;
    for (int f = 0; f < d->features; f++) {
        lehr_cell c = lehr_next_cell(t, &at);
        double *v = &d->x[(size_t)row * (size_t)d->features + (size_t)f];
        if (!lehr_cell_number(c, v))
            return lehr_cells_fail(t, c.s, "%s is \"%.*s\"; a finite decimal number is expected", d->feature_name[f],
                                   c.length < 40 ? c.length : 40, c.s);
        if (fabs(*v) > 1e30) return lehr_cells_fail(t, c.s, "%s is %.*s; at most 1e30 is possible", d->feature_name[f], c.length, c.s);
    }
    lehr_cell c = lehr_next_cell(t, &at);
    return (words ? class_of_word : class_of_number)(d, t, c, &d->label[row]);
}

lehr_status lehr_csv_read(lehr_data *d, const char *name, const char *text, size_t length)
{
    lehr_cells t = lehr_cells_of(name, text, length);
    outline o;
    lehr_status status = look(t, &o);
    if (!status) status = lehr_data_room(d, o.rows, o.columns - 1, MOST_CLASSES);
    if (status) return status;
    d->classes = 0;
    if (o.header) status = read_header(d, &t);
    for (int row = 0; row < d->rows && !status; row++) {
        lehr_next_line(&t);
        status = read_row(d, &t, o.words, row);
    }
    if (!status && d->classes < 2)
        status = lehr_fail(LEHR_ERR_FILE, "%s: every row is of class %s; at least two classes are needed", name, d->class_name[0]);
    return status;
}
