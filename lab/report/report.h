/* report.h — comparisons in words and tables: for the terminal, as files, and as a page with its pictures. */
#ifndef LEHR_LAB_REPORT_REPORT_H
#define LEHR_LAB_REPORT_REPORT_H
#include "lab/compare/sweep.h"

/* --- words -------------------------------------------------------------------------------------------------------- */

/* Who is best, who differs from the baseline by more than noise, how many seeds would tell the others apart, and what
 * is left of it all when so many differences are looked at at once. A few sentences of plain text in one line. */
void lehr_verdict_sentences(const lehr_comparison *c, lehr_strbuf *out);

/* The cells of tables: "97.5 ± 0.2", "+2.3 ± 1.0", "better", "noise: 12 more"; accuracies in percent, what has run
 * away in powers of ten. */
lehr_short_text lehr_mean_text(const lehr_stats *s, lehr_metric m);
/* the same, but R² as it is */
lehr_short_text lehr_mean_cell_text(const lehr_comparison *c, const lehr_stats *s, lehr_metric m);
lehr_short_text lehr_gain_text(const lehr_comparison *c, const lehr_stats *s);
lehr_short_text lehr_policy_gain_text(const lehr_comparison *c, int policy); /* the same of a policy; "baseline" */
lehr_short_text lehr_verdict_text(const lehr_comparison *c, int policy);

/* the loss that is shown: the one that ranks, else validation loss */
lehr_metric lehr_report_loss(const lehr_comparison *c);

/* --- for the terminal: lab/report/terminal_table.c ---------------------------------------------------------------- */

/* A line a policy, best first, with a spark line of its loss; then the verdict. About 100 columns. colour: with
 * escape codes. */
void lehr_report_table(const lehr_comparison *c, bool colour, lehr_strbuf *out);

/* A line a policy, a column a cell of the grid, and what each budget's best is. */
void lehr_report_grid(const lehr_sweep *g, bool colour, lehr_strbuf *out);

/* --- as files: lab/report/export.c -------------------------------------------------------------------------------- */

/* Of n comparisons, CSV: policy,spec,base_lr,updates,seed,status,train_loss,… of every run;
 * policy,base_lr,updates,seed,step,… of every row of history. And all that was concluded, as one object of JSON,
 * numbers that are none as null. */
void lehr_report_runs(const lehr_comparison c[], int n, lehr_strbuf *out);
void lehr_report_histories(const lehr_comparison c[], int n, lehr_strbuf *out);
void lehr_report_json(const lehr_comparison c[], int n, lehr_strbuf *out);

/* Pictures of each of n comparisons, into folder/part[i] ("": into folder itself), and runs.csv, histories.csv and
 * results.json of them all into folder. */
lehr_status lehr_report_files(const lehr_comparison c[], const char *const part[], int n, const char *folder);

/* A page to play with, one file that needs no other, for n comparisons. Those of the same data, one after the other,
 * are shown as a grid of rates and budgets. It links to their tables in part [n], seen from the page: "taiji", or "".
 * NULL: they all are beside it. */
lehr_status lehr_report_page(const lehr_comparison c[], const char *const part[], int n, const char *path);

#endif
