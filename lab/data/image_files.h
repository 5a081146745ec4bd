/* image_files.h — images from a file, and their labels from the file beside it. */
#ifndef LEHR_LAB_DATA_IMAGE_FILES_H
#define LEHR_LAB_DATA_IMAGE_FILES_H
#include "lab/data/dataset.h"

/* does it begin as IDX (lab/data/idx.h) or .npy (lab/data/npy.h) do? */
bool        lehr_is_image_file(const void *bytes, size_t n);

/* Fills an empty d from the images at path, whose bytes are given, and the file of their labels beside it under
 * MNIST's name: "images" is "labels" and "idx3" or "idx4" is "idx1" there, so train-images-idx3-ubyte has
 * train-labels-idx1-ubyte, and train-images.npy has train-labels.npy. most: the largest file to read. */
lehr_status lehr_image_files_open(lehr_data *d, const char *path, const void *bytes, size_t n, size_t most);

#endif
