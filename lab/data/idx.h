/* idx.h — images and their labels in IDX files, the format of MNIST (Y. LeCun) and of those that copy it.
 *
 * All numbers are big-endian. Two zero bytes, a type (8: bytes), the rank, then as many 32-bit dimensions, then the
 * numbers:
 *
 *     pictures    00 00 08 03   count, height, width               one channel
 *                 00 00 08 04   count, channels, height, width     "NCHW"; batches are turned samples-last
 *     labels      00 00 08 01   count                              each is a class, 0 … 255
 *
 * A file is valid only if its length is exactly what these give. A compressed one (.gz) must be unpacked first.
 */
#ifndef LEHR_LAB_DATA_IDX_H
#define LEHR_LAB_DATA_IDX_H
#include "lab/data/dataset.h"

/* a file's name and what is in it */
typedef struct lehr_file_bytes { const char *name; const void *bytes; size_t n; } lehr_file_bytes;

bool        lehr_is_idx(const void *bytes, size_t n);       /* does it begin like one? no table of text begins with a
                                                               zero byte */

lehr_status lehr_idx_check(lehr_file_bytes pictures);       /* header and length; LEHR_ERR_FILE: not valid */

/* Fills an empty d from the two. LEHR_ERR_FILE (the sentence has what was expected and what was found),
 * LEHR_ERR_MEMORY. */
lehr_status lehr_idx_read(lehr_data *d, lehr_file_bytes pictures, lehr_file_bytes labels);

#endif
