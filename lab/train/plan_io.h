/* plan_io.h — a plan in the texts of a checkpoint, and whether another plan is equivalent. */
#ifndef LEHR_LAB_TRAIN_PLAN_IO_H
#define LEHR_LAB_TRAIN_PLAN_IO_H
#include "core/checkpoint/checkpoint.h"
#include "core/params.h"
#include "lab/train/plan.h"

/* Every field, as "lehr.plan.sched" and so on. */
void        lehr_plan_write(lehr_checkpoint *c, const lehr_plan *plan);

/* The plan a checkpoint was trained by, its texts borrowed from c. LEHR_ERR_FILE: it has none, as another program
 * wrote it. */
lehr_status lehr_plan_read(lehr_plan *plan, const lehr_checkpoint *c);

/* Do they mean the same, task, answer and length aside? Rules and schedules are compared by what they mean for these
 * parameters in a training of that many updates, so "adam" is "adam:beta1=0.9". LEHR_ERR_VALUE: the message names what
 * differs. name: of the checkpoint. */
lehr_status lehr_plan_check_same(const lehr_plan *plan, const lehr_plan *saved, lehr_params *ps, long steps,
                                 long per_epoch, const char *name);

/* That sentence. NULL: the plan has none. */
lehr_status lehr_plan_fail_different(const char *name, const char *what, const char *saved, const char *given);

/* The fields that agree, from saved, so that equal plans are also written alike; task, answer and length stay. */
void        lehr_plan_adopt_saved(lehr_plan *plan, const lehr_plan *saved);

/* Numbers among the texts of a checkpoint, which must be there; whole ones are 0 … most. LEHR_ERR_FILE: one is
 * missing, or not what it must be. */
lehr_status lehr_checkpoint_read_number(const lehr_checkpoint *c, const char *key, double *v);
lehr_status lehr_checkpoint_read_integer(const lehr_checkpoint *c, const char *key, long most, long *v);

#define LEHR_MAX_SAVED_INTEGER 1000000000000 /* the most updates, or anything else that is counted */

#endif
