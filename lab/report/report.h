/* report.h — comparisons in words and tables: for the terminal, as files, and as a page with its pictures. */
#ifndef LEHR_LAB_REPORT_REPORT_H
#define LEHR_LAB_REPORT_REPORT_H
#include "lab/compare/result_text.h"
#include "lab/compare/sweep.h"
#include "lab/i18n/language.h"

/* --- the verdict in sentences: lab/report/verdict.c --------------------------------------------------------------- */

/* English, in one line: the best policy, the policies that differ from the baseline by more than noise, how many more
 * seeds might be enough for the others, and what remains with Holm's correction. */
void lehr_verdict_sentences(const lehr_comparison *c, lehr_strbuf *out);

/* The same in two parts, the first sentence and the others; in either language. */
void lehr_verdict_parts(const lehr_comparison *c, lehr_language language, lehr_strbuf *lead, lehr_strbuf *rest);

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
