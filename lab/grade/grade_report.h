/* grade_report.h — what came of a marking: for one student, for a class, as CSV, as JSON. */
#ifndef LEHR_GRADE_MARKSHEET_H
#define LEHR_GRADE_MARKSHEET_H
#include "lab/grade/batch.h"

/* part by part, with what its compiler and itself have said */
void marksheet_student(const marking *m, int i, lehr_strbuf *out);
void marksheet_class(const marking *m, lehr_strbuf *out);               /* a line each, then what was hard */
/* name, total, of, a column for each part, warnings, remark */
void marksheet_csv(const marking *m, lehr_strbuf *out);
void marksheet_json(const marking *m, lehr_strbuf *out);

/* Part k of all sets. */
const grade_part *marking_part(const marking *m, int k, int *set);

#endif
