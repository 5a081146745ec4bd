/* score.h — one part of one submission: compares its rows with the expected ones, and explains the first difference. */
#ifndef LEHR_GRADE_SCORE_H
#define LEHR_GRADE_SCORE_H
#include "lab/grade/process.h"
#include "lab/grade/protocol.h"

typedef struct part_score {
    double      points;
    int         right, rows;            /* right rows, of how many                                   */
    const char *rule;                   /* broken by the first wrong row; borrowed; NULL: none       */
    lehr_strbuf explanation;            /* of the first mistake; of a race, of its result; or empty  */
    size_t      printed;
    lehr_strbuf output;                 /* the beginning of what it printed, cleaned                 */
} part_score;

/* The tolerance is `within` as a share of the value, but at least the rounding error of the part's largest value. */
bool        score_is_right(const protocol_part *p, int row, double got);

/* c: its process, which has ended, and had these limits. value [p->rows]: space. m is all zero. */
lehr_status score_part(const protocol_part *p, const process *c, const process_limits *limits, double *value,
                       part_score *m);

void        part_score_release(part_score *m);

/* Prints two numbers with enough digits to distinguish them. */
void        score_distinct_digits(double a, double b, lehr_short_text *first, lehr_short_text *second);

#endif
