/* protocol.h — the lines that trial.c writes: those of expected.txt, which are believed, and of a submission, where
 * only numbers are.
 *
 *     part 2 step          points and name          rule at a multiple of …      of all rows from here on;
 *                                                                             rule.zh: in Chinese
 *     what rate            what its rows are        row 0.05 t = 50              a number, and where it belongs
 *     within 1e-9          how near is right        end
 *     race …               see beat_baseline.h      rows 7500            of a race: so many, at t = 0, t = 1, …
 */
#ifndef LEHR_GRADE_PROTOCOL_H
#define LEHR_GRADE_PROTOCOL_H
#include <stdbool.h>
#include "core/base/arena.h"
#include "core/base/format.h"
#include "core/base/status.h"

/* at most: in a file; in a part; bytes of a line */
enum { PROTOCOL_MAX_PARTS = 60, PROTOCOL_MAX_ROWS = 100000, PROTOCOL_MAX_LINE = 1000 };

typedef struct protocol_row {
    double      value;
    const char *where;                  /* "t = 50"                                         */
    const char *rule, *rule_zh;         /* NULL: none is said                               */
} protocol_row;

typedef struct protocol_part {
    double      points, within;
    const char *name, *what, *what_zh;  /* "step", "rate", "学习率"                         */
    const char *race;                   /* NULL: its rows are held against those expected   */
    protocol_row *row;
    int         rows;                   /* one at least                                     */
    double      largest;                /* of its values, without their signs               */
} protocol_part;

typedef struct protocol_expected {
    protocol_part *part;
    int         parts;                  /* one at least */
    double      points;                 /* of all       */
    lehr_arena  memory;
} protocol_expected;

/* text: n bytes and a '\0', from the file of that name. LEHR_ERR_FILE: "name:line: …", and *e is empty. */
lehr_status protocol_read_expected(protocol_expected *e, const char *name, const char *text, size_t n);
void        protocol_release_expected(protocol_expected *e);

/* What came of one part of a submission: any bytes. */
typedef enum protocol_end {
    PROTOCOL_COMPLETE,
    PROTOCOL_MISSING,
    PROTOCOL_TOO_MANY,
    PROTOCOL_ELSEWHERE,
    PROTOCOL_NO_ROW
} protocol_end;
typedef struct protocol_rows {
    int        count;                   /* rows at their places, from the first one on */
    protocol_end left;         /* why there are no more: it said end, it stopped, or a line was not what it had to be */
} protocol_rows;

/* Their numbers go to value [p->rows]; NaN and infinities are numbers here. */
protocol_rows protocol_read_rows(const protocol_part *p, const char *bytes, size_t n, double *value);

#endif
