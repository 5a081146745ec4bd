/* did_you_mean.h — the nearest known name to one that is not known, for error messages. */
#ifndef LEHR_CORE_BASE_DID_YOU_MEAN_H
#define LEHR_CORE_BASE_DID_YOU_MEAN_H
#include "core/base/format.h"

typedef struct lehr_did_you_mean {  /* a search in progress                                                       */
    const char *asked, *best;       /* the unknown name; the nearest candidate so far, NULL: none                 */
    size_t length, distance;        /* of asked; its edit distance to best: substitutions, insertions, deletions  */
} lehr_did_you_mean;                /* and swaps of neighbours (Damerau 1964)                                     */

/* Start a search, then offer every candidate, then take the hint. */
lehr_did_you_mean lehr_did_you_mean_start(const char *asked, size_t length);
void lehr_did_you_mean_offer(lehr_did_you_mean *n, const char *names);  /* one name, or several separated by spaces */
/* "; did you mean \"step\"?"; "": none is near */
lehr_short_text lehr_did_you_mean_hint(const lehr_did_you_mean *n);

/* Is the word, of that length, one of the names (separated by spaces)? false where names is NULL. */
bool lehr_is_one_of(const char *word, size_t length, const char *names);

#endif
