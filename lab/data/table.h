/* table.h — a table with a header as its columns: what `lehr` writes as CSV, read back.
 *
 * Cells may be in quotes, with doubled quotes within; lines may end in \r\n; commas may be semicolons, tabs or blanks
 * (lab/data/delimited.h). A number may be nan, inf or nothing at all, which is NaN. What is wrong is said with file,
 * line and column. A last line without an end may have been cut off anywhere, also within a number: it is left out,
 * and cut is true. */
#ifndef LEHR_LAB_DATA_TABLE_H
#define LEHR_LAB_DATA_TABLE_H
#include <stdbool.h>
#include "core/base/arena.h"
#include "core/base/status.h"

enum { LEHR_MAX_TABLE_COLUMNS = 256, LEHR_MAX_TABLE_ROWS = 20000000 };

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

/* words: the names of those columns that hold words, with blanks between them; NULL: only the header is read. On
 * failure *c is empty. */
lehr_status        lehr_table_read(lehr_table *c, const char *file, const char *words);
void               lehr_table_release(lehr_table *c);
const lehr_table_column *lehr_table_find_column(const lehr_table *c, const char *name); /* NULL: there is none */

#endif
