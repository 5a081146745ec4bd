/* data_io.h — what a checkpoint stores about the training data: names, scaling, classes or targets, the shape of
 * images; no rows.
 *
 * "scale.zero" and "scale.unit" are lehr_data's offset and scale, value = (as read − offset) / scale; a scale of 0
 * marks a feature that was the same everywhere and becomes 0. "target.zero" and "target.unit" are the same for
 * numbers to predict. "picture" is the shape of one row, [channels, height, width]. "lehr.features" and
 * "lehr.classes" or "lehr.targets" have a name on each line, and "lehr.data" is the data's fingerprint.
 */
#ifndef LEHR_LAB_TRAIN_DATA_IO_H
#define LEHR_LAB_TRAIN_DATA_IO_H
#include "core/checkpoint/checkpoint.h"
#include "lab/data/dataset.h"

/* scaled: the features are on a common scale, so that one that is 0 everywhere may have been constant. Numbers that
 * must stay until c is written are allocated in *memory; d must stay, too. LEHR_ERR_MEMORY; what c cannot store is an
 * error when it is written. */
lehr_status lehr_data_write_metadata(lehr_checkpoint *c, const lehr_data *d, bool scaled, lehr_arena *memory);

/* Features and classes or targets with their names, scaling figures, and no rows. Free it. NULL: see lehr_message. */
lehr_data  *lehr_data_read_metadata(const lehr_checkpoint *c);

/* "150 x 4, 3 classes, " and a hash of all features, scaled as in training, and all answers. */
lehr_short_text lehr_data_fingerprint(const lehr_data *d);

/* The tensor of that name, of n numbers, each from min to max; n 0: any number of them. NULL: it is missing or
 * different; see lehr_message. */
const lehr_stored_tensor *lehr_checkpoint_find_numbers(const lehr_checkpoint *c, const char *name, size_t n,
                                                       double min, double max);

#endif
