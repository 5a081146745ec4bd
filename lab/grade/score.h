/* score.h — one part of one submission: its rows held against those expected, and the first that differs in words. */
#ifndef LEHR_GRADE_SCORE_H
#define LEHR_GRADE_SCORE_H
#include "lab/grade/process.h"
#include "lab/grade/protocol.h"

typedef struct part_score {
    double      points;
    int         right, rows;            /* rows that are right, of how many                          */
    const char *rule;                   /* that the first wrong row breaks; borrowed; NULL: none     */
    lehr_strbuf words;                  /* what is wrong; of a race, also what is right; or empty    */
    size_t      printed;
    lehr_strbuf said;                   /* what it printed, cleaned: its beginning                   */
} part_score;

/* How far a value may be off: `within` as a share of it, but no less than rounding makes of the part's largest value.
 */
bool        score_is_right(const protocol_part *p, int row, double got);

/* c: its process, which had these limits, is over. value [p->rows]: space. m is all zero. */
lehr_status score_part(const protocol_part *p, const process *c, const process_limits *limits, double *value,
                       part_score *m);

void        part_score_release(part_score *m);

/* Two numbers with as many digits as tell them apart. */
void        score_distinct_digits(double a, double b, lehr_short_text *first, lehr_short_text *second);

#endif
