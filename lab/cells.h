/* cells.h — a text as lines of cells with commas between them. */
#ifndef LEHR_LAB_CELLS_H
#define LEHR_LAB_CELLS_H
#include <stdbool.h>
#include "core/text.h"

typedef struct lehr_cells {
    const char *name;                   /* of the file, for messages              */
    const char *next, *end;             /* what is not yet read                   */
    const char *line, *line_end;        /* the present line, its newline excluded */
    long        number;                 /* of the present line, from 1            */
} lehr_cells;

typedef struct lehr_cell { const char *s; int length; bool torn; } lehr_cell;   /* torn: a quote is missing, or more stands behind it */

/* At the start of a text, behind a byte-order mark if it has one. A '\0' follows its last byte, unless that is a newline. */
lehr_cells lehr_cells_of(const char *name, const char *text, size_t length);

bool       lehr_next_line(lehr_cells *t);                           /* the next line that is not blank; false: there is none */
int        lehr_count_cells(const lehr_cells *t);                   /* of the present line                                   */

/* The cell at *at, which begins as t->line, without the blanks or quotes around it; *at moves to the next one, or to NULL at the end. */
lehr_cell  lehr_next_cell(const lehr_cells *t, const char **at);
bool       lehr_cell_number(lehr_cell c, double *v);                /* is the whole of it a finite decimal number?           */

/* LEHR_ERR_FILE and "name:line:column: …"; where: a place in the present line. */
lehr_status lehr_cells_fail(const lehr_cells *t, const char *where, const char *format, ...) LEHR_PRINTF(3, 4);

#endif
