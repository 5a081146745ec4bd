#include "lab/data/csv.h"
#include "lab/data/delimited.h"
#include <math.h>
#include <string.h>

enum { MOST_COLUMNS = 10000, MOST_CLASSES = 1000, MOST_ROWS = 10000000, MOST_TARGETS = 1000 };

/* --- what is the answer? ------------------------------------------------------------------------------------------ */

/* CLASS: words or whole numbers, by their looks */
typedef enum kind { BY_LOOKS, WORDS, WHOLE, NUMBERS, CLASS } kind;

typedef struct answer_row { lehr_registry_entry row; kind kind; } answer_row;
typedef struct answer { kind kind; double columns; } answer;

static const answer_row rows_of_answers[] = {
    { { "class", NULL, "words, or whole numbers from 0", NULL, { { 0 } } }, CLASS },
    { { "number", NULL, "numbers, in the last column or the last few", NULL,
        { { LEHR_FIELD(answer, columns), 1, 1, MOST_TARGETS, LEHR_INTEGER } } }, NUMBERS },
};

const lehr_registry lehr_target_kinds = { "answer", rows_of_answers, sizeof *rows_of_answers, 2, NULL };

static lehr_status read_answer(const char *text, answer *a)
{
    unsigned given;
    *a = (answer){ BY_LOOKS, 1 };
    if (!text) return LEHR_OK;
    const lehr_registry_entry *row = lehr_registry_parse(&lehr_target_kinds, text, a, &given);
    if (!row) return lehr_last_status();
    a->kind = ((const answer_row *)row)->kind;
    return LEHR_OK;
}

/* --- first look: how large, is there a header, what is in the last column? ---------------------------------------- */

typedef struct outline {
    int  rows, columns;
    bool header;
    long first_line;
    bool word, odd, bare;       /* the last column has a word; a number that is not one of 0 … 999; a number without
                                   a point */
    bool empty;                 /* a cell has nothing in it: such a table is refused, wherever that is */
} outline;

static bool has_number(const lehr_delimited *t)
{
    double v;
    for (const char *at = t->line; at;)
        if (lehr_cell_number(lehr_delimited_next_cell(t, &at), &v)) return true;
    return false;
}

static bool is_small(double v) { return v >= 0 && v < MOST_CLASSES && v == floor(v); }

static void look_at_answer(const lehr_delimited *t, outline *o)
{
    lehr_cell c = { 0 };
    double v;
    for (const char *at = t->line; at;) {
        c = lehr_delimited_next_cell(t, &at);
        o->empty |= !c.length;
    }
    bool number = lehr_cell_number(c, &v);
    o->word |= !number;
    o->odd |= number && !is_small(v);
    o->bare |= number && !memchr(c.s, '.', (size_t)c.length);
}

static lehr_status first_line(const lehr_delimited *t, int columns, outline *o)
{
    *o = (outline){ .columns = columns, .header = !has_number(t), .first_line = t->number };
    if (columns < 2)
        return lehr_delimited_fail(
            t, t->line,
            "one column; at least one feature and, last, the class or number to predict are expected, with "
            "commas, semicolons, tabs or blanks between them");
    return columns <= MOST_COLUMNS ? LEHR_OK
                                   : lehr_delimited_fail(t, t->line, "%d columns; %d at most", columns, MOST_COLUMNS);
}

static lehr_status look(lehr_delimited t, outline *o)
{
    *o = (outline){0};
    while (lehr_delimited_next_line(&t)) {
        int columns = lehr_delimited_count_cells(&t);
        bool first = !o->columns;
        lehr_status status = lehr_delimited_check_line(&t);
        if (!status && first) status = first_line(&t, columns, o);
        if (status) return status;
        if (first && o->header) continue;
        if (columns != o->columns)
            return lehr_delimited_fail(&t, t.line_end, "this row has %d columns, but line %ld has %d", columns,
                                       o->first_line, o->columns);
        look_at_answer(&t, o);
        if (++o->rows > MOST_ROWS) return lehr_delimited_fail(&t, t.line, "more than %d rows", MOST_ROWS);
    }
    return o->rows ? LEHR_OK
                   : lehr_fail(LEHR_ERR_FILE, "%s:%ld:1: the file ends here; rows of numbers are expected", t.name,
                               t.number + 1);
}

static kind settle(kind said, const outline *o)
{
    if (said == NUMBERS || (said == BY_LOOKS && o->odd)) return NUMBERS;
    if (o->word) return WORDS;
    return said == CLASS || o->bare ? WHOLE : NUMBERS;
}

/* --- second look: the numbers ------------------------------------------------------------------------------------- */

static lehr_status read_header(lehr_data *d, lehr_delimited *t)
{
    lehr_delimited_next_line(t);
    const char *at = t->line;
    for (int f = 0; f < d->features; f++)
        if (!(d->feature_name[f] = lehr_cell_strdup(lehr_delimited_next_cell(t, &at), &d->memory)))
            return LEHR_ERR_MEMORY;
    for (int j = 0; j < d->targets; j++)
        if (!(d->target_name[j] = lehr_cell_strdup(lehr_delimited_next_cell(t, &at), &d->memory)))
            return LEHR_ERR_MEMORY;
    return d->targets || (d->label_name = lehr_cell_strdup(lehr_delimited_next_cell(t, &at), &d->memory))
               ? LEHR_OK
               : LEHR_ERR_MEMORY;
}

static int shown(lehr_cell c) { return c.length < 40 ? c.length : 40; }

static lehr_status read_number(const lehr_delimited *t, lehr_cell c, const char *column, double *v)
{
    if (!lehr_cell_number(c, v))
        return lehr_delimited_fail(t, c.s, "%s is \"%.*s\"; a finite decimal number is expected", column, shown(c),
                                   c.s);
    return fabs(*v) <= 1e30
               ? LEHR_OK
               : lehr_delimited_fail(t, c.s, "%s is %.*s; at most 1e30 is possible", column, shown(c), c.s);
}

/* The classes so far by the order of their words, so that a thousand of them are looked through in ten steps. */
typedef struct sorted { int at[MOST_CLASSES]; } sorted;

/* A word's class, a new one if it has not been met before. */
static lehr_status class_of_word(lehr_data *d, const lehr_delimited *t, lehr_cell c, sorted *by_word, int *label)
{
    if (!c.length) return lehr_delimited_fail(t, c.s, "%s is empty; a class is expected", d->label_name);
    int low = 0, high = d->classes;
    while (low < high) {
        int middle = (low + high) / 2, order = lehr_cell_compare(c, d->class_name[by_word->at[middle]]);
        if (!order) return *label = by_word->at[middle], LEHR_OK;
        if (order < 0) high = middle;
        else low = middle + 1;
    }
    if (d->classes == MOST_CLASSES)
        return lehr_delimited_fail(t, c.s, "%.*s would be class number %d; %d at most", shown(c), c.s, MOST_CLASSES + 1,
                                   MOST_CLASSES);
    memmove(by_word->at + low + 1, by_word->at + low, (size_t)(d->classes - low) * sizeof *by_word->at);
    *label = by_word->at[low] = d->classes;
    return (d->class_name[d->classes++] = lehr_cell_strdup(c, &d->memory)) ? LEHR_OK : LEHR_ERR_MEMORY;
}

static lehr_status class_of_number(lehr_data *d, const lehr_delimited *t, lehr_cell c, int *label)
{
    double v = -1;
    if (!lehr_cell_number(c, &v) || !is_small(v))
        return lehr_delimited_fail(t, c.s, "%s is \"%.*s\"; a class is a word, or a whole number from 0 to %d",
                                   d->label_name, shown(c), c.s, MOST_CLASSES - 1);
    *label = (int)v;
    if (*label >= d->classes) d->classes = *label + 1;
    return LEHR_OK;
}

/* by_word: NULL where the classes are numbers. */
static lehr_status read_row(lehr_data *d, const lehr_delimited *t, sorted *by_word, int row)
{
    const char *at = t->line;
    lehr_status status = LEHR_OK;
    size_t i = (size_t)row;
    for (int f = 0; f < d->features && !status; f++)
        status = read_number(t, lehr_delimited_next_cell(t, &at), d->feature_name[f],
                             &d->x[i * (size_t)d->features + (size_t)f]);
    for (int j = 0; j < d->targets && !status; j++)
        status = read_number(t, lehr_delimited_next_cell(t, &at), d->target_name[j],
                             &d->y[i * (size_t)d->targets + (size_t)j]);
    if (status || d->targets) return status;
    lehr_cell c = lehr_delimited_next_cell(t, &at);
    return by_word ? class_of_word(d, t, c, by_word, &d->label[row]) : class_of_number(d, t, c, &d->label[row]);
}

/* A table that will be refused has room for one row, each in turn, until the cell is met: a file of commas alone asks
 * for nothing. */
static lehr_status make_room(lehr_data *d, const lehr_delimited *t, const outline *o, kind is, int targets)
{
    int rows = o->empty ? 1 : o->rows;
    if (is != NUMBERS) return lehr_data_alloc(d, rows, o->columns - 1, MOST_CLASSES);
    if (targets < o->columns) return lehr_data_alloc_targets(d, rows, o->columns - targets, targets);
    return lehr_fail(LEHR_ERR_FILE, "%s:%ld:1: %d columns; %d numbers to predict, as asked, leave no feature", t->name,
                     o->first_line, o->columns, targets);
}

/* t is in the last row, behind which there should have been another class. */
static lehr_status check_classes(const lehr_data *d, const lehr_delimited *t)
{
    if (d->targets || d->classes > 1) return LEHR_OK;
    return lehr_delimited_fail(t, t->line_end,
                               "the file ends here, and every row is of class %.80s; at least two classes are needed",
                               d->class_name[0]);
}

lehr_status lehr_csv_read_as(lehr_data *d, const char *name, const char *text, size_t length, const char *said)
{
    lehr_delimited t = lehr_delimited_open(name, text, length);
    outline o;
    answer a;
    sorted by_word;
    lehr_status status = read_answer(said, &a);
    if (!status) status = look(t, &o);
    if (status) return status;
    kind answers = settle(a.kind, &o);
    if ((status = make_room(d, &t, &o, answers, (int)a.columns))) return status;
    d->classes = 0;
    if (o.header) status = read_header(d, &t);
    for (int row = 0; row < o.rows && !status; row++) {
        lehr_delimited_next_line(&t);
        status = read_row(d, &t, answers == WORDS ? &by_word : NULL, o.empty ? 0 : row);
    }
    return status ? status : check_classes(d, &t);
}

lehr_status lehr_csv_read(lehr_data *d, const char *name, const char *text, size_t length)
{
    return lehr_csv_read_as(d, name, text, length, NULL);
}
