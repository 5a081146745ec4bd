/* csv.h — a table from a text file: features, and in the last column the class, or in the last few columns the
 * targets. */
#ifndef LEHR_LAB_DATA_CSV_H
#define LEHR_LAB_DATA_CSV_H
#include "core/base/registry.h"
#include "lab/data/dataset.h"

/* Cells are separated by commas, semicolons, tabs or blanks. A first row without any number is the header. Blank lines
 * are skipped, as are a BOM and CRLF. Fills an empty d. Errors have file:line:column. name: of the text, for messages.
 * A '\0' follows the text's last byte, as lehr_read_file adds it, unless that byte is a newline.
 *
 * Without a given kind, that of the last column depends on its content:
 *     a number other than 0, 1, 2 … 999 in it: 3.5, −1, 250000      a target
 *     otherwise a word in it                                         classes, numbered as they first appear
 *     otherwise a number written without a point                     classes with these numbers: 0, 1, 2 …
 *     otherwise: 1.0, 2.0, 0.0                                       a target
 * lehr_data_print writes targets with a point and classes without one, so its output reads back as the same kind.
 *
 * answer: the kind, if it is given: "class", "number", or "number:columns=3" for the last three columns; NULL: by
 * content. */
lehr_status lehr_csv_read(lehr_data *d, const char *name, const char *text, size_t length, const char *answer);

extern const lehr_registry lehr_target_kinds;                      /* class, number: for help texts */

#endif
