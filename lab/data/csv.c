#include "lab/data/csv.h"
#include "core/base/internal.h"
#include "lab/data/table.h"
#include <math.h>
#include <string.h>

enum { MAX_COLUMNS = 10000 };

/* --- what is the answer? ------------------------------------------------------------------------------------------ */

/* CLASS: words or whole numbers, by their looks */
typedef enum kind { BY_LOOKS, WORDS, WHOLE, NUMBERS, CLASS } kind;

typedef struct answer_row { lehr_registry_entry entry; kind kind; } answer_row;
typedef struct answer_kind { kind kind; double columns; } answer_kind;

static const answer_row rows_of_answers[] = {
    { { "class", NULL, "words, or whole numbers from 0", NULL, { { 0 } } }, CLASS },
    { { "number", NULL, "numbers, in the last column or the last few", NULL,
        { { LEHR_FIELD(answer_kind, columns), 1, 1, LEHR_MAX_TARGETS, LEHR_INTEGER } } }, NUMBERS },
};

const lehr_registry lehr_target_kinds = { "answer", rows_of_answers, sizeof *rows_of_answers, 2, NULL };

static lehr_status parse_answer(const char *text, answer_kind *a)
{
    unsigned given;
    *a = (answer_kind){ BY_LOOKS, 1 };
    if (!text) return LEHR_OK;
    const lehr_registry_entry *row = lehr_registry_parse(&lehr_target_kinds, text, a, &given);
    if (!row) return lehr_last_status();
    a->kind = ((const answer_row *)row)->kind;
    return LEHR_OK;
}

/* --- first pass: the form of the table, and what its last column looks like --------------------------------------- */

typedef struct answer_looks {           /* of the cells in the last column                                           */
    bool has_word, has_other_number;    /* one is no number; one is a number, but not one of 0 … MAX_CLASSES − 1     */
    bool has_bare_number;               /* one is a number without a point                                           */
    bool has_empty_cell;                /* a cell of any column is empty: such a table is refused                    */
} answer_looks;

static bool is_class_number(double v) { return v >= 0 && v < LEHR_MAX_CLASSES && v == floor(v); }

static void look_at_answer(const lehr_delimited *t, answer_looks *o)
{
    lehr_cell c = { 0 };
    double v;
    for (const char *at = t->line; at;) {
        c = lehr_delimited_next_cell(t, &at);
        o->has_empty_cell |= !c.length;
    }
    bool number = lehr_cell_number(c, &v);
    o->has_word |= !number;
    o->has_other_number |= number && !is_class_number(v);
    o->has_bare_number |= number && !memchr(c.s, '.', (size_t)c.length);
}

static lehr_status check_width(const lehr_delimited *t, int columns)
{
    if (columns < 2)
        return lehr_delimited_fail(
            t, t->line,
            "one column; at least one feature and, last, the class or number to predict are expected, with "
            "commas, semicolons, tabs or blanks between them");
    return columns <= MAX_COLUMNS ? LEHR_OK
                                  : lehr_delimited_fail(t, t->line, "%d columns; %d at most", columns, MAX_COLUMNS);
}

static lehr_status check_line(void *looks, const lehr_delimited *t, const lehr_table_layout *layout, int cells)
{
    bool first = t->number == layout->first_line;
    lehr_status status = first ? check_width(t, cells) : LEHR_OK;
    if (status || (first && layout->has_header)) return status;
    if (cells != layout->columns)
        return lehr_delimited_fail(t, t->line_end, "this row has %d columns, but line %ld has %d", cells,
                                   layout->first_line, layout->columns);
    look_at_answer(t, looks);
    return LEHR_OK;
}

static kind decide_kind(kind given, const answer_looks *o)
{
    if (given == NUMBERS || (given == BY_LOOKS && o->has_other_number)) return NUMBERS;
    if (o->has_word) return WORDS;
    return given == CLASS || o->has_bare_number ? WHOLE : NUMBERS;
}

/* --- second pass: the cells --------------------------------------------------------------------------------------- */

static lehr_status read_header(lehr_data *d, lehr_delimited *t)
{
    lehr_delimited_next_line(t);
    const char *at = t->line;
    for (int i = 0; at; i++) {
        const char *name = lehr_cell_strdup(lehr_delimited_next_cell(t, &at), &d->memory);
        if (!name) return LEHR_ERR_MEMORY;
        if (i < d->features) d->feature_name[i] = name;
        else if (d->targets) d->target_name[i - d->features] = name;
        else d->label_name = name;
    }
    return LEHR_OK;
}

static int shown(lehr_cell c) { return c.length < 40 ? c.length : 40; }

/* The classes so far in the order of their names, for a binary search. */
typedef struct sorted { int at[LEHR_MAX_CLASSES]; } sorted;

/* The class of that name, a new one if the name is new. */
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
    if (d->classes == LEHR_MAX_CLASSES)
        return lehr_delimited_fail(t, c.s, "%.*s would be class number %d; %d at most", shown(c), c.s,
                                   LEHR_MAX_CLASSES + 1, LEHR_MAX_CLASSES);
    memmove(by_word->at + low + 1, by_word->at + low, (size_t)(d->classes - low) * sizeof *by_word->at);
    *label = by_word->at[low] = d->classes;
    return (d->class_name[d->classes++] = lehr_cell_strdup(c, &d->memory)) ? LEHR_OK : LEHR_ERR_MEMORY;
}

static lehr_status class_of_number(lehr_data *d, const lehr_delimited *t, lehr_cell c, int *label)
{
    double v = -1;
    if (!lehr_cell_number(c, &v) || !is_class_number(v))
        return lehr_delimited_fail(t, c.s, "%s is \"%.*s\"; a class is a word, or a whole number from 0 to %d",
                                   d->label_name, shown(c), c.s, LEHR_MAX_CLASSES - 1);
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
        status = lehr_table_next_number(t, &at, d->feature_name[f], LEHR_CELL_FINITE,
                                        &d->x[i * (size_t)d->features + (size_t)f]);
    for (int j = 0; j < d->targets && !status; j++)
        status = lehr_table_next_number(t, &at, d->target_name[j], LEHR_CELL_FINITE,
                                        &d->y[i * (size_t)d->targets + (size_t)j]);
    if (status || d->targets) return status;
    lehr_cell c = lehr_delimited_next_cell(t, &at);
    return by_word ? class_of_word(d, t, c, by_word, &d->label[row]) : class_of_number(d, t, c, &d->label[row]);
}

/* A table with an empty cell will be refused: its rows are read into one row until the cell is found, so that a file of
 * commas needs no memory. */
static lehr_status alloc_data(lehr_data *d, const char *file, const lehr_table_layout *l, int rows, kind is,
                              int targets)
{
    if (is != NUMBERS) return lehr_data_alloc(d, rows, l->columns - 1, LEHR_MAX_CLASSES);
    if (targets < l->columns) return lehr_data_alloc_targets(d, rows, l->columns - targets, targets);
    return lehr_fail(LEHR_ERR_FILE, "%s:%ld:1: %d columns; %d numbers to predict, as asked, leave no feature", file,
                     l->first_line, l->columns, targets);
}

/* t is in the last row, behind which there should have been another class. */
static lehr_status check_classes(const lehr_data *d, const lehr_delimited *t)
{
    if (d->targets || d->classes > 1) return LEHR_OK;
    return lehr_delimited_fail(t, t->line_end,
                               "the file ends here, and every row is of class %.80s; at least two classes are needed",
                               d->class_name[0]);
}

lehr_status lehr_csv_read_as(lehr_data *d, const char *name, const char *text, size_t length, const char *answer)
{
    lehr_table_layout layout;
    answer_looks looks = { 0 };
    answer_kind a;
    sorted by_word;
    lehr_status status = LEHR_NOT_NULL(d, name, text);
    if (!status) status = parse_answer(answer, &a);
    if (status) return status;
    lehr_delimited t = lehr_delimited_open(name, text, length);
    if ((status = lehr_table_scan(t, &layout, check_line, &looks))) return status;
    kind is = decide_kind(a.kind, &looks);
    int rows = looks.has_empty_cell ? 1 : layout.rows;
    if ((status = alloc_data(d, name, &layout, rows, is, (int)a.columns))) return status;
    d->classes = 0;
    if (layout.has_header) status = read_header(d, &t);
    for (int row = 0; row < layout.rows && !status; row++) {
        lehr_delimited_next_line(&t);
        status = read_row(d, &t, is == WORDS ? &by_word : NULL, rows == 1 ? 0 : row);
    }
    return status ? status : check_classes(d, &t);
}

lehr_status lehr_csv_read(lehr_data *d, const char *name, const char *text, size_t length)
{
    return lehr_csv_read_as(d, name, text, length, NULL);
}
