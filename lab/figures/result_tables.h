/* result_tables.h — results in memory as the tables of their CSV files, which lab/figures/replot.h draws.
 *
 * Texts are borrowed from the result. LEHR_ERR_MEMORY: *t is empty.
 */
#ifndef LEHR_LAB_FIGURES_RESULT_TABLES_H
#define LEHR_LAB_FIGURES_RESULT_TABLES_H
#include "lab/compare/comparison.h"
#include "lab/data/table.h"

/* A history as `lehr train --csv` writes it: step, lr and the metrics. */
lehr_status lehr_table_from_history(lehr_table *t, const lehr_history *h);

/* Histories as `lehr compare --out` writes them, reduced to one metric. A run that diverged has NaN in every row. At
 * least one run must have finished (LEHR_ERR_NAN), and rows are limited to LEHR_MAX_TABLE_ROWS (LEHR_ERR_VALUE). */
lehr_status lehr_table_from_comparison(lehr_table *t, const lehr_comparison *c, lehr_metric m);

/* Rates as `lehr schedule --csv` writes them, at no more than 100,000 updates: t, and a column for each schedule.
 * label [n]; NULL: columns without names. */
lehr_status lehr_table_from_schedules(lehr_table *t, const lehr_sched s[], const char *const label[], int n,
                                      long steps);

#endif
