/* generate.h — the book's data sets, generated from their formulas.
 *
 * Chapter 11's are the book's digit for digit. The others follow its formulas, counts, ranges and seeds. Where the
 * book does not give the order of draws, it is: all of one column, then all of the next, noise last.
 */
#ifndef LEHR_LAB_DATA_GENERATE_H
#define LEHR_LAB_DATA_GENERATE_H
#include "lab/data/dataset.h"

typedef lehr_status lehr_generator(lehr_data *d);       /* fills an empty d; on failure d is to be freed */

/* The book writes its points to files with four decimals and reads them back; this does the same without a file. */
double lehr_round_to_four_decimals(double v);

#endif
