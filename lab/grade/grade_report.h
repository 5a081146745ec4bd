/* grade_report.h — the results of a marking: for one student, for a class, as CSV, as JSON. */
#ifndef LEHR_GRADE_GRADE_REPORT_H
#define LEHR_GRADE_GRADE_REPORT_H
#include "lab/grade/batch.h"

/* part by part, with the output of the compiler and of the program */
void grade_report_print_student(const batch *m, int i, lehr_strbuf *out);
void grade_report_print_class(const batch *m, lehr_strbuf *out);        /* a line each, then each part */
/* name, total, of, a column for each part, warnings, remark */
void grade_report_print_csv(const batch *m, lehr_strbuf *out);
void grade_report_print_json(const batch *m, lehr_strbuf *out);

#endif
