/* image_files.h — images from a file, and their labels from the file beside it, in the formats of lab/data/idx.h and
 * lab/data/npy.h. A file is valid only if its length is exactly what its header gives. */
#ifndef LEHR_LAB_DATA_IMAGE_FILES_H
#define LEHR_LAB_DATA_IMAGE_FILES_H
#include "lab/data/dataset.h"

/* A file's name and its content. */
typedef struct lehr_file_bytes { const char *name; const void *bytes; size_t n; } lehr_file_bytes;

enum { LEHR_MAX_ARRAY_RANK = 4 };

typedef struct lehr_image_array {       /* the images or the labels of a file                                    */
    char kind;                          /* 'u': unsigned, 'i': signed integers, 'f': floating-point numbers      */
    int  width;                         /* bytes of a number, little-endian                                      */
    int  rank, dim[LEHR_MAX_ARRAY_RANK];        /* images: [n x height x width] or [n x channels x height x width];
                                           labels: [n]                                                           */
    const unsigned char *numbers;       /* in the file's bytes                                                   */
} lehr_image_array;

/* Parses and checks the header and the length of a file of images or of labels, before any memory is allocated.
 * LEHR_ERR_FILE: the sentence has what was expected and what was found. */
typedef lehr_status lehr_image_format(lehr_file_bytes f, bool labels, lehr_image_array *a);

/* Fills an empty d from the two. LEHR_ERR_FILE, LEHR_ERR_MEMORY. */
lehr_status lehr_images_read(lehr_data *d, lehr_image_format *format, lehr_file_bytes images, lehr_file_bytes labels);

/* Does it begin as one of the formats does? */
bool        lehr_is_image_file(const void *bytes, size_t n);

/* Fills an empty d from the images at path, whose bytes are given, and the file of their labels beside it under
 * MNIST's name: "images" is "labels" and "idx3" or "idx4" is "idx1" there, so train-images-idx3-ubyte has
 * train-labels-idx1-ubyte, and train-images.npy has train-labels.npy. max: the largest file to read. */
lehr_status lehr_image_files_open(lehr_data *d, const char *path, const void *bytes, size_t n, size_t max);

#endif
