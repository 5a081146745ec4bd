/* snapshot.h — a training as it stands at one moment, and the way back to it.
 *
 *     lehr_snapshot here;
 *     if (lehr_snapshot_take(&here, run)) …            weights, running figures, slots, order, stream, counters: all is remembered
 *     …                                                train on, at any rates: nothing of it will have been
 *     lehr_snapshot_restore(&here, run);               cannot fail
 *     lehr_snapshot_release(&here);
 *
 * A run that has been put back trains on to the very bytes of one that never left. What a layer kind of one's own
 * keeps to itself, outside parameters and buffers, is not seen; neither are a tape's tensors, which are gone at the
 * next begin in any case.
 */
#ifndef LEHR_LAB_TRAIN_SNAPSHOT_H
#define LEHR_LAB_TRAIN_SNAPSHOT_H
#include "lab/train/run.h"

typedef struct lehr_snapshot {      /* a training as it stands at one moment                                          */
    lehr_run   *run;                /* its fields, as they were                                                       */
    lehr_real  *numbers;            /* what these pointed to: parameters, gradients, buffers, then the rule's slots */
    struct lehr_optim_param_group *group; /* [groups] of its optimizer                                                */
    int        *order;              /* [rows]                                                                         */
    lehr_arena  memory;             /* where all of the above lies                                                    */
} lehr_snapshot;

lehr_status lehr_snapshot_take(lehr_snapshot *b, const lehr_run *r);        /* LEHR_ERR_MEMORY: *b is empty      */
void        lehr_snapshot_restore(const lehr_snapshot *b, lehr_run *r);     /* the same run; any number of times */
void        lehr_snapshot_release(lehr_snapshot *b);                        /* the run stays as it is            */

#endif
