#include "lab/data/csv.h"
#include "core/base/internal.h"
#include "lab/data/table.h"
#include <math.h>
#include <string.h>

enum { MAX_COLUMNS = 10000 };

/* --- classes or numbers? ------------------------------------------------------------------------------------------ */

/* CLASS: names or numbers, whichever the last column has. */
typedef enum answer_kind { AUTOMATIC, CLASS_NAMES, CLASS_NUMBERS, NUMBERS, CLASS } answer_kind;

typedef struct answer_entry { lehr_registry_entry entry; answer_kind kind; } answer_entry;
typedef struct answer_settings { answer_kind kind; double columns; } answer_settings;

static const answer_entry entries[] = {
    { { "class", NULL, "words, or whole numbers from 0", NULL, { { 0 } } }, CLASS },
    { { "number", NULL, "numbers, in the last column or the last few", NULL,
        { { LEHR_FIELD(answer_settings, columns), 1, 1, LEHR_MAX_TARGETS, LEHR_INTEGER } } }, NUMBERS },
};

const lehr_registry lehr_target_kinds = { "answer", entries, sizeof *entries, 2, NULL };

static lehr_status parse_answer(const char *text, answer_settings *a)
{
    unsigned given;
    *a = (answer_settings){ AUTOMATIC, 1 };
    if (!text) return LEHR_OK;
    const lehr_registry_entry *entry = lehr_registry_parse(&lehr_target_kinds, text, a, &given);
    if (!entry) return lehr_last_status();
    a->kind = ((const answer_entry *)entry)->kind;
    return LEHR_OK;
}

/* --- first pass: the layout of the table, and the content of its last column -------------------------------------- */

typedef struct column_content {         /* of the last column, except for has_empty_cell                             */
    bool has_word, has_other_number;    /* a cell is not a number; a cell is a number outside 0 … MAX_CLASSES − 1    */
    bool has_bare_number;               /* a cell is a number without a point                                        */
    bool has_empty_cell;                /* a cell of any column is empty, which is an error in the second pass       */
} column_content;

static bool is_class_number(double v) { return v >= 0 && v < LEHR_MAX_CLASSES && v == floor(v); }

static void add_content(const lehr_delimited *t, column_content *o)
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
        return lehr_delimited_fail(t, t->line,
                                   "one column; at least one feature and, last, the class or number to predict are "
                                   "expected, with commas, semicolons, tabs or blanks between them");
    if (columns <= MAX_COLUMNS) return LEHR_OK;
    return lehr_delimited_fail(t, t->line, "%d columns; %d at most", columns, MAX_COLUMNS);
}

static lehr_status check_line(void *content, const lehr_delimited *t, const lehr_table_layout *layout, int cells)
{
    bool first = t->line_number == layout->first_line;
    lehr_status status = first ? check_width(t, cells) : LEHR_OK;
    if (status || (first && layout->has_header)) return status;
    if (cells != layout->columns)
        return lehr_delimited_fail(t, t->line_end, "this row has %d columns, but line %ld has %d", cells,
                                   layout->first_line, layout->columns);
    add_content(t, content);
    return LEHR_OK;
}

static answer_kind decide_kind(answer_kind given, const column_content *o)
{
    if (given == NUMBERS || (given == AUTOMATIC && o->has_other_number)) return NUMBERS;
    if (o->has_word) return CLASS_NAMES;
    return given == CLASS || o->has_bare_number ? CLASS_NUMBERS : NUMBERS;
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
typedef struct class_index { int at[LEHR_MAX_CLASSES]; } class_index;

/* The class of that name; a new name adds a class. */
static lehr_status class_of_name(lehr_data *d, const lehr_delimited *t, lehr_cell c, class_index *by_name, int *label)
{
    if (!c.length) return lehr_delimited_fail(t, c.s, "%s is empty; a class is expected", d->label_name);
    int low = 0, high = d->classes;
    while (low < high) {
        int middle = (low + high) / 2, order = lehr_cell_compare(c, d->class_name[by_name->at[middle]]);
        if (!order) return *label = by_name->at[middle], LEHR_OK;
        if (order < 0) high = middle;
        else low = middle + 1;
    }
    if (d->classes == LEHR_MAX_CLASSES)
        return lehr_delimited_fail(t, c.s, "%.*s would be class number %d; %d at most", shown(c), c.s,
                                   LEHR_MAX_CLASSES + 1, LEHR_MAX_CLASSES);
    memmove(by_name->at + low + 1, by_name->at + low, (size_t)(d->classes - low) * sizeof *by_name->at);
    *label = by_name->at[low] = d->classes;
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

/* by_name: NULL where the classes are numbers. */
static lehr_status read_row(lehr_data *d, const lehr_delimited *t, class_index *by_name, int row)
{
    const char *at = t->line;
    size_t i = (size_t)row, features = (size_t)d->features, targets = (size_t)d->targets;
    lehr_status status = lehr_table_next_numbers(t, &at, d->feature_name, d->features, d->x + i * features);
    if (status) return status;
    if (targets) return lehr_table_next_numbers(t, &at, d->target_name, d->targets, d->y + i * targets);
    lehr_cell c = lehr_delimited_next_cell(t, &at);
    return by_name ? class_of_name(d, t, c, by_name, &d->label[row]) : class_of_number(d, t, c, &d->label[row]);
}

static lehr_status alloc_data(lehr_data *d, const char *file, const lehr_table_layout *l, int rows, answer_kind kind,
                              int targets)
{
    if (kind != NUMBERS) return lehr_data_alloc(d, rows, l->columns - 1, LEHR_MAX_CLASSES);
    if (targets < l->columns) return lehr_data_alloc_targets(d, rows, l->columns - targets, targets);
    return lehr_fail(LEHR_ERR_FILE, "%s:%ld:1: %d columns; %d numbers to predict leave no feature", file,
                     l->first_line, l->columns, targets);
}

/* t is at the last row. */
static lehr_status check_classes(const lehr_data *d, const lehr_delimited *t)
{
    if (d->targets || d->classes > 1) return LEHR_OK;
    return lehr_delimited_fail(t, t->line_end,
                               "the file ends here, and every row is of class %.80s; at least two classes are needed",
                               d->class_name[0]);
}

lehr_status lehr_csv_read(lehr_data *d, const char *name, const char *text, size_t length, const char *answer)
{
    lehr_table_layout layout;
    column_content content = { 0 };
    answer_settings settings;
    class_index by_name;
    lehr_status status = LEHR_NOT_NULL(d, name, text);
    if (!status) status = parse_answer(answer, &settings);
    if (status) return status;
    lehr_delimited t = lehr_delimited_open(name, text, length);
    if ((status = lehr_table_scan(t, &layout, check_line, &content))) return status;
    answer_kind kind = decide_kind(settings.kind, &content);
    /* A table with an empty cell is an error. Its rows are read into one row until the cell is found, so that a file of
     * commas needs no memory. */
    int rows = content.has_empty_cell ? 1 : layout.rows;
    if ((status = alloc_data(d, name, &layout, rows, kind, (int)settings.columns))) return status;
    d->classes = 0;
    if (layout.has_header) status = read_header(d, &t);
    for (int row = 0; row < layout.rows && !status; row++) {
        lehr_delimited_next_line(&t);
        status = read_row(d, &t, kind == CLASS_NAMES ? &by_name : NULL, rows == 1 ? 0 : row);
    }
    return status ? status : check_classes(d, &t);
}
