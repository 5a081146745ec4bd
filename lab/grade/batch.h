/* batch.h — marks submissions: one, or those of a whole class, several at a time. */
#ifndef LEHR_GRADE_BATCH_H
#define LEHR_GRADE_BATCH_H
#include "lab/grade/assignment.h"
#include "lab/grade/score.h"
#include "lab/grade/submissions.h"

typedef struct submission_result {
    lehr_strbuf name;                   /* cleaned                                               */
    lehr_strbuf problem;                /* why it could not be run; empty: it was run            */
    int         warnings;
    lehr_strbuf output;                 /* of the compiler, cleaned                              */
    double      points;
    part_score *part;                   /* [a->parts]; NULL: not run                             */
} submission_result;

typedef struct batch {
    const assignment  *a;
    const compiler    *c;
    const workdir     *s;
    const submissions *all;
    bool               is_class;        /* not a single file                                     */
    double             seconds;         /* of processor time, for each part                      */
    int                jobs;
    submission_result *result;          /* [all->count]                                          */
    void             (*progress)(void *context, long done);      /* called by one thread at a time */
    void              *context;
} batch;

enum { BATCH_MAX_JOBS = 64 };

/* Before the class: checks that tests.c, expected.txt and the student's file of the folder fit each other. A file that
 * does not compile is not checked; one that does not link is an error only for a class. LEHR_ERR_FILE: the first
 * mistake of the assignment. */
lehr_status batch_check_tests(const batch *m);

/* Marks all, into m->result. LEHR_OK whatever the submissions did. LEHR_ERR_FILE: interrupted by a signal, or a
 * failure of the system. */
lehr_status batch_run(batch *m);
void        batch_release(batch *m);

#endif
