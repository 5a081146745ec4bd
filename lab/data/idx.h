/* idx.h — images and their labels in IDX files, the format of MNIST (Y. LeCun) and of those that copy it.
 *
 * All numbers are big-endian. Two zero bytes, a type (8: bytes), the rank, then as many 32-bit dimensions, then the
 * numbers:
 *
 *     images      00 00 08 03   count, height, width               one channel
 *                 00 00 08 04   count, channels, height, width     "NCHW"; a batch has its samples last
 *     labels      00 00 08 01   count                              each is a class, 0 … 255
 *
 * A compressed file (.gz) must be unpacked first.
 */
#ifndef LEHR_LAB_DATA_IDX_H
#define LEHR_LAB_DATA_IDX_H
#include "lab/data/image_files.h"

bool        lehr_is_idx(const void *bytes, size_t n);       /* does it begin with two zero bytes? no text does */

lehr_image_format lehr_idx_format;

#endif
