/* generate_plane.h — chapter 11: classes in the plane. */
#ifndef LEHR_LAB_DATA_GENERATORS_GENERATE_PLANE_H
#define LEHR_LAB_DATA_GENERATORS_GENERATE_PLANE_H
#include "lab/data/generators/generate.h"

lehr_generator lehr_generate_taiji, lehr_generate_xor, lehr_generate_moon, lehr_generate_gem;

#endif
