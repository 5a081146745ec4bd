/* run_checkpoint.h — a training in a file: enough to go on with it, bit for bit, and to ask the net what it has learnt.
 *
 *     lehr_run_save(run, "net.safetensors");                              after any update
 *
 *     lehr_checkpoint *c = lehr_checkpoint_open("net.safetensors");       later
 *     lehr_plan plan;
 *     lehr_plan_read(&plan, c);                                           its texts lie in c
 *     lehr_data *data = lehr_data_open(plan.task);
 *     lehr_run *run = lehr_run_resume(c, &plan, data);                    stands where it was saved
 *
 * Tensors are called as PyTorch calls them, fc1.weight [out x in], bn1.running_mean [c]. What else a run remembers
 * lies beside them: "optim.exp_avg.fc1.weight" what the update rule does, "early.fc1.weight" the best weights so far,
 * "order" the rows in the order of this epoch, "random" the stream; lab/train/data_io.h has what is said of the data.
 * The plan and all counts are texts, "lehr.plan.sched", "lehr.step".
 */
#ifndef LEHR_LAB_TRAIN_RUN_CHECKPOINT_H
#define LEHR_LAB_TRAIN_RUN_CHECKPOINT_H
#include "lab/train/plan_io.h"
#include "lab/train/run.h"

/* Afterwards path holds the run as it stands or, if this fails, what it held before. LEHR_ERR_NAN: a number is not
 * finite. */
lehr_status lehr_run_save(const lehr_run *r, const char *path);

/* The run as it was saved, to be gone on with: what follows are the bytes of a run that was never broken off. The
 * plan must be the one saved, or mean the same; only two things may differ. task: as long as the data are the same.
 * steps or epochs: as long as all updates finished so far would have had the same rate and momentum under the new
 * length. NULL: see lehr_message, which names what differs, what is missing, or says that there was no checksum,
 * without which nothing is resumed. c and data must live as long as the run. */
lehr_run   *lehr_run_resume(const lehr_checkpoint *c, const lehr_plan *plan, const lehr_data *data);

/* The same for a run with a net of the caller's own, as lehr_run_new_with takes it: the caller gives the same layers
 * again. */
lehr_run *lehr_run_resume_with(const lehr_checkpoint *c, const lehr_plan *plan, const lehr_data *data,
                               lehr_layer net[]);

/* Can c be resumed by this build at all? LEHR_ERR_FILE: it has no checksum, or no training saved it; LEHR_ERR_VALUE:
 * the other build did. */
lehr_status lehr_run_check_checkpoint(const lehr_checkpoint *c);

/* Into every parameter and buffer of ps, the tensor of its name and shape, from any safetensors file; what else the
 * file has is left alone. On failure some may be loaded and others not. */
lehr_status lehr_params_load(lehr_params *ps, const lehr_checkpoint *c);

/* --- for those who ask what a net says ---------------------------------------------------------------------------- */

/* LEHR_ERR_SHAPE: the file holds fewer floating-point numbers than this net has weights, so that it need not be built
 * to know that it does not fit. */
lehr_status lehr_checkpoint_check_net(const lehr_checkpoint *c, const lehr_layer net[]);

#endif
