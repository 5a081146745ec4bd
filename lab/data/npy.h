/* npy.h — images and their labels in .npy files, as numpy.save writes them: numpy.save("train-images.npy",
 * x.numpy()) from PyTorch.
 *
 *     pictures    (count, channels, height, width), "NCHW", or (count, height, width)     uint8, float32 or float64
 *     labels      (count,), each a class, 0 … 999                                         uint8, int32 or int64
 *
 * Little-endian and in C order, which is what numpy.save does on common machines. Batches are turned samples-last. A
 * file is valid only if its length is exactly what its header gives.
 */
#ifndef LEHR_LAB_DATA_NPY_H
#define LEHR_LAB_DATA_NPY_H
#include "lab/data/idx.h"

bool        lehr_is_npy(const void *bytes, size_t n);               /* does it begin like one? */
lehr_status lehr_npy_check(lehr_file_bytes pictures);            /* header and length; LEHR_ERR_FILE: not valid */

/* Fills an empty d from the two. LEHR_ERR_FILE (the sentence has what was expected and what was found),
 * LEHR_ERR_MEMORY. */
lehr_status lehr_npy_read(lehr_data *d, lehr_file_bytes pictures, lehr_file_bytes labels);

#endif
