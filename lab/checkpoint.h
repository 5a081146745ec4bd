/* checkpoint.h — a training in a file: enough to go on with it, bit for bit, and to ask the net what it has learnt.
 *
 *     lehr_run_save(run, "net.safetensors");                              after any update
 *
 *     lehr_checkpoint *c = lehr_checkpoint_open("net.safetensors");       later
 *     lehr_plan plan;
 *     lehr_plan_saved(&plan, c);                                          its texts lie in c
 *     lehr_data *data = lehr_data_open(plan.task);
 *     lehr_run *run = lehr_run_resume(c, &plan, data);                    stands where it was saved
 *
 * Tensors are called as PyTorch calls them, fc1.weight [out x in]. What else a run remembers lies beside them: "optim.0.fc1.weight" the
 * update rule's numbers, "order" the rows in the order of this epoch, "random" the stream; "scale.zero" and "scale.unit" how features
 * are scaled, (as read − zero) / unit, where a unit of 0 is a feature that was the same everywhere and counts as 0. The plan and all
 * counts are texts, "lehr.plan.sched", "lehr.step"; "lehr.classes" has a name on each line.
 */
#ifndef LEHR_LAB_CHECKPOINT_H
#define LEHR_LAB_CHECKPOINT_H
#include "lab/saved_plan.h"
#include "lab/train.h"

/* Afterwards path holds the run as it stands or, if this fails, what it held before. LEHR_ERR_NAN: a number is not finite. */
lehr_status lehr_run_save(const lehr_run *r, const char *path);

/* The run as it was saved, to be gone on with: what follows are the bytes of a run that was never broken off. The plan must be the one
 * saved, or mean the same; only two things may differ. task: as long as the data are the same. steps or epochs: as long as all updates
 * finished so far would have had the same rate and momentum under the new length. NULL: see lehr_message, which names what differs, what is
 * missing, or says that there was no checksum, without which nothing is resumed. c and data must live as long as the run. */
lehr_run   *lehr_run_resume(const lehr_checkpoint *c, const lehr_plan *plan, const lehr_data *data);

/* Can c be resumed by this build at all? LEHR_ERR_FILE: it has no checksum, or no training saved it; LEHR_ERR_VALUE: the other build
 * did. */
lehr_status lehr_run_check_saved(const lehr_checkpoint *c);

/* Into every parameter of ps, the tensor of its name and shape, from any safetensors file. On failure some may be loaded and others not. */
lehr_status lehr_params_load(lehr_params *ps, const lehr_checkpoint *c);

/* --- for those who ask what a net says ---------------------------------------------------------------------------- */

/* Features and classes with their names, scaling figures, and no rows. Free it. NULL: see lehr_message. */
lehr_data  *lehr_data_saved(const lehr_checkpoint *c);

/* LEHR_ERR_SHAPE: the file holds fewer numbers than this net has weights, so that it need not be built to know that it does not fit. */
lehr_status lehr_net_is_saved(const lehr_checkpoint *c, const lehr_layer net[], int layers);

#endif
