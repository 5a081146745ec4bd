/* find_report.h — the results of `lehr find`: the curve, a table of suggested rates, and commands to paste. */
#ifndef LEHR_COMMAND_FIND_REPORT_H
#define LEHR_COMMAND_FIND_REPORT_H
#include "lab/range_test/confidence.h"

/* The curve on a logarithmic axis, a letter below it for each suggestion. */
lehr_status find_report_draw(lehr_strbuf *out, const lehr_range_curve c[], int n, const lehr_lr_estimate *r,
                             bool colour);

/* The suggestions with rate, confidence and edge; or, in a sentence, why there are none. */
void        find_report_print(lehr_strbuf *out, const lehr_range_curve *c, const lehr_lr_estimate *r);

/* The same as CSV: rule,rate,confidence,seeds,spread,edge. */
void        find_report_print_csv(lehr_strbuf *out, const lehr_lr_estimate *r);

/* Trainings to paste, lines that begin with `train`, "lehr train taiji --batch 4"; steps: the updates of that training.
 */
void        find_report_print_commands(lehr_strbuf *out, const lehr_lr_estimate *r, const char *train, long steps);

#endif
