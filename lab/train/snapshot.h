/* snapshot.h — the state of a training run in memory, to return to.
 *
 *     lehr_snapshot start;
 *     if (lehr_snapshot_take(&start, run)) …           weights, statistics, slots, order, random stream, counters
 *     …                                                train on, at any rates
 *     lehr_snapshot_restore(&start, run);              cannot fail
 *     lehr_snapshot_release(&start);
 *
 * A restored run trains on to the same bytes as one that was never changed. State that a custom layer has outside
 * parameters and buffers is not copied. Neither are the tensors of the tape, which are valid until the next
 * lehr_tape_begin.
 */
#ifndef LEHR_LAB_TRAIN_SNAPSHOT_H
#define LEHR_LAB_TRAIN_SNAPSHOT_H
#include "lab/train/run.h"

typedef struct lehr_snapshot {
    lehr_run   *run;                /* its fields at that moment                                             */
    lehr_real  *numbers;            /* what they pointed to: parameters, gradients, buffers, the rule's slots */
    struct lehr_optim_param_group *group; /* [groups] of its optimizer                                       */
    int        *order;              /* [rows]                                                                */
    lehr_arena  memory;             /* owns all of the above                                                 */
} lehr_snapshot;

lehr_status lehr_snapshot_take(lehr_snapshot *s, const lehr_run *r);        /* LEHR_ERR_MEMORY: *s is empty      */
void        lehr_snapshot_restore(const lehr_snapshot *s, lehr_run *r);     /* the same run; any number of times */
void        lehr_snapshot_release(lehr_snapshot *s);                        /* the run does not change           */

#endif
