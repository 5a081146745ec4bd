/* export.h — comparisons as files: CSV, JSON and figures. */
#ifndef LEHR_LAB_REPORT_EXPORT_H
#define LEHR_LAB_REPORT_EXPORT_H
#include "lab/compare/comparison.h"

/* Of n comparisons, CSV: policy,spec,base_lr,updates,seed,status,train_loss,… of every run;
 * policy,base_lr,updates,seed,step,… of every row of history. And all results as one JSON object, with null for NaN.
 * LEHR_ERR_VALUE in out->status: c is NULL or its runs are not finished. */
void lehr_report_runs(const lehr_comparison c[], int n, lehr_strbuf *out);
void lehr_report_histories(const lehr_comparison c[], int n, lehr_strbuf *out);
void lehr_report_json(const lehr_comparison c[], int n, lehr_strbuf *out);

/* The same table of runs in parts, while a comparison goes on: its header, and the row of a finished run. */
void lehr_report_runs_header(const lehr_comparison *c, lehr_strbuf *out);
void lehr_report_run(const lehr_comparison *c, int run, lehr_strbuf *out);

/* Writes the figures of each comparison into folder/part[i] ("": into folder itself), and runs.csv, histories.csv and
 * results.json of all of them into folder. */
lehr_status lehr_report_files(const lehr_comparison c[], const char *const part[], int n, const char *folder);

/* The beginning of such a file, up to the metric, and the beginning of each policy, of a comparison that was not
 * executed: for previous_results.c. */
void        lehr_report_json_plan(const lehr_comparison *c, lehr_strbuf *out);

#endif
