/* data_io.h — what a checkpoint says of the data a net was trained on: names, scaling, kind of answer, shape of
 * pictures; no rows.
 *
 * "scale.zero" and "scale.unit" are how features are scaled, (as read − zero) / unit, where a unit of 0 is a feature
 * that was the same everywhere and counts as 0; "target.zero" and "target.unit" the same for numbers to predict;
 * "picture" the shape of one row, [channels, height, width]. "lehr.features" and "lehr.classes" or "lehr.targets"
 * have a name on each line, and "lehr.data" says which numbers they were.
 */
#ifndef LEHR_LAB_TRAIN_DATA_IO_H
#define LEHR_LAB_TRAIN_DATA_IO_H
#include "core/checkpoint/checkpoint.h"
#include "lab/data/dataset.h"

/* scaled: features were brought to a common scale, so that one that is 0 everywhere may have been flat. Numbers that
 * must stay until c is written lie in *memory; d must stay, too. LEHR_ERR_MEMORY; what c cannot take is said when it
 * is written. */
lehr_status lehr_data_write_metadata(lehr_checkpoint *c, const lehr_data *d, bool scaled, lehr_arena *memory);

/* Features and classes or targets with their names, scaling figures, and no rows. Free it. NULL: see lehr_message. */
lehr_data  *lehr_data_read_metadata(const lehr_checkpoint *c);

/* Which data are these? "150 x 4, 3 classes, " and a number made of all features as they are trained on, and of all
 * answers. */
lehr_short_text lehr_data_fingerprint(const lehr_data *d);

/* A row of n numbers, each from least to most; n 0: as many as there are. NULL: it is not there, or not so; see
 * lehr_message. */
const lehr_stored_tensor *lehr_checkpoint_find_numbers(const lehr_checkpoint *c, const char *name, size_t n,
                                                       double least, double most);

#endif
