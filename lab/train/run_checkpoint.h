/* run_checkpoint.h — a training run in a file: enough to resume it bit for bit, and to predict with its net.
 *
 *     lehr_run_save(run, "net.safetensors");                              after any update
 *
 *     lehr_checkpoint *c = lehr_checkpoint_open("net.safetensors");       later
 *     lehr_plan plan;
 *     lehr_plan_read(&plan, c);                                           its texts are in c
 *     lehr_data *data = lehr_data_open(plan.task);
 *     lehr_run *run = lehr_run_resume(c, &plan, data);                    continues where it was saved
 *
 * Tensors have PyTorch's names, fc1.weight [out x in], bn1.running_mean [c]. The rest of the state is stored with them:
 * "optim.exp_avg.fc1.weight" of the update rule, "early.fc1.weight" the best weights so far, "order" the rows in the
 * order of this epoch, "random" the random stream; for the data see lab/train/data_io.h. The plan and all counters are
 * texts, "lehr.plan.sched", "lehr.step".
 */
#ifndef LEHR_LAB_TRAIN_RUN_CHECKPOINT_H
#define LEHR_LAB_TRAIN_RUN_CHECKPOINT_H
#include "lab/train/plan_io.h"
#include "lab/train/run.h"

/* Writes the run to path; on failure the file is unchanged. LEHR_ERR_NAN: a number is not finite. */
lehr_status lehr_run_save(const lehr_run *r, const char *path);

/* The run as it was saved; it trains on to the same bytes as a run that was never interrupted. The plan must be the one
 * saved, or equivalent; two fields may differ. task: as long as the data are the same. steps or epochs: as long as all
 * finished updates have the same rate and momentum under the new length. NULL: see lehr_message, which names what
 * differs or is missing; a file without a checksum is not resumed. c and data must live as long as the run. */
lehr_run   *lehr_run_resume(const lehr_checkpoint *c, const lehr_plan *plan, const lehr_data *data);

/* The same for a run of lehr_run_new_with: net has the same layers. */
lehr_run *lehr_run_resume_with(const lehr_checkpoint *c, const lehr_plan *plan, const lehr_data *data,
                               lehr_layer net[]);

/* Can this build resume c? LEHR_ERR_FILE: it has no checksum, or was not saved by a training; LEHR_ERR_VALUE: it was
 * saved by the other build. */
lehr_status lehr_run_check_checkpoint(const lehr_checkpoint *c);

/* Loads every parameter and buffer of ps from the tensor of its name and shape in any safetensors file; other tensors
 * are ignored. On failure some may be loaded and others not. */
lehr_status lehr_params_load(lehr_params *ps, const lehr_checkpoint *c);

/* --- for predictors ----------------------------------------------------------------------------------------------- */

/* LEHR_ERR_SHAPE: the file holds fewer floating-point numbers than this net has weights, so that no
 * memory is allocated for weights that are not there. */
lehr_status lehr_checkpoint_check_net(const lehr_checkpoint *c, const lehr_layer net[]);

#endif
