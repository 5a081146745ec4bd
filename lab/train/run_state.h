/* run_state.h — the state of a run in a checkpoint: everything that changes from update to update. The names of
 * its tensors and texts: lab/train/run_checkpoint.h. Internal to lab/train. */
#ifndef LEHR_LAB_TRAIN_RUN_STATE_H
#define LEHR_LAB_TRAIN_RUN_STATE_H
#include "core/checkpoint/checkpoint.h"
#include "lab/train/run.h"

/* Adds the state of *r to c. Numbers that must stay until c is written are allocated in *memory; r must stay, too.
 * LEHR_ERR_MEMORY; what c cannot store is an error when it is written. */
lehr_status lehr_run_state_write(lehr_checkpoint *c, lehr_run *r, lehr_arena *memory);

/* Sets r, a run of the same plan and data, to the state in c. LEHR_ERR_FILE: a part of it is missing or impossible;
 * LEHR_ERR_VALUE: its best weights are restored already, and r is longer. */
lehr_status lehr_run_state_read(lehr_run *r, const lehr_checkpoint *c);

#endif
