/* grade_report.h — what came of the marking: for one student, for a class, as CSV, as JSON. */
#ifndef LEHR_GRADE_GRADE_REPORT_H
#define LEHR_GRADE_GRADE_REPORT_H
#include "lab/grade/batch.h"

/* part by part, with what its compiler and itself have said */
void grade_report_print_student(const batch *m, int i, lehr_strbuf *out);
void grade_report_print_class(const batch *m, lehr_strbuf *out);        /* a line each, then what was hard */
/* name, total, of, a column for each part, warnings, remark */
void grade_report_print_csv(const batch *m, lehr_strbuf *out);
void grade_report_print_json(const batch *m, lehr_strbuf *out);

/* Part k of all sets. */
const protocol_part *grade_report_part(const batch *m, int k, int *set);

#endif
