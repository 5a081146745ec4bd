/* row.h — tables of things that have a name and knobs: policies, update rules, initialisers, activations.
 *
 * Whatever has a name in Lehr is one row of one table; every entry of such a table begins with a lehr_row.
 */
#ifndef LEHR_CORE_ROW_H
#define LEHR_CORE_ROW_H
#include "core/knob.h"

typedef struct lehr_row {
    const char *name;               /* as it is written and printed                          */
    const char *also;               /* other names, separated by spaces; NULL: none          */
    const char *formula;
    const char *source;             /* book section or paper; NULL: there is none to name    */
    lehr_knob   knob[LEHR_MAX_KNOBS + 1];
} lehr_row;

/* Rows that a program adds of its own. */
enum { LEHR_MAX_ADDED = 32 };
typedef struct lehr_added { int count; const lehr_row *row[LEHR_MAX_ADDED]; } lehr_added;

typedef struct lehr_table {
    const char *what;               /* "update rule", for messages */
    const void *rows;
    size_t      each;               /* bytes from one entry to the next */
    int         count;
    lehr_added *added;              /* NULL: it takes none */
} lehr_table;

/* From now on text finds this row like any other. It is borrowed for good; call before threads are started. */
lehr_status lehr_table_add(const lehr_table *t, const lehr_row *row);

const lehr_row *lehr_table_at(const lehr_table *t, int i);                              /* NULL past the end */

/* The row of that name or other name. NULL, and a sentence with the nearest name, if there is none; r: the text it stands in, or NULL. */
const lehr_row *lehr_table_find(const lehr_table *t, const lehr_reader *r, const char *name, size_t length);

/* A whole text "name" or "name:key=value,…": its row, and its knobs in settings. NULL: see lehr_message. */
const lehr_row *lehr_table_read(const lehr_table *t, const char *text, void *settings, unsigned *given);

#endif
