/* generate_lines.h — chapters 1 to 6: prices along a line, and classes that lines separate. */
#ifndef LEHR_LAB_DATA_GENERATORS_GENERATE_LINES_H
#define LEHR_LAB_DATA_GENERATORS_GENERATE_LINES_H
#include "lab/data/generators/generate.h"

lehr_generator lehr_generate_houses, lehr_generate_prices, lehr_generate_distance, lehr_generate_logistic,
    lehr_generate_diagonal, lehr_generate_regions;

#endif
