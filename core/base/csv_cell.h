/* csv_cell.h — text as one cell of a CSV line. */
#ifndef LEHR_CORE_BASE_CSV_CELL_H
#define LEHR_CORE_BASE_CSV_CELL_H
#include "core/base/strbuf.h"

/* In quotes where a reader would otherwise take a part of the text for a separator, padding or a byte order mark;
 * quotes within are doubled. */
void lehr_csv_put_cell(lehr_strbuf *out, const char *text);
void lehr_csv_put_quoted(lehr_strbuf *out, const char *text);          /* always in quotes */

#endif
