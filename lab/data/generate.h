/* generate.h — the book's data sets, made anew from their formulas.
 *
 * Chapter 11's are the book's digit for digit. The others follow its formulas, counts, ranges and seeds; the order of
 * draws, where the book's text does not tell it, is the plain one: first all of one column, then all of the next,
 * noise last.
 */
#ifndef LEHR_LAB_DATA_GENERATE_H
#define LEHR_LAB_DATA_GENERATE_H
#include "lab/data/dataset.h"

typedef lehr_status lehr_generator(lehr_data *d);       /* fills an empty d; on failure d is to be freed */

/* chapters 1 to 6: what a straight line can do (generate_lines.c) */
lehr_generator lehr_generate_houses, lehr_generate_prices, lehr_generate_distance, lehr_generate_logistic,
    lehr_generate_diagonal, lehr_generate_regions;

/* chapters 7 to 10: curves (generate_curves.c) */
lehr_generator lehr_generate_curve, lehr_generate_peaks, lehr_generate_overfit, lehr_generate_band;

/* chapter 11: classes in the plane (generate.c) */
lehr_generator lehr_generate_taiji, lehr_generate_xor, lehr_generate_moon, lehr_generate_gem;

/* chapters 12 to 14: small pictures and waves (generate_images.c) */
lehr_generator lehr_generate_masks, lehr_generate_waves, lehr_generate_waves4, lehr_generate_shapes;

/* --- for generators ----------------------------------------------------------------------------------------------- */

/* The book writes its points to files with four decimals and reads them back; so do we, without the file. */
double lehr_round_to_four_decimals(double v);

#endif
