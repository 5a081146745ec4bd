/* batch.h — submissions marked: one, or a whole class of them, several at a time. */
#ifndef LEHR_GRADE_BATCH_H
#define LEHR_GRADE_BATCH_H
#include "lab/grade/assignment.h"
#include "lab/grade/score.h"
#include "lab/grade/submissions.h"

typedef struct submission_result {      /* one submission */
    lehr_strbuf name;                   /* cleaned                                                     */
    lehr_strbuf problem;                /* why it was not run at all; empty: it was                    */
    int        warnings;
    lehr_strbuf said;                   /* what the compiler said, cleaned                             */
    double     points;
    part_score *part;                   /* [a->parts]: of all sets, one behind the other; NULL: not run */
} submission_result;

typedef struct batch {
    const assignment  *a;
    const compiler    *c;
    const workdir     *s;
    const submissions *all;             /* NULL: own is the one                                     */
    lehr_strbuf        own;             /* a single submission's bytes, and why there are none      */
    lehr_strbuf        own_problem;
    const char        *own_name;
    int                count;
    double             seconds;         /* for each part                                            */
    int                jobs;
    submission_result *one;             /* [count]                                                  */
    void             (*watch)(void *context, long done);         /* from one thread at a time; may be NULL */
    void              *context;
} batch;

enum { BATCH_MAX_JOBS = 64 };

/* Before the class: do tests.c and expected.txt fit each other, and the student's file as it lies in the folder? A
 * file that does not compile tells nothing, nor, where there is no class (all), one that does not link.
 * LEHR_ERR_FILE: the first misfit, which is no student's fault. */
lehr_status batch_check_tests(const batch *m);

/* All of them; m->one is made. LEHR_OK whatever they did. LEHR_ERR_FILE, too, where a signal has broken it off
 * (process_stop_signal). */
lehr_status batch_run(batch *m);
void        batch_release(batch *m);

#endif
