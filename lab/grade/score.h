/* score.h — one part of one submission: its rows held against those expected, and the first that differs in words. */
#ifndef LEHR_GRADE_JUDGE_H
#define LEHR_GRADE_JUDGE_H
#include "lab/grade/process.h"
#include "lab/grade/protocol.h"

typedef struct grade_mark {
    double      points;
    int         right, rows;            /* rows that are right, of how many                          */
    const char *rule;                   /* that the first wrong row breaks; borrowed; NULL: none     */
    lehr_strbuf words;                  /* what is wrong; of a race, also what is right; or empty    */
    size_t      printed;
    lehr_strbuf said;                   /* what it printed, cleaned: its beginning                   */
} grade_mark;

/* How far a value may be off: `within` as a share of it, but no less than rounding makes of the part's largest value.
 */
bool        grade_is_right(const grade_part *p, int row, double got);

/* c: its process, which had these limits, is over. value [p->rows]: room. m is all zero. */
lehr_status grade_judge(const grade_part *p, const child *c, const child_limits *limits, double *value, grade_mark *m);

void        grade_mark_release(grade_mark *m);

/* Two numbers with as many digits as tell them apart. */
void        grade_tell_apart(double a, double b, lehr_short_text *first, lehr_short_text *second);

#endif
