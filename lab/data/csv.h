/* csv.h — a table from a text file: numbers, and in the last column, or the last few, what each row should be
 * answered with. */
#ifndef LEHR_LAB_DATA_CSV_H
#define LEHR_LAB_DATA_CSV_H
#include "core/base/registry.h"
#include "lab/data/dataset.h"

/* Between cells stand commas, semicolons, tabs or blanks; a first row without any number is the header; blank lines
 * are skipped. A BOM, CRLF and a missing last newline make no difference. Fills an empty d. Errors have
 * file:line:column. name: what to call the text in messages. A '\0' follows the text's last byte, as
 * lehr_read_file leaves it, unless that byte is a newline.
 *
 * The kind of the last column is decided by its looks:
 *     a number other than 0, 1, 2 … 999 in it: 3.5, −1, 250000      numbers to predict
 *     otherwise a word in it                                         classes, numbered as they first appear
 *     otherwise a number written without a point                     classes, as they are: 0, 1, 2 …
 *     otherwise: 1.0, 2.0, 0.0                                       numbers to predict
 * lehr_data_print writes numbers with a point and classes without one, so what it has written is read as it was. */
lehr_status lehr_csv_read(lehr_data *d, const char *name, const char *text, size_t length);

/* The same, with the kind of the answer given: "class", "number", or "number:columns=3" for the last three; NULL: by
 * its looks. */
lehr_status lehr_csv_read_as(lehr_data *d, const char *name, const char *text, size_t length, const char *answer);

extern const lehr_registry lehr_target_kinds;                      /* class, number: for help texts */

#endif
