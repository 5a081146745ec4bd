/* table.h — a table with a header as its columns, and what every reader of tables shares.
 *
 * Cells may be in quotes, with doubled quotes within; lines may end in \r\n; commas may be semicolons, tabs or blanks
 * (lab/data/delimited.h). Errors are in file:line:column. */
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

/* Checks one line, which may be the header: line->number is then layout->first_line. */
typedef lehr_status lehr_table_line_check(void *context, const lehr_delimited *line, const lehr_table_layout *layout,
                                          int cells);

/* The first pass over a table, from its start: every line is checked, and rows are counted before memory is allocated
 * for them. LEHR_ERR_FILE: a line is not valid, there is no row, or there are more than LEHR_MAX_SAMPLES. */
lehr_status lehr_table_scan(lehr_delimited t, lehr_table_layout *layout, lehr_table_line_check *check, void *context);

typedef enum lehr_cell_rule {
    LEHR_CELL_FINITE,                   /* a decimal number, at most 1e30                      */
    LEHR_CELL_ANY                       /* also nan, inf, or an empty cell, which is NaN       */
} lehr_cell_rule;

/* The number in the next cell of the present line. LEHR_ERR_FILE: it breaks the rule; column is its name. */
lehr_status lehr_table_next_number(const lehr_delimited *t, const char **at, const char *column, lehr_cell_rule rule,
                                   double *v);

/* --- as a whole: the tables that lehr writes ---------------------------------------------------------------------- */


typedef struct lehr_table_column {
    const char  *name;
    double      *number;                /* [rows], of a column of numbers; else NULL */
    const char **word;                  /* [rows], of a column of words; else NULL   */
} lehr_table_column;

typedef struct lehr_table {
    const char  *file;
    int          count, rows;
    lehr_table_column *column;
    bool         cut;
    char        *text;                  /* where its words lie */
    lehr_arena   memory;
} lehr_table;                           /* all zero: empty */

/* Numbers follow LEHR_CELL_ANY. words: the names of those columns that hold words, with blanks between them; NULL: only
 * the header is read. A last line without an end may have been cut off anywhere, also within a number: it is left out,
 * and cut is true. On failure *t is empty. */
lehr_status        lehr_table_read(lehr_table *t, const char *file, const char *words);
void               lehr_table_release(lehr_table *t);
const lehr_table_column *lehr_table_find_column(const lehr_table *t, const char *name); /* NULL: there is none */

#endif
