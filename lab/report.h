/* report.h — a comparison in words and tables: for the terminal, as CSV, and as a page with its pictures. */
#ifndef LEHR_LAB_REPORT_H
#define LEHR_LAB_REPORT_H
#include "lab/compare.h"

/* A line a policy, best first, within 100 columns if its text is within 26; then the verdict. */
void lehr_report_table(const lehr_comparison *c, lehr_text *out);

/* Who won, by how much, and whether that is more than noise. One or two sentences of plain text. */
void lehr_report_verdict(const lehr_comparison *c, lehr_text *out);

/* The cells of these tables: "97.5 ± 0.2", "+2.3 ± 1.0"; accuracies in percent. */
lehr_word lehr_report_mean(const lehr_stats *s, lehr_metric m);
lehr_word lehr_report_cell(const lehr_comparison *c, const lehr_stats *s, lehr_metric m);     /* the same, but R² as it is */
lehr_metric lehr_report_loss(const lehr_comparison *c);             /* the loss that is shown: the one that ranks, else validation loss */
lehr_word lehr_report_gain(const lehr_comparison *c, int policy);

/* CSV: policy,seed,status,train_loss,… of every run; and policy,seed,step,… of every row of history. */
void lehr_report_runs(const lehr_comparison *c, lehr_text *out);
void lehr_report_histories(const lehr_comparison *c, lehr_text *out);

/* Pictures, runs.csv and histories.csv into a folder. */
lehr_status lehr_report_files(const lehr_comparison *c, const char *folder);

/* A page for one or several comparisons. prefix [n]: where the pictures of each are, seen from the page: "taiji/", or "". */
lehr_status lehr_report_page(const lehr_comparison *const c[], const char *const prefix[], int n, const char *path);

#endif
