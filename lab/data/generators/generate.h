/* generate.h — the book's data sets, generated from their formulas. A set has a function in one of
 * lab/data/generators/generate_*.c and a row in lab/data/tasks.c.
 *
 * Chapter 11's are the book's digit for digit. The others follow its formulas, counts, ranges and seeds. Where the
 * book does not give the order of draws, it is: all of one column, then all of the next, noise last.
 */
#ifndef LEHR_LAB_DATA_GENERATORS_GENERATE_H
#define LEHR_LAB_DATA_GENERATORS_GENERATE_H
#include "lab/data/dataset.h"

typedef lehr_status lehr_generator(lehr_data *d);       /* fills an empty d; on failure d is to be freed */

/* Seeds r and allocates d, with labels or, where classes is 0, one target for each row. */
lehr_status lehr_generate_begin(lehr_data *d, lehr_random *r, uint32_t seed, int rows, int features, int classes);

/* The book writes its points to files with four decimals and reads them back; this does the same without a file. */
double      lehr_generate_round(double v);
double      lehr_generate_uniform(lehr_random *r, double low, double high);     /* rounded like that */

#endif
