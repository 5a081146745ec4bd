/* assignment.h — a folder with the student's file, headers, tests.c and the expected rows; and the hidden tests. */
#ifndef LEHR_GRADE_ASSIGNMENT_H
#define LEHR_GRADE_ASSIGNMENT_H
#include "lab/grade/compiler.h"
#include "lab/grade/protocol.h"

enum { ASSIGNMENT_MAX_HEADERS = 32, VISIBLE = 0, HIDDEN = 1, ASSIGNMENT_MAX_SETS = 2 };

typedef struct header { const char *name; lehr_strbuf bytes; } header;

typedef struct test_set {
    const char    *folder;
    header         header[ASSIGNMENT_MAX_HEADERS];
    int            headers;
    lehr_strbuf    source;              /* tests.c                                 */
    protocol_expected expected;
    lehr_strbuf    tests, trial;        /* compiled: tests.c, and trial.c with it  */
} test_set;

typedef struct assignment {
    const char *file;                   /* "policies.c"                            */
    test_set    set[ASSIGNMENT_MAX_SETS];
    int         sets;                   /* 2 with hidden tests                     */
    int         parts;                  /* of all sets                             */
    const protocol_part *part[ASSIGNMENT_MAX_SETS * PROTOCOL_MAX_PARTS]; /* [parts], those of the visible set first */
    double      points;
    lehr_arena  memory;
} assignment;

/* Reads and checks all files. hidden NULL: no hidden tests. On failure *a is empty. */
lehr_status assignment_open(assignment *a, const char *folder, const char *hidden);
void        assignment_release(assignment *a);

/* VISIBLE or HIDDEN: the set of part k of all parts. */
int         assignment_set_of(const assignment *a, int k);

/* Compiles the tests, in a slot of the working folder. */
lehr_status assignment_compile(assignment *a, const compiler *c, const workdir *s);

/* Writes the headers of the visible folder into a slot. */
lehr_status assignment_put_headers(const assignment *a, int slot, uid_t user);

#endif
