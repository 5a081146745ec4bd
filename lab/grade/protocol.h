/* protocol.h — the lines that trial.c writes. Those of expected.txt are trusted; of a submission's lines, only the
 * numbers are.
 *
 *     part 2 step          points and name          rule at a multiple of …      of all rows that follow;
 *                                                                             rule.zh: in Chinese
 *     what rate            what its rows are        row 0.05 t = 50              a number, and its place
 *     within 1e-9          relative tolerance       end
 *     race …               see beat_baseline.h      rows 7500            of a race: number of rows, at t = 0, t = 1, …
 */
#ifndef LEHR_GRADE_PROTOCOL_H
#define LEHR_GRADE_PROTOCOL_H
#include <stdbool.h>
#include "core/base/arena.h"
#include "core/base/format.h"
#include "core/base/status.h"

/* most parts of a file, rows of a part, bytes of a line */
enum { PROTOCOL_MAX_PARTS = 60, PROTOCOL_MAX_ROWS = 100000, PROTOCOL_MAX_LINE = 1000 };

typedef struct protocol_row {
    double      value;
    const char *where;                  /* "t = 50"                                         */
    const char *rule, *rule_zh;         /* NULL: none                                       */
} protocol_row;

typedef struct protocol_part {
    double      points, within;
    const char *name, *what, *what_zh;  /* "step", "rate", "学习率"                         */
    const char *race;                   /* NULL: its rows are compared with expected ones   */
    protocol_row *row;
    int         rows;                   /* at least 1                                       */
    double      largest;                /* absolute value                                   */
} protocol_part;

typedef struct protocol_expected {
    protocol_part *part;
    int         parts;                  /* at least 1   */
    double      points;                 /* of all       */
    lehr_arena  memory;
} protocol_expected;

/* text: n bytes and a '\0', from the file of that name. LEHR_ERR_FILE: "name:line: …", and *e is empty. */
lehr_status protocol_read_expected(protocol_expected *e, const char *name, const char *text, size_t n);
void        protocol_release_expected(protocol_expected *e);

/* How the output of one part of a submission, any bytes, ends. */
typedef enum protocol_end {
    PROTOCOL_COMPLETE,
    PROTOCOL_MISSING,
    PROTOCOL_TOO_MANY,
    PROTOCOL_ELSEWHERE,
    PROTOCOL_NO_ROW
} protocol_end;
typedef struct protocol_rows {
    int        count;                   /* correctly placed rows, from the first one on */
    protocol_end left;                  /* why there are no more                        */
} protocol_rows;

/* Stores the numbers in value [p->rows]; NaN and infinities count as numbers. */
protocol_rows protocol_read_rows(const protocol_part *p, const char *bytes, size_t n, double *value);

#endif
