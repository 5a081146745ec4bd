/* generate.h — the book's point sets in the plane, made anew from their formulas, digit for digit (chapter 11). */
#ifndef LEHR_LAB_GENERATE_H
#define LEHR_LAB_GENERATE_H
#include "lab/data.h"

typedef lehr_status lehr_generator(lehr_data *d);       /* fills an empty d; on failure d is to be freed */

lehr_generator lehr_generate_taiji, lehr_generate_xor, lehr_generate_moon, lehr_generate_gem;

#endif
