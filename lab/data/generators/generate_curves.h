/* generate_curves.h — chapters 7 to 10: curves, and classes along a line. */
#ifndef LEHR_LAB_DATA_GENERATORS_GENERATE_CURVES_H
#define LEHR_LAB_DATA_GENERATORS_GENERATE_CURVES_H
#include "lab/data/generators/generate.h"

lehr_generator lehr_generate_curve, lehr_generate_peaks, lehr_generate_overfit, lehr_generate_band;

#endif
