/* protocol.h — the lines that trial.c writes: those of expected.txt, which are believed, and of a submission, where
 * only numbers are.
 *
 *     part 2 step          points and name          rule at a multiple of …      kept by the rows from here on; rule.zh: in Chinese
 *     what rate            what its rows are        row 0.05 t = 50              a number, and where it belongs
 *     within 1e-9          how near is right        end
 *     race …               see beat_baseline.h               rows 7500            of a race: so many, at t = 0, t = 1, …
 */
#ifndef LEHR_GRADE_STREAM_H
#define LEHR_GRADE_STREAM_H
#include <stdbool.h>
#include "core/base/arena.h"
#include "core/base/format.h"
#include "core/base/status.h"

/* at most: in a file; in a part; bytes of a line */
enum { GRADE_PARTS = 60, GRADE_ROWS = 100000, GRADE_LINE = 1000 };

typedef struct grade_row {
    double      value;
    const char *where;                  /* "t = 50"                                         */
    const char *rule, *rule_zh;         /* NULL: none is said                               */
} grade_row;

typedef struct grade_part {
    double      points, within;
    const char *name, *what, *what_zh;  /* "step", "rate", "学习率"                         */
    const char *race;                   /* NULL: its rows are held against those expected   */
    grade_row  *row;
    int         rows;                   /* one at least                                     */
    double      largest;                /* of its values, without their signs               */
} grade_part;

typedef struct grade_expected {
    grade_part *part;
    int         parts;                  /* one at least */
    double      points;                 /* of all       */
    lehr_arena  memory;
} grade_expected;

/* text: n bytes and a '\0', from the file of that name. LEHR_ERR_FILE: "name:line: …", and *e is empty. */
lehr_status grade_expected_read(grade_expected *e, const char *name, const char *text, size_t n);
void        grade_expected_release(grade_expected *e);

/* What came of one part of a submission: any bytes. */
typedef enum grade_left { GRADE_COMPLETE, GRADE_MISSING, GRADE_TOO_MANY, GRADE_ELSEWHERE, GRADE_NO_ROW } grade_left;
typedef struct grade_rows {
    int        count;                   /* rows at their places, from the first one on */
    grade_left left;           /* why there are no more: it said end, it stopped, or a line was not what it had to be */
} grade_rows;

/* Their numbers go to value [p->rows]; NaN and infinities are numbers here. */
grade_rows grade_rows_read(const grade_part *p, const char *bytes, size_t n, double *value);

#endif
