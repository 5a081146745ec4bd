/* delimited.h — a text as lines of cells, separated by commas, semicolons, tabs or blanks. */
#ifndef LEHR_LAB_DATA_DELIMITED_H
#define LEHR_LAB_DATA_DELIMITED_H
#include <stdbool.h>
#include "core/base/arena.h"
#include "core/base/strbuf.h"

typedef struct lehr_delimited {
    const char *name;                   /* of the file, for messages                             */
    const char *next, *end;             /* what is not yet read                                  */
    const char *line, *line_end;        /* the present line, its newline excluded                */
    long        number;                 /* of the present line, from 1                           */
    char        mark;                   /* what stands between cells; ' ': one blank or several  */
} lehr_delimited;

/* What stands in a cell. In quotes, a doubled one is one quote of the cell: s … s + length has both. torn: where a
 * quote is opened and not closed, or what stands behind a closing one; NULL: neither. */
typedef struct lehr_cell { const char *s; int length; const char *torn; bool doubled; } lehr_cell;

/* At the start of a text, behind a byte-order mark if it has one; the separator is found from its first two
 * lines that are not blank: the first of ; , tab blank that gives both as many cells, and more than one; else the
 * first that gives the first line more than one. A '\0' follows the text's last byte, unless that is a newline. */
lehr_delimited lehr_delimited_open(const char *name, const char *text, size_t length);

bool       lehr_delimited_next_line(lehr_delimited *t);      /* the next line that is not blank; false: there is none */
int        lehr_delimited_count_cells(const lehr_delimited *t);     /* of the present line */

/* The cell at *at, which begins as t->line, without the blanks or quotes around it; *at moves to the next one, behind
 * the last to NULL. */
lehr_cell  lehr_delimited_next_cell(const lehr_delimited *t, const char **at);
bool       lehr_cell_number(lehr_cell c, double *v);                /* is the whole of it a finite decimal number? */
int        lehr_cell_compare(lehr_cell c, const char *word);        /* < 0, 0, > 0, as strcmp says of the two */
void       lehr_cell_text(lehr_cell c, char *to);         /* as a string of up to length + 1; also to where it stands */
char      *lehr_cell_strdup(lehr_cell c, lehr_arena *memory);       /* the same, of its own; NULL: no memory */

/* LEHR_ERR_FILE and "name:line:column: …"; where: a place in the present line. */
lehr_status lehr_delimited_fail(const lehr_delimited *t, const char *where, const char *format, ...) LEHR_PRINTF(3, 4);
/* the present line: a zero byte, a cell that is torn? */
lehr_status lehr_delimited_check_line(const lehr_delimited *t);

#endif
