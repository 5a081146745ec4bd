/* snapshot.h — a training as it stands at one moment, and the way back to it.
 *
 *     lehr_bookmark here;
 *     if (lehr_bookmark_set(&here, run)) …             weights, running figures, slots, order, stream, counters: all is remembered
 *     …                                                train on, at any rates: nothing of it will have been
 *     lehr_bookmark_back(&here, run);                  cannot fail
 *     lehr_bookmark_release(&here);
 *
 * A run that has been put back trains on to the very bytes of one that never left. What a layer kind of one's own keeps to itself, outside
 * parameters and buffers, is not seen; neither are a tape's tensors, which are gone at the next begin in any case.
 */
#ifndef LEHR_LAB_TRAIN_SNAPSHOT_H
#define LEHR_LAB_TRAIN_SNAPSHOT_H
#include "lab/train/train.h"

typedef struct lehr_bookmark {      /* a training as it stands at one moment                                          */
    lehr_run   *run;                /* its fields, as they were                                                       */
    lehr_real  *numbers;            /* what these pointed to: parameters, gradients, buffers, then the rule's slots */
    struct lehr_group *group;       /* [groups] of its optimizer                                                      */
    int        *order;              /* [rows]                                                                         */
    lehr_arena  memory;             /* where all of the above lies                                                    */
} lehr_bookmark;

lehr_status lehr_bookmark_set(lehr_bookmark *b, const lehr_run *r);         /* LEHR_ERR_MEMORY: *b is empty      */
void        lehr_bookmark_back(const lehr_bookmark *b, lehr_run *r);        /* the same run; any number of times */
void        lehr_bookmark_release(lehr_bookmark *b);                        /* the run stays as it is            */

#endif
