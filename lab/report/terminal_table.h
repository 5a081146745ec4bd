/* terminal_table.h — results of comparisons and sweeps as tables for the terminal. */
#ifndef LEHR_LAB_REPORT_TERMINAL_TABLE_H
#define LEHR_LAB_REPORT_TERMINAL_TABLE_H
#include "lab/compare/sweep.h"

/* One line per policy, best first, with a sparkline of its loss; then the verdict. About 100 columns. colour: with
 * escape codes. LEHR_ERR_VALUE in out->status: c is NULL or its runs are not finished. */
void lehr_report_table(const lehr_comparison *c, bool colour, lehr_strbuf *out);

/* The same in so many columns: some of the table is left out, or each policy has a few lines. 0: any width. */
void lehr_report_table_within(const lehr_comparison *c, bool colour, int columns, lehr_strbuf *out);

/* One line per policy, one column per cell of the sweep g, and the best policy of each budget. */
void lehr_report_grid(const lehr_sweep *g, bool colour, lehr_strbuf *out);

#endif
