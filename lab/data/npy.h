/* npy.h — images and their labels in .npy files, as numpy.save writes them: numpy.save("train-images.npy",
 * x.numpy()) from PyTorch.
 *
 *     images      (count, channels, height, width), "NCHW", or (count, height, width)     uint8, float32 or float64
 *     labels      (count,), each a class, 0 … 999                                         uint8, int32 or int64
 *
 * Little-endian and in C order, which is what numpy.save does on common machines. A batch has its samples last. */
#ifndef LEHR_LAB_DATA_NPY_H
#define LEHR_LAB_DATA_NPY_H
#include "lab/data/image_files.h"

bool        lehr_is_npy(const void *bytes, size_t n);       /* does it begin as such a file? */

lehr_image_format lehr_npy_format;

#endif
