/* delimited.h — splits a text into lines of cells, separated by commas, semicolons, tabs or blanks. Cells may be in
 * quotes, with doubled quotes within; lines may end in \r\n. */
#ifndef LEHR_LAB_DATA_DELIMITED_H
#define LEHR_LAB_DATA_DELIMITED_H
#include <stdbool.h>
#include "core/base/arena.h"
#include "core/base/strbuf.h"

typedef struct lehr_delimited {
    const char *name;                   /* of the file, for messages                             */
    const char *next, *end;             /* the rest of the text                                  */
    const char *line, *line_end;        /* the present line, its newline excluded                */
    long        line_number;            /* of the present line, from 1                           */
    char        separator;              /* between cells; ' ': one blank or several              */
} lehr_delimited;

typedef struct lehr_cell {
    const char *s;                      /* without blanks or quotes around it                    */
    int         length;
    const char *malformed;              /* a quote that is not closed, or text after a closing quote; NULL: neither */
    bool        doubled;                /* the text is as in quotes: two quotes in it mean one   */
} lehr_cell;

/* At the start of a text, after a byte-order mark if it has one. The separator is detected from the first two lines
 * that are not blank: it is the first of ; , tab blank that gives both the same number of cells, and more than one;
 * else the first that gives the first line more than one. A '\0' follows the text's last byte, unless that is a
 * newline. */
lehr_delimited lehr_delimited_open(const char *name, const char *text, size_t length);

bool       lehr_delimited_next_line(lehr_delimited *t);      /* the next line that is not blank; false: there is none */
int        lehr_delimited_count_cells(const lehr_delimited *t);     /* of the present line */

/* The cell at *at, which starts as t->line; *at moves to the next cell, after the last to NULL. */
lehr_cell  lehr_delimited_next_cell(const lehr_delimited *t, const char **at);
bool       lehr_cell_number(lehr_cell c, double *v);                /* is the whole of it a finite decimal number? */
int        lehr_cell_compare(lehr_cell c, const char *word);        /* < 0, 0, > 0, as strcmp */
void       lehr_cell_text(lehr_cell c, char *to);         /* as a string of up to length + 1; may be in place */
char      *lehr_cell_strdup(lehr_cell c, lehr_arena *memory);       /* a copy of it; NULL: no memory */

/* LEHR_ERR_FILE and "name:line:column: …"; where: a place in the present line. */
lehr_status lehr_delimited_fail(const lehr_delimited *t, const char *where, const char *format, ...) LEHR_PRINTF(3, 4);
/* LEHR_ERR_FILE: the present line has a zero byte or a malformed cell. */
lehr_status lehr_delimited_check_line(const lehr_delimited *t);

#endif
