/* registry.h — tables of named things with parameters: policies, update rules, initialisers, activations.
 *
 * Everything that a text can name is one entry of one registry; every such entry begins with a lehr_registry_entry.
 */
#ifndef LEHR_CORE_BASE_REGISTRY_H
#define LEHR_CORE_BASE_REGISTRY_H
#include "core/base/param_spec.h"

typedef struct lehr_registry_entry { /* the common head of every entry                    */
    const char *name;               /* as it is written and printed                          */
    const char *aliases;            /* other names, separated by spaces; NULL: none          */
    const char *formula;            /* one line for users                                    */
    const char *source;             /* book section or paper; NULL: none                     */
    lehr_param_spec params[LEHR_MAX_PARAM_SPECS + 1]; /* ended by one without a name         */
} lehr_registry_entry;

enum { LEHR_MAX_EXTENSIONS = 32 };  /* entries that a program can add to one registry        */

typedef struct lehr_registry_extension { /* entries that a program has added                 */
    int count;                      /* of them                                               */
    const lehr_registry_entry *entry[LEHR_MAX_EXTENSIONS]; /* [count], borrowed              */
} lehr_registry_extension;

typedef struct lehr_registry {      /* all entries of one kind                               */
    const char *kind;               /* "update rule", for messages                           */
    const void *entries;            /* the first of [count]                                  */
    size_t      entry_size;         /* bytes from one entry to the next                      */
    int         count;              /* entries, without those that were added                */
    lehr_registry_extension *added; /* NULL: none can be added                               */
    const struct lehr_registry *const *parts; /* registries whose entries come before these, up to a NULL; NULL: none */
} lehr_registry;

/* Adds an entry, which every text can then name. It is borrowed for the rest of the program; call this before threads
 * are started. LEHR_ERR_NAME: the name is missing, impossible in a text, or taken; LEHR_ERR_VALUE: the registry is
 * full. */
lehr_status lehr_registry_add(const lehr_registry *t, const lehr_registry_entry *entry);

/* Entry i, added ones last; NULL past the end. */
const lehr_registry_entry *lehr_registry_at(const lehr_registry *t, int i);

#endif
