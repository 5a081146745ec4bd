/* submissions.h — files of other people, and folders of them, taken in safely: no link is followed, nothing is waited
 * for, nothing is believed. */
#ifndef LEHR_GRADE_SUBMISSIONS_H
#define LEHR_GRADE_SUBMISSIONS_H
#include <stdbool.h>
#include "core/base/arena.h"
#include "core/base/strbuf.h"

enum { SUBMISSION_MAX_BYTES = 1 << 20 };    /* bytes of a student's file */

/* Has the name something before this end, ".c"? */
bool submissions_has_suffix(const char *name, const char *end);

/* The student's file of that name in an open folder. Where it cannot be marked, why says so in words and bytes stays
 * empty. */
lehr_status submissions_read_file(int folder, const char *name, lehr_strbuf *bytes, lehr_strbuf *why);

/* who; "" or its folder in the whole one; the file there */
typedef struct submission { const char *name, *folder, *file; } submission;

typedef struct submissions {
    submission *one;
    int         count;
    int         fd;                         /* of the folder of them all */
    lehr_arena  memory;
} submissions;

/* Each folder in it (file is then to be there), and each NAME.c, in the byte order of names; those that begin with a
 * dot are passed over. LEHR_ERR_FILE: it is no folder, or there is nothing in it. */
lehr_status submissions_find(submissions *all, const char *path, const char *file);
void        submissions_release(submissions *all);

/* That one's file, as submissions_read_file. */
lehr_status submissions_read(const submissions *all, int i, lehr_strbuf *bytes, lehr_strbuf *why);

#endif
