/* generate_images.h — chapters 12 to 14: small images and waves. */
#ifndef LEHR_LAB_DATA_GENERATORS_GENERATE_IMAGES_H
#define LEHR_LAB_DATA_GENERATORS_GENERATE_IMAGES_H
#include "lab/data/generators/generate.h"

lehr_generator lehr_generate_masks, lehr_generate_waves, lehr_generate_waves4, lehr_generate_shapes;

#endif
