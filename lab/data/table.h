/* table.h — tables of text: line by line for readers of samples, or as a whole.
 *
 * The syntax of lines and cells: lab/data/delimited.h. Errors have file:line:column. */
#ifndef LEHR_LAB_DATA_TABLE_H
#define LEHR_LAB_DATA_TABLE_H
#include <stdbool.h>
#include "core/base/arena.h"
#include "lab/data/delimited.h"

enum { LEHR_MAX_TABLE_COLUMNS = 256, LEHR_MAX_TABLE_ROWS = 20000000, LEHR_MAX_SAMPLES = 10000000 };

/* --- line by line: readers of samples (lab/data/csv.h, lab/train/predictor.h) ------------------------------------- */

typedef struct lehr_table_layout {      /* of a table that may have a header                   */
    int  rows, columns;                 /* below the header; cells of the first line           */
    bool has_header;                    /* no cell of the first line is a number               */
    long first_line;                    /* its number in the file                              */
} lehr_table_layout;

/* Checks one line. It may be the header: line->line_number is then layout->first_line. */
typedef lehr_status lehr_table_line_check(void *context, const lehr_delimited *line, const lehr_table_layout *layout,
                                          int cells);

/* The first pass over a table, from its start: checks every line and counts the rows, before memory is allocated for
 * them. LEHR_ERR_FILE: a line is not valid, there is no row, or there are more than LEHR_MAX_SAMPLES. */
lehr_status lehr_table_scan(lehr_delimited t, lehr_table_layout *layout, lehr_table_line_check *check, void *context);

typedef enum lehr_cell_rule {
    LEHR_CELL_FINITE,                   /* a decimal number, at most 1e30                      */
    LEHR_CELL_ANY                       /* also nan, inf, or an empty cell, which is NaN       */
} lehr_cell_rule;

/* The number in the next cell of the present line. LEHR_ERR_FILE: it breaks the rule; column is its name. */
lehr_status lehr_table_next_number(const lehr_delimited *t, const char **at, const char *column, lehr_cell_rule rule,
                                   double *v);

/* The finite numbers in the next n cells of the present line; names [n] are those of their columns. */
lehr_status lehr_table_next_numbers(const lehr_delimited *t, const char **at, const char *const names[], int n,
                                    double v[]);

/* --- as a whole: the tables that lehr writes ---------------------------------------------------------------------- */

typedef struct lehr_table_column {
    const char  *name;
    double      *number;                /* [rows], of a column of numbers; else NULL */
    const char **text;                  /* [rows], of a column of texts; else NULL   */
} lehr_table_column;

typedef struct lehr_table {
    const char  *file;
    int          columns, rows;
    lehr_table_column *column;          /* [columns]                                 */
    bool         truncated;             /* its last line had no end and was left out */
    char        *content;               /* of the file; texts point into it          */
    lehr_arena   memory;                /* owns column, number and text              */
} lehr_table;                           /* all zero: empty */

/* Numbers follow LEHR_CELL_ANY. text_columns: the names of the columns that hold texts, with blanks between them;
 * NULL: only the header is read. A last line without an end may be incomplete, also within a number, so it is left out.
 * On failure *t is empty. */
lehr_status        lehr_table_read(lehr_table *t, const char *file, const char *text_columns);
void               lehr_table_release(lehr_table *t);
const lehr_table_column *lehr_table_find_column(const lehr_table *t, const char *name); /* NULL: there is none */

#endif
