/* registry.h — tables of things that have a name and knobs: policies, update rules, initialisers, activations.
 *
 * Whatever has a name in Lehr is one row of one table; every entry of such a table begins with a lehr_registry_entry.
 */
#ifndef LEHR_CORE_BASE_REGISTRY_H
#define LEHR_CORE_BASE_REGISTRY_H
#include "core/base/param_spec.h"

typedef struct lehr_registry_entry { /* the head of an entry                                 */
    const char *name;               /* as it is written and printed                          */
    const char *also;               /* other names, separated by spaces; NULL: none          */
    const char *formula;            /* for people, in one line                               */
    const char *source;             /* book section or paper; NULL: there is none to name    */
    lehr_param_spec knob[LEHR_MAX_PARAM_SPECS + 1]; /* ended by one without a name           */
} lehr_registry_entry;

enum { LEHR_MAX_EXTENSIONS = 32 };  /* rows of a program's own in one table */
/* rows that a program adds of its own */
typedef struct lehr_registry_extension {
    int count;                                              /* how many entries are filled */
    const lehr_registry_entry *row[LEHR_MAX_EXTENSIONS];    /* borrowed                    */
} lehr_registry_extension;

typedef struct lehr_registry {      /* all entries of one kind                               */
    const char *what;               /* "update rule", for messages                           */
    const void *rows;               /* the first entry                                       */
    size_t      each;               /* bytes from one entry to the next                      */
    int         count;              /* entries, those added not among them                   */
    lehr_registry_extension *added; /* NULL: it takes none                                   */
} lehr_registry;

/* From now on text finds this row like any other. It is borrowed for good; call before threads are started.
 * LEHR_ERR_NAME: it has no name, one that a text could not say, or one that is taken; LEHR_ERR_VALUE: no more are
 * taken. */
lehr_status lehr_registry_add(const lehr_registry *t, const lehr_registry_entry *row);

/* walk them all, added ones too; NULL past the end */
const lehr_registry_entry *lehr_registry_at(const lehr_registry *t, int i);

/* The row of that name or other name. NULL, and a sentence with the nearest name, if there is none; r: the text it
 * stands in, or NULL. */
const lehr_registry_entry *lehr_registry_find(const lehr_registry *t, const lehr_parser *r, const char *name,
                                              size_t length);

/* A whole text "name" or "name:key=value,…": its row, its knobs in settings, those not named at their defaults, and
 * in *given a bit for each that was named. NULL: see lehr_message; settings may then be half read. */
const lehr_registry_entry *lehr_registry_parse(const lehr_registry *t, const char *text, void *settings,
                                               unsigned *given);

#endif
