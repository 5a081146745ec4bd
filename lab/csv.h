/* csv.h — a table from a CSV file: numbers, and the class in the last column. */
#ifndef LEHR_LAB_CSV_H
#define LEHR_LAB_CSV_H
#include "lab/data.h"

/* Comma-separated; a first row without any number is the header; blank lines are skipped. Classes are words, numbered in the order
 * in which they first appear, or whole numbers 0, 1, 2 …. A BOM, CRLF and a missing last newline make no difference. Fills an empty d.
 * Whatever is wrong is said as file:line:column. name: what to call the text in messages. A '\0' follows the text's last byte,
 * as lehr_read_file leaves it, unless that byte is a newline. */
lehr_status lehr_csv_read(lehr_data *d, const char *name, const char *text, size_t length);

#endif
