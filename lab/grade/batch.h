/* batch.h — submissions marked: one, or a whole class of them, several at a time. */
#ifndef LEHR_GRADE_CLASS_H
#define LEHR_GRADE_CLASS_H
#include "lab/grade/assignment.h"
#include "lab/grade/score.h"
#include "lab/grade/submissions.h"

typedef struct marked {                 /* one submission */
    lehr_strbuf name;                   /* cleaned                                                     */
    lehr_strbuf problem;                /* why it was not run at all; empty: it was                    */
    int        warnings;
    lehr_strbuf said;                   /* what the compiler said, cleaned                             */
    double     points;
    grade_mark *part;                   /* [a->parts]: of all sets, one behind the other; NULL: not run */
} marked;

typedef struct marking {
    const assignment  *a;
    const compiler    *c;
    const scratch     *s;
    const submissions *all;             /* NULL: own is the one                                     */
    lehr_strbuf        own;             /* a single submission's bytes, and why there are none      */
    lehr_strbuf        own_problem;
    const char        *own_name;
    int                count;
    double             seconds;         /* for each part                                            */
    int                jobs;
    marked            *one;             /* [count]                                                  */
    void             (*watch)(void *context, long done);         /* from one thread at a time; may be NULL */
    void              *context;
} marking;

enum { GRADE_MOST_JOBS = 64 };

/* Before the class: do tests.c and expected.txt fit each other, and the student's file as it lies in the folder? A
 * file that does not compile tells nothing, nor, where there is no class (all), one that does not link.
 * LEHR_ERR_FILE: the first misfit, which is no student's fault. */
lehr_status grade_check_tests(const marking *m);

/* All of them; m->one is made. LEHR_OK whatever they did. LEHR_ERR_FILE, too, where a signal has broken it off
 * (grade_stopped). */
lehr_status grade_class(marking *m);
void        marking_release(marking *m);

#endif
