/* registry.h — tables of things that have a name and knobs: policies, update rules, initialisers, activations.
 *
 * Whatever has a name in Lehr is one row of one table; every entry of such a table begins with a lehr_row.
 */
#ifndef LEHR_CORE_BASE_REGISTRY_H
#define LEHR_CORE_BASE_REGISTRY_H
#include "core/base/param_spec.h"

typedef struct lehr_row {           /* the head of an entry                                  */
    const char *name;               /* as it is written and printed                          */
    const char *also;               /* other names, separated by spaces; NULL: none          */
    const char *formula;            /* for people, in one line                               */
    const char *source;             /* book section or paper; NULL: there is none to name    */
    lehr_knob   knob[LEHR_MAX_KNOBS + 1];       /* ended by one without a name               */
} lehr_row;

enum { LEHR_MAX_ADDED = 32 };       /* rows of a program's own in one table */
typedef struct lehr_added { int count; const lehr_row *row[LEHR_MAX_ADDED]; } lehr_added;       /* rows that a program adds of its own */

typedef struct lehr_table {         /* all entries of one kind                               */
    const char *what;               /* "update rule", for messages                           */
    const void *rows;               /* the first entry                                       */
    size_t      each;               /* bytes from one entry to the next                      */
    int         count;              /* entries, those added not among them                   */
    lehr_added *added;              /* NULL: it takes none                                   */
} lehr_table;

/* From now on text finds this row like any other. It is borrowed for good; call before threads are started.
 * LEHR_ERR_NAME: it has no name, one that a text could not say, or one that is taken; LEHR_ERR_VALUE: no more are taken. */
lehr_status lehr_table_add(const lehr_table *t, const lehr_row *row);

const lehr_row *lehr_table_at(const lehr_table *t, int i);              /* walk them all, added ones too; NULL past the end */

/* The row of that name or other name. NULL, and a sentence with the nearest name, if there is none; r: the text it stands in, or NULL. */
const lehr_row *lehr_table_find(const lehr_table *t, const lehr_reader *r, const char *name, size_t length);

/* A whole text "name" or "name:key=value,…": its row, its knobs in settings, those not named at their defaults, and in *given a bit for
 * each that was named. NULL: see lehr_message; settings may then be half read. */
const lehr_row *lehr_table_read(const lehr_table *t, const char *text, void *settings, unsigned *given);

#endif
